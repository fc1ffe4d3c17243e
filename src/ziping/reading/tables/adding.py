"""Adding figures up exactly, and how a wrong sum may have come about."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from ziping.figures import Dimension
from ziping.reading.tables.model import Spot

_SHIFTS = (10, 100, 1000, 10000)
_MOST_ROUNDED = 3
_SHARES = frozenset((Dimension.PERCENT, Dimension.PERMILLE, Dimension.PERCENTAGE_POINT))
_COUNTED = frozenset((Dimension.PEOPLE, Dimension.COUNT, Dimension.MARKS))


class Outcome(Enum):
    """How a sum turns out. ``WEAK``: it holds, but of one figure alone; ``PART``: of a part, less than the whole."""

    UNBOUND = "unbound"
    TRIVIAL = "trivial"
    WEAK = "weak"
    HOLDS = "holds"
    PART = "part"
    FAILS = "fails"


Part = tuple[int, Spot]


def dimension_of(spot: Spot) -> Dimension | None:
    """What a figure measures, nothing for a bare number."""
    unit = spot.mention.figure.unit
    return None if unit is None else unit.dimension


def like(total: Spot, parts: Sequence[Part]) -> list[Part]:
    """The parts that measure what the total measures; a bare number goes with what is counted."""
    kind = dimension_of(total)
    return [part for part in parts if _alike(dimension_of(part[1]), kind)]


def _alike(one: Dimension | None, other: Dimension | None) -> bool:
    return one is other or (one is None and other in _COUNTED) or (other is None and one in _COUNTED)


def summed(parts: Sequence[Part]) -> int:
    """Σ sign · amount; every amount must be known."""
    return sum(sign * spot.amount for sign, spot in parts if spot.amount is not None)


def outcome(total: Spot | None, parts: Sequence[Part], step: int, *, partial: bool = False) -> Outcome:
    """How the sum of ``parts`` stands to ``total``, each figure off by half a ``step`` at most."""
    if total is None or total.amount is None or not parts:
        return Outcome.UNBOUND
    if any(spot.amount is None for _, spot in parts) or dimension_of(total) in _SHARES:
        return Outcome.UNBOUND
    made = summed(parts)
    others = sum(1 for _, spot in parts if spot.amount)
    if not others and not total.amount:
        return Outcome.TRIVIAL
    if 2 * abs(made - total.amount) <= (len(parts) + 1) * step:
        return Outcome.HOLDS if others > 1 else Outcome.WEAK
    if partial:
        negative = total.amount < 0 or any((spot.amount or 0) < 0 for _, spot in parts)
        return Outcome.UNBOUND if negative else Outcome.PART if made < total.amount else Outcome.FAILS
    return Outcome.FAILS


def one_slip(total: Spot, parts: Sequence[Part], step: int) -> bool:
    """Whether one slip of the pen in one figure (a digit, two swapped, one lost, a shifted point) explains the gap."""
    assert total.amount is not None
    off = summed(parts) - total.amount
    slack = min((len(parts) + 1) // 2, _MOST_ROUNDED) if step else 0
    for rounded in range(-slack, slack + 1):
        gap = off + rounded * step
        if _slipped(total, total.amount + gap, step):
            return True
        if any(
            spot.amount is not None and _slipped(spot, spot.amount - sign * gap, step) for sign, spot in parts
        ):
            return True
    return False


def left_out(total: Spot, parts: Sequence[Part], step: int) -> Spot | None:
    """The part without which the sum would be right: perhaps it was never meant to be added."""
    assert total.amount is not None
    off = summed(parts) - total.amount
    for sign, spot in parts:
        if spot.amount and abs(sign * spot.amount - off) <= step:
            return spot
    return None


def _slipped(spot: Spot, meant: int, step: int) -> bool:
    """Whether ``meant`` is one slip away from what is written, the zeros behind it written or not."""
    written = spot.amount
    assert written is not None
    if written < 0 or meant < 0:
        return written == -meant
    grain = step or spot.step or 10**6
    if meant % grain or meant == written:
        return False
    if any(written == meant * shift or meant == written * shift for shift in _SHIFTS):
        return True
    digits = "".join(char for char in spot.mention.figure.written if char.isdigit())
    return any(_one_edit(one, str(meant // grain)) for one in {digits, str(written // grain)})


def _one_edit(one: str, other: str) -> bool:
    if len(one) == len(other):
        differ = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
        if len(differ) != len("ab"):
            return len(differ) == 1
        first, second = differ
        return second == first + 1 and one[first] == other[second] and one[second] == other[first]
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    shorter = shorter.zfill(len(longer) - 1)
    return len(longer) == len(shorter) + 1 and any(
        longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer))
    )
