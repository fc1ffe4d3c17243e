"""Rows of a list in a table: an item a row, its fields under their headings; merged cells speak for all they span."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct, field

from ziping.documents.source import Grid, GridCell
from ziping.reading.papers import lexicon
from ziping.reading.papers.gathering import WORDS, Gathering, Record, cleaned, quantity
from ziping.reading.papers.grids import Rows, value_at
from ziping.reading.papers.heads import Head, Heads, bare
from ziping.reading.papers.matching import key_of
from ziping.reading.papers.table_forms import ListColumn, ListForm, TableForm

_DOTS: Final = re.compile(r"^[….·。\s]*$")
_NAMES_NOTHING: Final = frozenset(("", "无", "合计", "小计", "总计", "——", "—"))
_LEVEL: Final = re.compile(r"^(?P<name>.*?)\s*[（(](?P<level>中央|[^（）()]{1,3}级)[）)]$", re.DOTALL)
_REASONS: Final = re.compile(
    r"^\s*(?:(?:偏差)?原因(?:分析)?\s*[：:]\s*(?P<reason>.*?))?\s*(?:(?:改进)?措施\s*[：:]\s*(?P<measure>.*))?\s*$",
    re.DOTALL,
)
_FULL_MARKS: Final = re.compile(r"^(?P<name>.*?)\s*[（(]\s*(?P<marks>[0-9.]+)\s*分?\s*[）)]\s*$", re.DOTALL)
_ENOUGH: Final = 2
_OF_STAGES: Final = frozenset(("initial", "adjusted", "executed", "prior_executed", "allotted"))


class OpenList(Struct):
    """A list whose headings were read: its columns with the heading each stands under."""

    form: ListForm
    columns: list[tuple[ListColumn, Head]]
    heads: Heads
    carried: dict[str, str] = field(default_factory=dict)

    def position(self, cell: GridCell) -> int:
        """Which of the list's columns a cell stands under, from 0; -1 for none."""
        for number, (_, head) in enumerate(self.columns):
            if head.start <= cell.column < head.end:
                return number
        return -1


