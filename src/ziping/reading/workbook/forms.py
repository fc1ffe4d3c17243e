"""Topics of one cell a label: single fields, the clerk's own paragraphs, and the grids of the budget."""

from __future__ import annotations

from ziping.documents import SheetRead
from ziping.figures import Unit
from ziping.reading.workbook.cells import Question, text_of, unit_or_none
from ziping.reading.workbook.context import LONG_TEXT, Reading, heading_unit
from ziping.reading.workbook.finding import Located, grid_keys
from ziping.reading.workbook.labels import key_of, nearest, row_keys, unit_in
from ziping.reading.workbook.shapes import Shape, part_at, shape_of
from ziping.reading.workbook.strangers import report_strange_rows, value_cell
from ziping.standards.model.workbook import Field, GridRow, WorkSheet
from ziping.standards.workbook_terms import choices_of, note_of, open_stages, own_passages, row_label, unit_of

_MONEY = "万元"
_PARAGRAPH = Question(LONG_TEXT, Shape.TEXT)


def read_fields(located: Located, reading: Reading) -> None:
    """A label and a cell a row. A label that is gone leaves its field blank; what stands beside a strange one is told."""
    sheet = reading.sheet(located)
    for field in located.sheet.fields:
        row = located.rows.get(field.field)
        if row is None:
            continue
        cell = value_cell(sheet, located, row)
        spot = reading.spot(located, cell, field.label)
        concept, at, stage = field.field.partition("@")
        unit = unit_or_none(unit_of(located.sheet, field, reading.standard))
        label = sheet.value(row, located.columns["label"])
        stated = unit_in(label) if isinstance(label, str) else None
        other = stated if stated and unit and stated != unit and stated.comparable(unit) else None
        shape = Shape.QUANTITY if at else Shape.TEXT if note_of(field) else _shape(field.field)
        asked = Question(field, shape, unit, other, choices_of(field, reading.standard))
        value = reading.read(spot, asked, f"figures.{concept}.{stage}" if at else field.field)
        if value is None:
            continue
        if at:
            reading.figures.setdefault(concept, {})[stage] = value
        elif note := note_of(field):
            reading.notes.setdefault(note[0], {})[note[1]] = value
        else:
            reading.values[field.field] = value
    report_strange_rows(located, reading, [(field.field, field.label) for field in located.sheet.fields])


def _shape(way: str) -> Shape:
    parent, _, name = way.rpartition(".")
    return shape_of(part_at(parent), name)


def read_own(located: Located, reading: Reading) -> None:
    """The clerk's paragraphs, by the section they belong to."""
    sheet = reading.sheet(located)
    own = own_passages(reading.standard.outline)
    for heading, key in own:
        row = located.rows.get(key)
        if row is None:
            continue
        spot = reading.spot(located, value_cell(sheet, located, row), heading)
        text = reading.read(spot, _PARAGRAPH, f"narrative.{key}")
        if text:
            reading.narrative[key] = text
    report_strange_rows(located, reading, [(key, heading) for heading, key in own])


def read_grid(located: Located, reading: Reading) -> None:
    """Concepts down, stages across; ``——`` stands where nothing is to be filled."""
    grid = located.sheet
    for row in grid.rows:
        at = located.rows.get(row.concept) if row.concept else None
        if at is None:
            continue
        _read_row(located, row, at, reading)
        if grid.notes:
            _read_note(located, row, at, reading)
    _warn_of_lost_rows(located, reading)


def _read_row(located: Located, row: GridRow, at: int, reading: Reading) -> None:
    sheet, grid = reading.sheet(located), located.sheet
    concept = reading.standard.concepts[row.concept]
    label = row_label(row, reading.standard)
    unit = unit_or_none(concept.unit)
    field = Field(field=row.concept, label=label, kind="money" if concept.unit == _MONEY else "integer")
    part = grid.of or "figures"
    filled = open_stages(grid, row, reading.standard)
    for stage in grid.stages:
        column = located.columns.get(stage)
        cell = sheet.cell(at, column) if column is not None else None
        if column is None or cell is None or not cell.is_anchor:
            continue
        spot = reading.spot(located, cell, f"{label} {reading.standard.stages[stage].label.zh}")
        if stage not in filled:
            if _says_something(text_of(cell.value)):
                reading.trouble.add("closed", spot, closed=reading.words.closed)
            continue
        other = heading_unit(sheet, located.header, column, unit) or _sheet_unit(sheet, located, unit)
        key = f"{part}.{row.concept}.{stage}"
        value = reading.read(spot, Question(field, Shape.QUANTITY, unit, other), key)
        if value is not None:
            reading.book(part).setdefault(row.concept, {})[stage] = value


def _says_something(text: str) -> bool:
    return bool(text.strip("-—―─━/ 　")) and text.strip() not in ("无", "不适用")


def _sheet_unit(sheet: SheetRead, located: Located, unit: Unit | None) -> Unit | None:
    """The unit the line above the table states (“金额单位：元”), where it is not the usual one."""
    for row in range(located.start, located.header):
        for value in sheet.rows[row]:
            if isinstance(value, str) and "单位" in value:
                stated = unit_in(f"（{value.rpartition('单位')[2].strip('：:（）() 　')}）")
                if stated is not None and unit is not None and stated != unit and stated.comparable(unit):
                    return stated
    return None


def _read_note(located: Located, row: GridRow, at: int, reading: Reading) -> None:
    for name in ("reason", "document"):
        column = located.columns.get(name)
        if column is None:
            continue
        spot = reading.spot(
            located, reading.sheet(located).cell(at, column), f"{row_label(row, reading.standard)} {name}"
        )
        text = reading.read(spot, _PARAGRAPH, f"notes.{row.concept}.{name}") if spot.cell.is_anchor else None
        if text:
            reading.notes.setdefault(row.concept, {})[name] = text


def _warn_of_lost_rows(located: Located, reading: Reading) -> None:
    """A row of ours that is gone while a row nobody knows holds figures: its label was changed, and would be lost."""
    grid, sheet = located.sheet, reading.sheet(located)
    missing = [
        row_label(row, reading.standard)
        for row in grid.rows
        if row.concept and row.concept not in located.rows
    ]
    if not missing:
        return
    known = _known_labels(grid, reading)
    columns = [located.columns[stage] for stage in grid.stages if stage in located.columns]
    for row in range(located.header + 1, located.end + 1):
        label = sheet.value(row, located.columns["label"])
        if key_of(str(sheet.value(row, 0) or label or "")) == key_of(reading.words.reference):
            return
        if not isinstance(label, str) or known.intersection(row_keys(label)):
            continue
        if any(_says_something(text_of(sheet.value(row, column))) for column in columns):
            spot = reading.spot(located, sheet.cell(row, located.columns["label"]), label)
            reading.trouble.add("unknown_row", spot, near=nearest(label, missing) or "、".join(missing))


def _known_labels(grid: WorkSheet, reading: Reading) -> set[str]:
    known = {key for keys in grid_keys(grid, reading.standard).values() for key in keys}
    for row in grid.rows:
        if not row.concept:
            label = row_label(row, reading.standard)
            known.update((*row_keys(label), *row_keys(f"{label}（{reading.words.total}）")))
    return known
