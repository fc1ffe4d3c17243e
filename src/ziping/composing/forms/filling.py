"""A form filled: grids for paper, and one grid with live formulas for a sheet."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ziping.composing.forms.cells import printed
from ziping.composing.forms.expanding import expanded
from ziping.composing.forms.merging import Spot, spots
from ziping.composing.speaking import Here, Speaker
from ziping.documents import Cell, Row, TableGrid
from ziping.scoring import Scorecard
from ziping.standards.model.forms import Form

_NAMED = re.compile(r"\{A:([A-Za-z0-9_]+)\}")


@dataclass(frozen=True, slots=True)
class Page:
    """One filled form: its mark and title, lines above and below, its rows."""

    mark: str
    title: str
    item: str  # which one it is for, of a form for each of some items
    form: Form
    above: tuple[str, ...]
    below: tuple[str, ...]
    rows: tuple[Row, ...]
    formulas: Mapping[tuple[int, int], str]  # number of row and of cell in it → formula
    breaks: tuple[int, ...]  # rows that begin a grid of their own on paper
    heads: tuple[int, ...]  # rows that repeat

    def grids(self) -> list[TableGrid]:
        """The tables as paper has them: header rows further down head a table of their own right below."""
        edges = [0, *self.breaks, len(self.rows)]
        return [
            TableGrid(self.form.columns, self.rows[begin:end], self._leading_heads(begin, end))
            for begin, end in pairwise(edges)
            if begin < end
        ]

    def sheet_grid(self) -> TableGrid:
        """The whole form as one table, with formulas where they hold."""
        rows = tuple(
            replace(
                row,
                cells=tuple(
                    replace(cell, formula=self.formulas.get((number, position)))
                    for position, cell in enumerate(row.cells)
                ),
            )
            for number, row in enumerate(self.rows)
        )
        return TableGrid(self.form.columns, rows, self._leading_heads(0, len(rows)))

    def repeated(self) -> tuple[int, int] | None:
        """The header rows (first and last) over the longest stretch of rows: what a sheet repeats, for it can repeat one."""
        starts = [number for number in self.heads if number - 1 not in self.heads]
        if not starts:
            return None
        _, first = max(
            (end - start, start) for start, end in zip(starts, [*starts[1:], len(self.rows)], strict=True)
        )
        last = first
        while last + 1 in self.heads:
            last += 1
        return first, last

    def _leading_heads(self, begin: int, end: int) -> int:
        count = 0
        while begin + count < end and begin + count in self.heads:
            count += 1
        return count if begin + count < end else 0


def filled(form: Form, speaker: Speaker, scorecard: Scorecard) -> list[Page]:
    """The form filled once, or once for every item of ``form.each``; none where its condition does not hold."""
    heres = speaker.top.each(form.each) if form.each else (speaker.top,)
    pages = [_page(form, speaker, here, scorecard) for here in heres if speaker.holds(form.when, here)]
    if len(pages) == 1:
        return pages
    return [
        replace(page, mark=f"{page.mark}-{number}", title=f"{page.title}\n（{page.item}）")
        for number, page in enumerate(pages, 1)
    ]


def _page(form: Form, speaker: Speaker, here: Here, scorecard: Scorecard) -> Page:
    rows = expanded(form, speaker, here, scorecard)
    placed = spots(rows)
    names = _addresses(placed)
    cells: list[list[Cell]] = [[] for _ in rows]
    formulas: dict[tuple[int, int], str] = {}
    for spot in placed:
        cell = printed(spot, speaker)
        if cell.value is not None and (live := _live(spot, speaker, names)):
            formulas[spot.row, len(cells[spot.row])] = live
        cells[spot.row].append(cell)
    heights = (row.form_row.min_height_mm or None for row in rows)
    heads = tuple(number for number, row in enumerate(rows) if row.form_row.header)
    return Page(
        mark=form.mark,
        title=form.title.zh,
        item=here.scope.name,
        form=form,
        above=tuple(speaker.text(line, here) for line in form.above),
        below=tuple(speaker.text(line, here) for line in form.below),
        rows=tuple(Row(tuple(own), height) for own, height in zip(cells, heights, strict=True)),
        formulas=formulas,
        breaks=tuple(number for number in heads if number and number - 1 not in heads),
        heads=heads,
    )


def _addresses(placed: Sequence[Spot]) -> Mapping[str, list[Spot]]:
    named: dict[str, list[Spot]] = {}
    for spot in placed:
        if spot.cell.id:
            named.setdefault(spot.cell.id, []).append(spot)
    return named


def _live(spot: Spot, speaker: Speaker, names: Mapping[str, list[Spot]]) -> str:
    """The cell's formula with the addresses of this grid; empty where it must not be used or names nothing."""
    live = spot.cell.live
    if not live or not speaker.holds(spot.cell.live_if, spot.filled.here):
        return ""
    if any(name not in names for name in _NAMED.findall(live)):
        return ""
    return "=" + _NAMED.sub(lambda match: _address(names[match[1]], spot), live)


def _address(named: Sequence[Spot], spot: Spot) -> str:
    """The cell of that name in the same row where there is one, else all of them from first to last."""
    own = [other for other in named if other.row == spot.row]
    first, last = (own[0], own[0]) if own else (named[0], named[-1])
    start = _r1c1(first)
    return start if first is last else f"{start}:{_r1c1(last)}"


def _r1c1(spot: Spot) -> str:
    return f"R{spot.row + 1}C{spot.column + 1}"
