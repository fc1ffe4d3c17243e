"""One fact stated in several places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from ziping.checking.context import Context, Outcomes
from ziping.checking.findings import Label
from ziping.checking.pages import at
from ziping.checking.register import check, check_document
from ziping.figures import Conflict, Place, reconcile
from ziping.report import Fact, Report

if TYPE_CHECKING:
    from ziping.reading.paper import Paper

_Cell = tuple[int | None, int | None, int | None]


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
                item=_called(concept, column, context),
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
    cells = _keys_of_cells(paper) if pairs else {}
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
        keys = [*cells.get(_cell(one.place), ()), *cells.get(_cell(other.place), ())]
        yield replace(finding, rests=tuple(key for key in keys if key.endswith(f".{one.key}")))
    if not pairs:
        yield context.passed(())


def _keys_of_cells(paper: Paper) -> dict[_Cell, list[str]]:
    """The keys of the report read in each cell or paragraph."""
    found: dict[_Cell, list[str]] = {}
    for key, place in paper.extracted.places.items():
        found.setdefault(_cell(place), []).append(key)
    return found


def _cell(place: Place) -> _Cell:
    return (place.block, place.row, place.column)


def _called(concept: str, column: str, context: Context) -> str:
    """The figure by the names of concept and column, for a reader of Chinese: what tells one finding from another."""
    known, stages = context.standard.concepts[concept], context.standard.stages
    single = len(known.stages) <= 1 or column not in stages
    return known.label.zh if single else known.label.zh + stages[column].label.zh


def _apart(facts: list[Fact]) -> tuple[Fact, Fact]:
    """The first mention and one that differs from it, as far as two do."""
    known = [fact for fact in facts if fact.figure.known]
    differing = [fact for fact in known if fact.figure.base != known[0].figure.base]
    return known[0], (differing or known)[-1]
