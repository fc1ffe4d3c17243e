"""Which concept words speak of: by the labels and aliases of the pack, the longest that stands at their end."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from ziping.figures import Dimension, Unit, unit
from ziping.figures.folding import fold
from ziping.reading.papers import lexicon
from ziping.reading.papers.gathering import WORDS
from ziping.reading.papers.matching import key_of
from ziping.reading.papers.sections import kept
from ziping.standards import Standard

_YEARS: Final = re.compile(r"(?:19|20)[0-9]{2}\s*年?度?")
_MARKS: Final = re.compile(r"[\s\W_]+")
_NAMED_LIKE_THIS: Final = 2
_VISITS: Final = "人次"
_PEOPLE: Final = ("人", "名", "位")
_POSTS: Final = "个"  # 编制85个
_GROUPS: Final = ("批次", "个", "辆")
_MOST_CORES: Final = 40


def names_of(standard: Standard) -> Mapping[str, str]:
    """Every name of a single figure → its concept: labels, aliases, words of the pack and of the lexicon."""
    return kept(standard, "names", _names)


def _names(standard: Standard) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for written, meant in lexicon.table("said").items():
        found[key_of(written)] = meant
    for pair in standard.words.get("also_called", ()):
        written, _, meant = pair.rpartition(" ")
        found.setdefault(key_of(written), meant)
    for concept_id, concept in standard.concepts.items():
        if concept.item or concept.unit in WORDS:
            continue
        for name in (concept.label.zh, *concept.aliases):
            found.setdefault(key_of(name), concept_id)
    return {name: meant for name, meant in found.items() if len(name) >= _NAMED_LIKE_THIS}


def concept_in(words: str, standard: Standard) -> str:
    """The single concept ``words`` end by naming; empty where they name none, or a change or share of one.

    >>> from ziping.standards import load_standard
    >>> pack = load_standard("hunan/department/2024")
    >>> concept_in("公用经费全年执行数为年初预算", pack), concept_in("部门整体支出增加", pack)
    ('operating', '')
    """
    names = names_of(standard)
    core = _MARKS.sub("", _YEARS.sub("", fold(words)))
    tried = _cores(core)
    for one in tried:
        if one in names:
            return names[one]
    return next((names[named] for one in tried if (named := _at_end(one, names))), "")


def _at_end(core: str, names: Mapping[str, str]) -> str:
    """The longest name at the end of ``core``; empty for none."""
    for start in range(max(0, len(core) - 24), len(core) - 1):
        if core[start:] in names:
            return "" if core[:start].endswith(lexicon.words("binding", "before")) else core[start:]
    return ""


@lru_cache(maxsize=4096)
def _cores(core: str) -> tuple[str, ...]:
    """``core`` and what is left of it when words for stages and fillers are taken off its end, the longest first.

    Nothing where a word for a change or a share stands at the end.
    """
    changes = lexicon.words("binding", "changes")
    found: dict[str, None] = {}
    waiting = [core]
    while waiting and len(found) < _MOST_CORES:
        one = max(waiting, key=len)
        waiting.remove(one)
        if one in found:
            continue
        if one.endswith(changes):
            return () if len(found) <= 1 else tuple(found)
        found[one] = None
        waiting.extend(
            one[: -len(word)] for word in _endings() if one.endswith(word) and len(one) > len(word)
        )
    return tuple(found)


@lru_cache(maxsize=1)
def _endings() -> tuple[str, ...]:
    stages = (
        word for stage in ("adjusted", "initial", "executed") for word in lexicon.words("stages", stage)
    )
    return tuple(sorted({*stages, *lexicon.words("binding", "fillers")}, key=len, reverse=True))


def fits(figure_unit: Unit | None, concept_unit: str) -> bool:
    """Whether a figure in ``figure_unit`` can be about a concept in ``concept_unit``."""
    if figure_unit is None:
        return True
    wanted = unit(concept_unit)
    if figure_unit.dimension is Dimension.PLAIN:
        return True
    if _VISITS in (figure_unit.stem, wanted.stem):
        # 32批次、256人次: two figures, two things; 接待256人 are as many visits
        return figure_unit.stem == wanted.stem or (wanted.stem == _VISITS and figure_unit.stem in _PEOPLE)
    if wanted.stem in _GROUPS and figure_unit.stem in _PEOPLE:
        return False
    if wanted.stem in _PEOPLE and figure_unit.stem == _POSTS:
        return True
    return figure_unit.dimension is wanted.dimension
