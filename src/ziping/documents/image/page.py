"""What was recognised, as a page: characters at their places, rules in points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from statistics import median
from unicodedata import east_asian_width

from ziping.documents.image.recognised import Picture, Recognised, Word
from ziping.documents.pdf.reader.page import Glyph, PageContent, Rule

_POINTS = 72.0
_NARROW_PAGE, _WIDE_PAGE = 595.0, 842.0  # points: the width of an A4 page, upright and lying
_LINE = 12  # characters: a line of a text, not a cell
_WAVER = 0.7  # of the letter height lines may begin or end apart
_UNEVEN = 0.25
_LEAST_DPI, _MOST_DPI = 50.0, 1200.0


def page_of(
    recognised: Recognised, picture: Picture, number: int, size: tuple[float, float] | None = None
) -> PageContent:
    """Return page ``number`` with what was recognised; ``size`` in points, if the file knows it."""
    scale = _scale(picture, size)
    width, height = recognised.size or (picture.width, picture.height)
    page = PageContent(number, width * scale, height * scale)
    for word in _steadied(recognised.words):
        page.glyphs.extend(_glyphs(word, scale))
    page.horizontal = [Rule(*(value * scale for value in rule)) for rule in recognised.horizontal]
    page.vertical = [Rule(*(value * scale for value in rule)) for rule in recognised.vertical]
    return page


def _steadied(words: Sequence[Word]) -> Iterator[Word]:
    """The words with the beginnings and ends of long lines, which a scan lets waver a little, in line again."""
    height = median(word.bottom - word.top for word in words) if words else 0.0
    lines = [word for word in words if len(word.text) >= _LINE]
    lefts = _columns((word.x0 for word in lines), _WAVER * height)
    rights = _columns((word.x1 for word in lines), _WAVER * height)
    for word in words:
        tall = word.bottom - word.top
        middle = (word.top + word.bottom) / 2
        if abs(tall - height) <= _UNEVEN * height:
            tall = height  # letters of one size, with and without strokes below
        top, bottom = middle - tall / 2, middle + tall / 2
        if len(word.text) < _LINE:
            yield replace(word, top=top, bottom=bottom)
            continue
        x0, x1 = lefts[word.x0], rights[word.x1]
        edges = word.edges
        if edges:
            edges = ((min(x0, edges[0][1]), edges[0][1]), *edges[1:-1], (edges[-1][0], max(x1, edges[-1][0])))
        yield replace(word, x0=x0, x1=x1, top=top, bottom=bottom, edges=edges)


def _columns(values: Iterable[float], slack: float) -> dict[float, float]:
    """Each value and the one most common among its neighbours within ``slack``."""
    ordered = sorted(values)
    groups: list[list[float]] = []
    for value in ordered:
        if groups and value - groups[-1][0] <= slack:
            groups[-1].append(value)
        else:
            groups.append([value])
    return {value: median(group) for group in groups for value in group}


def _scale(picture: Picture, size: tuple[float, float] | None) -> float:
    """Points a dot."""
    if size is not None:
        return size[0] / picture.width
    if picture.dpi and _LEAST_DPI < picture.dpi < _MOST_DPI:
        return _POINTS / picture.dpi
    return (_NARROW_PAGE if picture.height >= picture.width else _WIDE_PAGE) / picture.width


def _glyphs(word: Word, scale: float) -> Iterable[Glyph]:
    """Its characters side by side: where the recogniser saw them, or by their usual widths."""
    edges = _touching(word) if len(word.edges) == len(word.text) else _by_width(word)
    top, bottom = word.top * scale, word.bottom * scale
    spaced = False
    for char, (x0, x1) in zip(word.text, edges, strict=True):
        if char.isspace():
            spaced = True
            continue
        yield Glyph(x0 * scale, top, x1 * scale, bottom, char, spaced, bottom - top)
        spaced = False


def _touching(word: Word) -> list[tuple[float, float]]:
    """Where its characters stand, each up to the next: gaps inside a piece are not spaces, those are in its text."""
    starts = [x0 for x0, _ in word.edges]
    return list(zip(starts, [*starts[1:], word.edges[-1][1]], strict=True)) if starts else []


def _by_width(word: Word) -> list[tuple[float, float]]:
    widths = [2 if east_asian_width(char) in "WFA" else 1 for char in word.text]
    unit = (word.x1 - word.x0) / max(1, sum(widths))
    edges: list[tuple[float, float]] = []
    x = word.x0
    for width in widths:
        edges.append((x, x + width * unit))
        x += width * unit
    return edges
