"""A table of a document read by a table of the pack: labelled rows, headed lists, figures behind words in one cell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ziping.documents.source import Grid, GridCell
from ziping.reading.papers.gathering import Gathering, Record, quantity
from ziping.reading.papers.grids import Rows, rows_of, value_at
from ziping.reading.papers.heads import Head, Heads, bare
from ziping.reading.papers.inline_cells import Inline, inlines
from ziping.reading.papers.list_rows import ListRows, OpenList
from ziping.reading.papers.matching import key_of, likeness
from ziping.reading.papers.shapes import Placed
from ziping.reading.papers.table_forms import RowForm, TableForm, Target, other_names

_NEAR: Final = 84
_SURE: Final = 100
_GUESSED: Final = 85
_BY_ORDER: Final = 70


class TableReading:
    """Reads the grids of one table, however many pieces it comes in: headings stay in force from piece to piece.

    ``named``: its mark or title says that it is this form. A table only taken for it by its labels is not read by the
    order of its columns, and what it holds besides is not missed.
    """

    def __init__(
        self, form: TableForm, gathering: Gathering, year: int | None, unit: str = "", *, named: bool = True
    ) -> None:
        self.form = form
        self.gathering = gathering
        self.year = year
        self.named = named
        self.unit = unit
        self.names = other_names(gathering.standard)
        self.heads = Heads(year)
        self.below: list[tuple[Head, Target]] = []
        self.list: OpenList | None = None
        self.category = ""
        self.lists = ListRows(gathering, self.names, f"table:{form.id}")
        self.about: Record | None = gathering.record(form.item, self.lists.source) if form.item else None
        self.lists.of = self.about
        self.was_heading = False
        self.known = 0  # cells that were understood

    def read(self, grid: Grid) -> None:
        """Every row of ``grid``; what cannot be placed is kept as unread."""
        rows = rows_of(grid)
        sure = _GUESSED if grid.guessed else _SURE
        for number, cells in enumerate(rows.own):
            if not any(cell.text.strip() for cell in cells):
                self._blank_row(rows, number, cells, sure)
            elif self._is_heading(cells):
                self._heading(cells)
                continue
            elif not self._labelled(rows, cells, sure):
                self._other(rows, number, cells, sure)
            self.was_heading = False

    # --- headings -----------------------------------------------------------------------------------------------------

    def _is_heading(self, cells: Sequence[GridCell]) -> bool:
        hits = 0
        for cell in cells:
            text = cell.text.strip()
            if not text:
                continue
            if quantity(text, "", "") is not None:
                return False
            key = bare(text)
            if key in self.form.headings or self.names.get(key) in self.form.headings:
                hits += 1
        filled = sum(1 for cell in cells if cell.text.strip())
        return hits > 1 and 2 * hits >= filled

    def _heading(self, cells: Sequence[GridCell]) -> None:
        self.heads.take(cells, below=self.was_heading and len(cells) > 1)
        self.was_heading = True
        self.known += len(cells)
        self.below = [
            (head, target)
            for key, target in self.form.below.items()
            if (head := self.heads.named(key, self.names)) is not None
        ]
        self.list = self.lists.opened(self.form, self.heads)
        self.category = ""

    # --- labelled rows ------------------------------------------------------------------------------------------------

    def _row_form(self, text: str, *, near: bool) -> RowForm | None:
        key = key_of(text)
        if not key:
            return None
        other = self.names.get(key, "") if self.named or len(key) > 2 else ""  # noqa: PLR2004 - 合计 may be of anything
        found = self.form.rows.get(key) or self.form.rows.get(other)
        if found is None and near and len(key) > 2:  # noqa: PLR2004 - shorter words are like too many
            found = max(self.form.rows.values(), key=lambda row: likeness(row.label, key), default=None)
            if found is not None and (
                likeness(found.label, key) < _NEAR and not (found.label in key and key.endswith(found.label))
            ):
                return None
        return found

    def _labelled(self, rows: Rows, cells: Sequence[GridCell], sure: int) -> bool:
        """Whether the row has labels the form knows; their values are placed."""
        first = next(cell for cell in cells if cell.text.strip())
        if self.list is not None and (self._row_form(first.text, near=False) is None or self._in_list(first)):
            return False
        label: RowForm | None = None
        values: list[GridCell] = []
        found = False
        for cell in cells:
            row = self._row_form(cell.text, near=label is None)
            if row is not None and quantity(cell.text, "", "") is None:
                self._place(label, values, rows.grid, sure)
                label, values, found = row, [], True
            elif self._inline(cell, rows.grid, sure):
                found = True
            elif label is not None:
                values.append(cell)
        self._place(label, values, rows.grid, sure)
        if found and self.list is not None:
            self.list = None
        return found

    def _in_list(self, first: GridCell) -> bool:
        """Whether a cell stands under a column of the open list that is not its first two: then it is an item's."""
        return self.list is not None and self.list.position(first) > 1

    def _place(self, row: RowForm | None, values: Sequence[GridCell], grid: Grid, sure: int) -> None:
        if row is None:
            return
        self.known += 1
        self._open_category(row, values, grid)
        targets = row.targets
        if len(targets) == 1 and not targets[0].stage:
            text = next((cell for cell in values if cell.text.strip()), values[0] if values else None)
            if text is not None:
                self._figure(targets[0], text, grid, sure, row.label)
            return
        by_order = len(values) == len(targets)
        for position, (cell, head) in enumerate(self.heads.under(values)):
            if row.label == self.form.total[0] and head is not None and head.key == self.form.total[1]:
                self._total(cell, grid, sure)
                continue
            target = self._target(targets, head)
            confidence = sure
            if target is None and by_order and head is None and self.named:
                target, confidence = targets[position], min(sure, _BY_ORDER)
            if target is None:
                if cell.text.strip() and not row.category and self.named:
                    self.gathering.cannot(
                        f"{row.label} {head.text if head else ''}", cell.text, grid.at(cell)
                    )
            elif target.concept:
                self._figure(target, cell, grid, confidence, row.label)

    def _target(self, targets: Sequence[Target], head: Head | None) -> Target | None:
        if head is None:
            return None
        for target in targets:
            if head.stage and head.stage in (target.stage, self._stage_of_item(target)):
                return target
        same = [target for target in targets if bare(target.heading) in (head.key, self.names.get(head.key))]
        if len(same) == 1 or (same and not any(target.concept for target in same)):
            return same[0]
        # The year in the heading is no year of this report: the heading alone does not say which column it is.
        return next((target for target in same if not target.concept), None)

    def _total(self, cell: GridCell, grid: Grid, sure: int) -> None:
        """The marks of the one item a table is about: the whole document's where it has no other."""
        if quantity(cell.text, "分", ""):
            self.gathering.totals.append(
                Placed("", cell.text.strip(), value_at(grid, cell), sure, "conclusion.stated_total")
            )
            self.known += 1

    def _stage_of_item(self, target: Target) -> str:
        """``initial`` of project.initial, where the table is about one project."""
        item, _, stage = target.concept.rpartition(".")
        return stage if self.form.item and item == self.form.item else ""

    def _of_item(self, target: Target, cell: GridCell, grid: Grid, sure: int) -> None:
        """A cell of the one project a table is about; another name begins another one."""
        assert self.about is not None
        name = f"{self.form.item}.name"
        if target.concept == name and self.about.text("name") not in ("", cell.text.strip()):
            self.about = self.lists.of = self.gathering.record(self.form.item, self.lists.source)
        self.gathering.put(self.about, target.concept, cell.text, value_at(grid, cell), sure, self.unit)
        self.known += 1

    def _figure(self, target: Target, cell: GridCell, grid: Grid, sure: int, words: str) -> None:
        confidence = min([sure, *(doubt.confidence for doubt in cell.doubts)])
        if self.about is not None and self.gathering.standard.concepts[target.concept].item == self.form.item:
            self._of_item(target, cell, grid, confidence)
            return
        if self.gathering.figure(
            target.concept, target.stage, cell.text, value_at(grid, cell), confidence, self.unit, words
        ):
            self.known += 1

    def _inline(self, cell: GridCell, grid: Grid, sure: int) -> bool:
        """``其中：一般公共预算：1177.69``, or the words alone with nothing behind them."""
        if not self.form.inline:
            return False
        known = [
            (one, target) for one in inlines(cell.text) if (target := self._inline_target(one)) is not None
        ]
        for one, target in known:
            place = grid.at(cell)
            if one.value:
                place = place.spanning(one.start, one.end)
            self.gathering.figure(
                target.concept, target.stage, one.value, place, sure, self.unit, one.keys[0]
            )
            self.known += 1
        return bool(known)

    def _inline_target(self, one: Inline) -> Target | None:
        for key in one.keys:
            target = self.form.inline.get(key) or self.form.inline.get(self.names.get(key, ""))
            if target is not None:
                return target
        return None

    # --- kinds of projects, and their projects below ----------------------------------------------------------------------

    def _open_category(self, row: RowForm, values: Sequence[GridCell], grid: Grid) -> None:
        opens = next((one for one in self.form.lists if one.opens == row.label), None)
        category = row.category or (row.label if opens is not None else "")
        projects = next((one for one in self.form.lists if one.opens), None)
        if not category or projects is None:
            self.category = ""
            return
        self.category = category
        for cell, head in self.heads.under(values):
            if head is not None and head.stage and cell.text.strip():
                self.gathering.categories.setdefault(category, []).append(
                    Placed("", cell.text.strip(), grid.at(cell), stage=head.stage, item=category)
                )

    def _other(self, rows: Rows, number: int, cells: Sequence[GridCell], sure: int) -> None:
        """A row whose label nobody knows: figures below headings, an item of a list, or unread."""
        if self.below:
            for cell, head in self.heads.under(cells):
                target = next((target for other, target in self.below if other is head), None)
                if target is not None:
                    self._figure(target, cell, rows.grid, sure, target.heading)
            self.below = []
        elif self.list is not None:
            self.known += self.lists.read(self.list, rows, number, sure, self.unit)
        elif self.category:
            form = next(one for one in self.form.lists if one.opens)
            self.lists.read_below(form, self.heads, rows.grid, cells, self.category, sure, self.unit)
        elif self.named:
            words = next((cell.text for cell in cells if quantity(cell.text, "", "") is None), "")
            for cell in cells:
                if cell.text.strip() and quantity(cell.text, "", "") is not None:
                    self.gathering.cannot(words, cell.text, rows.grid.at(cell))

    def _blank_row(self, rows: Rows, number: int, cells: Sequence[GridCell], sure: int) -> None:
        """Blank cells below headings are blanks of theirs, and not those of the next row."""
        if (self.below and cells) or (self.list is not None and self.list.form.statement):
            self._other(rows, number, cells, sure)
