"""Sums beside what was typed, for orientation. They add what a spreadsheet can understand, or say that they cannot.

Figures are often text in a clerk's cells: “67.20”, “1,177.69”, “１２.５”, “1736.48万元”. A sum that took them as nothing
would look like an error of the clerk's, so what cannot be made a number makes the sum say so.
"""

from __future__ import annotations

from collections.abc import Iterable

from ziping.wording import Message, say

_NOTHING = ("", "—", "——", "－", "-", "/", "无", "没有", "不适用", "不涉及")
_LISTED = f'"|{"|".join(_NOTHING)}|"'
_MONEY = "万元"
_AS_NUMBER = '--TEXT({area},"0.######;-0.######;0;\\0")'


def number_in(cell: str) -> str:
    """The number in ``cell`` as an expression: 0 for the ways of saying nothing, an error for other words."""
    nothing = f'ISNUMBER(FIND("|"&TRIM({cell})&"|",{_LISTED}))'
    return f'IF(ISNUMBER({cell}),{cell},IF({nothing},0,VALUE(SUBSTITUTE(ASC({cell}),"{_MONEY}",""))))'


def sum_of(cells: Iterable[str]) -> str:
    """What ``cells`` add up to; blank while all are."""
    named = tuple(cells)
    added = "+".join(number_in(cell) for cell in named)
    return f'=IF(COUNTA({",".join(named)})=0,"",IFERROR({added},"{unclear()}"))'


def difference_of(typed: str, added: str) -> str:
    """A typed total less a sum; blank where one of them is, words where one of them is no number."""
    less = f"ROUND({number_in(typed)}-{added},6)"
    return f'=IF(OR(LEN({typed})=0,{added}=""),"",IFERROR({less},"{unclear()}"))'


def sum_of_column(area: str) -> str:
    """What a column adds up to; whole columns stand for one plain number a cell."""
    words = f'ISTEXT({area})*ISERROR(VALUE({area}))*ISERROR(FIND("|"&TRIM({area})&"|",{_LISTED}))'
    return f'=IF(SUMPRODUCT({words})>0,"{unclear()}",SUMPRODUCT({_AS_NUMBER.format(area=area)}))'


def unclear() -> str:
    return say(Message("composing_workbook.unclear"), "zh")
