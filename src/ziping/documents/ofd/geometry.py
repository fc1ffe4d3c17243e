"""How OFD writes places: millimetres from the upper left corner, boxes, steps from character to character, paths."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

POINTS = 72 / 25.4  # a millimetre in points
_LONGEST = 50_000  # numbers in one attribute; a line of text has hundreds
_TAKES = {"M": 2, "S": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
_STRAIGHT = 0.4  # millimetres a line may drift and still be level or upright


class Matrix(NamedTuple):
    """x' = a·x + c·y + e, y' = b·x + d·y + f."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def put(self, x: float, y: float) -> tuple[float, float]:
        """Where a point goes."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def moved(self, x: float, y: float) -> Matrix:
        """The same, moved on."""
        return self._replace(e=self.e + x, f=self.f + y)

    def inside(self, outer: Matrix) -> Matrix:
        """First as here, then as ``outer`` says."""
        x, y = outer.put(self.e, self.f)
        return Matrix(
            outer.a * self.a + outer.c * self.b,
            outer.b * self.a + outer.d * self.b,
            outer.a * self.c + outer.c * self.d,
            outer.b * self.c + outer.d * self.d,
            x,
            y,
        )


def numbers(written: str | None) -> list[float]:
    """The numbers in an attribute; what is none is passed over, so is what is not finite."""
    found: list[float] = []
    for word in (written or "").replace(",", " ").split()[:_LONGEST]:
        try:
            value = float(word)
        except ValueError:
            continue
        if math.isfinite(value):
            found.append(value)
    return found


def box(written: str | None) -> tuple[float, float, float, float] | None:
    """“x y w h”, ``None`` unless there are four."""
    found = numbers(written)
    return (found[0], found[1], found[2], found[3]) if len(found) >= 4 else None  # noqa: PLR2004 -- as written


def matrix(written: str | None) -> Matrix:
    """“a b c d e f”, the identity unless there are six."""
    found = numbers(written)
    return Matrix(*found[:6]) if len(found) >= 6 else Matrix()  # noqa: PLR2004 -- as written


def steps(written: str | None, wanted: int) -> list[float]:
    """Steps from character to character; “g 5 3.2” stands for five times 3.2. The last goes on for all that is missing."""
    words = (written or "").split()[:_LONGEST]
    found: list[float] = []
    at = 0
    while at < len(words) and len(found) < wanted:
        if words[at].lower() == "g" and at + 2 < len(words):
            count, value = numbers(words[at + 1]), numbers(words[at + 2])
            if count and value:
                found += value[:1] * max(0, min(int(count[0]), wanted - len(found)))
            at += 3
        else:
            found += numbers(words[at])
            at += 1
    if found:
        found += [found[-1]] * (wanted - len(found))
    return found[:wanted]


def straights(data: str) -> Iterator[tuple[float, float, float, float]]:
    """The straight pieces of a path in its own coordinates, closing ones included: x0, y0, x1, y1."""
    start = here = (0.0, 0.0)
    words = data.split()[:_LONGEST]
    at = 0
    while at < len(words):
        command = words[at].upper()
        takes = _TAKES.get(command)
        at += 1
        if takes is None:
            continue
        values = numbers(" ".join(words[at : at + takes]))
        at += takes
        if len(values) < takes:
            return
        if command == "C":
            yield (*here, *start)
            here = start
        elif takes:
            there = (values[-2], values[-1])
            if command in "MS":
                start = there
            elif command == "L":
                yield (*here, *there)
            here = there


def is_level(piece: tuple[float, float, float, float]) -> bool:
    return abs(piece[1] - piece[3]) <= _STRAIGHT < abs(piece[0] - piece[2])


def is_upright(piece: tuple[float, float, float, float]) -> bool:
    return abs(piece[0] - piece[2]) <= _STRAIGHT < abs(piece[1] - piece[3])
