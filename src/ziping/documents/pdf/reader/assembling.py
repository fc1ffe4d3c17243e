"""The pages put together: paragraphs and tables that go on over a page break become one again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from ziping.documents.pdf.reader.cells import Table
from ziping.documents.pdf.reader.flow import Block, Margins, goes_on, margins_of, paragraphs
from ziping.documents.pdf.reader.joining import Joined, goes_on_below
from ziping.documents.pdf.reader.layout import PageLayout
from ziping.documents.pdf.reader.page import Line
from ziping.documents.pdf.reader.running import Running, body_size, without_running
from ziping.documents.source import Passage, PassageRole, SourceBlock
from ziping.figures import Place

_LARGER, _LARGEST = 1.15, 1.3  # times the letters of the text: a heading, a title
_FEW = 3  # lines of a heading at most
_FULL = 0.3  # of the lines of a page must be full for its margins to be seen

_Part: TypeAlias = Block | Joined | Running


def assemble(layouts: Sequence[PageLayout]) -> tuple[SourceBlock, ...]:
    """The blocks of a document out of its pages."""
    running = without_running(layouts)
    sizes = _margins(layouts)
    parts: list[_Part] = []
    last: Block | Joined | None = None
    for layout in layouts:
        parts += running.get(layout.number, ())
        usual = margins_of(layout.text, _FULL) or sizes.get(round(layout.width)) or Margins(0.0, layout.width)
        for group in _groups(layout):
            made = _continued(group, _margins_in(group, usual), last)
            parts += made
            last = next((part for part in reversed(made) if not _is_nested(part)), last)
    body = body_size(layouts)
    blocks: list[SourceBlock] = []
    tables = 0
    for number, part in enumerate(parts):
        place = Place(block=number, page=part.page)
        if isinstance(part, Joined):
            place = Place(block=number, page=part.page, table=tables)
            tables += 1
            inside = _inside(part, parts[:number]) if part.around is not None else None
            blocks.append(part.grid(place, inside))
        else:
            role = part.role if isinstance(part, Running) else _role(part, body)
            blocks.append(Passage(part.text, place, role))
    return tuple(blocks)


def _is_nested(part: Block | Joined) -> bool:
    return isinstance(part, Joined) and part.around is not None


def _continued(
    group: list[Line] | Table, margins: Margins, last: Block | Joined | None
) -> list[Block | Joined]:
    """The paragraphs or the table of a group; what continues ``last``, a page or column before, is added to it."""
    if isinstance(group, Table):
        if isinstance(last, Joined) and goes_on_below(last, group):
            last.add(group)
            return []
        return [Joined(group)]
    if group[0].labels or group[0].sideways:
        return [Block([line], margins) for line in group]
    blocks = paragraphs(group, margins)
    first = group[0]
    if (
        isinstance(last, Block)
        and (last.lines[-1].page, last.lines[-1].column) != (first.page, first.column)
        and not (last.lines[-1].labels or last.lines[-1].sideways)
        and goes_on(last, first, margins, None)
    ):
        last.lines += blocks[0].lines
        del blocks[0]
    return list(blocks)


def _margins_in(group: list[Line] | Table, usual: Margins) -> Margins:
    """The margins of the page, or of the column the lines stand in."""
    if isinstance(group, Table) or not group[0].column:
        return usual
    return margins_of(group) or usual


def _inside(part: Joined, before: Sequence[_Part]) -> tuple[int, int, int] | None:
    """The block, row and column of the cell a table is nested in."""
    for number in range(len(before) - 1, -1, -1):
        outer = before[number]
        position = outer.position(part.around) if isinstance(outer, Joined) and part.around else None
        if position is not None:
            return (number, *position)
    return None


def _role(block: Block, body: float) -> PassageRole:
    """What the size and the place of its letters say; where they say nothing it is text like any other."""
    if block.lines[0].labels:
        return "text_box"
    em = max(line.em for line in block.lines)
    if len(block.lines) > _FEW or em < _LARGER * body:
        return "body"
    return "title" if block.page == 1 and em >= _LARGEST * body else "heading"


def _margins(layouts: Sequence[PageLayout]) -> dict[int, Margins]:
    """Where text usually begins and ends on pages of a width."""
    by_width: dict[int, list[Line]] = {}
    for layout in layouts:
        by_width.setdefault(round(layout.width), []).extend(layout.text)
    return {width: found for width, lines in by_width.items() if (found := margins_of(lines)) is not None}


def _groups(layout: PageLayout) -> list[list[Line] | Table]:
    """Lines that may be parts of one paragraph together, tables on their own."""
    groups: list[list[Line] | Table] = []
    for item in layout.items:
        last = groups[-1] if groups else None
        if isinstance(item, Table):
            groups.append(item)
        elif isinstance(last, list) and _stream(last[0]) == _stream(item):
            last.append(item)
        else:
            groups.append([item])
    return groups


def _stream(line: Line) -> tuple[int, bool, bool]:
    """Lines of different streams are never parts of one paragraph."""
    return line.column, line.labels, line.sideways
