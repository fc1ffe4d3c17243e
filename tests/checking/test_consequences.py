"""One wrong figure is one finding: what only follows from it is shown under it, and not counted again."""

from __future__ import annotations

from fractions import Fraction

from msgspec.structs import replace

from checking.support import pack
from ziping.checking import Checked, Finding, check
from ziping.checking.consequences import with_consequences
from ziping.checking.findings import Exactly, Explanation, Kind, Operand, Relation, Spot
from ziping.documents.source import Grid, GridCell, Passage, Source
from ziping.figures import Figure, Place
from ziping.reading import read_paper
from ziping.scoring import score
from ziping.standards.model.rules import Severity

FORM = """附件1-1
部门整体支出绩效评价基础数据表
填报单位：示例县统计局 单位：万元"""
HEADS = ("经费控制情况", "2023年决算数", "2024年预算数", "2024年决算数")


def source(text: str, *rows: tuple[str, ...]) -> Source:
    """Paragraphs, and below them one table."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    blocks: list[Passage | Grid] = [
        Passage(line, Place(block=number), "body") for number, line in enumerate(lines)
    ]
    if rows:
        cells = tuple(
            GridCell(row, column, said) for row, line in enumerate(rows) for column, said in enumerate(line)
        )
        blocks.append(Grid(len(rows), len(rows[0]), cells, Place(block=len(blocks))))
    return Source("自评报告.docx", "docx", tuple(blocks))


def checked(text: str, *rows: tuple[str, ...]) -> Checked:
    paper = read_paper(source(text, *rows), "hunan/department/2024")
    return check(paper.report, pack(), score(paper.report, pack()), paper=paper)


def of(found: Checked, rule: str) -> list[Finding]:
    return [finding for finding in found.findings if finding.rule == rule]


def test_blank_cells_of_a_form_are_one_finding_with_their_names() -> None:
    found = checked(
        FORM,
        HEADS,
        ("三公经费", "1.19", "6.00", "0.77"),
        ("3、公务接待", "1.19", "6.00", "0.77"),
        ("办公费", "3.10", "", "2.90"),
        ("会议费、培训费", "", "1.20", "1.00"),
    )
    blanks = of(found, "Q-02.begun-rows")
    assert [(finding.severity, finding.args["number"]) for finding in blanks] == [("warning", 2)]
    assert [(place.row, place.column) for place in blanks[0].places] == [(3, 2), (4, 1)]


def test_a_blank_another_rule_speaks_of_is_not_told_twice() -> None:
    found = checked(FORM, HEADS, ("三公经费", "1.19", "", "0.77"), ("3、公务接待", "1.19", "6.00", "0.77"))
    assert of(found, "Q-02.three-public-total")
    assert of(found, "Q-02.begun-rows") == []


def test_dashes_and_rows_that_are_wholly_blank_are_no_unfinished_rows() -> None:
    found = checked(
        FORM,
        HEADS,
        ("三公经费", "1.19", "6.00", "0.77"),
        ("3、公务接待", "1.19", "6.00", "0.77"),
        ("公车购置", "", "", ""),
        ("政府采购金额", "——", "5.00", "4.00"),
    )
    assert of(found, "Q-02.begun-rows") == []


def test_a_blank_total_of_a_table_in_the_text_is_told_by_its_row_and_column() -> None:
    found = checked(
        "二、部门整体支出管理及使用情况",
        ("项目名称", "年初预算", "全年预算", "支付数"),
        ("甲项目", "10.00", "12.00", "11.00"),
        ("乙项目", "20.00", "22.00", "21.00"),
        ("合计", "30.00", "", "32.00"),
    )
    assert [finding.args["names"] for finding in of(found, "Q-02.begun-rows")] == [("合计／全年预算",)]


def test_a_column_of_reasons_may_be_blank() -> None:
    found = checked(
        "二、部门整体支出管理及使用情况",
        ("项目名称", "年初预算", "支付数", "原因"),
        ("甲项目", "10.00", "9.00", "招标节约"),
        ("乙项目", "20.00", "20.00", ""),
    )
    assert of(found, "Q-02.begun-rows") == []


# --- what follows from what -------------------------------------------------------------------------------------------


def operand(key: str, written: str, concept: str = "", stage: str = "") -> Operand:
    return Operand(concept, stage, Spot(Place(key), key), Figure.parse(written))


def broken(
    rule: str, at: str, claim: Operand, *parts: Operand, kind: Kind = "sum", gap: int = 36
) -> Relation:
    formula = "+".join("abcdefgh"[: len(parts)])
    return Relation(rule, kind, formula, claim, parts, "inconsistent", gap=Exactly(Fraction(gap)), at=at)


def told(relation: Relation, severity: Severity = "error") -> Finding:
    spots = (relation.claim.spot, *(part.spot for part in relation.operands))
    return Finding(relation.rule, severity, "house", spots, at=relation.at, verdict=relation.verdict)


def scored(severity: Severity = "warning", rests: tuple[str, ...] = ("indicators[1].marks",)) -> Finding:
    spot = Spot(Place("得分"), "indicators[1].stated_score")
    return Finding("Q-39.score", severity, "house", (spot,), item="培训人次", rests=rests)


BLOCK = broken(
    "Q-14.claimed-sum",
    "at:1",
    operand("at:block", "35"),
    operand("indicators[0].marks", "20"),
    operand("indicators[1].marks", "51"),
)


def test_a_score_that_rests_on_a_mark_in_doubt_follows_from_the_sum_that_fails() -> None:
    root, score_found = with_consequences([told(BLOCK), scored()], [BLOCK], pack())
    assert root.counted
    assert (score_found.depends_on, score_found.root) == (("Q-14.claimed-sum",), root.id)


def test_a_score_of_another_indicator_counts_by_itself() -> None:
    other = scored(rests=("indicators[7].marks",))
    assert with_consequences([told(BLOCK), other], [BLOCK], pack())[1].counted


def test_nothing_graver_follows_from_something_lighter() -> None:
    found = with_consequences([told(BLOCK, "warning"), scored("error")], [BLOCK], pack())
    assert all(finding.counted for finding in found)


def test_explained_only_the_figures_taken_for_wrong_are_in_doubt() -> None:
    mark = BLOCK.operands[0]
    explained = replace(told(BLOCK), explanations=(Explanation(mark, Fraction(15), (), slip=True),))
    assert with_consequences([explained, scored()], [BLOCK], pack())[1].counted


def test_what_is_off_by_the_very_same_follows_whatever_the_explanation_says() -> None:
    mark = BLOCK.operands[0]
    explained = replace(told(BLOCK), explanations=(Explanation(mark, Fraction(15), (), slip=True),))
    same = replace(scored(), args={"gap": Exactly(Fraction(-36), "分")})
    assert not with_consequences([explained, same], [BLOCK], pack())[1].counted


def test_the_same_relation_told_by_a_rule_and_by_a_sentence_is_one_finding() -> None:
    total = operand("figures.basic.executed", "90万元", "basic", "executed")
    parts = (
        operand("figures.personnel.executed", "60万元", "personnel", "executed"),
        operand("figures.operating.executed", "20万元", "operating", "executed"),
    )
    rule = broken("Q-14.personnel-operating", "", total, *parts)
    said = [operand(f"at:{number}", *one) for number, one in enumerate(
        (("90万元", "basic", "executed"), ("60万元", "personnel", "executed"), ("20万元", "operating", "executed"))
    )]  # fmt: skip
    sentence = broken("Q-14.claimed-sum", "at:5", said[0], said[2], said[1])
    told_by_sentence, told_by_rule = with_consequences([told(sentence), told(rule)], [sentence, rule], pack())
    assert told_by_rule.counted
    assert told_by_sentence.depends_on == ("Q-14.personnel-operating",)


def test_a_growth_rate_over_a_figure_in_a_contradiction_follows_from_that() -> None:
    now = operand("figures.expenditure.executed", "120万元", "expenditure", "executed")
    before = operand("figures.expenditure.prior_executed", "90万元", "expenditure", "prior_executed")
    rate = broken("Q-15.claimed-growth", "at:2", operand("at:2:9", "20%"), now, before, kind="growth")
    total = broken("Q-14.claimed-sum", "at:1", operand("at:1:9", "210万元"), now, operand("at:1:3", "70万元"))
    found = with_consequences([told(total), told(rate)], [total, rate], pack())
    assert [finding.depends_on for finding in found] == [(), ("Q-14.claimed-sum",)]
