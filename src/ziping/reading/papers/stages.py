"""Which column of the budget year words speak of, and of which year."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from ziping.figures.folding import fold
from ziping.reading.papers import lexicon

_YEAR: Final = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})\s*(?:年|(?=[^0-9]))")
_ORDER: Final = ("adjusted", "initial", "allotted", "executed")


@lru_cache(maxsize=8192)
def year_in(words: str, year: int | None) -> int | None:
    """The year ``words`` name: a number, 上年 or 本年 counted from ``year``. The last one named counts."""
    flat = fold(words)
    found = _YEAR.findall(flat)
    if found:
        return int(found[-1])
    if year is not None:
        if any(word in flat for word in lexicon.words("stages", "prior")):
            return year - 1
        if any(word in flat for word in lexicon.words("stages", "this_year")):
            return year
    return None


@cache
def _words() -> re.Pattern[str]:
    """Every word for a stage, the longer before the shorter; a rate (执行率) is no amount."""
    of = {word: stage for stage in _ORDER for word in lexicon.words("stages", stage)}
    longest = sorted(of, key=len, reverse=True)
    groups = "|".join(re.escape(word) for word in longest)
    return re.compile(rf"(?:{groups})(?!率|进度|控制)")


@cache
def _stage_of() -> dict[str, str]:
    return {word: stage for stage in reversed(_ORDER) for word in lexicon.words("stages", stage)}


@lru_cache(maxsize=8192)
def stage_in(words: str) -> str:
    """The stage ``words`` name; where several do, the one named last.

    >>> (
    ...     stage_in("全年预算数"),
    ...     stage_in("执行率"),
    ...     stage_in("与年初预算相比，决算数"),
    ...     stage_in("一般公共预算"),
    ... )
    ('adjusted', '', 'executed', '')
    """
    flat = re.sub(r"\s+", "", fold(words))
    for name in lexicon.words("stages", "names"):
        flat = flat.replace(name, "")
    found = _words().findall(flat)
    return _stage_of()[found[-1]] if found else ""


def column(words: str, year: int | None) -> str:
    """The pack's stage of a heading such as 2023年决算数, seen from a report on ``year``; empty when it says none."""
    stage = stage_in(words)
    named = year_in(words, year)
    if year is not None and named == year - 1 and stage in ("initial", "executed", "adjusted"):
        return "prior_initial" if stage == "initial" else "prior_executed" if stage == "executed" else ""
    if year is not None and named is not None and named != year:
        return ""
    return stage
