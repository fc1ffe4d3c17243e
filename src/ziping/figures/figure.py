"""A number as it was written, with everything needed to judge it exactly."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import assert_never

from msgspec import Struct

from ziping.figures.empties import Empty
from ziping.figures.errors import figure_error
from ziping.figures.interval import Exact, Interval, Mode, decimals_written, exact
from ziping.figures.late import late
from ziping.figures.parsing import read
from ziping.figures.place import Place
from ziping.figures.qualifiers import Qualifier
from ziping.figures.units import Dimension, Unit, scaled
from ziping.figures.units import unit as unit_written
from ziping.wording import Message

_SCALES_IN_WORDS = "万亿萬億"


class Figure(Struct, frozen=True, dict=True):
    """One figure. ``value`` is in ``unit``; exactly one of ``value`` and ``empty`` is present.

    ``digits`` are the decimals written, ``upper`` closes a range that begins at ``value``, and ``grain`` is the smallest
    step used around the figure, in the base of its dimension (100 元 for two decimals of 万元; see ``with_grain``).
    Compared and hashed by content, the place included.
    """

    written: str
    value: Decimal | None
    unit: Unit | None = None
    digits: int = 0
    empty: Empty | None = None
    qualifier: Qualifier | None = None
    upper: Decimal | None = None
    grain: Fraction | None = None
    place: Place | None = None

    def __post_init__(self) -> None:
        if (self.value is None) is (self.empty is None):
            raise figure_error("value_or_empty", text=self.written)
        if isinstance(self.value, float) or isinstance(self.upper, float):
            raise TypeError("a figure's value is a Decimal, never a float")

    # --- making -----------------------------------------------------------------------------------------------------

    @classmethod
    def parse(cls, text: str, unit: Unit | str | None = None, place: Place | None = None) -> Figure:
        """Return the whole of ``text`` as one figure, or as one of the empties ("" is ``Empty.BLANK``).

        ``unit`` is that of the column or form, taken when none is written (see :meth:`in_unit`). Raises
        :class:`FigureError` for anything else, with what was read and what to write instead.
        """
        parts = read(text)
        figure = cls(
            text,
            parts.value,
            parts.unit,
            parts.digits,
            parts.empty,
            parts.qualifier,
            parts.upper,
            None,
            place,
        )
        return figure if unit is None else figure.in_unit(unit)

    @classmethod
    def of(cls, value: int | Decimal, unit: Unit | str | None = None, place: Place | None = None) -> Figure:
        """Return a figure from an exact number in ``unit``; a ``Decimal`` keeps the digits it was made with."""
        number = Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value
        if not isinstance(number, Decimal):
            raise TypeError(f"a figure is made of an int or a Decimal, not of {type(value).__name__}")
        exact(number)
        bound = unit_written(unit) if isinstance(unit, str) else unit
        digits = max(0, decimals_written(number))
        return cls(f"{number:f}{bound or ''}", number, bound, digits, place=place)

    def at(self, place: Place) -> Figure:
        """Return the same figure, standing at ``place``."""
        moved = self._with(self.unit, self.grain, place)
        moved.__dict__.update(self.__dict__)  # what was worked out of it does not depend on the place
        return moved

    def with_grain(self, grain: Exact | None) -> Figure:
        """Return the same figure among others whose smallest step is ``grain`` (in the base of its dimension)."""
        return self._with(self.unit, None if grain is None else exact(grain), self.place)

    def in_unit(self, unit: Unit | str) -> Figure:
        """Return a bare number bound to ``unit``.

        What is written beside the number itself wins over a heading: 3亿元 stays in a 万元 column what it is, and a number
        that says 万 or 亿 counts the unscaled unit, not 万元: “80万” and “八十万” are 80万元 there, “三万五千” is 35000元.
        """
        bound = unit_written(unit) if isinstance(unit, str) else unit
        if self.unit is not None and self.unit.dimension is not Dimension.PLAIN:
            return self
        if self.unit is not None:
            combined = scaled(self.unit.written, unit_written(bound.stem))
            return self if combined is None else self._with(combined, self.grain, self.place)
        if bound.scaled and any(scale in self.written for scale in _SCALES_IN_WORDS):
            bound = unit_written(bound.stem)
        grain = None if self.grain is None else self.grain * bound.factor
        return self._with(bound, grain, self.place)

    def _with(self, unit: Unit | None, grain: Fraction | None, place: Place | None) -> Figure:
        return Figure(
            self.written,
            self.value,
            unit,
            self.digits,
            self.empty,
            self.qualifier,
            self.upper,
            grain,
            place,
        )

    # --- reading ----------------------------------------------------------------------------------------------------

    @property
    def known(self) -> bool:
        """Whether there is a value; zero is one."""
        return self.value is not None

    @property
    def plain(self) -> bool:
        """Whether it is one known value without 约, 超过 or a range."""
        return self.value is not None and self.qualifier is None and self.upper is None

    @property
    def factor(self) -> Fraction:
        """From the unit to the base of its dimension; 1 without a unit."""
        return _ONE if self.unit is None else self.unit.factor

    # Worked out once, when it is first asked for: a figure takes part in many relations.

    @late
    def base(self) -> Fraction:
        """The exact value in the base of its dimension (元, ratio 1, ㎡ …). Raises :class:`FigureError` when empty."""
        if self.value is None:
            raise self._no_value()
        return _times(self.value, self.unit)

    @late
    def step(self) -> Fraction:
        """The precision of the figure in the base of its dimension: its last digit, or the finer grain around it.

        0 for what was counted (people, items, marks) and for common fractions: they are points.
        """
        if self.unit is not None and self.unit.counted:
            return _NOTHING
        own = _ulp(self.digits, self.factor)
        if self.grain is None or (self.unit is not None and self.unit.keeps_own_digits):
            return own
        return min(own, self.grain)

    def interval(self, mode: Mode = "round") -> Interval:
        """Return what the figure may stand for, in the base of its dimension.

        约 widens to one last written digit either side; 超过, 余, 至少 leave the upper end open-ended, 不足, 至多 the lower.
        Raises :class:`FigureError` when the figure is empty.
        """
        return self._rounded if mode == "round" else self._truncated

    @late
    def _rounded(self) -> Interval:
        return self._read("round")

    @late
    def _truncated(self) -> Interval:
        return self._read("truncate")

    def _read(self, mode: Mode) -> Interval:
        value = self.base
        match self.qualifier:
            case Qualifier.ABOUT:
                slack = _ulp(self.digits, self.factor)
                upper = value if self.upper is None else Fraction(self.upper) * self.factor
                return Interval(value - slack, upper + slack)
            case Qualifier.OVER | Qualifier.AT_LEAST:
                return Interval(value, None)
            case Qualifier.UNDER:
                return Interval(None, value, hi_included=False)
            case Qualifier.AT_MOST:
                return Interval(None, value)
            case None:
                return self._unqualified(value, mode)
            case _:
                assert_never(self.qualifier)

    def _unqualified(self, value: Fraction, mode: Mode) -> Interval:
        step = self.step
        around = Interval.around(value, step, mode) if step else Interval.at(value)
        if self.upper is None:
            return around
        top = Fraction(self.upper) * self.factor
        above = Interval.around(top, step, mode) if step else Interval.at(top)
        return Interval(around.lo, above.hi, around.lo_included, above.hi_included)

    def _no_value(self) -> Exception:
        assert self.empty is not None
        kind = Message(f"figures.empty.{self.empty.value}")
        return figure_error("no_value", kind=kind, place=str(self.place) if self.place else "—")

    def __str__(self) -> str:
        return self.written


def _times(value: Decimal, unit: Unit | None) -> Fraction:
    """``value`` in the base of its unit's dimension, reduced once."""
    top, bottom = value.as_integer_ratio()
    if unit is None:
        return Fraction(top, bottom)
    return Fraction(top * unit.factor.numerator, bottom * unit.factor.denominator)


def _ulp(digits: int, factor: Fraction) -> Fraction:
    """The place value of the last of ``digits`` decimals, times ``factor``."""
    if digits < 0:
        return Fraction(10**-digits) * factor
    return Fraction(factor.numerator, factor.denominator * 10**digits)


_ONE = Fraction(1)
_NOTHING = Fraction(0)
