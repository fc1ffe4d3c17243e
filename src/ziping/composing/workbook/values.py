"""What a report keeps, as a cell holds it; the reading room turns it back."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

from ziping.documents.xlsx.model import CellValue
from ziping.report import DayOrMonth, Quantity
from ziping.standards.model.workbook import Field, SheetWords
from ziping.standards.workbook_terms import CODES, Choice

EXACT_DIGITS = 15
_PLAIN = re.compile(r"-?[0-9]+(?:\.[0-9]+)?", re.ASCII)


def cell_value(value: object, field: Field, choices: tuple[Choice, ...], words: SheetWords) -> CellValue:
    """``value`` for the cell of ``field``; ``None`` leaves it blank.

    A figure becomes a number only where a number says every character of it: 1177.69 does, “67.20”, “1,177.69”
    and “43 人” stay text, so that what was typed comes back to the letter.
    """
    match value:
        case None | "":
            held: CellValue = None
        case bool():
            held = words.yes if value else words.no
        case Quantity():
            held = value.written if field.kind == "figure" else number_or_text(value.written)
        case tuple():
            held = _joined(value)
        case dict():
            held = "；".join(f"{name}={setting}" for name, setting in value.items())
        case str():
            held = value if field.choices_from in CODES else _shown(value, choices)
        case DayOrMonth():
            held = value.exact or value.words
        case int() | dt.date():
            held = value
        case _:
            raise TypeError(f"no cell holds {type(value)}")
    return None if held == "" else held


def _joined(words: tuple[str, ...]) -> str:
    """Several words in one cell; a lone one with a comma of its own ends in the separator, so that it stays one."""
    lone = len(words) == 1 and any(mark in words[0] for mark in "、，,")
    return "；".join(words) + ("；" if lone else "")


def _shown(value: str, choices: tuple[Choice, ...]) -> str:
    return next((choice.shown for choice in choices if choice.stored == value), value)


def number_or_text(written: str) -> Decimal | str:
    """The number when its shortest writing is ``written`` and a sheet keeps it exactly, else the text.

    >>> number_or_text("67.2"), number_or_text("67.20")
    (Decimal('67.2'), '67.20')
    """
    if not _PLAIN.fullmatch(written):
        return written
    number = Decimal(written)
    whole, point, decimals = written.lstrip("-").partition(".")
    canonical = (whole == "0" or not whole.startswith("0")) and not (point and decimals.endswith("0"))
    plain = canonical and (number or not written.startswith("-"))
    significant = len((whole + decimals).lstrip("0").rstrip("0") or "0")
    small = len(whole) <= EXACT_DIGITS and significant <= EXACT_DIGITS
    return number if plain and small else written
