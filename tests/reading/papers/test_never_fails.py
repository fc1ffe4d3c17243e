"""Whatever a document says, it is read without a failure, and the report survives being saved."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reading.papers.generated import STANDARD
from reading.papers.sources import paper
from ziping.documents.source import Grid, GridCell, Passage, Source, SourceBlock
from ziping.figures import Place
from ziping.reading.papers import about, extract, outline
from ziping.report import dump_report, load_report

PIECES = st.sampled_from([
    "一、部门、单位基本情况", "（二）人员编制", "8、下一步改进措施", "附件1-1", "附件1-2", "整体支出绩效自评表", "目录", "单位：元",
    "部门整体支出绩效评价基础数据表", "2.项目支出情况", "某专项17万元，下达0万元，决算支出0万元；", "由于，故造成。", "原因：措施：", "——",
    "三公经费", "项目支出", "3、专项资金（一个专项一行）", "2024年决算数", "2023年决算数", "预算数", "一级指标", "三级指标", "分值", "得分",
    "年度指标值", "预期目标", "实际完成情况", "编制数", "实际在职人数", "1,177.69", "0", "", " ", "……", "无", "不适用（基数为零）", "≥98%",
    "2024年13月40日", "填报日期：昨天", "成本指标（20分）", "【待填：x】", "经自评，2024年度部门整体支出绩效自评得分", "合计", "１２．５",
])  # fmt: skip
TEXTS = st.one_of(PIECES, st.lists(PIECES, max_size=4).map("".join), st.text(max_size=30))


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    rows, columns = draw(st.integers(1, 5)), draw(st.integers(1, 6))
    cells = [
        GridCell(row, column, draw(TEXTS), draw(st.integers(1, 2)), draw(st.integers(1, 2)))
        for row in range(rows)
        for column in range(columns)
        if draw(st.booleans())
    ]
    return Grid(rows, columns, tuple(cells), Place(), guessed=draw(st.booleans()))


@st.composite
def sources(draw: st.DrawFn) -> Source:
    blocks: list[SourceBlock] = []
    for number, one in enumerate(draw(st.lists(st.one_of(TEXTS, TEXTS, grids()), max_size=12))):
        place = Place(block=number)
        if isinstance(one, str):
            blocks.append(Passage(one, place, level=draw(st.sampled_from([0, 0, 0, 1, 3]))))
        else:
            blocks.append(Grid(one.rows, one.columns, one.cells, place, guessed=one.guessed))
    return Source("任意.docx", "docx", tuple(blocks))


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(sources())
def test_any_document_is_read(source: Source) -> None:
    found = extract(source, STANDARD)
    assert load_report(dump_report(found.report)) == found.report
    assert len(found.outline.roles) == len(source.blocks) if found.outline else False
    assert set(found.places) >= set(found.report.origins)
    assert all(str(notice) for notice in found.notices)


@pytest.mark.parametrize(
    "text",
    [
        "1、" * 4_000,
        "（一）" * 20_000,
        "问题：" * 20_000,
        "其中：某专项1万元；" * 800,
        "……" * 50_000,
        "附件" * 30_000,
    ],
)
def test_long_odd_text_is_read_in_one_go(text: str) -> None:
    found = extract(paper("一、存在的问题及原因分析", text, "2.项目支出情况", text), STANDARD)
    assert load_report(dump_report(found.report)) == found.report


def test_a_table_of_many_rows_is_read_in_one_go() -> None:
    head = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"]
    rows = [["产出指标", "数量指标", f"指标{number}", "1", "1", "1", "1"] for number in range(3000)]
    found = extract(paper("附件1-2", "整体支出绩效自评表", [head, *rows]), STANDARD)
    assert len(found.report.indicators) == 3000


def test_an_empty_document_is_read() -> None:
    assert about(paper()).of_year is None
    assert outline(paper(), STANDARD).headings == ()
    assert extract(paper(), STANDARD).report.figures == {}
