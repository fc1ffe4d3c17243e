"""Units that never were, clean and consistent: what a careful clerk would have typed, any number of them.

``unit(seed)`` gives a report whose figures agree with one another to the last 分, whose words agree with its figures and
whose marks are those its rules give; checking its data finds no error and no warning. Projects, indicators, vehicles,
sources, adjustments, surveys and what may stay blank differ from seed to seed; every one of them can be asked for.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random
from typing import Any

import msgspec

from ziping.report import Conclusion, Quantity, Report, report_of
from ziping.scoring import score
from ziping.standards import Standard, load_standard
from ziping.workbench.demo.invented.indicators import indicators_of
from ziping.workbench.demo.invented.words import (
    CONTROLS,
    DOCUMENT,
    OFFICES,
    PLACES,
    SECTIONS,
    SOURCES,
    STANDARD,
    SUBORDINATES,
    WORKS,
    happens,
    marks,
    money,
    parts_of,
)

_ALL = 100  # percent
SOME_DAY = 7  # a release on that day of a month is told by its month alone


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a unit; ``None`` leaves it to the seed."""

    projects: int | None = None
    indicators: int | None = None
    vehicles: bool | None = None
    sources: int | None = None
    adjusted: bool | None = None
    blanks: bool | None = None
    execution: int = 100  # percent of the adjusted budget that was spent; below 90 earns a warning
    year: int = 2024


@dataclass(slots=True)
class _Unit:
    """A unit in the making: amounts are whole 分 of 万元 (1 is 0.01 万元)."""

    rng: Random
    asked: Asked
    data: dict[str, Any] = field(default_factory=dict)
    figures: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def year(self) -> int:
        return self.asked.year

    def chance(self, asked: bool | None, percent: int = 50) -> bool:
        drawn = happens(self.rng, percent)
        return drawn if asked is None else asked

    def paper(self) -> str:
        return DOCUMENT.format(year=self.year, number=self.rng.randint(3, 180))

    def put(self, concept: str, **stages: int) -> None:
        self.figures.setdefault(concept, {}).update({stage: money(value) for stage, value in stages.items()})


def unit(seed: int, **asked: Any) -> Report:
    """The unit of ``seed``: same seed, same unit. What is not asked for is drawn; see :class:`Asked` for what can be."""
    made = _Unit(Random(seed), Asked(**asked))  # noqa: S311 - nothing secret is drawn
    _identity(made)
    _staff(made)
    funds = _projects(made)
    _money(made, funds)
    _three_public(made)
    _indicators(made)
    _around(made)
    made.data["figures"] = made.figures
    return _concluded(report_of(made.data), load_standard(STANDARD))


def _identity(made: _Unit) -> None:
    rng, year = made.rng, made.year
    place = rng.choice(PLACES)
    sections = rng.sample(SECTIONS, rng.randint(3, len(SECTIONS)))
    below = rng.sample(SUBORDINATES, rng.randint(0, len(SUBORDINATES)))
    filled = dt.date(year + 1, rng.randint(3, 5), rng.randint(1, 28))
    made.data.update(
        standard=STANDARD,
        year=year,
        unit={
            "name": place + rng.choice(OFFICES),
            "code": f"{rng.randint(100, 399)}{rng.randint(1, 99):03d}",
            "place": f"湖南省{place}",
            "level": rng.choice(["一级预算单位", "二级预算单位"]),
            "kind": "行政单位",
            "supervisor": f"{place}人民政府",
            "head": "周示例",
            "finance_head": "吴示例",
            "preparer": "郑示例",
            "phone": "0000-5550188",
            "filled_on": filled.isoformat(),
            "due_on": (filled + dt.timedelta(10)).isoformat(),
            "submitted_on": (filled + dt.timedelta(3)).isoformat(),
            "head_signed": True,
            "sealed": True,
            "secrecy_reviewed": True,
            "notice_number": f"示财绩〔{year + 1}〕{rng.randint(2, 40)}号",
        },
        institutions=[
            *({"name": name} for name in sections),
            *({"name": name, "kind": "subordinate", "accounting": "不独立核算"} for name in below),
        ],
    )


