"""A figure under the label of one stage of the budget year that elsewhere bears that of another: 年初预算 taken for 全年预算."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from ziping.figures import Dimension
from ziping.reading.across.levels import Level
from ziping.reading.claims import Claim, Mention
from ziping.reading.sentences.naming import core_of, subject_of

_PARTS: Final = re.compile("[;；]")
_CLAUSES: Final = re.compile("[,，、;；:：|（）()]")
_FIGURES: Final = re.compile(
    "(?:19|20)[0-9]{2}年度?|[0-9][0-9.,]*(?:万|亿)?(?:元|%|人|个|项)?|^[一二三四五六七八九十]+、|^[（(][一二三四五六七八九十]+[）)]"
)
_RATES: Final = re.compile("预算执行率|执行率|完成率|与上年相比|与年初预算相比")
_STAGES: Final = ("initial", "adjusted", "executed")
_WHOLE: Final = "expenditure"
_SHORTEST: Final = 3
_DIGITS: Final = 4  # fewer may well agree by chance


def labels_crossed(levels: Sequence[Level]) -> Iterator[Claim]:
    """Yield each figure that its thing has under another label, where under its own it has a different one."""
    things: dict[tuple[str, int | None], dict[str, list[Level]]] = defaultdict(lambda: defaultdict(list))
    years = {level.year for level in levels if level.year is not None}
    only = years.pop() if len(years) == 1 else None
    for level in levels:
        name = _name(level)
        if level.stage in _STAGES and name:
            things[name, level.year or only][level.stage].append(level)
    for stages in things.values():
        for stage, said in stages.items():
            yield from _crossed(stage, said, stages)


def _name(level: Level) -> str:
    """What a figure is of: the concept it is bound to, a name of its own, or where it has none, the whole."""
    unit = level.mention.figure.unit
    if unit is None or unit.dimension is not Dimension.MONEY:
        return ""
    if level.mention.concept:
        return level.mention.concept
    if not subject_of(level.mention.words):
        return _WHOLE if _names_nothing(level.mention) else ""
    core = core_of(level.mention.words)
    return core if len(core) >= _SHORTEST else ""


def _names_nothing(mention: Mention) -> bool:
    """Whether all its sentence up to a figure speaks of no part: a bare 年初预算 is then that of the whole."""
    said = _PARTS.split(mention.quote[: mention.quoted[0]])[-1]
    before = _FIGURES.sub("", said)
    return all(not subject_of(_RATES.sub("", clause.strip())) for clause in _CLAUSES.split(before))


def _crossed(stage: str, said: Sequence[Level], stages: dict[str, list[Level]]) -> Iterator[Claim]:
    others = {level.value for other, levels in stages.items() if other != stage for level in levels}
    right = [level for level in said if level.value not in others]
    if len({level.value for level in right}) != 1:
        return
    for level in said:
        mention = level.mention
        if level.value not in others or _digits(level) < _DIGITS or _far(level, right[0]):
            continue
        if mention.concept and right[0].mention.concept:
            continue  # the rule on figures stated twice tells that
        yield Claim(
            "equal",
            mention,
            (right[0].mention,),
            "a",
            mention.quote,
            mention.place,
            plain=False,
            likely=True,
        )


def _far(one: Level, other: Level) -> bool:
    """Whether two figures are too far apart to be a budget before and after its adjustment."""
    return abs(one.value - other.value) * 2 > max(one.value, other.value)


def _digits(level: Level) -> int:
    return sum(char.isdigit() for char in level.mention.figure.written)
