"""Annex tables: spans that fill the grid exactly, cells that can be computed and printed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ziping.standards.formulas import FLAG
from ziping.standards.model.forms import Form, FormCell, FormRow
from ziping.standards.validation.sight import Sight, Step

_CELL_IN_LIVE = re.compile(r"\{A:([^{}]*)\}")


def look_at_forms(sight: Sight) -> None:
    """``forms/*.yaml``."""
    for name, form in sight.standard.forms.items():
        way: tuple[Step, ...] = ("forms", name)
        if form.each and not sight.known(form.each, sight.standard.items, "unknown_item", (*way, "each")):
            continue
        sight.formula(form.when, (*way, "when"), each=form.each, expect=FLAG)
        for key, lines in (
            ("above", form.above),
            ("below", form.below),
            ("column_labels", form.column_labels),
        ):
            for number, line in enumerate(lines):
                sight.template(line, (*way, key, number), each=form.each)
        ids = [cell.id for row in form.rows for cell in (*row.cells, *row.empty) if cell.id]
        for number, row in enumerate(form.rows):
            _row(sight, row, form, ids, (*way, "rows", number))
        _spans(sight, form, way)


def _row(sight: Sight, row: FormRow, form: Form, ids: Sequence[str], way: tuple[Step, ...]) -> None:
    if row.each and not sight.known(row.each, sight.standard.items, "unknown_item", (*way, "each")):
        return
    each = row.each or form.each
    sight.formula(row.when, (*way, "when"), each=each, expect=FLAG)
    if row.match:
        sight.known(row.match, sight.standard.concepts, "unknown_concept", (*way, "match"))
    sight.template(row.label, (*way, "label"), each=each)
    for number, cell in enumerate(row.cells):
        _cell(sight, cell, each, ids, (*way, "cells", number))
    for number, cell in enumerate(row.empty):
        _cell(sight, cell, form.each, ids, (*way, "empty", number))


def _cell(sight: Sight, cell: FormCell, each: str, ids: Sequence[str], way: tuple[Step, ...]) -> None:
    if cell.text and cell.value:
        sight.note("check.text_and_value", way)
    sight.template(cell.text, (*way, "text"), each=each)
    sight.template(cell.label, (*way, "label"), each=each)
    for number, text in enumerate(cell.group):
        sight.template(text, (*way, "group", number), each=each)
    formula = sight.formula(cell.value, (*way, "value"), each=each)
    sight.format(cell.format, formula, (*way, "format"))
    sight.formula(cell.when, (*way, "when"), each=each, expect=FLAG)
    sight.formula(cell.live_if, (*way, "live_if"), each=each, expect=FLAG)
    for name in _CELL_IN_LIVE.findall(cell.live):
        sight.known(name, ids, "unknown_cell", (*way, "live"))


def _spans(sight: Sight, form: Form, way: tuple[Step, ...]) -> None:
    """Row by row: the cells, and those reaching down from above, fill every column once."""
    reach = [0] * len(form.columns)  # how many rows from here on each column is still covered from above
    for number, row in enumerate(form.rows):
        here: tuple[Step, ...] = (*way, "rows", number)
        if row.empty:
            _placed(sight, row.empty, reach, {}, (*here, "empty"))
        depths = {
            cell: _depth(sight, form, number, cell, (*here, "cells", at)) for at, cell in enumerate(row.cells)
        }
        placed = _placed(sight, row.cells, reach, depths, (*here, "cells"))
        if placed is None:
            return
        reach = [max(0, rows - 1) for rows in placed]
    if any(reach):
        sight.note("check.span_too_long", (*way, "rows"))


def _depth(sight: Sight, form: Form, number: int, cell: FormCell, way: tuple[Step, ...]) -> int:
    """How many rows the cell covers, itself included."""
    if not cell.until:
        return cell.rows
    for further, row in enumerate(form.rows[number:]):
        if row.id == cell.until:
            return further + 1
    sight.note("check.until_unknown", (*way, "until"), read=cell.until)
    return cell.rows


def _placed(
    sight: Sight,
    cells: Sequence[FormCell],
    reach: Sequence[int],
    depths: dict[FormCell, int],
    way: tuple[Step, ...],
) -> list[int] | None:
    """For each column how many rows it is covered from here on; ``None`` after noting that the row does not fit."""
    covered = list(reach)
    column = 0
    for number, cell in enumerate(cells):
        while column < len(covered) and reach[column]:
            column += 1
        room = 0
        while column + room < len(covered) and not reach[column + room] and room < cell.columns:
            room += 1
        if room < cell.columns:
            if column + room >= len(covered):
                break
            sight.note(
                "check.cell_does_not_fit", (*way, number), number=number + 1, columns=cell.columns, room=room
            )
            return None
        covered[column : column + room] = [depths.get(cell, 1)] * room
        column += room
    found = sum(1 for rows in reach if rows) + sum(cell.columns for cell in cells)
    if found != len(covered):
        sight.note("check.columns_too_few", way, found=found, expected=len(covered))
        return None
    return covered
