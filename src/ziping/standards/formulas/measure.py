"""What a formula gives: a number of some dimension, a text, a date, a yes or no."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from ziping.figures import Dimension, known_unit
from ziping.wording import Message


@dataclass(frozen=True, slots=True)
class Measure:
    """``powers`` are dimensions with their exponents, sorted; empty for a ratio or a bare number."""

    kind: Literal["number", "text", "date", "flag", "texts"]
    powers: tuple[tuple[str, int], ...] = ()

    @property
    def is_number(self) -> bool:
        return self.kind == "number"

    @property
    def dimension(self) -> str:
        """``money``, ``people`` …, ``ratio`` for none; a product or quotient as ``money/people``."""
        above = [name if power == 1 else f"{name}^{power}" for name, power in self.powers if power > 0]
        below = [name if power == -1 else f"{name}^{-power}" for name, power in self.powers if power < 0]
        if not self.powers:
            return "ratio"
        return "/".join(["·".join(above) or "1", *below])

    def times(self, other: Measure) -> Measure:
        return self._combined(other, 1)

    def over(self, other: Measure) -> Measure:
        return self._combined(other, -1)

    def _combined(self, other: Measure, sign: int) -> Measure:
        powers = dict(self.powers)
        for name, power in other.powers:
            powers[name] = powers.get(name, 0) + sign * power
        return Measure("number", tuple(sorted((name, power) for name, power in powers.items() if power)))

    def said(self) -> Message:
        """What it is called in a message."""
        if self.kind != "number":
            return Message(f"standards.measure.{self.kind}")
        if len(self.powers) > 1 or any(power != 1 for _, power in self.powers):
            return Message("standards.measure.compound", {"dimension": self.dimension})
        name = self.powers[0][0] if self.powers else "ratio"
        return Message(
            f"standards.measure.{name}" if name in _SAID else "standards.measure.other", {"name": name}
        )


_SAID = frozenset(("ratio", "money", "people", "count", "marks", "area", "time", "percentage_point"))

RATIO: Final = Measure("number")
TEXT: Final = Measure("text")
TEXTS: Final = Measure("texts")
DATE: Final = Measure("date")
FLAG: Final = Measure("flag")


def simple(dimension: Dimension) -> Measure:
    return Measure("number", ((dimension.value, 1),))


MONEY: Final = simple(Dimension.MONEY)
COUNT: Final = simple(Dimension.COUNT)
PEOPLE: Final = simple(Dimension.PEOPLE)
MARKS: Final = simple(Dimension.MARKS)
TIME: Final = simple(Dimension.TIME)

# Beside these a bare number says enough: there is one usual unit. Money is not among them (元 or 万元?), nor area.
TAKES_BARE_NUMBERS: Final = frozenset((COUNT, PEOPLE, MARKS, TIME))

_KINDS = {"text": TEXT, "date": DATE, "flag": FLAG}
_RATIOS = frozenset(
    (Dimension.PERCENT, Dimension.PERMILLE, Dimension.MULTIPLE, Dimension.FRACTION, Dimension.PLAIN)
)


@cache
def measure_of(unit: str) -> Measure | None:
    """The measure of a concept's ``unit`` (万元, 人, %, ``text`` …), ``None`` when nobody knows that unit."""
    if unit in _KINDS:
        return _KINDS[unit]
    found = known_unit(unit)
    if found is None:
        return None
    if found.dimension in _RATIOS:
        return RATIO
    if found.dimension is Dimension.RATE:
        above, *below = found.stem.split("/")
        measure = measure_of(above)
        for part in below:
            divisor = measure_of(part)
            measure = measure.over(divisor) if measure is not None and divisor is not None else None
        return measure
    if found.dimension is Dimension.FOREIGN_MONEY:
        return Measure("number", ((found.stem, 1),))
    return simple(found.dimension)
