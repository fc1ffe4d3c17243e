"""A report as facts: figures and texts that mean something, each with its place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from ziping.figures import Figure, Place
from ziping.report.days import DayOrMonth
from ziping.report.model import Report
from ziping.standards import Standard

if TYPE_CHECKING:
    from ziping.report.scope import ReportScope


class Fact(Struct, frozen=True):
    """A figure that means something.

    ``year`` and ``stage`` say which amount of ``concept`` it is (last year's 决算数 is ``executed`` one year back;
    ``column`` is the pack's name for it, ``prior_executed``); ``item`` names the project, indicator or line where the
    concept repeats. ``key`` is where the report keeps it (``figures.operating.executed``,
    ``projects[0].allotments[1].amount``), ``place`` where a reader finds it.
    """

    concept: str
    year: int
    stage: str
    figure: Figure
    place: Place
    item: str = ""
    key: str = ""
    column: str = ""


class TextFact(Struct, frozen=True):
    """A text, a date or a yes/no that means something; ``value`` is ``None`` where nothing was said.

    A date is a ``DayOrMonth`` only where the day is not known.
    """

    concept: str
    value: str | dt.date | DayOrMonth | bool | None
    place: Place
    item: str = ""
    key: str = ""


@dataclass(frozen=True)
class Statement:
    """What a report says, as facts; blanks are facts too (their figure is a silent or a stated empty).

    ``keys`` gives for a repeating part and the key of what it is within ("" or "projects[0].") the keys of its
    records, ``names`` what people call the record with a key.
    """

    report: Report
    standard: Standard
    facts: tuple[Fact, ...]
    texts: tuple[TextFact, ...]
    keys: Mapping[tuple[str, str], tuple[str, ...]]
    names: Mapping[str, str]

    def with_facts(self, facts: Iterable[Fact], texts: Iterable[TextFact] = ()) -> Statement:
        """The same statement with more said: marks given by scoring, for one."""
        return replace(self, facts=(*self.facts, *facts), texts=(*self.texts, *texts))

    @cached_property
    def found(self) -> Mapping[tuple[str, str, str], Fact | TextFact]:
        """Facts by concept, key of the record they belong to (empty for the report's own) and column."""
        index: dict[tuple[str, str, str], Fact | TextFact] = {}
        said: tuple[Fact | TextFact, ...] = (*self.facts, *self.texts)
        for fact in said:
            concept = self.standard.concepts[fact.concept]
            record = fact.key.rpartition(".")[0] if concept.item else ""
            column = fact.column if isinstance(fact, Fact) else concept.stages[0]
            index.setdefault((fact.concept, record, column), fact)
        return index

    def scope(self) -> ReportScope:
        """Where formulas over this statement are evaluated; what was looked up once is kept."""
        return self._scope

    @cached_property
    def _scope(self) -> ReportScope:
        from ziping.report.scope import ReportScope  # noqa: PLC0415 - the scope knows the statement

        return ReportScope(self)
