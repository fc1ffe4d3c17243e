"""Topics of one row an item, and the sheet of what the others have no cell for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from ziping.documents import CellRead
from ziping.figures.folding import fold
from ziping.reading.workbook.cells import Question, as_percent, name_after_code, text_of, unit_or_none
from ziping.reading.workbook.context import LONG_TEXT, Reading, heading_unit
from ziping.reading.workbook.finding import Located
from ziping.reading.workbook.labels import REMARKS, key_of
from ziping.reading.workbook.shapes import Shape, part_at, shape_of
from ziping.reading.workbook.strangers import report_strange_headings
from ziping.reading.workbook.trouble import Spot
from ziping.report import Quantity
from ziping.standards.model.workbook import Field
from ziping.standards.workbook_terms import CODES, choices_of, item_labels, offered_rows, unit_of

_FILLED_DOWN = frozenset(
    (Shape.TEXT, Shape.WORDS)
)  # a merged name is meant for every row it spans, an amount is not
_WIDE_NOTE = 3  # cells of ours that a merged remark covers
_PERCENT = frozenset(("%", "％"))
_FIGURE = Field(field="", label="", kind="money")


@dataclass(frozen=True, slots=True)
class _Columns:
    """A list's columns with the question each asks."""

    asked: dict[str, Question]
    place: dict[str, int]


def read_list(located: Located, reading: Reading) -> None:
    """The rows of a list in order; blank rows, sums, remarks and rows merely offered are no items."""
    columns = _columns(located, reading)
    offered = {tuple(sorted(row.items())) for row in offered_rows(located.sheet, reading.standard)}
    parent_list, _, own = located.sheet.of.rpartition(".")
    parents = _Parents(reading, parent_list, located) if parent_list else None
    rows: list[dict[str, Any]] = [] if parents else reading.lists.setdefault(own, [])
    uniques: dict[tuple[str, ...], Spot] = {}
    for row in _item_rows(located, reading, columns):
        index: int | None = None
        if parents:
            index = parents.index_at(row)
            if index is None:
                continue
            rows = reading.lists[parent_list][index].setdefault(own, [])
        prefix = f"{parent_list}[{index}].{own}[{len(rows)}]" if parents else f"{own}[{len(rows)}]"
        values = _read_item(located, reading, columns, row, prefix)
        if tuple(
            sorted((name, value) for name, value in values.items() if isinstance(value, str))
        ) in offered and all(isinstance(value, str) for value in values.values()):
            _forget(reading, prefix)
            continue
        _refuse_twins(located, reading, columns, row, values, uniques)
        rows.append(values)
        if not parents:
            _place_nested(located, reading, prefix)


def _place_nested(located: Located, reading: Reading, prefix: str) -> None:
    """Where an item stands that has nothing of what another sheet lists for it: its own row."""
    assert reading.standard.workbook is not None, "checked when the standard was chosen"
    named = reading.spots.get(f"{prefix}.name")
    for other in reading.standard.workbook.sheets if named else ():
        parent, _, own = other.of.rpartition(".")
        if named and parent and parent == located.sheet.of:
            reading.came_from(f"{prefix}.{own}", named)


def _columns(located: Located, reading: Reading) -> _Columns:
    part, sheet = part_at(located.sheet.of), reading.sheet(located)
    asked = {}
    for field in located.sheet.fields:
        column = located.columns.get(field.field)
        if column is None:
            continue
        unit = unit_or_none(unit_of(located.sheet, field, reading.standard))
        asked[field.field] = Question(
            field,
            shape_of(part, field.field),
            unit,
            heading_unit(sheet, located.header, column, unit),
            choices_of(field, reading.standard),
            _known_names(field, reading),
        )
    report_strange_headings(located, reading)
    return _Columns(asked, {name: located.columns[name] for name in asked})


def _known_names(field: Field, reading: Reading) -> frozenset[str]:
    of, _, name = field.choices_from.partition(".")
    return frozenset(str(item.get(name, "")) for item in reading.lists.get(of, ()))


