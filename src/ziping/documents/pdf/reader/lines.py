"""Glyphs put together to lines: what stands at one height, from left to right, spaces where a reader sees them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import itemgetter

from ziping.documents.pdf.reader.letters import CLOSING, OPENING, is_wide
from ziping.documents.pdf.reader.page import Glyph, Line, Segment

_LEVEL = 0.45  # of the letter height two letters of one line may be apart
_NEXT = 0.6  # of the letter height: a wider gap ends a run
_BACK = 0.6
WIDE = 1.5  # of the letter height: a gap in a line that parts two columns
_WORD_GAP, _DIGIT_GAP, _MIXED_GAP, _WIDE_GAP = 0.18, 0.28, 0.6, 0.4
_QUARTER = 0.25
_SPREAD = 1.6  # a gap within a word spread over its cell is this much wider than its others


def runs_of(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Glyphs that follow each other in the file and on the page."""
    runs: list[list[Glyph]] = []
    last: Glyph | None = None
    for glyph in glyphs:
        if last is not None:
            em = max(last.em, glyph.em)
            gap = glyph.x0 - last.x1
            level = abs(glyph.top + glyph.bottom - last.top - last.bottom) / 2
            if level <= _LEVEL * min(last.em, glyph.em) and -_BACK * em <= gap <= _NEXT * em:
                runs[-1].append(glyph)
                last = glyph
                continue
        runs.append([glyph])
        last = glyph
    return runs


def lines_of(runs: Iterable[Sequence[Glyph]]) -> list[Line]:
    """Runs joined to lines, from top to bottom."""
    rows: list[list[Sequence[Glyph]]] = []
    middles: list[tuple[float, float]] = []  # of each row: its height on the page, its letter height
    for run in sorted(runs, key=_middle):
        middle, em = _middle(run), max(glyph.em for glyph in run)
        place = _row(middles, middle, em)
        if place is None:
            rows.append([run])
            middles.append((middle, em))
        else:
            rows[place].append(run)
    lines = [line_of(row) for row in rows]
    lines.sort(key=lambda line: (line.top + line.bottom, line.x0))
    return lines


def _row(middles: list[tuple[float, float]], middle: float, em: float) -> int | None:
    """Which of the last rows a run belongs to; runs come from top to bottom."""
    for index in range(len(middles) - 1, max(len(middles) - 4, -1), -1):
        other, height = middles[index]
        if abs(other - middle) <= _LEVEL * min(height, em) or abs(other - middle) <= 0.2 * max(height, em):
            return index
    return None


def _middle(run: Sequence[Glyph]) -> float:
    return sum(glyph.top + glyph.bottom for glyph in run) / (2 * len(run))


def line_of(runs: Iterable[Sequence[Glyph]]) -> Line:
    """One line out of the runs that stand at one height."""
    glyphs = _in_order(runs)
    em = _em(glyphs)
    gaps = _spaces(glyphs, em)
    segments: list[Segment] = []
    start, letters = glyphs[0].x0, [glyphs[0].text]
    text = [glyphs[0].text]
    for before, glyph, spaced in zip(glyphs, glyphs[1:], gaps, strict=False):
        if glyph.x0 - before.x1 > WIDE * em:
            segments.append(Segment(start, before.x1, "".join(letters)))
            start, letters = glyph.x0, []
        elif spaced:
            letters.append(" ")
        if spaced:
            text.append(" ")
        letters.append(glyph.text)
        text.append(glyph.text)
    segments.append(Segment(start, glyphs[-1].x1, "".join(letters)))
    return Line(
        glyphs[0].x0,
        min(glyph.top for glyph in glyphs),
        max(glyph.x1 for glyph in glyphs),
        max(glyph.bottom for glyph in glyphs),
        "".join(text),
        em,
        _lead(glyphs),
        tuple(segments),
    )