class ListRows:
    """Reads items for one table."""

    def __init__(self, gathering: Gathering, names: Mapping[str, str], source: str) -> None:
        self.gathering = gathering
        self.source = source
        self.names = names
        self.of: Record | None = None  # what the whole table is about

    def opened(self, form: TableForm, heads: Heads) -> OpenList | None:
        """The list these headings belong to: that of which most columns are there."""
        best: OpenList | None = None
        for one in form.lists:
            if one.opens:
                continue
            columns = [
                (column, head) for column in one.columns if (head := self._head(column, heads)) is not None
            ]
            distinct = {id(head) for _, head in columns}
            if len(distinct) < len(columns) or len(columns) < _ENOUGH or 2 * len(columns) < len(one.columns):
                continue
            if best is None or len(columns) > len(best.columns):
                best = OpenList(one, columns, heads)
        return best

    def _head(self, column: ListColumn, heads: Heads) -> Head | None:
        if (found := heads.named(column.heading, self.names)) is not None:
            return found
        own = column.concepts[0].rpartition(".")[2]
        return heads.of_stage(own) if own in _OF_STAGES else None

    # --- rows below headings -----------------------------------------------------------------------------------------------

    def read(self, opened: OpenList, rows: Rows, number: int, sure: int, unit: str) -> int:
        """One row as an item; how many cells were understood."""
        under = self._under(opened, rows, number)
        found: list[tuple[ListColumn, GridCell, str]] = []
        for column, head in opened.columns:
            cell = under.get(id(head))
            text = cleaned(cell.text) if cell is not None else ""
            if column.carried:
                text = self._carried(opened, column, text)
            if cell is not None or text:  # what was carried down stands where its row begins
                found.append((column, cell or rows.own[number][0], text))
        # a row of gaps nobody filled (【待填】) is an item, an empty row is none
        own = [cell.text.strip() for column, cell, _ in found if not column.carried]
        if opened.form.statement and found and not any(own):
            self.gathering.figure(opened.form.statement, "", "", rows.grid.at(found[0][1]), sure)
        if not any(own) or self._states(opened, found, rows.grid) or _names_nothing(opened, found):
            return 0
        record = self.gathering.record(opened.form.item, self.source)
        for column, cell, text in found:
            confidence = min([sure, *(doubt.confidence for doubt in cell.doubts)])
            self._put(record, column, text, rows.grid, cell, confidence, unit)
        for concept, value in opened.form.fixed:
            self.gathering.put(record, concept, value, rows.grid.at(found[0][1]), sure)
        if opened.form.match and self.of is not None:
            self.gathering.put(
                record, opened.form.match, self.of.text("name"), rows.grid.at(found[0][1]), sure
            )
        return len(found)

    def _states(
        self, opened: OpenList, found: Sequence[tuple[ListColumn, GridCell, str]], grid: Grid
    ) -> bool:
        """Whether the row only says in words that there are no items."""
        (_, cell, text), *rest = found
        figures = [quantity(other, "", "") for _, _, other in rest]
        if (
            not opened.form.statement
            or not text
            or not (text.endswith("。") or any(word in text for word in lexicon.words("saying", "openings")))
            or any(one and any(map(str.isdigit, one)) for one in figures)
        ):
            return False
        if any(one is None for one in figures) or not all(figures):
            return False
        return self.gathering.figure(opened.form.statement, "", text, grid.at(cell))

    def _carried(self, opened: OpenList, column: ListColumn, text: str) -> str:
        """What a merged cell says holds for the rows below it; another outer one ends what an inner one said."""
        name = column.concepts[0]
        if text:
            if opened.carried.get(name) != text:
                for inner, _ in opened.columns[opened.columns.index(self._own(opened, column)) + 1 :]:
                    if inner.carried:
                        opened.carried.pop(inner.concepts[0], None)
            opened.carried[name] = text
            return text
        return opened.carried.get(name, "")

    def _own(self, opened: OpenList, column: ListColumn) -> tuple[ListColumn, Head]:
        return next(pair for pair in opened.columns if pair[0] is column)

    def _under(self, opened: OpenList, rows: Rows, number: int) -> dict[int, GridCell]:
        """The cell under each heading: by columns; by the fit of words and figures where cells were lost."""
        cells = rows.own[number]
        reach = max((cell.column + cell.col_span for cell in cells), default=0)
        covered = sum(1 for head in opened.heads.heads if rows.covering(number, head.start) is not None)
        if len(cells) + covered >= len(opened.heads.heads) or (covered and reach >= opened.heads.width):
            by_columns: dict[int, GridCell] = {}
            for head in opened.heads.heads:
                cell = next(
                    (
                        one
                        for one in cells
                        if one.column < head.end and head.start < one.column + one.col_span
                    ),
                    None,
                )
                found = cell or rows.covering(number, head.start)
                if found is not None and cell is None and bare(found.text) == head.key:
                    continue  # the heading itself, merged down over the row
                if found is not None and (
                    cell is None or not any(found is one for one in by_columns.values())
                ):
                    by_columns[id(head)] = found
            return by_columns
        return self._fitted(opened, cells)

    def _fitted(self, opened: OpenList, cells: Sequence[GridCell]) -> dict[int, GridCell]:
        """Fewer cells than headings: shifted as they fit best."""
        heads = opened.heads.heads
        kinds = {id(head): self._is_figure(column) for column, head in opened.columns if self._tells(column)}
        spare = len(heads) - len(cells)
        best: dict[int, GridCell] = {}
        most = -1
        for shift in range(spare, -1, -1):
            pairs = dict(zip((id(head) for head in heads[shift:]), cells, strict=False))
            fit = sum(
                1 for key, cell in pairs.items() if key in kinds and self._fits(cell, figure=kinds[key])
            )
            if fit > most:
                best, most = pairs, fit
        return best

    def _tells(self, column: ListColumn) -> bool:
        """Whether it is plain if words or a figure stand there: a target may be either."""
        return self._is_figure(column) or column.carried or column.concepts[0].endswith(".name")

    def _is_figure(self, column: ListColumn) -> bool:
        return self.gathering.standard.concepts[column.concepts[0]].unit not in WORDS

    def _fits(self, cell: GridCell, *, figure: bool) -> bool:
        text = cell.text.strip()
        return bool(text) and (quantity(text, "", "") is not None) is figure

    def _put(
        self, record: Record, column: ListColumn, text: str, grid: Grid, cell: GridCell, sure: int, unit: str
    ) -> None:
        place = value_at(grid, cell)
        concept = column.concepts[0]
        if len(column.concepts) > 1:
            self._put_reasons(record, column, text, grid, cell, sure)
            return
        if column.carried or self.gathering.standard.concepts[concept].field in ("name", "target", "actual"):
            text = re.sub(r"\s*\n\s*", "", text)
        if column.carried and (full := _FULL_MARKS.match(text)):
            self.gathering.put(record, concept, full["name"], place, sure)
            return
        self.gathering.put(record, concept, text, place, sure, unit)

    def _put_reasons(
        self, record: Record, column: ListColumn, text: str, grid: Grid, cell: GridCell, sure: int
    ) -> None:
        """原因：… 措施：…, or a reason alone."""
        parts = split_reasons(text)
        for concept, part in zip(column.concepts, parts, strict=False):
            self.gathering.put(record, concept, part, grid.at(cell), sure)

    # --- rows below a labelled row ----------------------------------------------------------------------------------------

    def read_below(
        self,
        form: ListForm,
        heads: Heads,
        grid: Grid,
        cells: Sequence[GridCell],
        category: str,
        sure: int,
        unit: str,
    ) -> None:
        """A project named in its row's first words, its figures under the headings of the table."""
        first = next(cell for cell in cells if cell.text.strip())
        name = re.sub(r"\s*\n\s*", "", cleaned(first.text))
        if _DOTS.match(name) or key_of(name) in _NAMES_NOTHING or name in _NAMES_NOTHING:
            return
        record = self.gathering.record(form.item, self.source)
        level = _LEVEL.match(name)
        self.gathering.put(
            record, f"{form.item}.name", level["name"] if level else name, grid.at(first), sure
        )
        if level:
            self.gathering.put(record, f"{form.item}.level", level["level"], grid.at(first), sure)
        self.gathering.put(record, f"{form.item}.category", category, grid.at(first), sure)
        rest = [cell for cell in cells if cell.column > first.column]
        concepts = {concept.rpartition(".")[2]: concept for one in form.columns for concept in one.concepts}
        for cell, head in heads.under(rest):
            if head is not None and head.stage in concepts:
                self.gathering.put(record, concepts[head.stage], cell.text, value_at(grid, cell), sure, unit)
            elif cell.text.strip():
                self.gathering.cannot(name, cell.text, grid.at(cell))


def _names_nothing(opened: OpenList, found: Sequence[tuple[ListColumn, GridCell, str]]) -> bool:
    """A row of dots, of 无, or a sum of the rows above."""
    for column, _, text in found:
        if column.concepts[0].endswith(".name"):
            return bool(text) and (text in _NAMES_NOTHING or _DOTS.match(text) is not None)
    return opened.form.item != "goal" and all(
        text in _NAMES_NOTHING and "【" not in cell.text for _, cell, text in found
    )


def split_reasons(text: str) -> tuple[str, str]:
    r"""The reason and the measure that stand in one cell.

    >>> split_reasons("原因：宣传不够。\n措施：加强宣传")
    ('宣传不够。', '加强宣传')
    """
    found = _REASONS.match(text)
    if found is None or (found["reason"] is None and found["measure"] is None):
        return text, ""
    return (found["reason"] or "").strip(), (found["measure"] or "").strip()
