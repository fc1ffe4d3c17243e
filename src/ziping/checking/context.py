"""What a check may look at, and how it answers: the report, its statement, its marks, the rule at its stage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct

from ziping.checking.asked import cell_places, without_numbers
from ziping.checking.findings import Finding, NotChecked, Passed, Relation, Spot, Value, Why
from ziping.checking.marks import Marks
from ziping.figures import Figure, Place
from ziping.report import Fact, Report, ReportScope, Statement, says_nothing
from ziping.standards import Standard
from ziping.standards.model.rules import Rule, Severity
from ziping.standards.model.sections import Section

if TYPE_CHECKING:
    from ziping.reading.paper import Paper

_NARRATIVE = "narrative."


class Setting(Struct, frozen=True, dict=True):
    """One run over one report: what all rules share."""

    report: Report
    standard: Standard
    statement: Statement
    marks: Marks
    paper: Paper | None = None  # the document it was read from, if it was

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """Where each key of the report stands."""
        found = {fact.key: fact.place for fact in self.statement.facts}
        if self.paper is not None:
            found.update((fact.key, fact.place) for fact in self.paper.others)
        found.update((text.key, text.place) for text in self.statement.texts)
        return found

    @cached_property
    def facts(self) -> Mapping[str, Fact]:
        """Facts by key."""
        return {fact.key: fact for fact in self.statement.facts}

    @cached_property
    def scope(self) -> ReportScope:
        """Where formulas are evaluated; what was looked up once is kept for all rules."""
        return self.statement.scope()

    def spot(self, key: str) -> Spot:
        """Where ``key`` stands; what no concept speaks of (a list as a whole) is named by the part it belongs to.

        In a document the place says all; of a unit's data the cell it was typed in is told beside it.
        """
        place = self.places.get(key) or self._read_from(key) or self._place_of_part(key)
        origin = self.report.origins.get(key, "") if self.paper is None else ""
        return Spot(place, key, origin, says_nothing(self.report, key))

    def _read_from(self, key: str) -> Place | None:
        """Where in the document it should stand: a blank cell, the heading of what is missing."""
        if self.paper is None or key not in self.paper.extracted.places:
            return None
        words = str(self._cells.get(without_numbers(key)) or "")
        return self.paper.where.of(self.paper.extracted.places[key], words)

    def _place_of_part(self, key: str) -> Place:
        for item in self.standard.items.values():
            if item.field == key:
                return Place(item.label.zh)
        if key.startswith(_NARRATIVE):
            return self._headings.get(key.removeprefix(_NARRATIVE)) or Place(key)
        plain = without_numbers(key)
        cell = self._cells.get(plain) or self._of_book(plain) or Place(key)
        record = key[: key.rfind("]") + 1]
        name = self.statement.names.get(record, "") if plain != key else ""
        return Place(*(part for part in (name, str(cell)) if part))

    def _of_book(self, key: str) -> Place | None:
        """A figure that no form has a cell for, by what the pack calls it."""
        book, _, rest = key.partition(".")
        name, _, stage = rest.rpartition(".")
        concept = self.standard.concepts.get(name) if book == "figures" else None
        if concept is None:
            return None
        if len(concept.stages) == 1 or stage not in self.standard.stages:
            return Place(concept.label.zh)
        return Place(concept.label.zh, self.standard.stages[stage].label.zh)

    def has_cell(self, key: str) -> bool:
        """Whether the workbook asks for ``key`` (``notes.staff.serving.reason``) in a cell of its own."""
        return key in self._cells

    @cached_property
    def _headings(self) -> Mapping[str, Place]:
        outline = self.standard.outline
        return dict(_headings(outline.sections if outline is not None else ()))

    @cached_property
    def _cells(self) -> Mapping[str, Place]:
        return cell_places(self.standard)

    def fact(self, concept: str, column: str) -> Fact | None:
        """The single fact of ``concept`` at ``column`` (``executed``, ``prior_executed`` …)."""
        found = self.statement.found.get((concept, "", column))
        return found if isinstance(found, Fact) else None


def _headings(sections: Iterable[Section]) -> Iterator[tuple[str, Place]]:
    """The sections of an outline by id, with where a reader finds the unit's own text in them."""
    for section in sections:
        yield section.id, Place(section.heading)
        yield from _headings(section.sections)


class Context(Struct, frozen=True):
    """A rule at a stage, and the words in which a check answers."""

    rule: Rule
    stage: str
    setting: Setting

    @property
    def report(self) -> Report:
        return self.setting.report

    @property
    def standard(self) -> Standard:
        return self.setting.standard

    @property
    def statement(self) -> Statement:
        return self.setting.statement

    @property
    def marks(self) -> Marks:
        return self.setting.marks

    # --- parameters of the rule -------------------------------------------------------------------------------------

    def text(self, name: str) -> str:
        """The parameter ``name`` as text, ``""`` where the rule gives none."""
        return str(self.rule.params.get(name, ""))

    def number(self, name: str) -> Fraction:
        """The parameter ``name`` as an exact number: ``30``, ``"0.01"``, ``"130%"``. Raises ``FigureError``."""
        return Figure.parse(str(self.rule.params[name])).base

    def several(self, name: str) -> tuple[str, ...]:
        """The parameter ``name`` as a list of texts."""
        value = self.rule.params.get(name, [])
        return tuple(value) if isinstance(value, list) else (str(value),)

    def words(self, name: str) -> tuple[str, ...]:
        """The pack's word list ``name``; empty where the pack has none."""
        return self.standard.words.get(name, ())

    # --- answers ----------------------------------------------------------------------------------------------------

    def finding(
        self,
        keys: Iterable[str],
        *,
        item: str = "",
        quote: str = "",
        severity: Severity | None = None,
        also: Mapping[str, Value] = MappingProxyType({}),
        rests: Iterable[str] = (),
        **args: Value,
    ) -> Finding:
        """What to say when the rule does not hold at ``keys``.

        ``args`` and ``also`` go to its message; ``stated`` and ``computed`` among them also become the finding's own.
        ``rests``: keys of figures it rests on besides.
        """
        together = {**also, **args}
        return Finding(
            self.rule.id,
            severity or self.rule.severity,
            self.rule.basis,
            tuple(self.setting.spot(key) for key in keys),
            {"quote": quote, **together},
            item=item,
            stage=self.stage,
            quote=quote,
            stated=together.get("stated"),
            computed=together.get("computed"),
            rests=tuple(rests),
        )

    def passed(self, keys: Iterable[str], item: str = "") -> Passed:
        """The rule was applied to ``keys`` and holds."""
        return Passed(self.rule.id, item, self.stage, frozenset(keys))

    def blank(self, keys: Iterable[str], item: str = "", why: Why = "blank") -> NotChecked:
        """The rule could not be applied because ``keys`` say nothing."""
        return NotChecked(self.rule.id, why, tuple(self.setting.spot(key) for key in keys), item, self.stage)


Outcome = Finding | Passed | NotChecked
Outcomes = Iterator[Outcome | Relation]