def _in_order(runs: Iterable[Sequence[Glyph]]) -> list[Glyph]:
    """The letters from left to right; a file may write a mark into a hole it left in a run before."""
    ordered = sorted(runs, key=lambda run: run[0].x0)
    glyphs = [glyph for run in ordered for glyph in run]
    if any(after[0].x0 < before[-1].x0 for before, after in pairwise(ordered)):
        glyphs.sort(key=itemgetter(0))
    return glyphs


def _em(glyphs: Sequence[Glyph]) -> float:
    """The size of the letters: the width of the squares where there are any."""
    wide = sorted(glyph.x1 - glyph.x0 for glyph in glyphs if is_wide(glyph.text))
    if wide:
        return max(wide[len(wide) // 2], 1.0)
    tall = sorted(glyph.em for glyph in glyphs)
    return max(tall[len(tall) // 2], 1.0)


def _spaces(glyphs: Sequence[Glyph], em: float) -> list[bool]:
    """Before which glyphs, from the second on, a reader sees a space."""
    gaps = [glyph.x0 - before.x1 for before, glyph in pairwise(glyphs)]
    usual = sorted(gaps)[len(gaps) // 2] if gaps else 0.0
    return [
        glyph.spaced or gap > max(_gap(before.text[-1], glyph.text[0]) * em, _SPREAD * usual)
        for before, glyph, gap in zip(glyphs, glyphs[1:], gaps, strict=False)
    ]


def _gap(before: str, after: str) -> float:
    """The gap, in letter heights, from which on two characters are apart."""
    wide = is_wide(before) + is_wide(after)
    if wide == 2:  # noqa: PLR2004 -- both
        return _WIDE_GAP
    if wide:
        return _MIXED_GAP
    return _WORD_GAP if before.isalpha() and after.isalpha() else _DIGIT_GAP


def _lead(glyphs: Sequence[Glyph]) -> float:
    """The width of what would have to fit at the end of the line before, had there been room."""
    end, last = 0, len(glyphs) - 1
    while end < last and glyphs[end].text in OPENING:
        end += 1
    while end < last and _clings(glyphs[end].text, glyphs[end + 1], first=not end):
        end += 1
    return glyphs[end].x1 - glyphs[0].x0


def _clings(before: str, after: Glyph, *, first: bool) -> bool:
    """Whether no line may end between the two."""
    if after.text in CLOSING:
        return True
    if is_wide(after.text) or after.spaced:
        return False
    return not is_wide(before) or (before in CLOSING and not first)


def gap_between(before: Line, line: Line) -> float:
    """What would stand between two lines set on one: a quarter of a letter where Chinese meets other letters."""
    return _QUARTER * line.em if is_wide(before.text[-1]) != is_wide(line.text[0]) else 0.0


def sideways_line(glyphs: Sequence[Glyph]) -> Line:
    """Letters written sideways as a line that takes the room they take; its text reads along them."""
    x0, x1 = min(glyph.x0 for glyph in glyphs), max(glyph.x1 for glyph in glyphs)
    text = "".join((" " if glyph.spaced and index else "") + glyph.text for index, glyph in enumerate(glyphs))
    top, bottom = min(glyph.top for glyph in glyphs), max(glyph.bottom for glyph in glyphs)
    return Line(
        x0, top, x1, bottom, text, max(x1 - x0, 1.0), x1 - x0, (Segment(x0, x1, text),), sideways=True
    )


def join(before: str, after: str) -> str:
    """What two lines of one paragraph read when the break between them is taken away."""
    if not before or not after:
        return before + after
    last, first = before[-1], after[0]
    if is_wide(last) or is_wide(first) or last.isspace() or first.isspace():
        return before + after
    word = before.rsplit(None, 1)[-1]
    if last in "-/_@" or "://" in word or word.startswith("www."):
        return before + after
    if last.isalpha() or first.isalpha():
        return f"{before} {after}"
    return before + after  # a number broken by the end of the line
