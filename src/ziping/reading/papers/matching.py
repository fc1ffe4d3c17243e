"""How alike two wordings are: for headings that were reworded and labels that were abridged. Whole percents, no float."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from ziping.figures.folding import fold
from ziping.reading.papers import lexicon

_BRACKETS: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_NO_WORDS: Final = re.compile(r"[\s\W_]+")
_LEADING: Final = re.compile(
    r"^\s*(?:其中[:：]?|[0-9]{1,2}[、.](?![0-9])|[一二三四五六七八九十]{1,3}[、.]|\([0-9一二三四五六七八九十]{1,3}\)|[①-⑳])\s*"
)
_CONTAINED: Final = 85  # percent: one wording within the other
_SHORTEST: Final = 2
_TELLING: Final = 4  # characters by which a wording within another is recognised


@lru_cache(maxsize=8192)
def key_of(text: str) -> str:
    r"""``text`` without numbers before it, brackets, blanks and marks: what makes two labels the same.

    >>> key_of("       其中：公车购置"), key_of("3、市级专项资金\n（一个专项一行）")
    ('公车购置', '市级专项资金')
    """
    flat = fold(text).strip()
    while (found := _LEADING.match(flat)) and found.end():
        flat = flat[found.end() :]
    without = _BRACKETS.sub("", flat)
    return _NO_WORDS.sub("", without) or _NO_WORDS.sub("", flat)


@lru_cache(maxsize=8192)
def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(len(text) - 1)) or frozenset((text,))


@lru_cache(maxsize=8192)
def bare_heading(text: str) -> str:
    """The words of a heading that mean something."""
    bare = key_of(text)
    for idle in lexicon.words("headings", "idle"):
        shorter = bare.replace(idle, "")
        if len(shorter) >= _SHORTEST:
            bare = shorter
    return bare


def likeness(one: str, other: str) -> int:
    """How much two keys share, 0 to 100: pairs of neighbouring characters, or one standing within the other."""
    if not one or not other:
        return 0
    if one == other:
        return 100
    first, second = _pairs(one), _pairs(other)
    shared = len(first & second)
    dice = 200 * shared // (len(first) + len(second))
    shorter, longer = sorted((one, other), key=len)
    if shorter in longer and (len(shorter) >= _TELLING or 2 * len(shorter) >= len(longer) > _SHORTEST):
        return max(dice, min(_CONTAINED, 55 + 30 * len(shorter) // len(longer)))
    return dice


@lru_cache(maxsize=1)
def _chapters() -> dict[str, str]:
    return {key_of(written): meant for written, meant in lexicon.table("chapters").items()}


def heading_likeness(words: str, names: Iterable[str]) -> int:
    """How much the heading ``words`` says what one of ``names`` says."""
    full, bare = key_of(words), bare_heading(words)
    best = 0
    meant = _chapters().get(full, "")
    if meant:
        full, bare = key_of(meant), bare_heading(meant)
    for name in names:
        best = max(best, likeness(full, key_of(name)), likeness(bare, bare_heading(name)) - 5)
    return best