def _staff(made: _Unit) -> None:
    rng = made.rng
    posts = rng.randint(8, 160)
    serving = rng.randint(max(3, posts * 3 // 4), posts)
    retired, others = rng.randint(0, posts), rng.randint(0, 12)
    counts = {
        "posts": posts, "serving": serving, "retired": retired, "others": others, "total": serving + retired + others,
    }  # fmt: skip
    for name, count in counts.items():
        made.figures[f"staff.{name}"] = {"actual": str(count)}
    planned = rng.randint(6, 30)
    made.figures["key_tasks.planned"] = {"actual": str(planned)}
    made.figures["key_tasks.done"] = {"actual": str(planned)}


def _projects(made: _Unit) -> dict[str, int]:
    """Projects with their allotments and payments; returns their totals by stage."""
    rng, year = made.rng, made.year
    count = (
        rng.choice((0, 1, 2, 3, 4, 5, 6, 8, 12, 20)) if made.asked.projects is None else made.asked.projects
    )
    projects: list[dict[str, Any]] = []
    totals = dict.fromkeys(("initial", "adjusted", "executed", "prior_executed"), 0)
    for name in rng.sample(WORKS, count):
        initial = rng.randint(500, 30_000)
        adjusted = initial
        if made.asked.adjusted is not False and happens(rng, 30):
            adjusted = initial + rng.randint(-initial // 20, initial // 20)
        executed = adjusted * made.asked.execution // 100
        if made.asked.execution == _ALL and happens(rng, 30):
            executed = adjusted - rng.randint(1, max(1, adjusted // 40))
        prior = executed + rng.randint(-executed // 10, executed // 10)
        released = parts_of(rng, adjusted - 2, rng.choice((1, 1, 2, 3)))
        released[0] += 2  # no allotment of nothing
        released = [amount for amount in released if amount > 0]
        days = sorted(dt.date(year, rng.randint(2, 8), rng.randint(1, 28)) for _ in released)
        projects.append(
            {
                "name": name,
                "code": f"4399{year % 100}T{rng.randint(1, 999_999):012d}",
                "category": rng.choice(["业务工作经费", "运行维护经费", "专项资金"]),
                "level": "县级",
                "policy_document": f"示政办发〔{year - rng.randint(1, 6)}〕{rng.randint(1, 60)}号",
                "section": made.data["institutions"][0]["name"],
                "purpose": f"{name}所需的材料、劳务和委托服务",
                "initial": money(initial),
                "adjusted": money(adjusted),
                "carried_in": "0",
                "executed": money(executed),
                "prior_executed": money(prior),
                "allotments": [
                    {"date": day.isoformat()[: 7 if day.day == SOME_DAY else 10], "document": made.paper(), "amount": money(amount), "source": "县级财政"}
                    for day, amount in zip(days, released, strict=True)
                ],
                "payments": _payments(made, executed, days),
                "outcome": f"{name}按计划完成，没有拖欠工程款和劳务费",
                "self_evaluated": True,
            }
        )  # fmt: skip
        for stage, amount in zip(totals, (initial, adjusted, executed, prior), strict=True):
            totals[stage] += amount
    made.data["projects"] = projects
    return totals


def _payments(made: _Unit, executed: int, days: list[dt.date]) -> list[dict[str, str]]:
    """Paid after the last allotment, in one to three sums; some units do not list payments."""
    if made.asked.blanks is not False and happens(made.rng, 30):
        return []
    amounts = [amount for amount in parts_of(made.rng, executed, made.rng.randint(1, 3)) if amount]
    return [
        {
            "date": (days[-1] + dt.timedelta(5 + 3 * number)).isoformat(),
            "amount": money(amount),
            "purpose": f"第{number + 1}批用款",
            "voucher": f"{made.year}-{made.rng.randint(1, 9999):04d}",
        }
        for number, amount in enumerate(amounts)
    ]


def _money(made: _Unit, funds: dict[str, int]) -> None:
    """Personnel, operating, basic, projects, all of it and where it came from, at every stage."""
    rng = made.rng
    personnel, operating = rng.randint(10_000, 900_000), rng.randint(4_000, 120_000)
    stages: dict[str, dict[str, int]] = {}
    stages["initial"] = {"personnel": personnel, "operating": operating, "project_total": funds["initial"]}
    more = {"personnel": 0, "operating": 0}
    if made.chance(made.asked.adjusted):
        more = {"personnel": rng.randint(0, personnel // 25), "operating": rng.randint(0, operating // 25)}
    stages["adjusted"] = {
        "personnel": personnel + more["personnel"],
        "operating": operating + more["operating"],
        "project_total": funds["adjusted"],
    }
    spent = made.asked.execution
    stages["executed"] = {
        "personnel": stages["adjusted"]["personnel"] * spent // 100,
        # within its budget of the beginning of the year, or the control rate is above 100 %
        "operating": min(stages["adjusted"]["operating"], operating) * spent // 100,
        "project_total": funds["executed"],
    }
    last = stages["executed"]
    stages["prior_executed"] = {
        "personnel": last["personnel"] + rng.randint(-last["personnel"] // 12, last["personnel"] // 12),
        "operating": last["operating"] + rng.randint(-last["operating"] // 12, last["operating"] // 12),
        "project_total": funds["prior_executed"],
    }
    stages["prior_initial"] = {
        name: amount + rng.randint(0, amount // 20) for name, amount in stages["prior_executed"].items()
    }
    budgeted: list[int] = []
    for stage, amounts in stages.items():
        basic = amounts["personnel"] + amounts["operating"]
        made.put("basic", **{stage: basic})
        made.put("expenditure", **{stage: basic + amounts["project_total"]})
        for name, amount in amounts.items():
            made.put(name, **{stage: amount})
        if stage != "prior_initial":
            _sources(made, stage, basic, amounts["project_total"])
        parts = parts_of(rng, amounts["operating"] * 7 // 10, 3)
        if stage == "executed":  # none above its budget of the beginning of the year
            parts = [min(pair) for pair in zip(parts, budgeted, strict=True)]
        budgeted = budgeted or parts
        for name, amount in zip(
            ("office", "water_electricity_travel", "meeting_training"), parts, strict=True
        ):
            if stage != "prior_initial":
                made.put(f"operating.{name}", **{stage: amount})
    _adjustments(made, stages)
    carried = stages["adjusted"]
    left = sum(carried.values()) - sum(stages["executed"].values())
    made.figures["carryover.opening"] = {"actual": "0"}
    made.figures["carryover.closing"] = {"actual": money(left)}


def _sources(made: _Unit, stage: str, basic: int, projects: int) -> None:
    """Basic expenditure is paid from the general budget; projects from as many sources as asked for."""
    count = made.asked.sources or 1
    others = parts_of(made.rng, projects, count) if count > 1 else [projects]
    amounts = dict.fromkeys(SOURCES, 0)
    for name, amount in zip(SOURCES, others, strict=False):
        amounts[name] = amount
    amounts["general"] += basic
    for name, amount in amounts.items():
        made.put(f"source.{name}", **{stage: amount})


def _adjustments(made: _Unit, stages: dict[str, dict[str, int]]) -> None:
    labels = {"personnel": "人员经费", "operating": "公用经费", "project_total": "项目支出"}
    listed = []
    for name, label in labels.items():
        change = stages["adjusted"][name] - stages["initial"][name]
        if change:
            listed.append(
                {
                    "date": dt.date(made.year, made.rng.randint(3, 11), made.rng.randint(1, 28)).isoformat(),
                    "document": made.paper(),
                    "amount": money(change),
                    "nature": label,
                    "reason": f"按实际需要{'追加' if change > 0 else '压减'}{label}",
                    "policy": False,
                }
            )
    listed.sort(key=lambda each: str(each["date"]))
    made.data["adjustments"] = listed
    if listed:
        papers = "、".join(dict.fromkeys(str(each["document"]) for each in listed))
        made.data["notes"] = {
            "expenditure@adjusted": {"reason": "年中按实际需要调整预算", "document": papers},
        }


def _three_public(made: _Unit) -> None:
    rng = made.rng
    has = made.chance(made.asked.vehicles)
    reception, running = rng.randint(100, 800), rng.randint(200, 900) if has else 0
    stages = {}
    for stage, low, high in (
        ("prior_initial", 100, 105),
        ("prior_executed", 88, 95),
        ("initial", 92, 100),
        ("executed", 80, 88),
    ):
        stages[stage] = (reception * rng.randint(low, high) // 100, running * rng.randint(low, high) // 100)
    for stage, (received, run) in stages.items():
        made.put("three_public", **{stage: received + run})
        made.put("three_public.vehicles", **{stage: run})
        made.put("three_public.vehicle_purchase", **{stage: 0})
        made.put("three_public.vehicle_operation", **{stage: run})
        made.put("three_public.travel_abroad", **{stage: 0})
        made.put("three_public.reception", **{stage: received})
    batches = stages["executed"][0] // 20 + 1  # some 2,000 yuan a batch, less than 300 a head
    people = batches * rng.randint(8, 11)
    counts = {
        "abroad.groups": 0, "abroad.people": 0, "vehicles.purchased": 0, "vehicles.kept": rng.randint(1, 3) if has else 0,
        "reception.batches": batches, "reception.people": people,
    }  # fmt: skip
    for name, count in counts.items():
        made.figures[name] = {"actual": str(count)}
    bought = rng.randint(300, 5_000)
    made.put("procurement", initial=bought, executed=bought)


def _indicators(made: _Unit) -> None:
    drawn = made.rng.choice((6, 8, 10, 14, 20, 30, 60))
    largest = sorted(made.data["projects"], key=lambda project: -Decimal(project["initial"]))
    projects = [project["name"] for project in largest]
    count = max(drawn, len(projects)) if made.asked.indicators is None else made.asked.indicators
    made.data.update(indicators_of(made.rng, count, projects, made.year))


def _around(made: _Unit) -> None:
    """Duties, checklists, statements: what every report has beside its figures."""
    rng, year = made.rng, made.year
    office = made.data["unit"]["name"]
    duties = [
        {"text": "拟订本行业发展规划和年度计划并组织实施"},
        {"text": "组织实施本行业重点项目，监督资金使用"},
        {"text": "为群众和企业提供咨询、办理和技术服务", "keywords": ["满意度"]},
    ]
    made.data.update(
        duties=duties,
        premises_statement="本年度没有新建、扩建、装修楼堂馆所",
        thrift="办公用品集中采购、按股室限额领用；会议优先采用视频方式；公务接待凭公函结算，一律安排工作餐。",
        answers=[
            {
                "control": control,
                "question": question,
                "yes": True,
                "evidence": f"{office}{year}年度内部控制自查报告",
            }
            | ({"count": "0"} if control == "fund_compliance" else {})
            for control, questions in CONTROLS.items()
            for question in questions
        ],
        disclosure={
            "use": "自评结果用于编制下一年度部门预算，未达到目标的指标由责任股室限期整改，整改情况纳入年度考核",
            "channel": "政府门户网站",
            "planned_on": dt.date(year + 1, 10, rng.randint(1, 28)).isoformat(),
        },
        narrative={
            "spending.overall": "预算批复后，财务人员把指标分解到股室，按月通报支出进度，按季分析目标完成情况。",
            "spending.projects.managed": "用款由责任股室申请、财务人员审核、分管领导审批，采购按规定签订合同。",
            "spending.three_public": "公务接待凭公函安排工作餐，没有超标准接待。",
        },
    )
    if not made.data["projects"]:
        del made.data["narrative"]["spending.projects.managed"]
    if made.asked.blanks is not False and happens(rng, 50):
        del made.data["narrative"]["spending.overall"]


def _concluded(report: Report, standard: Standard) -> Report:
    """The report with its marks, total and grade stated as its rules give them."""
    card = score(report, standard)
    assert card.total is not None, [str(mark.working) for mark in card.unscored]
    indicators = tuple(
        msgspec.structs.replace(indicator, stated_score=Quantity(marks(mark.points)))
        for indicator, mark in zip(report.indicators, card.indicators, strict=True)
    )
    total = marks(card.total)
    text = f"{report.year}年度部门整体支出绩效自评总分{total}分，评价等级为{card.grade}。"
    conclusion = Conclusion(text=text, stated_total=Quantity(total), stated_grade=card.grade or "")
    return msgspec.structs.replace(report, indicators=indicators, conclusion=conclusion)
