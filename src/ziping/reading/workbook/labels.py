"""Labels as the reader compares them: without spaces, stars, brackets round a unit, in half width."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache

from ziping.figures import FigureError, Unit
from ziping.figures import unit as unit_written
from ziping.figures.folding import fold

REMARKS = (
    "注:",
    "备注:",
    "说明:",
    "填表说明:",
)  # what a folded text begins with that is no item and no label
_SPACE = re.compile(r"\s+")
_BRACKET = re.compile(r"\(([^()]{1,8})\)$")
_LEAD = re.compile(r"^(?:其中:|[0-9]{1,2}[、.]|\([0-9一二三四五六七八九十]{1,3}\))")


@lru_cache(maxsize=4096)
def key_of(text: str) -> str:
    r"""What is left of a label to compare: ``"决算数\n（万元）*"`` → ``"决算数"``."""
    return _split(text)[0]


@lru_cache(maxsize=1024)
def unit_in(text: str) -> Unit | None:
    """The unit a heading states in brackets at its end."""
    return _split(text)[1]


def _split(text: str) -> tuple[str, Unit | None]:
    plain = _SPACE.sub("", fold(text)).strip("*:")
    bracket = _BRACKET.search(plain)
    if bracket is None:
        return plain, None
    try:
        return plain[: bracket.start()].strip("*:"), unit_written(bracket[1])
    except FigureError:
        return plain, None


def row_keys(text: str) -> tuple[str, ...]:
    """A row's label with and without its “1、” or “其中：”."""
    key = key_of(text)
    bare = _LEAD.sub("", key)
    return (key,) if bare == key or not bare else (key, bare)


def nearest(text: str, known: Iterable[str]) -> str | None:
    """The known label most like ``text``, if any is like it."""
    by_key = {key_of(label): label for label in known}
    found = get_close_matches(key_of(text), by_key, n=1, cutoff=0.6)
    return by_key[found[0]] if found else None
