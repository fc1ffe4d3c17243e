"""Which rows add up to which: the tree under which most columns hold is believed, and only then a cell called wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct, field

from ziping.reading.tables.adding import Outcome, Part, left_out, like, one_slip, outcome, summed
from ziping.reading.tables.lexicon import lexicon
from ziping.reading.tables.model import Block, Line, Spot
from ziping.reading.tables.trees import Candidate, Tree, candidates, is_total

_SCORES = {Outcome.HOLDS: 4, Outcome.WEAK: 1}
_FAULT = 4
_LONGEST_HIDDEN = 30
_MOST_LINES_HIDDEN = 2000


class Relation(Struct):
    """A row that others make: ``total`` and ``parts`` count the lines of the block."""

    total: int
    parts: list[int]
    worded: bool = False
    partial: bool = False


class Structure(Struct):
    """All relations of one reading of the rows, with how each turns out in each column."""

    source: str
    relations: list[Relation]
    outcomes: list[list[Outcome]] = field(default_factory=list)
    score: int = 0
    holds: int = 0
    fails: int = 0
    covered: int = 0

    @property
    def rank(self) -> tuple[int, int]:
        """Better readings first: what holds, then how many rows it takes in."""
        return self.score, self.covered


class Sum(Struct, frozen=True):
    """A sum to be claimed."""

    total: Spot
    parts: tuple[Part, ...]
    partial: bool
    plain: bool
    words: str


class RowSums:
    """The sums of the rows of one block. ``open_ended``: rows may be missing before or behind, on another page."""

    def __init__(self, block: Block, *, open_ended: bool) -> None:
        self.lines = [
            line
            for line in block.lines
            if (line.raw or not line.silent) and not lexicon().names("percent", line.label)
        ]
        self.block = block
        self.columns = [at for at, column in enumerate(block.figures) if column.added]
        self.open_ended = open_ended
        self.steps = {at: self._step(at) for at in self.columns}
        self.zeros = any(spot is not None and spot.amount == 0 for line in self.lines for spot in line.spots)

    def sums(self) -> list[Sum]:
        """Every sum that is claimed, those that hold and those that do not."""
        if not self.columns or len(self.lines) < len(("part", "total")):
            return []
        found = [
            self._structure(one, before=before)
            for one in candidates(self.lines, self._closes)
            for before in (False, True)
        ]
        best = max(found, key=lambda one: one.rank)
        if best.fails and len(self.lines) <= _MOST_LINES_HIDDEN:
            hidden = self._structure(Candidate("hidden", self._hidden()), before=False)
            found.append(hidden)
            best = best if hidden.fails else max(best, hidden, key=lambda one: one.rank)
        return [
            made
            for number, relation in enumerate(best.relations)
            for made in self._claimed(best, number, relation, found)
        ]

    # --- relations --------------------------------------------------------------------------------------------------

    def _structure(self, candidate: Candidate, *, before: bool) -> Structure:
        relations = relations_of(self.lines, candidate.parents, before=before)
        made = Structure(candidate.source, relations)
        for relation in relations:
            row = [self._outcome(relation, at) for at in self.columns]
            made.outcomes.append(row)
            made.score += sum(_SCORES.get(one, 0) for one in row)
            made.holds += row.count(Outcome.HOLDS)
            if Outcome.FAILS not in row and any(one is not Outcome.UNBOUND for one in row):
                made.covered += len(relation.parts)
        for at in self.columns:
            failing = len(self._failing(made, at))
            made.fails += failing if not failing or not self._one_fault(made, at) else 1
        made.score -= _FAULT * made.fails
        return made

    def _step(self, at: int) -> int:
        steps = [
            spot.step
            for line in self.lines
            if (spot := line.spots[at]) is not None and spot.amount is not None
        ]
        return min(steps, default=0)

    def _parts(self, relation: Relation, at: int) -> tuple[Spot | None, list[Part]]:
        total = self.lines[relation.total].spots[at]
        parts = [
            (-1 if self.lines[part].away else 1, spot)
            for part in relation.parts
            if (spot := self.lines[part].spots[at]) is not None
        ]
        return total, parts if total is None else like(total, parts)

    def _outcome(self, relation: Relation, at: int) -> Outcome:
        if any(at in self.lines[one].opaque for one in (relation.total, *relation.parts)):
            return Outcome.UNBOUND
        total, parts = self._parts(relation, at)
        return outcome(total, parts, self.steps[at], partial=relation.partial)

    def _closes(self, parent: int, last: int) -> bool:
        relation = Relation(parent, list(range(parent + 1, last + 1)))
        row = [self._outcome(relation, at) for at in self.columns]
        return Outcome.FAILS not in row and Outcome.HOLDS in row

    def _hidden(self) -> Tree:
        """Rows that are the sum of the rows right behind them in every column, though no word says so."""
        parents = [-1] * len(self.lines)
        at = 0
        while at < len(self.lines):
            last = self._hidden_end(at)
            for part in range(at + 1, last + 1):
                parents[part] = at
            at = max(at, last) + 1
        return parents

    def _hidden_end(self, at: int) -> int:
        if is_total(self.lines[at]) or self.lines[at].silent:
            return at
        left = {
            column: spot.amount
            for column in self.columns
            if (spot := self.lines[at].spots[column]) is not None and spot.amount
        }
        for last in range(at + 1, min(at + _LONGEST_HIDDEN, len(self.lines))):
            if is_total(self.lines[last]):
                break
            for column in left:
                spot = self.lines[last].spots[column]
                left[column] -= 0 if spot is None or spot.amount is None else spot.amount
            if not left or min(left.values()) < -_LONGEST_HIDDEN * max(self.steps.values()):
                break
            if last > at + 1 and self._closes(at, last):
                return last
        return at

    # --- belief -----------------------------------------------------------------------------------------------------

    def _claimed(
        self, best: Structure, number: int, relation: Relation, found: Sequence[Structure]
    ) -> list[Sum]:
        row = best.outcomes[number]
        held = sum(one in {Outcome.HOLDS, Outcome.WEAK} for one in row)
        count = Counter(row)
        open_parts = relation.partial and not _closed(count)
        made = []
        for one, at in zip(row, self.columns, strict=True):
            total, parts = self._parts(relation, at)
            if total is None or one is Outcome.UNBOUND:
                continue
            plain = True
            if relation.partial and not open_parts and one in {Outcome.PART, Outcome.FAILS}:
                plain = one is Outcome.FAILS or one_slip(total, parts, self.steps[at])
            elif one is Outcome.FAILS:
                if self._otherwise(relation, at, best, found):
                    continue
                believed = self._believed(best, relation, held, count[Outcome.FAILS], at)
                if believed is None:
                    continue
                plain = believed
            partial = open_parts and one in {Outcome.PART, Outcome.FAILS}
            made.append(Sum(total, tuple(parts), partial, plain, self.lines[relation.total].raw))
        return made

    def _otherwise(self, relation: Relation, at: int, best: Structure, found: Sequence[Structure]) -> bool:
        """Whether another reading of the rows makes this very figure right."""
        column = self.columns.index(at)
        for other in found:
            if other is best:
                continue
            for number, rival in enumerate(other.relations):
                if rival.total != relation.total or rival.parts == relation.parts:
                    continue
                if (
                    other.outcomes[number][column] is Outcome.HOLDS
                    and Outcome.FAILS not in other.outcomes[number]
                ):
                    return True
        return False

    def _believed(self, best: Structure, relation: Relation, held: int, failed: int, at: int) -> bool | None:
        """Whether a sum that fails is plainly meant: yes, perhaps (``False``), or not at all (``None``)."""
        total, parts = self._parts(relation, at)
        assert total is not None
        sure = not self._doubtful(relation, total, parts, at)
        slip = one_slip(total, parts, self.steps[at])
        headless = self.open_ended and not self.block.figures[at].path
        if held and held >= failed:
            return sure and (slip or not self.open_ended or (held >= 2 * failed and not headless))
        if held or failed > 1 or self._cut(relation, total, parts):
            return None
        if relation.partial:
            return False
        if relation.worded and lexicon().heads("marks", self.block.figures[at].own):
            elsewhere = total.amount is not None and summed(parts) < total.amount
            return None if elsewhere else False  # marks may be given in another table of the form
        if relation.worded:
            single = self._one_fault(best, at) or best.holds >= 2 * best.fails
            return (sure and not headless and (slip or not self.open_ended)) if single else None
        return (sure and slip) if self._tree_believed(best, at) else None

    def _failing(self, best: Structure, at: int) -> list[Relation]:
        """The sums that fail in a column; a part that exceeds its whole in few columns says nothing against the tree."""
        column = self.columns.index(at)
        return [
            one
            for one, row in zip(best.relations, best.outcomes, strict=True)
            if row[column] is Outcome.FAILS
            and not (one.partial and 2 * row.count(Outcome.FAILS) <= len(row) - row.count(Outcome.UNBOUND))
        ]

    def _one_fault(self, best: Structure, at: int) -> bool:
        """Whether one wrong figure is enough to explain all that fails in a column."""
        failing = self._failing(best, at)
        common = set.intersection(*({one.total, *one.parts} for one in failing)) if failing else set()
        return bool(common)

    def _tree_believed(self, best: Structure, at: int) -> bool:
        """Rows below rows without a word for it: other such rows must add up, most of them, or the total need the tree."""
        if best.holds >= 2 * best.fails and best.holds > 1:
            return True
        return self._one_fault(best, at) and (bool(best.holds) or self._needed(best, at))

    def _needed(self, best: Structure, at: int) -> bool:
        """Whether a total holds, or fails by the one fault, that would not hold were all rows added."""
        column = self.columns.index(at)
        for one, row in zip(best.relations, best.outcomes, strict=True):
            if one.worded and row[column] in {Outcome.HOLDS, Outcome.WEAK}:
                everything = Relation(
                    one.total,
                    [n for n in range(len(self.lines)) if n < one.total and not is_total(self.lines[n])],
                )
                return self._outcome(everything, at) is Outcome.FAILS
        return False

    def _cut(self, relation: Relation, total: Spot, parts: Sequence[Part]) -> bool:
        """Whether rows may be missing on the next page."""
        assert total.amount is not None
        reaches = max(relation.parts) == len(self.lines) - 1
        return self.open_ended and reaches and summed(parts) < total.amount

    def _doubtful(self, relation: Relation, total: Spot, parts: Sequence[Part], at: int) -> bool:
        """Whether a blank among zeros may stand for an amount, or the sum is right without a row that only this column has."""
        if self.zeros and any(self._blank(part, at) for part in relation.parts):
            return True
        extra = left_out(total, parts, self.steps[at])
        if extra is None:
            return False
        line = next(self.lines[part] for part in relation.parts if self.lines[part].spots[at] is extra)
        return not any(spot is not None and spot.amount for spot in line.spots if spot is not extra)

    def _blank(self, part: int, at: int) -> bool:
        line = self.lines[part]
        return line.spots[at] is None and not line.silent and line.blanks > 0


def _closed(count: Counter[Outcome]) -> bool:
    """Whether rows behind 其中 turn out to be all there is, in most columns."""
    held, open_columns = (
        count[Outcome.HOLDS] + count[Outcome.WEAK],
        count[Outcome.PART] + count[Outcome.FAILS],
    )
    return held >= open_columns and (count[Outcome.HOLDS] > 0 or held > 1)


def relations_of(lines: Sequence[Line], parents: Tree, *, before: bool) -> list[Relation]:
    """What a tree says: every row is made by the rows below it, totals by the rows that no other total has taken.

    ``before``: 小计 stands before the rows it adds.
    """
    parents = _without_silent(lines, parents)
    below: dict[int, list[int]] = {}
    for at, parent in enumerate(parents):
        if parent >= 0:
            below.setdefault(parent, []).append(at)
    made = [
        Relation(parent, parts, worded=False, partial=lines[parts[0]].of_which)
        for parent, parts in sorted(below.items())
    ]
    top = [at for at, parent in enumerate(parents) if parent < 0 and not lines[at].silent]
    return [*made, *_totals(lines, top, before=before)]


def _without_silent(lines: Sequence[Line], parents: Tree) -> Tree:
    """A row without figures is a heading: what is below it belongs to the row above."""
    made = list(parents)
    for at, parent in enumerate(parents):
        above = parent
        while above >= 0 and lines[above].silent:
            above = made[above]
        made[at] = above
    return made


def _totals(lines: Sequence[Line], top: Sequence[int], *, before: bool) -> list[Relation]:
    """The totals of the lowest rank first: each takes the rows next to it that none took before."""
    ahead = {at for at in top[:1] if is_total(lines[at])}
    if before:
        ahead |= {at for at in top if is_total(lines[at]) and lines[at].rank == 1}
    made: list[Relation] = []
    rest = list(top)
    for rank in sorted({lines[at].rank for at in top if is_total(lines[at])}):
        takers = {at for at in rest if is_total(lines[at]) and lines[at].rank == rank}
        forward, rest = _taken(lines, rest[::-1], takers & ahead)
        made += [Relation(one.total, one.parts[::-1], worded=True) for one in forward]
        behind, rest = _taken(lines, rest[::-1], takers - ahead)
        made += behind
    return made


def _taken(lines: Sequence[Line], order: Sequence[int], takers: set[int]) -> tuple[list[Relation], list[int]]:
    """Go through rows in ``order``; each of the ``takers`` takes the rows before it that none took."""
    items: list[int] = []
    made = []
    for at in order:
        begin = len(items)
        while at in takers and begin and not _stops(lines, items[begin - 1], at):
            begin -= 1
        if items[begin:]:
            made.append(Relation(at, items[begin:], worded=True))
            del items[begin:]
        items.append(at)
    return made, items


def _stops(lines: Sequence[Line], before: int, total: int) -> bool:
    """Whether a total reaches no further back than ``before``."""
    one, other = lines[before], lines[total]
    if is_total(one) and one.rank >= other.rank:
        return True
    return other.rank == 1 and other.group >= 0 and one.group != other.group
