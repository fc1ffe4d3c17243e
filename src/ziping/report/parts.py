"""The parts of a self-evaluation that are more than one figure. All frozen; texts are kept as typed.

Amounts are :class:`Quantity`; a bare number takes the unit the pack's concept gives it (万元 in the known forms).
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

from ziping.report.days import DayOrMonth
from ziping.report.quantity import BLANK, Quantity

Date = dt.date | None


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A record of a report: frozen, and a key nobody knows is refused."""


class Unit(Part, frozen=True, kw_only=True):
    """The budget unit that reports, and the people and dates on the form."""

    name: str = ""
    code: str = ""
    place: str = ""
    level: str = ""  # 一级预算单位, 二级预算单位
    kind: str = ""  # 行政单位, 参公事业单位, 公益一类 …
    supervisor: str = ""
    field: str = ""  # field of work, chooses the indicator library
    head: str = ""
    finance_head: str = ""
    preparer: str = ""
    phone: str = ""
    filled_on: Date = None
    due_on: Date = None
    submitted_on: Date = None
    head_signed: bool | None = None
    sealed: bool | None = None
    secrecy_reviewed: bool | None = None
    notice_number: str = ""


class Institution(Part, frozen=True, kw_only=True):
    """An internal section (内设股室) or a subordinate unit (下属单位)."""

    name: str
    kind: Literal["section", "subordinate"] = "section"
    accounting: str = ""  # 独立核算, 不独立核算
    note: str = ""


class Duty(Part, frozen=True, kw_only=True):
    """A statutory duty. ``keywords`` tie it to indicators; ``core`` says that the year's work centres on it."""

    text: str
    keywords: tuple[str, ...] = ()
    core: bool | None = None


class Goal(Part, frozen=True, kw_only=True):
    """A yearly goal: what was expected, what was achieved."""

    expected: str = ""
    achieved: str = ""


class Note(Part, frozen=True, kw_only=True):
    """Why a figure is what it is, on whose paper."""

    reason: str = ""
    document: str = ""


class Adjustment(Part, frozen=True, kw_only=True):
    """An in-year change of the budget (追加、调减、调剂). ``policy``: pay rises and tasks assigned from above."""

    date: Date = None
    document: str = ""
    amount: Quantity = BLANK
    nature: str = ""  # 人员经费, 公用经费, 项目支出
    reason: str = ""
    policy: bool | None = None


class ClassifiedAmount(Part, frozen=True, kw_only=True):
    """Spending under one code of a classification."""

    code: str
    name: str = ""
    nature: str = ""  # 基本支出, 项目支出
    initial: Quantity = BLANK
    adjusted: Quantity = BLANK
    executed: Quantity = BLANK
    prior_executed: Quantity = BLANK


class Allotment(Part, frozen=True, kw_only=True):
    """Money released to the unit (指标下达); ``date`` is the paper's, as far as it is known."""

    date: DayOrMonth | None = None
    document: str = ""
    amount: Quantity = BLANK
    source: str = ""


class Payment(Part, frozen=True, kw_only=True):
    """Money spent from a project."""

    date: Date = None
    amount: Quantity = BLANK
    purpose: str = ""
    voucher: str = ""


class Project(Part, frozen=True, kw_only=True):
    """A project or special fund: budgeted, released, paid."""

    name: str
    code: str = ""
    category: str = ""  # 业务工作经费, 运行维护经费, 专项资金, 其他事业类发展资金
    level: str = ""  # 中央, 省级, 市级, 县级
    policy_document: str = ""
    section: str = ""  # responsible section
    purpose: str = ""
    initial: Quantity = BLANK
    adjusted: Quantity = BLANK
    carried_in: Quantity = BLANK
    executed: Quantity = BLANK
    prior_executed: Quantity = BLANK
    allotments: tuple[Allotment, ...] = ()
    payments: tuple[Payment, ...] = ()
    outcome: str = ""
    gap_reason: str = ""
    self_evaluated: bool | None = None


class Premises(Part, frozen=True, kw_only=True):
    """A building project completed in the year (楼堂馆所)."""

    name: str
    completed_on: Date = None
    area_approved: Quantity = BLANK
    area_actual: Quantity = BLANK
    investment_budget: Quantity = BLANK
    investment_actual: Quantity = BLANK


class Evidence(Part, frozen=True, kw_only=True):
    """A paper or record that proves an indicator's value."""

    name: str
    kind: str = ""  # 正式资料, 工作资料, 原始凭证, 说明材料
    date: Date = None
    digest: str = ""


class Indicator(Part, frozen=True, kw_only=True):
    """An indicator with its target and what was reached.

    ``target`` and ``actual`` are texts as typed: a figure, a date, or words for qualitative indicators, for which
    ``band`` names the grade reached. ``stated_score`` is what the unit typed; ``manual_reason`` is why it should
    stand against the computed one.
    """

    level1: str = ""
    level2: str = ""
    name: str = ""
    explanation: str = ""
    sign: str = ""
    target: str = ""
    approved_target: str = ""
    target_changed_by: str = ""
    unit: str = ""
    actual: str = ""
    marks: Quantity = BLANK
    mode: str = ""
    mode_params: dict[str, str] = {}
    band: str = ""
    stated_score: Quantity = BLANK
    manual_reason: str = ""
    deviation_reason: str = ""
    improvement: str = ""
    value_source: str = ""
    value_method: str = ""
    project: str = ""
    section: str = ""
    evidence: tuple[Evidence, ...] = ()


class ApprovedIndicator(Part, frozen=True, kw_only=True):
    """An indicator as it was approved with the budget.

    ``document`` is the paper that approved it; ``changed_by`` the later one that dropped, re-weighted or changed it.
    ``target`` is a text as typed, like an indicator's.
    """

    level1: str = ""
    name: str = ""
    target: str = ""
    unit: str = ""
    marks: Quantity = BLANK
    document: str = ""
    changed_by: str = ""


class Survey(Part, frozen=True, kw_only=True):
    """A satisfaction survey.

    ``users`` is how many people were served, ``minutes`` the time between the first answer and the last.
    """

    indicator: str = ""
    date_from: Date = None
    date_to: Date = None
    channel: str = ""
    respondents: str = ""
    users: Quantity = BLANK
    sent: Quantity = BLANK
    returned: Quantity = BLANK
    satisfied: Quantity = BLANK
    minutes: Quantity = BLANK
    note: str = ""


class Problem(Part, frozen=True, kw_only=True):
    """A problem found, why it arose and which indicators it concerns (by name)."""

    text: str
    cause: str = ""
    indicators: tuple[str, ...] = ()


class Measure(Part, frozen=True, kw_only=True):
    """What will be done about a problem (``problem`` is its number, from 1), by whom, by when."""

    text: str
    problem: int | None = None
    owner: str = ""
    deadline: Date = None


class Conclusion(Part, frozen=True, kw_only=True):
    """What the unit says of itself; stated total and grade are checked against the computed ones."""

    text: str = ""
    stated_total: Quantity = BLANK
    stated_grade: str = ""


class Disclosure(Part, frozen=True, kw_only=True):
    """Use of the result and publication."""

    use: str = ""
    channel: str = ""
    url: str = ""
    planned_on: Date = None
    published_on: Date = None
    final_account_approved_on: Date = None


class Answer(Part, frozen=True, kw_only=True):
    """An answer to a question of a checklist control indicator."""

    control: str
    question: str
    yes: bool | None = None
    count: Quantity = BLANK
    evidence: str = ""
