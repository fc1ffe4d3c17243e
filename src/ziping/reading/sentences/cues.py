"""What the words between two figures say: which list begins, what is compared with what, which names are enumerated."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ziping.reading.sentences.layout import Gap
from ziping.reading.sentences.lexicon import lexicon

EACH = re.compile("分别|各(?![项类级种个地县乡镇部单])")
_NAMES = re.compile("[、,]|和|与|以及|及")
_LAST_CLAUSE = re.compile("[,;。:|\n.]")
_YEAR = re.compile(r"((?:19|20)\d\d)年")
_NOT_INCLUDED = ("不", "未", "非", "没")
_AFTER_OPENER = ",:、\n\1"
_WITHIN_SENTENCE = ",、:(|\1"
_LIST_AFTER_COLON = re.compile(":\n?\1")
_CLAUSES = re.compile("[,;。\n]")
_NOTHING_FIRST = re.compile("[^;。\n0-9]*(?:未|无|没有)[^;。\n0-9]*;[^,;。\n0-9]*$")
_AMONG = re.compile("中[,:]")


def names_of(gap: Gap) -> list[str]:
    """“货物、工程和服务分别为”: the names enumerated before the first figure."""
    words = without_opener(_LAST_CLAUSE.split(gap.words)[-1])
    each = EACH.search(words)
    return [name for name in _NAMES.split(words[: each.start()] if each else words) if name]


def piece_before(gap: Gap) -> str:
    """The clause before the words that lead to a figure, within its sentence."""
    return gap.pieces[-2] if gap.marks and gap.marks[-1] in _WITHIN_SENTENCE else ""


def compared_with(pieces: Sequence[str]) -> str:
    """What these clauses compare with: ``prior``, ``plan``, a year, or nothing."""
    for piece in reversed(pieces):
        found = lexicon().compare.search(piece)
        if found:
            return compared_in(piece[found.start() :])
    return ""


def compared_in(words: str) -> str:
    year = _YEAR.search(words)
    if year:
        return year[1]
    if lexicon().prior.search(words):
        return "prior"
    return "plan" if lexicon().planned.search(words) else ""


def before_comparison(words: str) -> str:
    found = lexicon().compare.search(words)
    return words[: found.start()] if found else words


def without_opener(words: str) -> str:
    found = _last_opener(words)
    if found is not None:
        return words[found.end() :]
    short = lexicon().short_opener.match(words)
    return words[short.end() :] if short else words


def opener_of(gap: Gap) -> str:
    """The words or marks in ``gap`` that begin a list, empty for none. Weak ones are a bracket, a number, a colon, 用于."""
    divided = lexicon().divided_by.search(gap.words)
    if divided:
        return divided[0]
    found = _last_opener(gap.words)
    if found is not None:
        names = gap.words[found.end() :].lstrip(_AFTER_OPENER)
        # “主要包括办公费、水电费等;公用经费…” lists no figures, “其中:未发生出国费用;公务接待费…” does.
        if not _CLAUSES.search(names) or _NOTHING_FIRST.match(names):
            return found[0]
    short = lexicon().short_opener.match(gap.lead)
    if short and len(gap.lead) > 1:
        return short[0]
    among = _AMONG.match(gap.words)  # “预算79.69万元中,接待费…”
    if among:
        return among[0]
    return _weak_opener(gap)


def _weak_opener(gap: Gap) -> str:
    """Marks and words that begin a list only if it adds up."""
    marks = (
        (":1", gap.number <= 1 and bool(_LIST_AFTER_COLON.search(gap.words))),
        ("(", gap.opened),
        ("1", gap.numbered and gap.number == 1),
    )
    mark = next((mark for mark, present in marks if present), "")
    if mark:
        return mark
    weak = lexicon().weak_opener.match(gap.lead)
    if weak:
        return f"~{weak[0]}"
    return ":" if gap.words.startswith(":") else ""


def _last_opener(words: str) -> re.Match[str] | None:
    """The last word in ``words`` that opens a list, unless it is negated (不包括)."""
    found = list(lexicon().opener.finditer(words))
    if not found or words[max(0, found[-1].start() - 1) : found[-1].start()] in _NOT_INCLUDED:
        return None
    return found[-1]
