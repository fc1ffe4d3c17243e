"""The self-evaluation of one unit for one year."""

from __future__ import annotations

from ziping.report.parts import (
    Adjustment,
    Answer,
    ApprovedIndicator,
    ClassifiedAmount,
    Conclusion,
    Disclosure,
    Duty,
    Goal,
    Indicator,
    Institution,
    Measure,
    Note,
    Part,
    Premises,
    Problem,
    Project,
    Survey,
    Unit,
)
from ziping.report.quantity import Quantity

Book = dict[str, dict[str, Quantity]]


class Report(Part, frozen=True, kw_only=True):
    """A self-evaluation as data.

    ``figures`` is the book of single figures: concept → stage → quantity. Which concepts and stages there are is the
    pack's to say, so that a form of another place with other figures needs no code; ``notes`` holds reasons and
    documents for them under ``concept`` or ``concept@stage``.
    ``narrative`` holds the clerk's own paragraphs by section; ``archive`` last year's closing figures as filed then;
    ``origins`` where each value was typed (``figures.operating.executed`` → ``年度数据.xlsx 预算执行!E9``).
    """

    standard: str
    year: int
    unit: Unit = Unit()
    institutions: tuple[Institution, ...] = ()
    duties: tuple[Duty, ...] = ()
    goals: tuple[Goal, ...] = ()
    figures: Book = {}
    notes: dict[str, Note] = {}
    economic: tuple[ClassifiedAmount, ...] = ()
    functional: tuple[ClassifiedAmount, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    projects: tuple[Project, ...] = ()
    premises: tuple[Premises, ...] = ()
    premises_statement: str = ""
    thrift: str = ""
    approved_indicators: tuple[ApprovedIndicator, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    surveys: tuple[Survey, ...] = ()
    answers: tuple[Answer, ...] = ()
    problems: tuple[Problem, ...] = ()
    measures: tuple[Measure, ...] = ()
    conclusion: Conclusion = Conclusion()
    disclosure: Disclosure = Disclosure()
    narrative: dict[str, str] = {}
    archive: Book = {}
    origins: dict[str, str] = {}
