"""How figures stand in a text: what parts one from the next, which brackets and list numbers lie between, which words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from ziping.figures import Found
from ziping.figures.folding import fold

# How strongly a mark parts what stands before it from what follows.
JOINED, LISTED, CLAUSE, PART, SENTENCE, PARAGRAPH = range(6)
_STRENGTH = {
    "、": LISTED,
    ",": CLAUSE,
    "|": CLAUSE,
    ":": CLAUSE,
    ";": PART,
    "。": SENTENCE,
    ".": SENTENCE,
    "!": SENTENCE,
    "?": SENTENCE,
    "\n": PARAGRAPH,
}
_GONE = "\0"  # stands for a character that says nothing: every text keeps its length
_NUMBERED = "\1"  # stands at the head of a numbered item
_MARKS = re.compile("[、,|:;。.!?\n()\1]")
_SILENT = re.compile("[ \t“”‘’\"'「」『』\0]+")
_CHINESE = "一二三四五六七八九十"
_NUMBER = re.compile(
    rf"""
      \((?P<in_brackets>[{_CHINESE}]{{1,3}}|[0-9]{{1,2}})\)
    | (?P<circled>[①-⑳])
    | (?: (?<=[\n。;:,!?.、%)]) | (?<=[元人次个名辆户万亿家亩]) | \A )
      [ \t]*
      (?: (?P<chinese>[{_CHINESE}]{{1,3}})、
        | (?P<digits>[0-9]{{1,2}})(?:[.、]|\))(?![0-9])
        | 第(?P<ordinal>[{_CHINESE}]{{1,2}})[,、]
        | [{_CHINESE}]{{1,2}}(?:是|来)(?=[一-鿿])
        | (?:——|—|-|●|■|◆|·)(?=[ \t]*[一-鿿“])
      )
    """,
    re.VERBOSE,
)
_STOPS = re.compile("[。\n!?]")
_FURTHEST_BRACKET = 600
_SENTENCE_ENDS = "。;:!?.；：！？…"
_SHORT_LINE = 14
_HEADING = re.compile("^[\0\1]*\1[^,。;:]*$|(?:情况|说明|报告|概况|总表|部分)$")
_YEAR_FIRST = re.compile("(?:19|20)[0-9]{2}年")


class Gap(Struct, frozen=True):
    """What stands between one figure and the next.

    ``tail`` are the words right after the one before, ``lead`` those right before the next, ``pieces`` all of them between
    marks, ``breaks`` the strongest mark, ``colon`` whether one is a colon. ``opened`` and ``closed`` count brackets that hold figures,
    ``numbered`` counts list numbers, and ``number`` is the last of them (0 for a dash).
    """

    words: str
    tail: str
    lead: str
    pieces: tuple[str, ...]
    breaks: int
    marks: str = ""
    colon: bool = False
    opened: int = 0
    closed: int = 0
    numbered: int = 0
    number: int = 0


class Layout(Struct, frozen=True):
    """A text with its figures: ``gaps[i]`` stands before figure ``i``, the last after all. ``plain`` is as long as the text."""

    plain: str
    gaps: tuple[Gap, ...]
    stops: tuple[int, ...]

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """Return where the sentence holding these characters begins and ends."""
        place = bisect_left(self.stops, start)
        head = self.stops[place - 1] + 1 if place else 0
        place = bisect_left(self.stops, end)
        tail = self.stops[place] if place < len(self.stops) else len(self.plain)
        while head < start and self.plain[head] in " \0\1\n":
            head += 1
        return head, min(tail + 1, len(self.plain))


def laid_out(text: str, found: Sequence[Found]) -> Layout:
    """Lay out ``text`` around its figures."""
    plain = _without_silence(fold(text))
    numbers: dict[int, int] = {}
    plain = _with_numbers(plain, found, numbers)
    plain = _with_lines(plain)
    plain = _without_asides(plain, found)
    ends = [0, *(one.end for one in found)]
    starts = [*(one.start for one in found), len(text)]
    gaps = tuple(
        _gap(plain[end:start], [numbers[at] for at in range(end, start) if plain[at] == _NUMBERED])
        for end, start in zip(ends, starts, strict=True)
    )
    stops = tuple(match.start() for match in _STOPS.finditer(plain))
    return Layout(plain, gaps, stops)


def _gap(between: str, numbers: Sequence[int]) -> Gap:
    words = between.replace(_GONE, "")
    marks = _MARKS.findall(words)
    pieces = tuple(_MARKS.split(words))
    strengths = [_STRENGTH[mark] for mark in marks if mark in _STRENGTH]
    return Gap(
        words,
        pieces[0],
        pieces[-1],
        pieces,
        max(strengths, default=JOINED),
        "".join(marks),
        ":" in marks,
        marks.count("("),
        marks.count(")"),
        len(numbers),
        numbers[-1] if numbers else 0,
    )


def _without_silence(plain: str) -> str:
    """Spaces and quotation marks silenced; those inside a figure are no part of any gap and may go as well."""
    return _SILENT.sub(lambda match: _GONE * len(match[0]), plain)


def _with_numbers(plain: str, found: Sequence[Found], numbers: dict[int, int]) -> str:
    """List numbers put out, a mark in their place; ``numbers`` gets what each of them was."""
    taken = {at for one in found for at in range(one.start, one.end)}

    def put(match: re.Match[str]) -> str:
        if any(at in taken for at in range(*match.span())):
            return match[0]
        numbers[match.end() - 1] = _value(match)
        kept = "".join("\n" if char == "\n" else _GONE for char in match[0][:-1])
        return kept + _NUMBERED

    return _NUMBER.sub(put, plain.replace(_GONE, " ")).replace(" ", _GONE)


def _value(match: re.Match[str]) -> int:
    written = match["digits"] or match["in_brackets"] or match["chinese"] or match["ordinal"] or ""
    if written.isdigit():
        return int(written)
    if match["circled"]:
        return ord(match["circled"]) - ord("①") + 1
    if not written:
        return 0
    tens, ten, ones = written.rpartition("十")
    return (_CHINESE.find(tens) + 1 or 1) * 10 * bool(ten) + (_CHINESE.find(ones) + 1 if ones else 0)


def _with_lines(plain: str) -> str:
    """Line breaks that only wrap a sentence put out: those after a long line that ends in the middle of one."""
    if "\n" not in plain:
        return plain
    lines = plain.split("\n")
    out = [lines[0]]
    for before, after in pairwise(lines):
        head = after.lstrip(_GONE)[:1]
        body = before.rstrip(_GONE)
        ends = not body or not head or body[-1] in _SENTENCE_ENDS or head == _NUMBERED
        heading = _HEADING.search(body) is not None or _YEAR_FIRST.match(after.lstrip(_GONE)) is not None
        out.append(("\n" if ends or heading or len(body) < _SHORT_LINE else _GONE) + after)
    return "".join(out)


def _without_asides(plain: str, found: Sequence[Found]) -> str:
    """Brackets without a figure put out with what they hold, and brackets without a partner."""
    held = set()
    for one in found:
        held.add(one.start)
    out = list(plain)
    open_at: list[int] = []
    counts: list[int] = []
    for at, char in enumerate(plain):
        if at in held and counts:
            counts[-1] += 1
        if char == "(":
            open_at.append(at)
            counts.append(0)
        elif char == ")":
            _closed(out, open_at, counts, at)
        elif char == "\n" and open_at and at - open_at[-1] > _FURTHEST_BRACKET:
            _forget(out, open_at, counts)
    _forget(out, open_at, counts)
    return "".join(out)


def _closed(out: list[str], open_at: list[int], counts: list[int], at: int) -> None:
    if not open_at:
        out[at] = _GONE
        return
    start, inside = open_at.pop(), counts.pop()
    if inside:
        if counts:
            counts[-1] += inside
        return
    out[start : at + 1] = [_GONE] * (at + 1 - start)


def _forget(out: list[str], open_at: list[int], counts: list[int]) -> None:
    for start in open_at:
        out[start] = _GONE
    open_at.clear()
    counts.clear()
