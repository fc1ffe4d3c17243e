"""Marks read off a table of ranges."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from ziping.scoring.exact import shown_share
from ziping.scoring.outcome import Case, Outcome, no_score, step
from ziping.scoring.params import Row
from ziping.wording import Message


def looked_up(
    case: Case,
    rows: Sequence[Row],
    value: Fraction,
    *,
    said: object = None,
    before: tuple[Message, ...] = (),
    met: bool | None = None,
    notes: tuple[Message, ...] = (),
) -> Outcome:
    """Return the marks of the first row that holds ``value``; a value no row holds is left unscored, never 0."""
    shown = shown_share(value) if said is None else said
    row = next((row for row in rows if value in row.range), None)
    if row is None:
        return no_score("unsuited", "no_row", value=shown, rows=tuple(str(row.range) for row in rows))
    points = case.rounded(row.points(case.full))
    calc = step("calc.row", value=shown, range=row.range, points=case.say(points))
    reached = points == case.full if met is None else met
    return Outcome("scored", points, (*before, calc), value, reached, notes)
