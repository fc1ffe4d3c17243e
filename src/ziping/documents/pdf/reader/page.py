"""What stands on a page: glyphs and drawn rules, in points from the upper left corner, y downwards, as it is displayed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple


class Glyph(NamedTuple):
    """A visible character and its box. ``spaced``: the file has a real space before it. ``em`` is its height."""

    x0: float
    top: float
    x1: float
    bottom: float
    text: str
    spaced: bool
    em: float


class Rule(NamedTuple):
    """A horizontal or vertical line at ``at``, from ``start`` to ``end`` along the other axis."""

    at: float
    start: float
    end: float


class Box(NamedTuple):
    """A rectangle."""

    x0: float
    top: float
    x1: float
    bottom: float

    def holds(self, x: float, y: float, slack: float = 0.0) -> bool:
        """Whether the point lies inside, up to ``slack`` points outside."""
        return self.x0 - slack <= x <= self.x1 + slack and self.top - slack <= y <= self.bottom + slack


@dataclass(slots=True)
class PageContent:
    """One page as drawn.

    ``sideways``: glyphs by the quarter turns, clockwise, they are written at. ``fills`` are areas of some strong colour,
    ``papers`` white ones. ``unread`` counts glyphs the file gives no character for.
    ``drawn`` counts lines and areas, a picture
    for many. ``cut``: more stands on it than is read.
    """

    number: int
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    sideways: dict[int, list[Glyph]] = field(default_factory=dict)
    horizontal: list[Rule] = field(default_factory=list)
    vertical: list[Rule] = field(default_factory=list)
    fills: list[Box] = field(default_factory=list)
    papers: list[Box] = field(default_factory=list)
    unread: int = 0
    drawn: int = 0
    cut: bool = False


class Segment(NamedTuple):
    """Glyphs that follow each other without a wide gap."""

    x0: float
    x1: float
    text: str


@dataclass(slots=True)
class Line:
    """A line of text. ``lead`` is the width its first unbreakable word takes; ``em`` the height of its letters.

    ``column`` numbers the columns of the page it may stand in, 0 where it has but one. ``labels``: lettering of a chart,
    ``sideways``: written across the lines of the page, ``parted``: with wide gaps, as between the fields of a form.
    """

    x0: float
    top: float
    x1: float
    bottom: float
    text: str
    em: float
    lead: float
    segments: tuple[Segment, ...]
    page: int = 0
    column: int = 0
    labels: bool = False
    sideways: bool = False
    parted: bool = False

    @property
    def middle(self) -> float:
        """The height its letters are centred on."""
        return (self.top + self.bottom) / 2


Turn = Callable[[float, float, float, float], tuple[float, float, float, float]]


def turning(quarters: int, frame: tuple[float, float, float, float]) -> tuple[Turn, float, float]:
    """How a box (left, bottom, right, top) of the page becomes one as displayed, and the size as displayed.

    The page is turned clockwise by ``quarters``; ``frame`` is the part of it that is shown.
    """
    left, bottom, right, top = frame
    width, height = right - left, top - bottom
    if quarters == 1:
        return (lambda a, b, c, d: (b - bottom, a - left, d - bottom, c - left)), height, width
    if quarters == 2:  # noqa: PLR2004 -- upside down
        return (lambda a, b, c, d: (right - c, b - bottom, right - a, d - bottom)), width, height
    if quarters == 3:  # noqa: PLR2004 -- counter-clockwise
        return (lambda a, b, c, d: (top - d, right - c, top - b, right - a)), height, width
    return (lambda a, b, c, d: (a - left, top - d, c - left, top - b)), width, height
