"""One fact stated in several places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ziping.checking.context import Context, Outcomes
from ziping.checking.findings import Label
from ziping.checking.pages import at
from ziping.checking.register import check, check_document
from ziping.figures import Conflict, Place, reconcile
from ziping.report import Fact, Report

if TYPE_CHECKING:
    from ziping.reading.paper import Paper


@check("same_figure_twice")
def same_figure_twice(report: Report, context: Context) -> Outcomes:
    """A single figure that the statement holds more than once has one value."""
    groups: dict[tuple[str, str], list[Fact]] = {}
    for fact in context.statement.facts:
        if not context.standard.concepts[fact.concept].item:
            groups.setdefault((fact.concept, fact.column), []).append(fact)
    for (concept, column), facts in groups.items():
        if len(facts) == 1:
            continue
        keys = [fact.key for fact in facts]
        if isinstance(reconcile(fact.figure for fact in facts), Conflict):
            first, other = _apart(facts)
            yield context.finding(
                keys,
                item=str(first.place),
                name=Label(concept, column),
                stated=first.figure,
                computed=other.figure,
                here=first.place,
                there=other.place,
            )
        else:
            yield context.passed(keys)


@check_document("told_apart")
def told_apart(paper: Paper, context: Context) -> Outcomes:
    """What text and tables say of a project or an indicator is the same."""
    pairs = paper.extracted.told_apart
    for one, other in pairs:
        finding = at(
            context,
            [one.place, other.place],
            item=one.item,
            quote=one.written,
            name=Label(one.concept),
            stated=one.written,
            computed=other.written,
            here=paper.where.of(one.place),
            there=paper.where.of(other.place),
        )
        yield replace(finding, rests=tuple(_keys_at((one.place, other.place), one.key, paper)))
    if not pairs:
        yield context.passed(())


def _keys_at(places: Iterable[Place], field: str, paper: Paper) -> Iterator[str]:
    """The keys of the report whose ``field`` was read at one of ``places``."""
    cells = {(place.block, place.row, place.column) for place in places}
    for key, place in paper.extracted.places.items():
        if key.endswith(f".{field}") and (place.block, place.row, place.column) in cells:
            yield key


def _apart(facts: list[Fact]) -> tuple[Fact, Fact]:
    """The first mention and one that differs from it, as far as two do."""
    known = [fact for fact in facts if fact.figure.known]
    differing = [fact for fact in known if fact.figure.base != known[0].figure.base]
    return known[0], (differing or known)[-1]
