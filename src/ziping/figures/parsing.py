"""A whole text as one figure: what ``Figure.parse`` reads, strictly."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from ziping.figures.amounts import Amount, amount_at
from ziping.figures.digits import PLAIN, strip_sign
from ziping.figures.empties import Empty, empty_from
from ziping.figures.errors import FigureError, figure_error
from ziping.figures.folding import fold
from ziping.figures.qualifiers import Qualifier, after_at, before_at
from ziping.figures.ranges import range_at
from ziping.figures.units import YUAN, Unit, unit

_CURRENCY = re.compile(r"(?:¥|人民币|RMB)\s*")
_GROUPING = re.compile(r"[,，]\s*[0-9]")
_INEXACT = re.compile(
    "[十百千万数上好]*[几数][十百千万]|[十百]几|[一二三四五六七八九]十几|上[百千万]|[一二三四五六七八九]{2}"
)


# Most cells hold a plain number; most others one of these units right behind it.
_COMMON_UNITS = {name: unit(name) for name in ("万元", "亿元", "元", "%", "人", "分", "个")}
_COMMON = re.compile(rf"([+-]?[0-9]{{1,40}}(?:\.[0-9]{{1,40}})?)({'|'.join(_COMMON_UNITS)})")
_YEAR = unit("年")
_YEARS = range(1900, 2100)


class Parts(NamedTuple):
    """Everything a text says about one figure."""

    value: Decimal | None
    digits: int = 0
    unit: Unit | None = None
    qualifier: Qualifier | None = None
    upper: Decimal | None = None
    empty: Empty | None = None


def read(text: str) -> Parts:
    """``text`` as one figure or one of the empties. Raises :class:`FigureError` naming what could not be understood."""
    if PLAIN.fullmatch(text):
        point = text.find(".")
        return Parts(Decimal(text), 0 if point < 0 else len(text) - point - 1)
    common = _COMMON.fullmatch(text)
    if common:
        number, written = common.groups()
        point = number.find(".")
        return Parts(Decimal(number), 0 if point < 0 else len(number) - point - 1, _COMMON_UNITS[written])
    empty = empty_from(text)
    if empty is not None:
        return Parts(None, empty=empty)
    plain = fold(text).strip()
    qualifier, begin = before_at(plain, 0)
    body, outside_brackets, negative, currency = _unwrapped(plain[begin:].lstrip())
    amount = amount_at(body, 0, in_cell=True)
    if amount is None:
        raise _unreadable(text, body)
    upper: Decimal | None = None
    span = None if negative else range_at(body, amount, in_cell=True)
    if span is not None:
        amount, upper = span.last._replace(value=span.first.value), span.last.value
        if amount.value >= upper:
            raise figure_error("range_order", text=text, lower=amount.value, upper=upper)
        amount = amount._replace(digits=max(span.first.digits, span.last.digits))
    amount, after = _ended(text, body, amount)
    if amount.unit is _YEAR and amount.value in _YEARS:
        raise figure_error("a_year", text=text)
    if outside_brackets:
        amount = _with_outer_unit(text, amount, outside_brackets)
    return Parts(
        amount.value.copy_negate() if negative else amount.value,
        amount.digits,
        amount.unit or (YUAN if currency else None),
        qualifier or amount.qualifier or after,
        upper,
    )


def _unwrapped(text: str) -> tuple[str, str, bool, bool]:
    """Return the text without its sign, brackets and currency mark; a unit after the brackets; negative?; currency?"""
    currency = _CURRENCY.match(text)
    text = text[currency.end() :] if currency else text
    outer = ""
    if text.startswith("(") and ")" in text and not text.endswith(")"):
        text, _, outer = text.rpartition(")")
        text += ")"
    body, negative = strip_sign(text)
    inner_currency = _CURRENCY.match(body)
    if inner_currency:
        body = body[inner_currency.end() :]
    return body, outer.strip(), negative, bool(currency or inner_currency)


def _ended(text: str, body: str, amount: Amount) -> tuple[Amount, Qualifier | None]:
    end = amount.end
    while body[end : end + 1] == " ":
        end += 1
    after, end = after_at(body, end)
    rest = body[end:].strip()
    if not rest:
        return amount, after
    if rest[0] in "几数":
        raise figure_error("inexact", text=text)
    if _GROUPING.match(rest):
        raise figure_error("bad_grouping", text=text)
    raise figure_error("leftover", text=text, figure=body[:end].strip(), rest=rest)


def _with_outer_unit(text: str, amount: Amount, outer: str) -> Amount:
    """“(12.30)万元”: the unit stands outside the brackets."""
    bound = amount_at(f"1{outer}", 0, in_cell=True)
    if amount.unit is not None or bound is None or bound.unit is None or bound.end != len(outer) + 1:
        raise figure_error("leftover", text=text, figure=str(amount.value), rest=outer)
    return amount._replace(unit=bound.unit)


def _unreadable(text: str, body: str) -> FigureError:
    if _INEXACT.match(body):
        return figure_error("inexact", text=text)
    return figure_error("unreadable", text=text)
