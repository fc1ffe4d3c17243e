"""Figures that stand behind their words in one cell: ``其中：一般公共预算：1177.69``, several of them line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ziping.reading.papers.matching import key_of

_PIECE: Final = re.compile(r"[^\n；;]+")
_TOLD: Final = re.compile(
    r"(?P<label>.*?)[：:]?\s*(?P<value>-?[0-9][0-9,，.\s]*(?:万元|元|%)?|——|—|无|不适用|)\s*", re.DOTALL
)
_COLON: Final = re.compile(r"[：:]")
_LONGEST: Final = 60  # characters of a label and a figure
_MOST: Final = 12


@dataclass(frozen=True, slots=True)
class Inline:
    """A label and what stands behind it, from ``start`` to ``end`` of the cell's text.

    ``keys``: the label as a whole, then its last words alone (按收入性质分：一般公共预算).
    """

    keys: tuple[str, ...]
    value: str
    start: int
    end: int


def inlines(text: str) -> Iterator[Inline]:
    """Every line of a cell as a label with its figure; the figure may be wanting."""
    pieces = list(_PIECE.finditer(text))
    for piece in pieces if len(pieces) <= _MOST else ():
        found = _TOLD.fullmatch(piece[0]) if len(piece[0]) < _LONGEST else None
        if found is None or not found["label"].strip():
            continue
        start = piece.start() + found.start("value")
        whole = found["label"]
        keys = dict.fromkeys(map(key_of, (whole, _COLON.split(whole.rstrip("：: "))[-1])))
        yield Inline(tuple(keys), found["value"], start, start + len(found["value"].rstrip()))
