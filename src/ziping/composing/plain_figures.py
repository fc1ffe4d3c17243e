"""Figures that were typed as text, as a printed form shows them: half-width, without thousands, without blanks.

    ２５１６次 → 2516次      ≥2,400 次 → ≥2400次      健全 → 健全

Words stay as typed, whatever figures they hold.
"""

from __future__ import annotations

import re
from typing import Final

_NARROW: Final = str.maketrans(
    {chr(0xFEE0 + ord(letter)): letter for letter in "0123456789.,%+-/<=>"} | {"　": " "}
)
_SIGNS: Final = {"≧": "≥", "≦": "≤", ">=": "≥", "<=": "≤", "=>": "≥", "=<": "≤", "﹥": ">", "﹤": "<"}
_THOUSANDS: Final = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_FIGURE: Final = re.compile(
    r"(?P<sign>>=|<=|=>|=<|[≥≤≧≦=<>]?)\s*"
    r"(?P<number>[-+]?\d+(?:,\d{3})*(?:\.\d+)?)\s*"
    r"(?P<unit>[^\s\d,.;:!?]{0,8})"
)


def plain_figure(text: str) -> str:
    """``text`` as a form prints it when it is a figure with at most a sign and a unit, else to the letter.

    >>> plain_figure("≥２,４００ 次"), plain_figure("１８处工程均落实，无拖欠")
    ('≥2400次', '１８处工程均落实，无拖欠')
    """
    flat = text.translate(_NARROW).strip()
    found = _FIGURE.fullmatch(flat)
    if found is None:
        return text
    return plain_sign(found["sign"]) + _THOUSANDS.sub("", found["number"]) + found["unit"]


def plain_sign(sign: str) -> str:
    """A comparison sign in its usual form."""
    flat = sign.translate(_NARROW).strip()
    return _SIGNS.get(flat, flat)
