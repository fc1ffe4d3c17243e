"""What passes between the reader of pictures and whatever recognises text in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

Rule = tuple[float, float, float]  # at, start, end: dots


@dataclass(frozen=True, slots=True)
class Picture:
    """A bitmap: ``stride`` bytes a row, three bytes a dot (blue, green, red). ``dpi`` as far as it is known."""

    width: int
    height: int
    stride: int
    dots: bytes
    dpi: float | None = None


@dataclass(frozen=True, slots=True)
class Word:
    """A piece of text in one line: its box in dots, how sure it is in percent.

    ``edges`` are where each of its characters begins and ends, ``sure`` how sure each is, where that is known.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    confidence: int
    edges: tuple[tuple[float, float], ...] = ()
    sure: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Recognised:
    """All that was recognised in a picture; ``size`` is its width and height after it was turned upright."""

    words: tuple[Word, ...]
    horizontal: tuple[Rule, ...] = ()
    vertical: tuple[Rule, ...] = ()
    size: tuple[int, int] | None = None


class Recogniser(Protocol):
    """Finds pictures in a file and text in pictures."""

    def pictures(self, data: bytes) -> tuple[int, Iterator[Picture]]:
        """Return how many pictures there are in a picture file, and each of them when its turn comes.

        Raises ``ValueError``, also while going through them, when the file is damaged or a picture too large.
        """
        ...

    def recognise(self, picture: Picture) -> Recognised:
        """Return the text in ``picture`` and the lines drawn in it."""
        ...
