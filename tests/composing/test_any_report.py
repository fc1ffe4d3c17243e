"""Whatever a report holds: it composes, its grids have no hole, and every number printed comes from a figure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from composing.reading import all_runs, composed
from ziping.composing import annex_sheets
from ziping.composing.facts import marked
from ziping.documents import Document, Paragraph, Table
from ziping.documents.layout import place
from ziping.documents.model import runs
from ziping.figures import Figure, format_money, format_number, format_percent, format_score
from ziping.report import Fact, Report, TextFact, report_of
from ziping.scoring import score
from ziping.standards import Standard, load_standard
from ziping.standards.formulas import Unknown, bind, evaluate

STANDARD = load_standard("hunan/department/2024")
PROJECT_STANDARD = load_standard("national/project/2020")
AMOUNTS = st.sampled_from(
    ["", "0", "0.00", "17", "13.68", "1,177.69", "-5", "——", "不适用", "无", "0.004", "1.2亿元"]
)
COUNTS = st.sampled_from(["", "0", "43", "44 人", "——", "无"])
TEXTS = st.sampled_from(
    ["", "就业股", "资金到位晚。", "第一行\n第二行", "<>&\"'{}|=1+1", "　", "——", "不适用"]
) | st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)
DATES = st.sampled_from([None, "2024-03-01", "2024-12-31"])
LEVELS = st.sampled_from(["", "成本指标", "产出指标", "效益指标", "满意度指标", "其他指标"])
TARGETS = st.sampled_from(["", "100", "98%", "≥5", "效果明显", "2024年12月31日前", "——", "0"])


def some(fields: Mapping[str, st.SearchStrategy[object]]) -> st.SearchStrategy[dict[str, object]]:
    return st.fixed_dictionaries(dict(fields))


def book() -> st.SearchStrategy[dict[str, dict[str, str]]]:
    typed = {
        name: concept
        for name, concept in STANDARD.concepts.items()
        if not concept.field
        and not concept.item
        and not concept.formula
        and concept.unit in ("万元", "人", "个", "辆")
    }
    return st.fixed_dictionaries(
        {},
        optional={
            name: st.fixed_dictionaries(
                {}, optional=dict.fromkeys(concept.stages, AMOUNTS if concept.unit == "万元" else COUNTS)
            )
            for name, concept in typed.items()
        },
    )


PROJECT = some({
    "name": TEXTS, "category": st.sampled_from(["", "业务工作经费", "专项资金", "其他"]), "level": TEXTS, "purpose": TEXTS,
    "initial": AMOUNTS, "adjusted": AMOUNTS, "executed": AMOUNTS, "carried_in": AMOUNTS, "gap_reason": TEXTS,
    "allotments": st.lists(some({"date": DATES, "document": TEXTS, "amount": AMOUNTS}), max_size=2),
})  # fmt: skip
INDICATOR = some({
    "level1": LEVELS, "level2": TEXTS, "name": TEXTS, "sign": st.sampled_from(["", "≥", "≤", "="]), "target": TARGETS,
    "actual": TARGETS, "unit": st.sampled_from(["", "人", "%", "场次"]), "marks": st.sampled_from(["", "5", "10"]),
    "deviation_reason": TEXTS, "improvement": TEXTS,
})  # fmt: skip
REPORTS = some({
    "standard": st.just("hunan/department/2024"),
    "year": st.sampled_from([2021, 2024]),
    "unit": some({"name": TEXTS, "level": TEXTS, "preparer": TEXTS, "phone": TEXTS, "filled_on": DATES}),
    "institutions": st.lists(some({"name": TEXTS, "kind": st.sampled_from(["section", "subordinate"])}), max_size=3),
    "goals": st.lists(some({"expected": TEXTS, "achieved": TEXTS}), max_size=2),
    "figures": book(),
    "projects": st.lists(PROJECT, max_size=4),
    "indicators": st.lists(INDICATOR, max_size=6),
    "adjustments": st.lists(some({"date": DATES, "document": TEXTS, "amount": AMOUNTS, "reason": TEXTS}), max_size=2),
    "premises": st.lists(some({"name": TEXTS, "area_approved": AMOUNTS, "area_actual": AMOUNTS}), max_size=2),
    "problems": st.lists(some({"text": TEXTS, "cause": TEXTS, "indicators": st.lists(TEXTS, max_size=2)}), max_size=2),
    "measures": st.lists(
        some({"text": TEXTS, "owner": TEXTS, "deadline": DATES, "problem": st.sampled_from([None, 1])}), max_size=2
    ),
    "surveys": st.lists(some({"channel": TEXTS, "returned": COUNTS, "satisfied": COUNTS}), max_size=1),
    "narrative": st.dictionaries(st.sampled_from(["other", "spending.overall", "problems"]), TEXTS, max_size=2),
}).map(report_of)  # fmt: skip


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(REPORTS, st.sampled_from([STANDARD, PROJECT_STANDARD]))
def test_any_report_composes_into_whole_grids(report: Report, standard: Standard) -> None:
    document = composed(report, standard)
    for block in document.blocks:
        if isinstance(block, Table):
            assert place(block.grid)
    forms = 3 if standard is STANDARD else len(report.projects)  # two annexes and the control table
    assert len(annex_sheets(report, standard, score(report, standard)).sheets) == forms


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(REPORTS)
def test_every_number_printed_comes_from_what_it_says_it_comes_from(report: Report) -> None:
    check_numbers(composed(report, STANDARD), report, STANDARD)


def test_the_rich_report_has_hundreds_of_such_numbers(rich: Report, standard: Standard) -> None:
    assert check_numbers(composed(rich, standard), rich, standard) > 150


def check_numbers(document: Document, report: Report, standard: Standard) -> int:
    """Words of the pack hold no digit but a paragraph's number; a traced figure is its fact or formula, formatted."""
    statement = marked(report, standard, score(report, standard))
    sources: dict[str, Fact | TextFact] = {fact.key: fact for fact in statement.facts}
    sources.update((text.key, text) for text in statement.texts)
    for block in document.blocks:
        if isinstance(block, Paragraph) and block.role == "body":
            said = "".join(run.text for run in runs(block.content) if run.trace is None)
            assert not re.search(r"\d", re.sub(r"^(\d+\.|（\d+）)", "", said)), block.text
    checked = 0
    for run in all_runs(document):
        if run.trace is None or not re.search(r"\d", run.text) or "待填" in run.text:
            continue
        source = sources.get(run.trace)
        if isinstance(source, Fact):
            assert source.figure.empty is None, run
            assert run.text in _printed(source.figure.base, source.figure), run
            checked += 1
        elif not isinstance(source, TextFact) and "= " in run.trace:
            checked += _check_formula(run.text, run.trace, report, standard)
    return checked


def _check_formula(text: str, trace: str, report: Report, standard: Standard) -> int:
    """A formula over the report as a whole can be asked again; one of an item has been asked in its own place."""
    name = trace.partition("= ")[2] if trace.startswith("= ") else trace.partition(" = ")[0]
    if any(
        term.item for concept, term in standard.vocabulary.terms.items() if re.search(rf"\b{concept}\b", name)
    ):
        return 0
    value = evaluate(
        bind(name, standard.vocabulary), marked(report, standard, score(report, standard)).scope()
    )
    if isinstance(value, str):
        assert text == value
        return 1
    assert not isinstance(value, Unknown), trace
    assert isinstance(value, Fraction), trace
    assert text in _printed(value, None), (text, trace)
    return 1


def _printed(value: Fraction, figure: Figure | None) -> set[str]:
    forms = {
        format_money(value),
        format_percent(value),
        format_score(value),
        format_number(value, 0),
        format_number(value, 2),
    }
    return forms | ({figure.written} if figure is not None else set())
