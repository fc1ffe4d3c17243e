"""The words of ``words.toml``, folded and ready to compare."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path

from msgspec import Struct

from ziping.figures.folding import fold
from ziping.reading.claims import ClaimKind

_SPACE = re.compile(r"\s+")
_RATIOS: dict[str, ClaimKind] = {
    "rate": "rate",
    "growth": "growth",
    "difference": "difference",
    "share": "share",
    "product": "product",
}


class Follows(Struct, frozen=True):
    """A column that follows from others: ``names`` of its head; words for the heads of its operands, the best first."""

    names: tuple[str, ...]
    kind: ClaimKind
    over: tuple[str, ...]
    under: tuple[str, ...]
    falls: bool = False
    sure: bool = False
    loose: bool = False


class Lexicon(Struct, frozen=True):
    """What the words of tables say; see ``words.toml`` for what each list is for."""

    ranks: dict[str, int]
    of_which: tuple[str, ...]
    left_out: tuple[str, ...]
    selection: tuple[str, ...]
    headers: dict[str, tuple[str, ...]]
    full: tuple[str, ...]
    reached: tuple[str, ...]
    follows: tuple[Follows, ...]
    balance: dict[str, tuple[str, ...]]

    def heads(self, kind: str, text: str) -> bool:
        """Whether a folded head has one of the words of the list ``kind``."""
        return _has_word(kind, text)

    def names(self, kind: str, text: str) -> bool:
        """Whether a folded head is, or ends in, one of the words of the list ``kind``."""
        return text.endswith(self.headers[kind])

    def rank(self, label: str) -> int:
        """1 for the total of a group, 2 of a table or side, 3 of everything; 0 for what is no total."""
        return _rank(label)


@cache
def lexicon() -> Lexicon:
    """The lexicon, read once."""
    data = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
    totals = data["totals"]
    ranks = {
        word: rank for rank, name in enumerate(("group", "table", "whole"), start=1) for word in totals[name]
    }
    return Lexicon(
        ranks,
        tuple(totals["of_which"]),
        tuple(fold(word) for word in totals["left_out"]),
        tuple(totals["selection"]),
        {name: tuple(fold(word) for word in words) for name, words in data["headers"].items()},
        tuple(data["weights"]["full"]),
        tuple(data["weights"]["reached"]),
        tuple(_follows(one) for one in data["follows"]),
        {name: tuple(words) for name, words in data["balance"].items()},
    )


def _follows(data: dict[str, object]) -> Follows:
    names, over, under = data["names"], data["over"], data["under"]
    assert isinstance(names, list)
    assert isinstance(over, list)
    assert isinstance(under, list)
    return Follows(
        tuple(fold(name) for name in names),
        _RATIOS[str(data["kind"])],
        tuple(over),
        tuple(under),
        falls=bool(data.get("falls", False)),
        sure=bool(data.get("sure", False)),
        loose=bool(data.get("loose", False)),
    )


@lru_cache(maxsize=8192)
def _has_word(kind: str, text: str) -> bool:
    return any(word in text for word in lexicon().headers[kind])


@lru_cache(maxsize=8192)
def _rank(label: str) -> int:
    bare = label.rstrip(":")
    if bare.endswith(")"):
        bare = bare.partition("(")[0]
    return next((rank for word, rank in lexicon().ranks.items() if bare.endswith(word)), 0)


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """``text`` in half width, without spaces and line breaks."""
    return _SPACE.sub("", fold(text))
