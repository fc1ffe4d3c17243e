"""What is typed beside a name nobody knows: told, since it would be lost in silence otherwise."""

from __future__ import annotations

from collections.abc import Iterable

from ziping.documents import CellRead, SheetRead
from ziping.figures.folding import fold
from ziping.reading.workbook.cells import text_of
from ziping.reading.workbook.context import Reading
from ziping.reading.workbook.finding import Located
from ziping.reading.workbook.labels import REMARKS, key_of, nearest
from ziping.reading.workbook.trouble import Spot
from ziping.standards.model.workbook import Field


def value_cell(sheet: SheetRead, located: Located, row: int) -> CellRead:
    """The cell under the heading of values; without one, the first to the right of the label."""
    column = located.columns.get("value")
    if column is None:
        label = sheet.cell(row, located.columns["label"])
        column = (label.area.last_column if label.area else label.column) + 1
    return sheet.cell(row, column)


def report_strange_rows(located: Located, reading: Reading, labels: Iterable[tuple[str, str]]) -> None:
    """Filled cells beside a label that is none of ``labels`` (what is looked for, what it is called).

    A label of one's own without anything beside it, and a remark, are no answers. A cell beside no label at all is told
    only where one of ours is gone.
    """
    sheet = reading.sheet(located)
    listed = list(labels)
    known = [called for name, called in listed if name in located.rows]
    missing = [called for name, called in listed if name not in located.rows]
    ours = set(located.rows.values())
    titles = _titles(reading)
    for row in range(located.header + 1, located.end + 1):
        if any(isinstance(value, str) and key_of(value) in titles for value in sheet.rows[row]):
            return  # another topic begins here, which nobody found
        label, value = sheet.cell(row, located.columns["label"]), value_cell(sheet, located, row)
        written = text_of(label.value)
        if row in ours or not (label.is_anchor and value.is_anchor) or not text_of(value.value):
            continue
        if fold(written).startswith(REMARKS) or not (written or missing):
            continue
        _report_strange(reading, reading.spot(located, value, written), known, missing)


def _report_strange(reading: Reading, spot: Spot, known: list[str], missing: list[str]) -> None:
    near = nearest(spot.label, missing) or nearest(spot.label, known)
    if not spot.label:
        reading.trouble.add("no_label", spot, missing="、".join(missing))
    elif near in known and key_of(near) == key_of(spot.label):
        reading.trouble.add("label_twice", spot)
    elif near:
        reading.trouble.add("unknown_label_near", spot, near=near)
    else:
        reading.trouble.add("unknown_label", spot)


def _titles(reading: Reading) -> set[str]:
    assert reading.standard.workbook is not None, "checked when the standard was chosen"
    return {key_of(sheet.title) for sheet in reading.standard.workbook.sheets}


def report_strange_headings(located: Located, reading: Reading) -> None:
    """Columns of a list that are filled under a heading nobody knows, or that are required and gone."""
    sheet = reading.sheet(located)
    strange = _strange_headings(located, reading)
    told: set[int] = set()
    for field in located.sheet.fields:
        if field.field not in located.columns:
            told.update(_report_missing(located, reading, field, strange))
    labels = [field.label for field in located.sheet.fields]
    for column, heading in strange.items():
        if column not in told and heading:
            spot = reading.spot(located, sheet.cell(located.header, column), heading)
            near = nearest(heading, labels)
            reading.trouble.add("unknown_column_near" if near else "unknown_column", spot, near=near or "")


def _report_missing(
    located: Located, reading: Reading, field: Field, strange: dict[int, str]
) -> Iterable[int]:
    """A column of ours is gone and one nobody knows is like it or stands in its place: these columns are told.

    Of a required column, the heading may be like it or not: it is told once, rather than as a blank in every row.
    """
    sheet = reading.sheet(located)
    like = [one for one in strange if nearest(strange[one], (field.label, *field.aliases))]
    place = _place_of(located, field)
    there = [place] if place in strange and bool(strange[place]) is field.required else []
    for column in like or there:
        spot = reading.spot(located, sheet.cell(located.header, column), strange[column])
        reading.trouble.add("renamed_column" if spot.label else "blank_column", spot, expected=field.label)
    if field.required and not like and not there and _begun(located, reading):
        spot = reading.spot(located, sheet.cell(located.header, 0), field.label)
        reading.trouble.add("no_column", spot)
    return like or there


def _strange_headings(located: Located, reading: Reading) -> dict[int, str]:
    """Headings nobody knows, blank ones too, with something under them, by their column."""
    sheet = reading.sheet(located)
    ours = set(located.columns.values())
    furniture = {key_of(one.label) for one in located.sheet.references} | {key_of(reading.words.number)}
    rows = [sheet.rows[row] for row in range(located.header + 1, located.end + 1)]
    filled = {column for row in rows for column, value in enumerate(row) if text_of(value)} - ours
    headings = {column: text_of(sheet.cell(located.header, column).value) for column in sorted(filled)}
    return {column: heading for column, heading in headings.items() if key_of(heading) not in furniture}


def _place_of(located: Located, field: Field) -> int:
    """The column where ``field`` stands by its neighbours; -1 where they do not say."""
    names = [one.field for one in located.sheet.fields]
    at = names.index(field.field)
    if at and names[at - 1] in located.columns:
        return located.columns[names[at - 1]] + 1
    if at + 1 < len(names) and names[at + 1] in located.columns:
        return located.columns[names[at + 1]] - 1
    return -1


def _begun(located: Located, reading: Reading) -> bool:
    """Whether anything is typed under the headings of a list."""
    sheet = reading.sheet(located)
    below = range(located.header + 1, located.end + 1)
    total = key_of(reading.words.total)
    return any(
        sheet.value(row, column) is not None
        for row in below
        if not any(isinstance(value, str) and key_of(value) == total for value in sheet.rows[row])
        for column in located.columns.values()
    )
