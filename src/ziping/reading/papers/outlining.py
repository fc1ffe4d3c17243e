"""A document's outline: which paragraphs are headings, how they nest, which sections of the pack they stand for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Literal

from msgspec.structs import replace

from ziping.documents.source import Grid, Passage, Source
from ziping.figures.folding import fold
from ziping.reading.papers.annex_marks import Marks, roles_of
from ziping.reading.papers.gathering import cleaned
from ziping.reading.papers.numbering import LEVELS, Numbered, number_at_head
from ziping.reading.papers.sections import Known, known_sections
from ziping.reading.papers.shapes import Heading, Outline, Role
from ziping.standards import Standard

LONGEST_HEADING: Final = 45
_LONGEST_RUN_IN: Final = 32
_SURE: Final = 60
_VERY_WORDS: Final = 92
_HINTED: Final = 75  # an unnumbered line must say what a section says nearly to the letter
_SENTENCE: Final = re.compile(r"[。；！？!?;]")
_RUN_IN: Final = re.compile(r"(?P<words>[^。；：:，,]{2,32})(?P<stop>[：:。])")
_OFTEN_ITEMS: Final = frozenset(
    ("arabic", "arabic_comma", "arabic_bracket", "arabic_half", "circled", "decimal")
)
_DEEPEST: Final = 9


def outline(source: Source, standard: Standard | None = None) -> Outline:
    """The outline of ``source``; with ``standard``, its headings and annexes are matched to the pack's.

    Works for any document: headings are told by the file's own levels and by the systems of numbers.
    """
    known = known_sections(standard) if standard is not None else ()
    marks = roles_of(source, standard)
    found: list[Heading] = []
    for number, block in enumerate(source.blocks):
        if isinstance(block, Passage) and marks.roles[number] == "body":
            heading = _heading(number, block, known, found)
            if heading is not None:
                found.append(heading)
    nested = _nested(_levelled(found), known)
    roles = _roles(marks, nested)
    return Outline(nested, marks.annexes, roles, _owners(source, nested, marks), marks.titles)


def _heading(
    number: int, block: Passage, known: Sequence[Known], before: Sequence[Heading]
) -> Heading | None:
    text = block.text.rstrip()
    if not cleaned(text) or block.role not in (
        "body",
        "heading",
        "title",
    ):  # a gap nobody filled is no heading
        return None
    numbered = number_at_head(text)
    begin = numbered.end if numbered else 0
    rest = text[begin:].strip()
    if not rest:
        return None
    level = block.level or (LEVELS[numbered.system] if numbered else 1)
    if block.level or block.role == "heading":
        return Heading(number, level, rest, "heading", 0, len(text), block.place, numbered)
    alone = len(rest) <= LONGEST_HEADING and not _SENTENCE.search(fold(rest).rstrip("。:：;") or rest)
    if numbered is None:
        if alone and len(rest) <= _LONGEST_RUN_IN and not rest.endswith(("。", "，", "；", "、")):
            return _unnumbered(number, block, rest, known, before)
        return None
    return _numbered(number, block, numbered, rest, known, alone=alone)


def _numbered(
    number: int, block: Passage, numbered: Numbered, rest: str, known: Sequence[Known], *, alone: bool
) -> Heading:
    level = LEVELS[numbered.system]
    text = block.text.rstrip()
    begin = text.find(rest, numbered.end) if rest else numbered.end
    run_in = _RUN_IN.match(rest)
    if run_in is not None and run_in.end() < len(rest):
        words = run_in["words"].strip()
        sure = numbered.system not in _OFTEN_ITEMS or _like(words, known) >= _SURE
        kind: Literal["run_in", "item"] = "run_in" if sure else "item"
        return Heading(number, level, words, kind, 0, begin + run_in.end(), block.place, numbered)
    words = rest.rstrip("：:。 ")
    if alone and (numbered.system not in _OFTEN_ITEMS or not rest.endswith(("。", "；", "，"))):
        return Heading(number, level, words, "heading", 0, len(text), block.place, numbered)
    if len(words) <= LONGEST_HEADING and _like(words, known) >= _SURE:
        return Heading(number, level, words, "heading", 0, len(text), block.place, numbered)
    return Heading(number, level, words[:LONGEST_HEADING], "item", 0, begin, block.place, numbered)


def _unnumbered(
    number: int, block: Passage, rest: str, known: Sequence[Known], before: Sequence[Heading]
) -> Heading | None:
    """A line without a number that says what a section of the pack says."""
    best = max(known, key=lambda one: one.likeness(rest), default=None)
    if best is None or best.likeness(rest) < _HINTED or any(one.words == rest for one in before):
        return None
    words = rest.rstrip("：: ")
    return Heading(number, best.level, words, "heading", 0, len(block.text), block.place)


def _like(words: str, known: Sequence[Known]) -> int:
    return max((one.likeness(words) for one in known), default=0)


def _levelled(found: Sequence[Heading]) -> list[Heading]:
    """Levels as meant. A number in another system that goes on where a higher level stopped belongs to that level."""
    levelled: list[Heading] = []
    last: dict[int, int] = {}  # level → last number
    for position, one in enumerate(found):
        level = one.level
        number = one.number
        if one.kind != "item" and number is not None and number.system in _OFTEN_ITEMS:
            level = _meant(one, found[position + 1 :], last)
        levelled.append(replace(one, level=level))
        if number is not None and one.kind != "item":
            last[level] = number.number
            for deeper in [key for key in last if key > level]:
                del last[deeper]
    return levelled


def _meant(one: Heading, after: Sequence[Heading], last: dict[int, int]) -> int:
    """The level of an Arabic number: its own, or that of the Chinese numerals it continues by mistake."""
    assert one.number is not None
    own = one.level
    if one.number.number == 1 or last.get(own) == one.number.number - 1:
        return own
    following = next(
        (other.number.number for other in after if other.number is not None and other.kind != "item" and other.level == 1),
        None,
    )  # fmt: skip
    continues = last.get(1) == one.number.number - 1
    return 1 if continues and following in (None, one.number.number + 1) else own


def _nested(found: Sequence[Heading], known: Sequence[Known]) -> tuple[Heading, ...]:
    """Each with the heading above it and the section of the pack it stands for."""
    nested: list[Heading] = []
    open_at: dict[int, int] = {}  # level → index
    taken: dict[str, int] = {}
    for position, one in enumerate(found):
        if one.kind == "item":
            above = open_at[max(open_at)] if open_at else None
            nested.append(replace(one, above=above))
            continue
        for level in [level for level in open_at if level >= one.level]:
            del open_at[level]
        above = open_at[max(open_at)] if open_at else None
        over = nested[above].section if above is not None else ""
        section, confidence = _section(one, over, known, taken)
        if section:
            taken[section] = position
        nested.append(replace(one, above=above, section=section, confidence=confidence))
        open_at[one.level] = position
    return tuple(nested)


def _section(one: Heading, over: str, known: Sequence[Known], taken: dict[str, int]) -> tuple[str, int]:
    """The section most like it; one below the section above it, and one not yet found, are preferred."""
    best, confidence, rank = "", 0, 0
    inside = bool(over) and not any(section.above == over for section in known)
    for section in known:
        like = section.likeness(one.words)
        # Within a section that has none of its own (问题, 措施) a line is a point of it, unless it says another's very words.
        if like < (_VERY_WORDS if inside else _SURE):
            continue
        bonus = 8 if section.above == over else 4 if over and section.id.startswith(over) else 0
        bonus -= 15 if section.id in taken else 0
        bonus -= 6 * min(abs(section.level - one.level), 2)
        if like + bonus > rank:
            best, confidence, rank = section.id, min(like, 100), like + bonus
    return best, confidence


def _roles(marks: Marks, headings: Sequence[Heading]) -> tuple[Role, ...]:
    roles = list(marks.roles)
    for one in headings:
        if one.kind == "heading":
            roles[one.block] = "heading"
    return tuple(roles)


def _owners(source: Source, headings: Sequence[Heading], marks: Marks) -> tuple[int | None, ...]:
    at = {one.block: index for index, one in enumerate(headings) if one.kind != "item"}
    owners: list[int | None] = []
    current: int | None = None
    for number, block in enumerate(source.blocks):
        current = at.get(number, current)
        inside = marks.roles[number] in ("body", "attachment_list") or isinstance(block, Grid)
        annexed = any(one.first <= number < one.last for one in marks.annexes)
        owners.append(current if inside and not annexed else None)
    return tuple(owners)