def _item_rows(located: Located, reading: Reading, columns: _Columns) -> Iterator[int]:
    sheet = reading.sheet(located)
    labels = {name: key_of(asked.field.label) for name, asked in columns.asked.items()}
    total = key_of(reading.words.total)
    for row in range(located.header + 1, located.end + 1):
        cells = {name: sheet.cell(row, column) for name, column in columns.place.items()}
        own = {
            name: text_of(cell.value)
            for name, cell in cells.items()
            if cell.is_anchor and text_of(cell.value)
        }
        if not own:
            continue
        if reading.typed:
            yield row
            continue
        if any(isinstance(value, str) and key_of(value) == total for value in sheet.rows[row]):
            continue
        if len(own) > 1 and all(key_of(text) == labels[name] for name, text in own.items()):
            continue  # the headings once more, as on the next page of paper
        if len(own) == 1 and _is_remark(
            next(iter(own.values())), cells[next(iter(own))], set(columns.place.values())
        ):
            continue
        yield row


def _is_remark(text: str, cell: CellRead, ours: set[int]) -> bool:
    area = cell.area
    covered = 0 if area is None else sum(area.first_column <= column <= area.last_column for column in ours)
    return covered >= _WIDE_NOTE or fold(text).startswith(REMARKS)


def _read_item(
    located: Located, reading: Reading, columns: _Columns, row: int, prefix: str
) -> dict[str, Any]:
    sheet = reading.sheet(located)
    values: dict[str, Any] = {}
    for name, asked in columns.asked.items():
        cell = sheet.cell(row, columns.place[name])
        if not cell.is_anchor and asked.shape not in _FILLED_DOWN:
            continue
        spot = reading.spot(located, cell, asked.field.label)
        value = reading.read(spot, asked, f"{prefix}.{name}")
        if value is not None:
            values[name] = value
        if asked.field.choices_from in CODES and (beside := name_after_code(cell.value)):
            values["name"] = beside
    _write_percentages(located, reading, columns, row, values)
    return values


def _write_percentages(
    located: Located, reading: Reading, columns: _Columns, row: int, values: dict[str, Any]
) -> None:
    """A share pasted from a cell formatted as a percentage arrives as 0.95: written as the clerk saw it, 95%."""
    figures = [
        name
        for name, asked in columns.asked.items()
        if asked.field.kind in ("figure", "percent") and name in values
    ]
    in_percent = values.get("unit") in _PERCENT or any(
        str(values[name]).endswith(("%", "％")) for name in figures
    )
    for name in figures if in_percent else ():
        cell = reading.sheet(located).cell(row, columns.place[name])
        if isinstance(cell.value, bool) or not isinstance(cell.value, int | Decimal):
            continue
        percent = as_percent(cell.value)
        if percent is not None:
            values[name] = Quantity(percent) if isinstance(values[name], Quantity) else percent
        elif cell.value == 1:
            spot = reading.spot(located, cell, columns.asked[name].field.label)
            reading.trouble.add("one_or_all", spot)


def _forget(reading: Reading, prefix: str) -> None:
    for key in [key for key in reading.origins if key.startswith(f"{prefix}.")]:
        del reading.origins[key]


def _refuse_twins(
    located: Located,
    reading: Reading,
    columns: _Columns,
    row: int,
    values: dict[str, Any],
    seen: dict[tuple[str, ...], Spot],
) -> None:
    """Names that tell items apart must not be used twice."""
    for name, asked in columns.asked.items():
        if not asked.field.unique or not values.get(name):
            continue
        beside = (str(values.get(other, "")) for other in asked.field.unique_with)
        spot = reading.spot(located, reading.sheet(located).cell(row, columns.place[name]), asked.field.label)
        first = seen.setdefault((name, values[name], *beside), spot)
        if first is not spot:
            reading.trouble.add("twice", spot, first=first.short)
            reading.twins.add(str(values[name]))


