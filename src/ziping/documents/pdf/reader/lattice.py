"""Rules into ruled areas: which lines belong together, the rows and columns they draw, which cells are merged."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from operator import attrgetter

from ziping.documents.pdf.reader.page import Box, Rule

SLACK = 3.0  # points two rules may be apart and still be one, or meet
_COVER = 0.5  # of the side of a cell a rule must run along to close it
MAX_CELLS = 40_000  # in one area; more is a pattern, not a table
_Bounds = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Area:
    """A ruled area: where its rows and columns begin and end, and its cells as (row, column, rows, columns)."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[tuple[int, int, int, int], ...]

    @property
    def box(self) -> Box:
        """The rectangle it covers."""
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def cell_box(self, cell: tuple[int, int, int, int]) -> Box:
        """The rectangle of one of its cells."""
        row, column, rows, columns = cell
        return Box(self.xs[column], self.ys[row], self.xs[column + columns], self.ys[row + rows])


def areas(horizontal: list[Rule], vertical: list[Rule]) -> tuple[list[Area], list[Rule]]:
    """The areas drawn by rules, from top to bottom, those of a single cell included; and the level rules left over."""
    level, upright = merged(horizontal), merged(vertical)
    found, free = [], []
    for rows, columns in _groups(level, upright):
        area = _area(rows, columns) if len(rows) > 1 and columns else None
        if area is not None:
            found.append(area)
        else:
            free += rows
    return sorted(found, key=lambda area: (area.ys[0], area.xs[0])), free


def merged(rules: list[Rule]) -> list[Rule]:
    """Rules drawn twice, dashed or in pieces as one each."""
    lanes: list[list[Rule]] = []
    for rule in sorted(rules):
        if lanes and rule.at - lanes[-1][-1].at <= 1.0 and rule.at - lanes[-1][0].at <= SLACK:
            lanes[-1].append(rule)
        else:
            lanes.append([rule])
    joined: list[Rule] = []
    for lane in lanes:
        lane.sort(key=attrgetter("start"))
        at, start, end = lane[0]
        for rule in lane[1:]:
            if rule.start - end <= SLACK:
                end = max(end, rule.end)
            else:
                joined.append(Rule(at, start, end))
                at, start, end = rule
        joined.append(Rule(at, start, end))
    return [rule for rule in joined if rule.end - rule.start > SLACK]


def _groups(level: list[Rule], upright: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Rules that meet, directly or through others."""
    parent = list(range(len(level) + len(upright)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    heights = [rule.at for rule in level]  # already in order
    for number, rule in enumerate(upright, len(level)):
        first = bisect_right(heights, rule.start - SLACK)
        for index in range(first, bisect_right(heights, rule.end + SLACK)):
            if level[index].start - SLACK <= rule.at <= level[index].end + SLACK:
                parent[root(index)] = root(number)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for index, rule in enumerate(level + upright):
        groups.setdefault(root(index), ([], []))[index >= len(level)].append(rule)
    return list(groups.values())


def _area(level: list[Rule], upright: list[Rule]) -> Area | None:
    ys = _steps([rule.at for rule in level] + _ends(upright, [rule.at for rule in level]))
    xs = _steps([rule.at for rule in upright] + _ends(level, [rule.at for rule in upright]))
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 1 or rows * columns > MAX_CELLS:
        return None
    below = _walls(level, ys, xs)
    right = _walls(upright, xs, ys)
    return Area(tuple(xs), tuple(ys), tuple(_cells(rows, columns, below, right)))


def _ends(rules: list[Rule], across: list[float]) -> list[float]:
    """Where rules reach beyond the outermost ones that cross them: the side of a table left open."""
    first, last = min(rule.start for rule in rules), max(rule.end for rule in rules)
    open_ends = []
    if first < min(across) - 2 * SLACK:
        open_ends.append(first)
    if last > max(across) + 2 * SLACK:
        open_ends.append(last)
    return open_ends


def _steps(values: list[float]) -> list[float]:
    steps: list[float] = []
    for value in sorted(values):
        if not steps or value - steps[-1] > SLACK:
            steps.append(value)
    return steps


def _walls(rules: list[Rule], lanes: list[float], across: list[float]) -> list[list[bool]]:
    """For each lane and each step across: whether a rule runs along the side."""
    walls = [[False] * (len(across) - 1) for _ in lanes]
    for rule in rules:
        lane = bisect_right(lanes, rule.at + 0.01) - 1  # lanes stand at the first of the rules they stand for
        if lane < 0 or abs(lanes[lane] - rule.at) > SLACK + 0.1:
            continue
        first = max(bisect_right(across, rule.start) - 1, 0)
        for step in range(first, len(across) - 1):
            if across[step] >= rule.end:
                break
            along = min(rule.end, across[step + 1]) - max(rule.start, across[step])
            if along >= _COVER * (across[step + 1] - across[step]):
                walls[lane][step] = True
    return walls


def _cells(
    rows: int, columns: int, level: list[list[bool]], upright: list[list[bool]]
) -> list[tuple[int, int, int, int]]:
    """Merge what no rule parts, always to rectangles."""
    taken = [[False] * columns for _ in range(rows)]
    cells = []
    for row in range(rows):
        for column in range(columns):
            if taken[row][column]:
                continue
            wide = 1
            while (
                column + wide < columns and not taken[row][column + wide] and not upright[column + wide][row]
            ):
                wide += 1
            high = 1
            while row + high < rows and _goes_on(row + high, column, wide, level, upright, taken):
                high += 1
            for r in range(row, row + high):
                taken[r][column : column + wide] = [True] * wide
            cells.append((row, column, high, wide))
    return cells


def _goes_on(
    row: int,
    column: int,
    wide: int,
    level: list[list[bool]],
    upright: list[list[bool]],
    taken: list[list[bool]],
) -> bool:
    """Whether the cell above, of that width, reaches down into ``row``."""
    span = range(column, column + wide)
    return (
        not any(level[row][c] or taken[row][c] for c in span)
        and not any(upright[c][row] for c in span[1:])
        and (column + wide >= len(upright) - 1 or upright[column + wide][row])
        and (column == 0 or upright[column][row])
    )
