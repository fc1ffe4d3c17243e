"""Which rows may be parts of which: one candidate tree for each thing that can tell (codes, numbers, indentation …).

A tree is a list of parents, one a line, -1 where there is none. Totals (合计 …) have no parent; ``row_sums`` says what
they add. Which tree is right, the figures decide.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from ziping.reading.tables.model import Line

Tree = list[int]
_OF_WHICH_WIDTH = 6
_LONGEST_RUN = 12
_LENGTHS = 6
_STYLES = ("chapter", "chinese", "bracketed", "digit", "part2", "small", "part3", "part4", "circled")
_ORDER = {style: depth for depth, style in enumerate(_STYLES)}


class Candidate(Struct):
    """A tree and what it rests on."""

    source: str
    parents: Tree


def candidates(lines: Sequence[Line], closes: Callable[[int, int], bool]) -> list[Candidate]:
    """All trees that something in the labels speaks for, and the flat ones.

    ``closes(parent, last)`` says whether the figures of the lines behind ``parent`` up to ``last`` make it up.
    """
    found = [
        Candidate("codes", _by_codes(lines)),
        Candidate("codes", _by_codes(lines, inside=True)),
        Candidate("numbers", _by_numbers(lines)),
        Candidate("indent", _by_indent(lines)),
        Candidate("columns", _by_columns(lines)),
    ]
    found = [one for one in found if any(parent >= 0 for parent in one.parents)]
    ends = [_until_closed(closes), _whole_run, *(_of_length(size) for size in range(1, _LENGTHS))]
    runs = dict.fromkeys(tuple(_flat(lines, end)) for end in ends)
    return [*found, *(Candidate("flat", list(run)) for run in runs)]


def deeper(number: tuple[str, int] | None, than: tuple[str, int] | None) -> bool:
    """Whether a line of this number stands below one of that number."""
    return number is not None and than is not None and _ORDER[number[0]] > _ORDER[than[0]]


def is_total(line: Line) -> bool:
    """Whether a line adds others by its name alone."""
    return line.rank > 0 and not line.numbered and not line.code


def _by_codes(lines: Sequence[Line], *, inside: bool = False) -> Tree:
    """The longest code that begins a code is above it; ``inside``: what has none stands below the code before it."""
    parents = [-1] * len(lines)
    last: dict[str, int] = {}
    before = -1
    for at, line in enumerate(lines):
        if not line.code:
            if inside and before >= 0 and not is_total(line):
                parents[at] = before
            continue
        before = at
        for size in range(len(line.code) - 1, 1, -1):
            above = last.get(line.code[:size])
            if above is not None:
                parents[at] = above
                break
        last[line.code] = at
    return parents


def _by_numbers(lines: Sequence[Line]) -> Tree:
    """A number of a style already open goes back to it; a new style goes in; beginning anew at 1 belongs to the row above."""
    parents = [-1] * len(lines)
    ahead = _next_numbers(lines)
    open_rows: list[tuple[str, int, int]] = []
    for at, line in enumerate(lines):
        if is_total(line):
            open_rows.clear()
        elif line.of_which or (line.number is None and _inside(open_rows, ahead[at], lines, at)):
            parents[at] = _above(lines, parents, at) if line.of_which else _beside(open_rows, parents, at)
        elif line.number is None:
            open_rows[:] = [("", 0, at)]
        else:
            parents[at] = _open(open_rows, line.number, at)
    return parents


def _open(open_rows: list[tuple[str, int, int]], number: tuple[str, int], at: int) -> int:
    """Close what is not outside this style of number; a row without a number only has a list inside that begins at 1."""
    style, value = number
    while open_rows and open_rows[-1][0] and _ORDER[open_rows[-1][0]] >= _ORDER[style]:
        open_rows.pop()
    if open_rows and not open_rows[-1][0] and value != 1:
        open_rows.pop()
    parent = open_rows[-1][2] if open_rows else -1
    open_rows.append((style, value, at))
    return parent


def _next_numbers(lines: Sequence[Line]) -> list[tuple[str, int] | None]:
    """For each line the number of the next numbered one before a total."""
    found: list[tuple[str, int] | None] = [None] * len(lines)
    following: tuple[str, int] | None = None
    for at in range(len(lines) - 1, -1, -1):
        found[at] = following
        if is_total(lines[at]):
            following = None
        elif lines[at].number is not None:
            following = lines[at].number
    return found


def _inside(
    open_rows: list[tuple[str, int, int]], following: tuple[str, int] | None, lines: Sequence[Line], at: int
) -> bool:
    """Whether an unnumbered line stands between n and n + 1, so that it belongs to n; or goes on after 其中."""
    if not open_rows or not open_rows[-1][0] or following is None:
        return False
    goes_on = any(style == following[0] and value + 1 == following[1] for style, value, _ in open_rows)
    return goes_on and (lines[at - 1].of_which or open_rows[-1][2] < at)


def _above(lines: Sequence[Line], parents: Tree, at: int) -> int:
    """The line that 其中 takes apart: the one before, or the one whose 其中 this goes on with."""
    before = at - 1
    while before >= 0 and lines[before].silent and not lines[before].raw:
        before -= 1
    if before < 0:
        return -1
    while (
        before >= 0 and parents[before] >= 0 and (lines[before].of_which or _goes_on(lines, parents, before))
    ):
        before = parents[before]
    return before


def _goes_on(lines: Sequence[Line], parents: Tree, at: int) -> bool:
    return lines[at].number is None and any(
        lines[other].of_which for other in range(max(parents[at], 0), at) if parents[other] == parents[at]
    )


def _beside(open_rows: list[tuple[str, int, int]], parents: Tree, at: int) -> int:
    """The line an unnumbered one goes on under: that of the 其中 before it, else the numbered line."""
    return parents[at - 1] if at and parents[at - 1] >= open_rows[-1][2] else open_rows[-1][2]


def _by_indent(lines: Sequence[Line]) -> Tree:
    """Moved in means inside; a line set below the words behind 其中： stands beside it."""
    parents = [-1] * len(lines)
    open_rows: list[tuple[int, int]] = []
    for at, line in enumerate(lines):
        if is_total(line):
            open_rows.clear()
            continue
        indent = line.indent
        if line.of_which:
            level = at > 0 and indent <= lines[at - 1].indent
            indent += _OF_WHICH_WIDTH if _aligned(lines, at) else int(level)
        while open_rows and open_rows[-1][0] >= indent:
            open_rows.pop()
        parents[at] = open_rows[-1][1] if open_rows else -1
        open_rows.append((indent, at))
    return parents


def _by_columns(lines: Sequence[Line]) -> Tree:
    """A label in a column further right stands below the last one further left."""
    parents = [-1] * len(lines)
    open_rows: list[tuple[int, int]] = []
    for at, line in enumerate(lines):
        if is_total(line):
            open_rows.clear()
            continue
        while open_rows and open_rows[-1][0] >= line.depth:
            open_rows.pop()
        parents[at] = open_rows[-1][1] if open_rows else -1
        open_rows.append((line.depth, at))
    return parents


def _aligned(lines: Sequence[Line], at: int) -> bool:
    """Whether the next line begins below the words behind “其中：”."""
    return at + 1 < len(lines) and lines[at + 1].indent > lines[at].indent + 1


def _flat(lines: Sequence[Line], end: Callable[[Sequence[Line], int, int], int]) -> Tree:
    """Only 其中 goes in; how many lines behind it do too, ``end`` says."""
    parents = [-1] * len(lines)
    at = 0
    while at < len(lines):
        if lines[at].of_which and at:
            parent = _above(lines, parents, at)
            last = end(lines, parent, at)
            for part in range(at, last + 1):
                parents[part] = parent
            at = last
        at += 1
    return parents


def _run_end(lines: Sequence[Line], at: int) -> int:
    last = at
    while last + 1 < len(lines) and last - at < _LONGEST_RUN:
        following = lines[last + 1]
        if is_total(following) or following.of_which or following.number is not None:
            break
        last += 1
    return last


def _of_length(size: int) -> Callable[[Sequence[Line], int, int], int]:
    return lambda lines, _parent, at: min(at + size - 1, _run_end(lines, at))


def _whole_run(lines: Sequence[Line], _parent: int, at: int) -> int:
    return _run_end(lines, at)


def _until_closed(closes: Callable[[int, int], bool]) -> Callable[[Sequence[Line], int, int], int]:
    def end(lines: Sequence[Line], parent: int, at: int) -> int:
        if parent < 0:
            return at
        return next((last for last in range(at, _run_end(lines, at) + 1) if closes(parent, last)), at)

    return end
