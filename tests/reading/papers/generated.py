"""Reports of any shape, as units would fill them in: any numbers of projects, indicators, adjustments; blanks anywhere."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import strategies as st

from ziping.report import Report, report_of
from ziping.standards import load_standard

STANDARD = load_standard("hunan/department/2024")
AMOUNTS = st.one_of(
    st.sampled_from(["", "0", "0.00", "17", "——", "不适用", "无"]),
    st.decimals(0, 99_999, places=2).map(str),
)
COUNTS = st.one_of(st.sampled_from(["", "0", "——", "无"]), st.integers(0, 4000).map(str))
WORDS = st.text(
    st.sampled_from("就业社保招聘宣传督查培训慰问补助监管服务业务群众资金规范"), min_size=2, max_size=12
)
MAYBE = st.just("") | WORDS
DATES = st.sampled_from([None, "2024-03-01", "2024-12-31"])
PAPERS = st.sampled_from(["", "示财预〔2024〕58号", "示财社〔2024〕7号"])
CODES = st.sampled_from(["30101", "30102", "30201", "30205", "30211", "30215", "30217"])


def some(fields: Mapping[str, st.SearchStrategy[object]]) -> st.SearchStrategy[dict[str, object]]:
    return st.fixed_dictionaries(dict(fields))


def book() -> st.SearchStrategy[dict[str, dict[str, str]]]:
    """Any figures of the book, a few or most of them."""
    typed = {
        name: concept
        for name, concept in STANDARD.concepts.items()
        if not (concept.field or concept.item or concept.formula)
        and concept.unit in ("万元", "人", "个", "辆", "人次", "批次")
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
    "category": st.sampled_from(["专项资金", "业务工作经费"]), "level": st.sampled_from(["", "县级", "市级", "中央"]),
    "purpose": MAYBE, "section": MAYBE, "outcome": MAYBE, "gap_reason": MAYBE, "policy_document": PAPERS,
    "initial": AMOUNTS, "adjusted": AMOUNTS, "executed": AMOUNTS, "prior_executed": AMOUNTS, "carried_in": AMOUNTS,
    "allotments": st.lists(some({"date": DATES | st.just("2024-12"), "document": PAPERS, "amount": AMOUNTS}), max_size=3),
})  # fmt: skip
NUMBERS = st.sampled_from(["100", "98", "0", "1234.5"])
TARGETS = st.one_of(
    some({"target": NUMBERS, "actual": NUMBERS, "unit": st.sampled_from(["", "人", "%", "场次"]), "sign": st.sampled_from(["", "≥", "≤", "="])}),
    some({"target": st.sampled_from(["", "效果明显", "2024年12月31日前", "——"]), "actual": st.sampled_from(["", "效果明显", "2024年12月10日"])}),
)  # fmt: skip
INDICATOR = some({
    "level1": st.sampled_from(["成本指标", "产出指标", "效益指标", "满意度指标"]),
    "level2": st.sampled_from(["数量指标", "质量指标", "时效指标", "服务对象满意度指标"]),
    "marks": st.sampled_from(["", "5", "10", "2.5"]),
    "deviation_reason": MAYBE, "improvement": MAYBE,
})  # fmt: skip
INDICATORS = st.tuples(INDICATOR, TARGETS).map(lambda parts: parts[0] | parts[1])


def _named(records: list[dict[str, object]], what: str) -> list[dict[str, object]]:
    """Each with a name of its own."""
    return [
        {**record, "name": f"{what}{'甲乙丙丁戊己庚辛壬癸'[number]}项"}
        for number, record in enumerate(records)
    ]


REPORTS: st.SearchStrategy[Report] = some({
    "standard": st.just("hunan/department/2024"),
    "year": st.sampled_from([2021, 2024]),
    "unit": some({
        "name": st.sampled_from(["示例县林业局", "示例县人力资源和社会保障局", "示例市第一中学"]), "level": MAYBE, "kind": MAYBE,
        "preparer": st.sampled_from(["", "王小明"]), "phone": st.sampled_from(["", "13800138000"]), "filled_on": DATES,
    }),
    "institutions": st.lists(some({"kind": st.sampled_from(["section", "subordinate"]), "accounting": MAYBE}), max_size=5)
        .map(lambda found: sorted(_named(found, "机构"), key=lambda one: str(one["kind"]))),
    "duties": st.lists(some({"text": WORDS}), max_size=3),
    "goals": st.lists(some({"expected": WORDS, "achieved": MAYBE}), max_size=2),
    "figures": book(),
    "economic": st.lists(some({"code": CODES, "executed": AMOUNTS}), max_size=4, unique_by=lambda one: one["code"]),
    "projects": st.lists(PROJECT, max_size=5).map(lambda found: _named(found, "示例专项")),
    "indicators": st.lists(INDICATORS, max_size=8)
        .map(lambda found: _named(sorted(found, key=lambda one: (str(one["level1"]), str(one["level2"]))), "示例指标")),
    "adjustments": st.lists(some({"date": DATES, "document": PAPERS, "amount": AMOUNTS, "nature": st.sampled_from(["", "公用经费"]), "reason": MAYBE}), max_size=6),
    "premises": st.lists(some({"area_approved": AMOUNTS, "area_actual": AMOUNTS, "investment_budget": AMOUNTS, "investment_actual": AMOUNTS}), max_size=2)
        .map(lambda found: _named(found, "示例楼")),
    "thrift": MAYBE,
    "problems": st.lists(some({"text": WORDS, "cause": MAYBE}), max_size=3),
    "measures": st.lists(some({"text": WORDS, "owner": MAYBE, "deadline": DATES}), max_size=3),
    "surveys": st.lists(some({"channel": WORDS, "sent": COUNTS, "returned": COUNTS, "satisfied": COUNTS}), max_size=1),
    "disclosure": some({"use": MAYBE, "channel": MAYBE, "planned_on": DATES}),
    "narrative": st.dictionaries(st.sampled_from(["spending.overall", "problems", "unit.staff"]), WORDS, max_size=2),
}).map(report_of)  # fmt: skip
