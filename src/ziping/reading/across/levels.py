"""Figures that say how much something is, not how it changed or compares: by name, year and stage of the budget."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Final

from msgspec import Struct

from ziping.figures import Dimension
from ziping.reading.claims import Mention
from ziping.reading.papers.stages import stage_in, year_in
from ziping.reading.sentences.lexicon import lexicon

_YEARS: Final = re.compile(r"(?:19|20)\d\d年(?:度|末|底)?")
_TAIL: Final = re.compile(
    r"(?:合计|总计|共计|累计|总额|总数|决算|实际|执行|完成|安排|发生|金额|[数额为是达到共约的:：,，])+$"
)
_MEASURES: Final = (Dimension.MONEY, Dimension.PEOPLE, Dimension.COUNT)
_NOT_HOW_MUCH: Final = re.compile(
    "占|比重|人均|户均|平均|每[人户辆次]|追加|调增|调减|上年|去年|往年|结转|结余"
)


class Level(Struct, frozen=True):
    """``mention`` in running text: ``name`` is what it is of, its ``stage`` empty where none is said, ``value`` in base units."""

    mention: Mention
    name: str
    stage: str
    year: int | None
    value: Fraction

    @property
    def block(self) -> int:
        """The paragraph it stands in."""
        assert self.mention.place.block is not None, "running text stands in paragraphs"
        return self.mention.place.block

    def like(self, other: Level) -> bool:
        """Whether both are measured alike."""
        one, two = self.mention.figure.unit, other.mention.figure.unit
        return one is not None and two is not None and one.dimension is two.dimension and self._stem(other)

    def _stem(self, other: Level) -> bool:
        one, two = self.mention.figure.unit, other.mention.figure.unit
        assert one is not None
        assert two is not None
        return one.dimension is Dimension.MONEY or one.stem == two.stem


def levels_of(mentions: Sequence[Mention], year: int | None) -> list[Level]:
    """Return the figures of running text that say how much something is, in their order."""
    found = []
    for mention in mentions:
        unit = mention.figure.unit
        if mention.place.row is not None or mention.place.block is None or not mention.figure.plain:
            continue
        if unit is not None and unit.dimension in _MEASURES and says_how_much(mention.words):
            named = mention.year or year_in(mention.words, year)
            stage = stage_in(mention.words)
            found.append(Level(mention, name_in(mention.words), stage, named, mention.figure.base))
    return found


@lru_cache(maxsize=8192)
def says_how_much(words: str) -> bool:
    """Whether words before a figure speak of a change, a share or an average.

    >>> says_how_much("2024年总支出"), says_how_much("总支出比上年增加")
    (True, False)
    """
    known = lexicon()
    patterns = (known.compare, known.change_end, known.prior_end, known.never, _NOT_HOW_MUCH)
    return not any(pattern.search(words) for pattern in patterns)


@lru_cache(maxsize=8192)
def names_in(words: str) -> tuple[str, ...]:
    """Every name that words before a figure may give it: with 合计 and without, with the years and without.

    >>> names_in("示例局收入合计")
    ('示例局收入', '示例局收入合计')
    """
    bare = _YEARS.sub("", words).strip("\1的")
    return tuple(dict.fromkeys((name_in(words), bare)))


@lru_cache(maxsize=8192)
def name_in(words: str) -> str:
    """What is left of words before a figure without years and without what ends them.

    >>> name_in("2024年示例局本年收入合计")
    '示例局本年收入'
    """
    return _TAIL.sub("", _YEARS.sub("", words).strip("\1的"))