class _Parents:
    """Which item a nested row belongs to, by the name in its key column."""

    def __init__(self, reading: Reading, parent_list: str, located: Located) -> None:
        names = [str(item.get("name", "")) for item in reading.lists.get(parent_list, ())]
        self.reading = reading
        self.told = set(reading.twins)
        self.cells = [reading.spots.get(f"{parent_list}[{number}].name") for number in range(len(names))]
        self.located = located
        self.names = names
        self.labels = {label: number for number, label in enumerate(item_labels(names))}
        self.folded = {key_of(label): number for label, number in self.labels.items()}

    def index_at(self, row: int) -> int | None:
        """The parent's number; ``None`` when the cell names none, which is then reported."""
        sheet, label = self.reading.sheet(self.located), self.located.sheet.key
        column = self.located.columns.get("key")
        if column is None:
            spot = self.reading.spot(self.located, sheet.cell(self.located.header, 0), label)
            self.reading.trouble.add("no_parent_column", spot)
            return None
        spot = self.reading.spot(self.located, sheet.cell(row, column), label)
        name = text_of(spot.cell.value)
        if name in self.labels:
            return self.labels[name]
        if key_of(name) in self.folded:
            return self.folded[key_of(name)]
        self._report(name, spot)
        return None

    def _report(self, name: str, spot: Spot) -> None:
        trouble = self.reading.trouble
        twins = {label: number for label, number in self.labels.items() if self.names[number] == name}
        if not name:
            trouble.add("no_parent", spot)
        elif twins:
            self._report_twins(name, twins, spot)
        elif near := get_close_matches(name, self.labels, n=1, cutoff=0.5):
            trouble.add("unknown_parent_near", spot, near=near[0])
        else:
            trouble.add("unknown_parent", spot)

    def _report_twins(self, name: str, twins: dict[str, int], spot: Spot) -> None:
        """Told once, where the name stands twice: that is where it is mended."""
        cells = [cell for number in twins.values() if (cell := self.cells[number]) is not None]
        if name in self.told or not cells:
            return
        self.told.add(name)
        self.reading.trouble.add(
            "which_parent",
            cells[-1],
            first=tuple(cell.short for cell in cells[:-1]),
            user=spot.origin,
            choices=tuple(twins),
        )


def read_rest(located: Located, reading: Reading) -> None:
    """Part, item, column, content: figures, archive, notes and paragraphs without a cell of their own."""
    parts = {shown: name for name, shown in reading.words.parts}
    concepts, stages = reading.standard.concepts, reading.standard.stages
    by_label: dict[str, str | None] = {}
    for concept_id, concept in concepts.items():
        by_label[concept.label.zh] = None if concept.label.zh in by_label else concept_id
    stage_labels = {stage.label.zh: name for name, stage in stages.items()}
    sheet = reading.sheet(located)
    for row in range(located.header + 1, located.end + 1):
        cells = {name: sheet.cell(row, column) for name, column in located.columns.items()}
        said = {name: text_of(cell.value) for name, cell in cells.items()}
        if not any(said.values()):
            continue
        part = parts.get(said.get("part", ""))
        if part is None:
            spot = reading.spot(located, cells.get("part", cells["item"]), reading.words.part)
            reading.trouble.add("not_listed", spot, choices=tuple(parts))
            continue
        item = by_label.get(said.get("item", "")) or said.get("item", "")
        column = stage_labels.get(said.get("column", ""), said.get("column", ""))
        _keep_rest(located, reading, part, item, column, cells)


def _keep_rest(
    located: Located, reading: Reading, part: str, item: str, column: str, cells: dict[str, CellRead]
) -> None:
    content = reading.spot(located, cells["content"], reading.words.content)
    if part in ("figures", "archive"):
        value = reading.read(content, Question(_FIGURE, Shape.QUANTITY), f"{part}.{item}.{column}")
        if value is not None:
            reading.book(part).setdefault(item, {})[column] = value
        return
    text = reading.read(content, Question(LONG_TEXT, Shape.TEXT), f"{part}.{item}")
    if part == "narrative":
        if text:
            reading.narrative[item] = text
        return
    note = {"reason": text or ""}
    if "document" in cells:
        document = reading.spot(located, cells["document"], reading.words.document)
        note["document"] = (
            reading.read(document, Question(LONG_TEXT, Shape.TEXT), f"{part}.{item}.document") or ""
        )
    reading.notes[f"{item}@{column}" if column else item] = note
