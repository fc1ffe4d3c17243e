"""One cell of a form: what paper shows and what a sheet holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Final

from ziping.composing.forms.merging import Spot
from ziping.composing.pieces import Piece, runs_of
from ziping.composing.speaking import Speaker
from ziping.documents import Cell
from ziping.documents.model import Align
from ziping.figures import format_number, format_score, known_unit
from ziping.standards.formulas import Outcome

_INDENT: Final = "　"
_EXACT_PLACES: Final = 12  # a sheet keeps some 15 digits; for what has no end, as a third has none
_WAN: Final = known_unit("万元")


@dataclass(frozen=True, slots=True)
class _InSheet:
    """How a format stands in a sheet: in which unit, with which number format."""

    number_format: str
    factor: Fraction = Fraction(1)


_IN_SHEET: Final = {
    "money": _InSheet("0.00", _WAN.factor if _WAN else Fraction(1)),
    "percent": _InSheet("0.00%"),
    "count": _InSheet("0"),
    "score": _InSheet("General"),
    "number": _InSheet("General"),
}


def printed(spot: Spot, speaker: Speaker) -> Cell:
    """The cell as paper shows it, with its value where it is a number."""
    cell, here = spot.cell, spot.filled.here
    value: Decimal | None = None
    number_format: str | None = None
    if not speaker.holds(cell.when, here):
        pieces = [Piece(cell.if_blank)]
    elif cell.field:
        text, value = _recorded(spot)
        pieces = [Piece(text)]
    elif cell.value:
        pieces = _value(spot, speaker)
        known = speaker.value(cell.value, here) if cell.format in _IN_SHEET else None
        value, number_format = _for_sheet(known, cell.format)
    else:
        pieces = speaker.say(cell.text, here, blank=cell.if_blank, undefined=cell.if_undefined)
    if cell.vertical_text:
        pieces = [replace(piece, text="\n".join(piece.text)) for piece in pieces]
    return Cell(
        runs_of(_indented(pieces, cell.indent)),
        row_span=spot.rows,
        col_span=cell.columns,
        align=_align(spot),
        bold=cell.bold or cell.head,
        small=cell.small,
        value=value,
        number_format=number_format,
    )


def _value(spot: Spot, speaker: Speaker) -> list[Piece]:
    cell = spot.cell
    template = f"{{{cell.value} | {cell.format}}}" if cell.format else f"{{{cell.value}}}"
    return speaker.say(template, spot.filled.here, blank=cell.if_blank, undefined=cell.if_undefined)


def _recorded(spot: Spot) -> tuple[str, Decimal | None]:
    value = spot.filled.record.get(spot.cell.field)
    if isinstance(value, Decimal):
        return format_score(Fraction(value)), value
    return value or "", None


def _for_sheet(value: Outcome | None, name: str) -> tuple[Decimal | None, str | None]:
    """A number in the unit a sheet holds it in; nothing for texts and what is unknown."""
    if not isinstance(value, Fraction):
        return None, None
    shown = _IN_SHEET[name]
    return _decimal(value / shown.factor), shown.number_format


def _decimal(value: Fraction) -> Decimal:
    exact = Decimal(format_number(value, _EXACT_PLACES))
    return exact.normalize() if exact else Decimal(0)


def _indented(pieces: Sequence[Piece], indent: int) -> list[Piece]:
    return (
        [Piece(_INDENT * indent), *pieces] if indent and any(piece.text for piece in pieces) else list(pieces)
    )


def _align(spot: Spot) -> Align:
    cell = spot.cell
    if cell.align:
        return cell.align
    if cell.head:
        return "center"
    return "right" if cell.format in _IN_SHEET else "left"
