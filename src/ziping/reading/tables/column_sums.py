"""Which columns add up to which: 合计 and 小计 in the heads, whatever the levels, believed when rows support it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from ziping.reading.tables import labels as said
from ziping.reading.tables.adding import Outcome, Part, left_out, like, outcome
from ziping.reading.tables.lexicon import lexicon
from ziping.reading.tables.model import Block, Column
from ziping.reading.tables.row_sums import Sum

_BRACKETED = re.compile(r"\([^()]*\)$")
_LONGEST_RUN = 24  # columns behind or before a total that only the figures say it adds
Path = tuple[tuple[str, int], ...]


class Layout(Struct):
    """One reading of the heads: ``total`` and ``parts`` count the figure columns of the block."""

    total: int
    parts: tuple[int, ...]
    whole: bool
    partial: bool = False
    outcomes: tuple[Outcome, ...] = ()

    @property
    def score(self) -> tuple[int, int]:
        """Better readings first: those that hold more often, then the one the heads plainly say."""
        held = 4 * self.outcomes.count(Outcome.HOLDS) + self.outcomes.count(Outcome.WEAK)
        return held - 4 * self.outcomes.count(Outcome.FAILS), int(self.whole)


class ColumnSums:
    """The sums across the columns of one block."""

    def __init__(self, block: Block) -> None:
        self.block = block
        self.columns = block.figures
        self.added = [at for at, column in enumerate(self.columns) if column.added]
        self.paths = {at: _path(column) for at, column in enumerate(self.columns)}
        self.lines = [
            line for line in block.lines if not line.silent and not lexicon().names("percent", line.label)
        ]
        steps = [s.step for line in self.lines for s in line.spots if s is not None and s.amount is not None]
        self.step = min((step for step in steps if step), default=0)
        self.zeros = any(s is not None and s.amount == 0 for line in self.lines for s in line.spots)

    def sums(self) -> list[Sum]:
        """Every sum across columns that is claimed."""
        made: list[Sum] = []
        for at in self.added:
            position = _total_at(self.paths[at])
            if position is not None:
                made.extend(self._claimed(self._layouts(at, position)))
        return made

    # --- readings of the heads ---------------------------------------------------------------------------------------

    def _layouts(self, total: int, position: int) -> list[Layout]:
        path = self.paths[total]
        before, after = path[:position], tuple(text for text, _ in path[position + 1 :])
        groups: dict[tuple[str, int], list[int]] = {}
        for at in self.added:
            own = self.paths[at]
            if (
                at != total
                and own[:position] == before
                and len(own) > position
                and own[position] != path[position]
            ):
                groups.setdefault(own[position], []).append(at)
        parts = [self._of_group(group, position, after) for group in groups.values()]
        every = tuple(sorted(at for part in parts for at in part))
        named = [at for at in every if not said.of_which(self.columns[at].path[position])]
        heads = [self.columns[at].path[position] for at in every]
        sided = not any(lexicon().heads("period", head) for head in heads)
        found = [Layout(total, every, whole=sided or position > 0)]
        if len(named) < len(every):
            found += [Layout(total, tuple(named), whole=sided)] if named else []
            inner = tuple(at for at in every if at not in named)
            found.append(Layout(total, inner, whole=False, partial=not named))
        found += self._runs(total, every)
        return [self._judged(one) for one in found if one.parts]

    def _of_group(self, group: Sequence[int], position: int, after: tuple[str, ...]) -> list[int]:
        """The columns that stand for a group of heads: its own total if it has one, else all of it."""
        ending = [at for at in group if _ends(self.paths[at], position + 1, after)]
        totals = [at for at in ending if _total_at(self.paths[at], position + 1) is not None]
        return totals[:1] or ending

    def _runs(self, total: int, every: tuple[int, ...]) -> list[Layout]:
        """The columns right behind a total, or right before it, up to some other: where heads do not say how far it goes."""
        behind = [at for at in every if at > total]
        ahead = [at for at in every if at < total]
        runs = [tuple(behind[:size]) for size in range(2, min(len(behind), _LONGEST_RUN) + 1)]
        runs += [tuple(ahead[-size:]) for size in range(2, min(len(ahead), _LONGEST_RUN) + 1)]
        return [Layout(total, run, whole=False) for run in runs if run != every]

    def _parts(self, layout: Layout, row: int) -> list[Part]:
        spots = self.lines[row].spots
        total = spots[layout.total]
        parts = [
            (-1 if said.takes_away(self.columns[at].own) else 1, spot)
            for at in layout.parts
            if (spot := spots[at]) is not None
        ]
        return parts if total is None else like(total, parts)

    def _judged(self, layout: Layout) -> Layout:
        layout.outcomes = tuple(
            Outcome.UNBOUND
            if line.opaque.intersection((layout.total, *layout.parts))
            else outcome(
                line.spots[layout.total], self._parts(layout, row), self.step, partial=layout.partial
            )
            for row, line in enumerate(self.lines)
        )
        return layout

    # --- belief -----------------------------------------------------------------------------------------------------

    def _claimed(self, layouts: Sequence[Layout]) -> list[Sum]:
        if not layouts:
            return []
        best = max(layouts, key=lambda one: one.score)
        held = best.outcomes.count(Outcome.HOLDS)
        weak = best.outcomes.count(Outcome.WEAK)
        failed = best.outcomes.count(Outcome.FAILS)
        alone = failed == 1 and not held and not weak and best.whole and best.score == layouts[0].score
        several = held + weak > 1 and (held > 0 or best.whole)
        believed = (several and held + weak >= 2 * failed) or (held + weak >= failed and held > 1) or alone
        made = []
        for row, (line, one) in enumerate(zip(self.lines, best.outcomes, strict=True)):
            total = line.spots[best.total]
            if total is None or one is Outcome.UNBOUND or (one is Outcome.FAILS and not believed):
                continue
            parts = self._parts(best, row)
            plain = True
            if one is Outcome.FAILS:
                if any(other.outcomes[row] is Outcome.HOLDS and other is not best for other in layouts):
                    continue
                plain = not self._doubtful(best, row)
            partial = best.partial and one in {Outcome.PART, Outcome.FAILS}
            words = self.columns[best.total].own or line.raw
            made.append(Sum(total, tuple(parts), partial, plain, words))
        return made

    def _doubtful(self, layout: Layout, row: int) -> bool:
        """Whether a blank among zeros may stand for an amount, or one column alone is in the way in this row alone."""
        line = self.lines[row]
        if self.zeros and line.blanks and any(line.spots[at] is None for at in layout.parts):
            return True
        total = line.spots[layout.total]
        assert total is not None
        extra = left_out(total, self._parts(layout, row), self.step)
        if extra is None:
            return False
        at = next(at for at in layout.parts if line.spots[at] is extra)
        others = [other.spots[at] for other in self.lines if other is not line]
        return not any(spot is not None and spot.amount for spot in others)


def _path(column: Column) -> Path:
    """The heads over a column, each known by its words and where it stands."""
    return tuple((text, cell.column) for text, cell in zip(column.path, column.head, strict=True))


def _total_at(path: Path, begin: int = 0) -> int | None:
    """The position of the innermost word for a total in a column's heads."""
    for at in range(len(path) - 1, begin - 1, -1):
        if lexicon().rank(_BRACKETED.sub("", path[at][0])):
            return at
    return None


def _ends(path: Path, begin: int, after: tuple[str, ...]) -> bool:
    """Whether the heads end in the same words as those of the total (预算数 under each of several)."""
    return not after or tuple(text for text, _ in path[max(begin, len(path) - len(after)) :]) == after
