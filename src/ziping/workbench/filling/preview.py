"""What a file would change, table by table and cell by cell: old beside new, in the words of the form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ziping.figures import Dimension, Figure, FigureError
from ziping.report import Address, Entries
from ziping.standards import Standard
from ziping.standards.english import cell_name
from ziping.standards.model.workbook import WorkSheet
from ziping.standards.workbook_terms import own_passages, row_label, stage_heading
from ziping.wording import Name
from ziping.workbench.filling.assemble import standard_named
from ziping.workbench.filling.models import Brought
from ziping.workbench.filling.store import entries


@dataclass(frozen=True, slots=True)
class Changed:
    """A cell the file would change. ``number`` is its place in the proposal; ``fills`` where nothing stands yet."""

    number: int
    row: Name
    column: Name
    before: str
    after: str

    @property
    def fills(self) -> bool:
        return not self.before


@dataclass(frozen=True, slots=True)
class ChangedTable:
    id: str
    title: Name
    cells: tuple[Changed, ...]

    @property
    def overwrites(self) -> int:
        return sum(not cell.fills for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Preview:
    tables: tuple[ChangedTable, ...]
    same: int

    @property
    def changes(self) -> int:
        return sum(len(table.cells) for table in self.tables)

    @property
    def overwrites(self) -> int:
        return sum(table.overwrites for table in self.tables)

    @property
    def fills(self) -> int:
        return self.changes - self.overwrites

    @property
    def seen(self) -> dict[str, str]:
        """What stands in each cell that holds something: what a choice is made over."""
        return {str(cell.number): cell.before for table in self.tables for cell in table.cells if cell.before}


def preview_of(brought: Brought) -> Preview:
    """The proposal beside what stands in the report now; cells that already say the same are only counted."""
    package = brought.package
    standard = standard_named(package.campaign.standard)
    assert standard.workbook is not None, "a campaign takes only standards that have one"
    labels = _Labels(standard, package.campaign.year, entries(package), brought.proposal)
    found: dict[str, list[Changed]] = {}
    same = 0
    for number, (topic, line, column, after) in enumerate(brought.proposal):
        address = Address(topic, line, column)
        before = labels.current.get((topic, line), {}).get(column, "")
        if before == after or _same_number(before, after):
            same += 1
            continue
        found.setdefault(topic, []).append(
            Changed(number, labels.row(address), labels.column(address), before, after)
        )
    tables = (
        ChangedTable(sheet.id, cell_name(sheet.title, standard), tuple(found[sheet.id]))
        for sheet in standard.workbook.sheets
        if sheet.id in found
    )
    return Preview(tuple(tables), same)


def _same_number(before: str, after: str) -> bool:
    """Whether both say one number, “48” and “48人”; amounts of money only where both name the same unit."""
    if not before:
        return False
    try:
        one, other = Figure.parse(before), Figure.parse(after)
    except FigureError:
        return False
    units = [figure.unit for figure in (one, other) if figure.unit is not None]
    named_once = len(units) == 1 and units[0].dimension is not Dimension.MONEY
    alike = not units or named_once or (len(units) == 2 and units[0] == units[1])  # noqa: PLR2004 - one each
    plain = one.empty is None and other.empty is None and one.qualifier is None and other.qualifier is None
    return plain and alike and one.value == other.value


class _Labels:
    """What the cells of the form are called."""

    def __init__(self, standard: Standard, year: int, typed: Entries, proposal: list[list[str]]) -> None:
        assert standard.workbook is not None, "a campaign takes only standards that have one"
        self.standard, self.year = standard, year
        self.sheets = {sheet.id: sheet for sheet in standard.workbook.sheets}
        self.current: dict[tuple[str, str], Mapping[str, str]] = {
            (topic, line.key): line.cells for topic, lines in typed.items() for line in lines
        }
        self.rows = dict(self._fixed_rows())
        self.columns = dict(self._columns())
        brought: dict[tuple[str, str], dict[str, str]] = {}
        for topic, line, column, after in proposal:
            brought.setdefault((topic, line), {})[column] = after
        self.lines = {**self.current, **brought}

    def row(self, address: Address) -> Name:
        """A form's row by its label, a list's line by the first words that stand in it."""
        fixed = self.rows.get((address.topic, address.line))
        if fixed is not None:
            return cell_name(fixed, self.standard)
        sheet = self.sheets[address.topic]
        cells = self.lines.get((address.topic, address.line), {})
        names = [one.field for one in sheet.fields] or list(cells)
        prefer = [name for name in names if name in ("name", "text", "item")]
        said = next((cells[name] for name in (*prefer, *names) if cells.get(name)), "—")
        return Name(said, said)

    def column(self, address: Address) -> Name:
        return self.columns.get((address.topic, address.column), Name("", ""))

    def _fixed_rows(self) -> Iterator[tuple[tuple[str, str], str]]:
        for sheet in self.sheets.values():
            if sheet.kind == "fields":
                yield from (((sheet.id, one.field), one.label) for one in sheet.fields)
            elif sheet.kind == "own":
                for choice in own_passages(self.standard.outline):
                    yield (sheet.id, choice.stored), choice.shown
            for row in sheet.rows:
                if row.concept:
                    yield (sheet.id, row.concept), row_label(row, self.standard)

    def _columns(self) -> Iterator[tuple[tuple[str, str], Name]]:
        for sheet in self.sheets.values():
            for name, label in self._named(sheet):
                yield (sheet.id, name), cell_name(label, self.standard)

    def _named(self, sheet: WorkSheet) -> Iterator[tuple[str, str]]:
        assert self.standard.workbook is not None, "its sheets were taken from it"
        words = self.standard.workbook.words
        if sheet.kind == "grid":
            for name in sheet.stages:
                yield name, stage_heading(sheet, self.standard.stages[name], self.year)
            yield from (("reason", words.reason), ("document", words.document))
        elif sheet.kind == "list":
            yield from ((one.field, one.label) for one in sheet.fields)
            yield "key", sheet.key or words.item
        elif sheet.kind == "rest":
            yield from (("part", words.part), ("item", words.item), ("column", words.column))
            yield from (("content", words.content), ("document", words.document))
