"""From the rows of a form to the rows of a filled one: repeated, left out, put in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from ziping.composing.speaking import Here, Speaker
from ziping.figures import format_score
from ziping.scoring import Scorecard
from ziping.scoring.variants import rows_of
from ziping.standards.model.forms import Form, FormCell, FormRow

Record: TypeAlias = Mapping[str, str | Decimal | None]
_NO_RECORD: Record = {}


@dataclass(frozen=True, slots=True)
class FilledRow:
    """A row to be printed: its cells, for which item, with which record; ``groups`` are the keys of its group cells."""

    form_row: FormRow
    cells: tuple[FormCell, ...]
    here: Here
    record: Record
    groups: tuple[tuple[str, ...], ...]


def expanded(form: Form, speaker: Speaker, here: Here, scorecard: Scorecard) -> list[FilledRow]:
    """Every row that will be printed, in order; items of a grouped row stand together in the order they first come."""
    return [filled for row in form.rows for filled in _expanded(row, speaker, here, scorecard)]


def _expanded(row: FormRow, speaker: Speaker, here: Here, scorecard: Scorecard) -> list[FilledRow]:
    if row.records:
        records = (
            control_records(speaker, scorecard) if row.records == "control" else control_total(scorecard)
        )
        found = [_filled(row, speaker, here, record) for record in records]
    elif row.each:
        items = (
            item
            for item in here.each(row.each)
            if _belongs(row, speaker, item, here) and speaker.holds(row.when, item)
        )
        found = _together([_filled(row, speaker, item, _NO_RECORD) for item in items])
    else:
        return [_filled(row, speaker, here, _NO_RECORD)] if speaker.holds(row.when, here) else []
    if not found and row.empty:
        return [FilledRow(row, row.empty, here, _NO_RECORD, tuple(() for _ in row.empty))]
    return found


def _belongs(row: FormRow, speaker: Speaker, item: Here, here: Here) -> bool:
    """Whether an item of a row is about what the form is for."""
    if not row.match or not here.item:
        return True
    named = speaker.text(f"{{{row.match}}}", item)
    if not named.strip():
        return len(list(speaker.top.each(here.item))) == 1
    return named == speaker.text(f"{{{here.item}.name}}", here)


def _filled(row: FormRow, speaker: Speaker, here: Here, record: Record) -> FilledRow:
    groups = tuple(tuple(_key(part, speaker, here, record) for part in cell.group) for cell in row.cells)
    return FilledRow(row, row.cells, here, record, groups)


def _key(part: str, speaker: Speaker, here: Here, record: Record) -> str:
    return str(record[part]) if part in record else speaker.text(part, here)


def _together(rows: list[FilledRow]) -> list[FilledRow]:
    """Rows of one group beside each other, groups and rows in the order in which they first come."""
    first: dict[tuple[str, ...], int] = {}
    for position, row in enumerate(rows):
        for key in row.groups:
            first.setdefault(key, position)

    def order(row: FilledRow) -> tuple[int, ...]:
        return tuple(first[key] for key in sorted(row.groups, key=len) if key)

    return sorted(rows, key=order)


def control_records(speaker: Speaker, scorecard: Scorecard) -> Iterator[Record]:
    """The pack's control indicators with their marks: what a form row with ``records: control`` may name."""
    card, control = scorecard.control, speaker.standard.control
    if card is None or control is None:
        return
    rows = {f"control.{row.id}": row for row in rows_of(control, card.variant)}
    level1: dict[str, Fraction] = {}
    level2: dict[tuple[str, str], Fraction] = {}
    for mark in card.marks:
        full = mark.full or Fraction(0)
        level1[mark.level1] = level1.get(mark.level1, Fraction(0)) + full
        level2[mark.level1, mark.level2] = level2.get((mark.level1, mark.level2), Fraction(0)) + full
    for mark in card.marks:
        row = rows[mark.key]
        yield {
            "level1": mark.level1,
            "level1_marks": _marks(level1[mark.level1]),
            "level2": mark.level2,
            "level2_marks": _marks(level2[mark.level1, mark.level2]),
            "name": mark.indicator,
            "marks": _marks(mark.full),
            "standard": row.standard,
            "explanation": row.explanation,
            "score": _marks(mark.points),
        }


def control_total(scorecard: Scorecard) -> Iterator[Record]:
    """The total of the control indicators; without points while one of them has none."""
    if scorecard.control is not None:
        yield {"marks": _marks(scorecard.control.full), "score": _marks(scorecard.control.points)}


def _marks(value: Fraction | None) -> Decimal | None:
    return None if value is None else Decimal(format_score(value))
