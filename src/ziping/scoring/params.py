"""The parameters of a way of scoring: exact numbers, switches and tables, from a pack or typed by a unit."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from ziping.figures import Dimension, Figure, FigureError
from ziping.standards.ranges import Range, read_range
from ziping.wording import InputError, Message

_SHARES = frozenset((Dimension.PERCENT, Dimension.PERMILLE, Dimension.PERCENTAGE_POINT, Dimension.FRACTION))
_YES = frozenset(("true", "yes", "是", "1"))
_NO = frozenset(("false", "no", "否", "0"))


class Amount(NamedTuple):
    """A number in base units; ``share`` when it was written as a percentage, 百分点 or common fraction."""

    value: Fraction
    share: bool


class Row(NamedTuple):
    """A line of a table: within ``range`` so many marks, or with ``marks.share`` that share of the full marks."""

    range: Range
    marks: Amount

    def points(self, full: Fraction) -> Fraction:
        return full * self.marks.value if self.marks.share else self.marks.value


class Params:
    """Parameters by name. ``where`` says for a reader whose they are.

    Every accessor raises :class:`InputError` naming the parameter, what was read and what is expected. Values come from
    YAML (``Decimal``, ``int``, ``bool``, lists) or as texts typed in a workbook; floats are refused.
    """

    def __init__(
        self, raw: Mapping[str, object] | None = None, where: Message | str = "", mode: Message | str = ""
    ) -> None:
        self._raw = dict(raw or {})
        self._where = where
        self._mode = mode

    def refuse_unknown(self, known: Collection[str]) -> None:
        """Raise for every name this way of scoring does not take."""
        unknown = [name for name in self._raw if name not in known]
        if unknown:
            listed: object = tuple(sorted(known)) or Message("scoring.params.takes_none")
            args = {"where": self._where, "mode": self._mode, "known": listed}
            raise InputError(*(Message("scoring.params.unknown", {**args, "name": name}) for name in unknown))

    def has(self, name: str) -> bool:
        return name in self._raw

    def amount(self, name: str, default: Fraction | int | str | None = None) -> Amount:
        """Return a number: ``0.5``, ``60%``, ``1个百分点``, ``0.5分``."""
        if name not in self._raw:
            if default is None:
                raise self.refused("missing", name)
            return Amount(Fraction(default), share=False)
        return self._amount(name, self._raw[name])

    def flag(self, name: str, *, default: bool = False) -> bool:
        value = self._raw.get(name, default)
        if isinstance(value, bool):
            return value
        word = str(value).strip().lower()
        if word in _YES or word in _NO:
            return word in _YES
        raise self.refused("not_flag", name, read=value)

    def choice(self, name: str, choices: Sequence[str], default: str) -> str:
        value = str(self._raw.get(name, default)).strip()
        if value in choices:
            return value
        raise self.refused("not_choice", name, read=value, known=tuple(choices))

    def words(self, name: str) -> tuple[str, ...]:
        """Return a list of words; typed in a cell they are divided by 、 or ；."""
        value = self._raw.get(name, ())
        if isinstance(value, str):
            return tuple(word.strip() for word in re.split("[、；;,，]", value) if word.strip())
        if isinstance(value, list | tuple):
            return tuple(str(word) for word in value)
        raise self.refused("not_words", name, read=value)

    def shares(self, name: str) -> dict[str, Fraction]:
        """Shares by name: a mapping, or typed in a cell ``基本达成:90%；部分实现:70%``."""
        value = self._raw.get(name, {})
        if isinstance(value, str):
            value = dict(self._typed_rows(name, value))
        if not isinstance(value, Mapping):
            raise self.refused("not_shares", name, read=value)
        return {str(key).strip(): self._amount(name, share).value for key, share in value.items()}

    def table(self, name: str, default: Sequence[tuple[str, str]] = ()) -> tuple[Row, ...]:
        """Ranges with marks: ``[["(0,10%]", 4], …]``, or typed in a cell ``≤0:5；(0,10%]:4``."""
        value = self._raw.get(name, [list(row) for row in default])
        rows = self._typed_rows(name, value) if isinstance(value, str) else value
        if not isinstance(rows, list | tuple) or not rows:
            raise self.refused("not_table", name, read=value)
        return tuple(self._row(name, row) for row in rows)

    def _typed_rows(self, name: str, text: str) -> list[tuple[str, str]]:
        rows = []
        for part in re.split("[；;]", text):
            left, colon, right = part.replace("：", ":").partition(":")
            if part.strip() and not colon:
                raise self.refused("not_table", name, read=text)
            if colon:
                rows.append((left.strip(), right.strip()))
        return rows

    def _row(self, name: str, row: object) -> Row:
        if not isinstance(row, list | tuple) or len(row) != len(Row._fields):
            raise self.refused("not_table", name, read=row)
        limits = read_range(str(row[0]))
        if limits is None:
            raise self.refused("not_range", name, read=row[0])
        return Row(limits, self._amount(name, row[1]))

    def _amount(self, name: str, value: object) -> Amount:
        if isinstance(value, int | Decimal | Fraction) and not isinstance(value, bool):
            return Amount(Fraction(value), share=False)
        if isinstance(value, str):
            try:
                figure = Figure.parse(value)
                share = figure.unit is not None and figure.unit.dimension in _SHARES
                return Amount(figure.base, share)
            except FigureError:
                pass  # said below, with the parameter's name
        raise self.refused("not_number", name, read=value)

    def refused(self, key: str, name: str, **args: object) -> InputError:
        """Return what is wrong with parameter ``name``: the sentence ``scoring.params.<key>``."""
        shared = {"where": self._where, "mode": self._mode, "name": name}
        return InputError(Message(f"scoring.params.{key}", {**shared, **args}))
