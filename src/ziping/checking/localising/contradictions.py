"""What contradicts itself once some operations are done, told as the operations of which one must be done as well.

Such a *core* is a whole number, one bit an operation. Operations that share no relation are looked at apart and each piece
only once, however often it comes back in the search. What no correction could reach is left out of a core: an amount falls
no further than to itself with the sign it may have lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from ziping.checking.localising.alike import Alike
from ziping.checking.localising.bounds import Bounds
from ziping.checking.localising.inequalities import Inequality, Side, TooMany, contradiction, shares
from ziping.checking.localising.model import Row
from ziping.checking.localising.state import Chosen, State, Trial

_ZERO, _ONE = Fraction(0), Fraction(1)
_FEW = 8
"""Nobody is told that more figures of one contradiction than this are all too large."""


class Contradictions:
    """The cores of one trial, remembered. A piece is operations and, as −1 − number, quantities watched whatever is done."""

    def __init__(self, trial: Trial) -> None:
        self.trial, self.alike = trial, Alike(trial)
        self._of_group = {
            number: bits_of(trial.steps.touching((number,)))
            for number in {step.group for step in trial.steps.all if step.group >= 0}
        }
        self._reaches: dict[int, int] = {}
        self._of_row: dict[int, tuple[dict[int, int], int]] = {}
        self._of_side: dict[tuple[int, Fraction, int], dict[int, Fraction]] = {}
        self._known: dict[frozenset[int], tuple[int, ...] | None] = {}
        self._watched = self._pieces((-1 - quantity for quantity in sorted(trial.watched)), ())
        self._alone: list[tuple[int, tuple[int, ...]]] = []
        watched = sum(reach for reach, _ in self._watched)
        plain = State(trial, frozenset(), frozenset())
        for number in sorted(trial.seeds & trial.rows):
            if not watched >> number & 1:
                self._alone.append((1 << number, self._broken(number, plain)))

    def after(self, chosen: Chosen) -> list[int]:
        """The cores of what still contradicts itself after ``chosen``; none where all holds. Raises ``TooMany``."""
        found: dict[int, None] = {}
        reached = 0
        for reach, piece in self._pieces(sorted(chosen), self._watched):
            reached |= reach
            found.update(dict.fromkeys(self._in(piece)))
        for row, cores in self._alone:
            if not row & reached:
                found.update(dict.fromkeys(cores))
        return list(found)

    # --- pieces -------------------------------------------------------------------------------------------------------

    def _pieces(
        self, members: Iterable[int], begun: Iterable[tuple[int, frozenset[int]]]
    ) -> list[tuple[int, frozenset[int]]]:
        """What hangs together, each with the rows and quantities it reaches, as bits."""
        pieces = list(begun)
        for member in members:
            reach, joined = self._reach(member), frozenset((member,))
            apart = []
            for other, piece in pieces:
                if other & reach:
                    reach, joined = reach | other, joined | piece
                else:
                    apart.append((other, piece))
            pieces = [*apart, (reach, joined)]
        return pieces

    def _reach(self, member: int) -> int:
        if member not in self._reaches:
            model, step = self.trial.model, None if member < 0 else self.trial.steps.all[member]
            quantities = {-1 - member} if step is None else {step.meant} - {-1}
            rows = set() if step is None else {step.row} - {-1}
            if step is not None and step.group >= 0:
                quantities.add(model.groups[step.group].quantity)
            for quantity in quantities:
                rows.update(model.of_rows.get(quantity, ()))
            beyond = len(model.rows)
            self._reaches[member] = bits_of((*rows, *(beyond + quantity for quantity in quantities)))
        return self._reaches[member]

    def _in(self, piece: frozenset[int]) -> tuple[int, ...]:
        if piece not in self._known:
            self._known[piece] = None
            self._known[piece] = self._worked_out(piece)
        cores = self._known[piece]
        if cores is None:
            raise TooMany
        return cores

    def _worked_out(self, piece: frozenset[int]) -> tuple[int, ...]:
        chosen = frozenset(member for member in piece if member >= 0)
        state = State(self.trial, chosen, frozenset(-1 - member for member in piece if member < 0))
        at_odds = {quantity: pair for quantity in sorted(state.touched) if (pair := state.at_odds(quantity))}
        found = [self._of_groups(one.number for one in pair) for pair in at_odds.values()]
        given: list[Inequality] = []
        for row in state.rows():
            if row.quantities & at_odds.keys():
                continue
            asked = state.inequalities(row)
            if any(each.broken for each in asked):
                found += self._broken(row.number, state)
            given += (each for each in asked if each.weights)
        if not found and given and (core := self._of_several(given, state)) is not None:
            found.append(core)
        return tuple(found)

    # --- cores --------------------------------------------------------------------------------------------------------

    def _of_groups(self, groups: Iterable[int]) -> int:
        bits = 0
        for number in groups:
            bits |= self._of_group.get(number, 0)
        return bits

    def _broken(self, number: int, state: State) -> tuple[int, ...]:
        """The cores of a row that is broken in itself: one for each side, without what cannot mend it."""
        row = state.row(number)
        every = self._mending((number,), state, self._cut(row, state))
        broken = [each for each in state.inequalities(row) if each.broken]
        return tuple(self._telling(every, [(each, _ONE)], state) for each in broken)

    def _of_several(self, given: Sequence[Inequality], state: State) -> int | None:
        """The core of rows that contradict each other, where they do."""
        given = [*given, *state.least(given)]
        origins = contradiction(given)
        if origins is None:
            return None
        rows = sorted(each for each in origins if each >= 0)
        core = self._mending(rows, state, self._cut_among(rows, state))
        among = [each for each in given if each.origins <= origins]
        counts = shares(among) or {}
        return self._telling(core, [(among[at], count) for at, count in counts.items()], state)

    def _telling(self, core: int, contradiction: Sequence[tuple[Inequality, Fraction]], state: State) -> int:
        """``core`` with one of those alike, without figures whatever value of which leaves the contradiction.

        They cancel out or cannot fall far enough. A contradiction is inequalities, each with how often it counts.
        """
        core = self.alike.first(core, state.chosen)
        over = -sum((each.bound * count for each, count in contradiction), _ZERO)
        falls: dict[int, Fraction] = {}
        apart = 0
        for each, count in contradiction:
            row = next((state.row(number) for number in each.origins if number >= 0), None)
            if row is None:
                continue
            stated, every = self._as_stated(self.trial.model.rows[row.number])
            if each.side is None or row is not self.trial.model.rows[row.number]:
                apart |= every  # a ratio is free: not linear in the rest
                continue
            apart |= 0 if row.multiplier is None else stated[row.multiplier]
            for number, fall in self._falls(row, each.side).items():
                if core >> number & 1:
                    more = fall if count == 1 else fall * count
                    falls[number] = falls[number] + more if number in falls else more
        touched = bits_of(self.trial.steps.wrong[group] for group in self._groups(state.touched))
        return core & ~(self._in_vain(falls, over) & ~apart & ~touched)

    def _in_vain(self, falls: Mapping[int, Fraction], over: Fraction) -> int:
        """The operations which, however far a few of them let figures fall, do not make up for what is ``over``."""
        vain = bits_of(number for number, fall in falls.items() if not fall)
        rising = sorted((_roughly(fall) + 1, number) for number, fall in falls.items() if fall > 0)
        enough = _roughly(over)
        counted: list[int] = []
        for fall, number in rising:
            counted = [*counted, *[fall] * min(_FEW, len(self.alike.of(number)))][-_FEW:]
            if sum(counted) > enough:
                break
            vain |= 1 << number
        return vain

    def _falls(self, row: Row, side: Side) -> dict[int, Fraction]:
        """By how much a row is less where a figure that is stated once falls as far as it can, by operation."""
        key = (row.number, side.ratio, side.sign)
        if key not in self._of_side:
            model, steps = self.trial.model, self.trial.steps
            found: dict[int, Fraction] = {}
            for at in row.quantities:
                group, *again = model.of_quantity[at]
                value = model.groups[group].value
                if not again and value > 0 and group in steps.wrong and group not in steps.labels:
                    found[steps.wrong[group]] = 2 * value * side.weight(row.above, row.below, at)
            self._of_side[key] = found
        return self._of_side[key]

    def _groups(self, quantities: Iterable[int]) -> Iterator[int]:
        for quantity in quantities:
            yield from (
                each for each in self.trial.model.of_quantity[quantity] if each in self.trial.steps.wrong
            )

    def _mending(self, rows: Iterable[int], state: State, cut: int) -> int:
        """Operations on ``rows``, to ``cut`` some of them among these, or on figures known in them."""
        steps, bits = self.trial.steps, cut
        for number in rows:
            row = state.row(number)
            is_cut = number in steps.cut and cut >> steps.cut[number] & 1
            bits |= self._on_figures(row, state, but=row.multiplier if is_cut else None)
            if number in steps.suspended:
                bits |= 1 << steps.suspended[number]
        return bits & ~bits_of(state.chosen)

    def _on_figures(self, row: Row, state: State, but: int | None) -> int:
        """Operations on the mentions that tell the figures of ``row``, one that is cut short explaining its ratio for less."""
        if row is not self.trial.model.rows[row.number]:
            bits = 0
            for quantity in row.quantities - {but}:
                if (group := state.known(quantity)) is not None:
                    bits |= self._of_group.get(group.number, 0)
            return bits
        stated, bits = self._as_stated(row)
        for quantity in state.touched & stated.keys():
            group = state.known(quantity)
            bits &= ~stated[quantity]
            bits |= 0 if group is None else self._of_group.get(group.number, 0)
        if but is not None and (group := state.known(but)) is not None:
            bits &= ~self._of_group.get(group.number, 0)
        return bits

    def _as_stated(self, row: Row) -> tuple[dict[int, int], int]:
        """The operations on each figure of ``row`` before anything is done, and on all of them."""
        if row.number not in self._of_row:
            plain = State(self.trial, frozenset(), frozenset())
            known = ((quantity, plain.known(quantity)) for quantity in row.quantities)
            stated = {
                quantity: 0 if group is None else self._of_group.get(group.number, 0)
                for quantity, group in known
            }
            every = 0
            for bits in stated.values():
                every |= bits
            self._of_row[row.number] = (stated, every)
        return self._of_row[row.number]

    def _cut(self, row: Row, state: State) -> int:
        """The operation that has ``row`` cut short, where that alone makes it hold."""
        if not self._may_be_cut(row.number, state):
            return 0
        broken = any(each.broken for each in state.inequalities(row, row.cut))
        return 0 if broken else 1 << self.trial.steps.cut[row.number]

    def _cut_among(self, rows: Sequence[int], state: State) -> int:
        """The operations that have some of ``rows`` cut short, where all of them together might make them hold."""
        able = [number for number in rows if self._may_be_cut(number, state)]
        if not able:
            return 0
        given: list[Inequality] = []
        for number in rows:
            row = state.row(number)
            wide = _wide(row) if number in able else None
            given += (each for each in state.inequalities(row, wide) if each.weights)
        if contradiction([*given, *state.least(given)]) is not None:
            return 0
        return bits_of(self.trial.steps.cut[number] for number in able)

    def _may_be_cut(self, row: int, state: State) -> bool:
        number = self.trial.steps.cut.get(row)
        return number is not None and number not in state.chosen and row not in self.trial.lenient


def _wide(row: Row) -> Bounds:
    """How far ``row`` may be off whether figures were rounded or cut short."""
    one, other = row.rounded, row.cut
    low = None if one.low is None or other.low is None else max(one.low, other.low)
    high = None if one.high is None or other.high is None else max(one.high, other.high)
    return Bounds(max(one.under, other.under), max(one.over, other.over), low, high)


def _roughly(amount: Fraction) -> int:
    """In millionths, rounded down: whole numbers are sorted faster."""
    return amount.numerator * 1_000_000 // amount.denominator


def numbers_of(bits: int) -> list[int]:
    """The numbers of the bits that are set, in order."""
    found = []
    while bits:
        lowest = bits & -bits
        found.append(lowest.bit_length() - 1)
        bits ^= lowest
    return found


def bits_of(numbers: Iterable[int]) -> int:
    """One bit for each number."""
    bits = 0
    for number in numbers:
        bits |= 1 << number
    return bits
