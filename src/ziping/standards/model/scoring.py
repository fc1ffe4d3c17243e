"""How marks are given: ``scoring.yaml``, ``control.yaml`` and ``indicators/*.yaml``. Shares and marks are exact decimals."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from ziping.standards.model.common import Record, Words

Sign = Literal["≥", "≤", "=", ">", "<", "qualitative"]
ModeName = Literal[
    "ratio",  # full when met, else marks × share reached
    "ratio_pass",  # the same, 0 below a pass line
    "execution_linear",  # min(rate, 1) × marks
    "execution_banded",
    "qualitative_bands",
    "reverse_linear",  # (1 − (a − t)/t) × marks
    "reverse_ratio",  # t/a × marks
    "binary",
    "deduction",  # so many marks off for each step beyond a limit, floor/ceil/linear
    "steps",  # a table of limits and marks
    "checklist",
    "satisfaction_bands",
    "manual",  # typed by hand, with a reason
]
StepRounding = Literal["floor", "ceil", "linear"]


class Mode(Record, frozen=True, kw_only=True):
    """A way of scoring with its parameters; which parameters a mode takes is checked by the scoring room."""

    mode: ModeName
    params: dict[str, object] = {}


class Block(Record, frozen=True, kw_only=True):
    """A level-1 indicator with its full marks and the level-2 classes it may hold."""

    level1: str
    marks: Decimal
    level2: tuple[str, ...]


class Grade(Record, frozen=True, kw_only=True):
    name: str
    at_least: Decimal


class Scoring(Record, frozen=True, kw_only=True):
    """The scoring rules of a form. ``blocks`` marks plus ``execution_marks`` add to ``total``.

    ``alternatives`` are other sets of blocks the same form allows, by name. ``execution_formula`` gives the rate judged.
    ``modes`` are parameters of ways of scoring that an indicator names without any; ``default_signs`` the sign of
    indicators that give none, by level-2 or level-1 class (``≥`` for all others); ``date`` in ``by_sign`` scores days.
    ``form`` is the mark of the annex that prints the marks (附件1-2).
    """

    basis: str
    form: str = ""
    total: Decimal
    execution_marks: Decimal
    execution: Mode
    execution_formula: str = "execution_rate"
    blocks: tuple[Block, ...]
    alternatives: dict[str, tuple[Block, ...]] = {}
    default_signs: dict[str, Sign] = {}
    modes: dict[str, dict[str, object]] = {}
    step_rounding: StepRounding = "floor"
    by_sign: dict[str, Mode]  # the mode used for a sign when an indicator names none
    bands: tuple[tuple[str, Decimal, Decimal], ...]  # name, from share, to share
    over_achievement: tuple[tuple[Decimal, Decimal], ...] = ()  # from actual/target, share of marks taken off
    over_warning: Decimal = Decimal("1.3")
    decimals: int = 2
    grades: tuple[Grade, ...]
    note_required_below_rate: Decimal = Decimal("0.9")


class ControlIndicator(Record, frozen=True, kw_only=True):
    """A row of the control-indicator table, computed from the base data.

    ``formula`` gives the ratio judged, ``fallback`` another one where figures for the first are missing; ``requires`` is a
    condition without which neither means anything. ``block`` takes the value from a level-1 block of the score table
    instead when there is no formula or its figures are missing: the share of its marks earned, or the average of its
    percentages. ``only_in`` keeps the row out of every variant but those.
    """

    id: str
    level1: str
    level2: str
    name: str
    marks: Decimal
    formula: str = ""
    fallback: str = ""
    requires: str = ""
    block: str = ""
    block_value: Literal["score_share", "actual"] = "score_share"
    only_in: tuple[str, ...] = ()
    rule: Mode
    standard: str  # the scoring rule as the form prints it (评价标准)
    explanation: str = ""  # 指标说明
    questions: tuple[str, ...] = ()  # for checklists: what is asked, answered in the workbook


class Control(Record, frozen=True, kw_only=True):
    """A control-indicator table.

    ``variants`` change fields of rows: variant → row id → field → value; ``drop: true`` leaves the row out.
    """

    basis: str
    title: Words
    total: Decimal
    step_rounding: StepRounding = "floor"
    indicators: tuple[ControlIndicator, ...]
    variants: dict[str, dict[str, dict[str, object]]] = {}
    variant: str = ""


class LibraryIndicator(Record, frozen=True, kw_only=True):
    """An indicator others can take: what it measures, how its value is got and what proves it."""

    id: str
    level1: str
    level2: str
    name: Words
    explanation: str = ""
    sign: Sign
    unit: str
    direction: Literal["forward", "reverse", "none"]
    mode: Mode | None = None
    value_method: str  # 直接证明法, 情况统计法 …
    value_source: str  # 部门业务统计 …
    evidence: str  # 正式资料, 工作资料, 原始凭证, 说明材料
    evidence_examples: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()


class Library(Record, frozen=True, kw_only=True):
    """A library of indicators for one field of work."""

    title: Words
    basis: str
    indicators: tuple[LibraryIndicator, ...]
