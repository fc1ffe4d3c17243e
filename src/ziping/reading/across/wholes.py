"""A share whose whole is stated in another section: “总支出3150万元。… 工资福利支出1108.8万元，占总支出的35.2%”."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Final

from ziping.figures import Dimension
from ziping.reading.across.levels import Level, names_in
from ziping.reading.claims import Claim, Mention
from ziping.reading.papers.stages import stage_in, year_in
from ziping.reading.sentences.lexicon import lexicon

_OF: Final = re.compile("占(?P<of>[^占,，。;；]{3,24}?)的?(?:比重|比例|份额)?(?:约?[为是达])?$")
_SHORTEST, _LONGEST = 3, 12
_MOST: Final = 40  # of so many figures under one name none is the whole


def shares_across(
    mentions: Sequence[Mention], levels: Sequence[Level], claims: Sequence[Claim], year: int | None
) -> Iterator[Claim]:
    """Yield the shares no paragraph explains, of the one whole that the document states under the name they give."""
    told = {id(claim.claim) for claim in claims}
    by_mention = {id(level.mention): level for level in levels}
    wholes = _by_name(levels)
    for before, mention in pairwise((None, *mentions)):
        assert mention is not None, "only the first of all pairs has nothing before it"
        unit = mention.figure.unit
        if unit is None or unit.dimension is not Dimension.PERCENT or id(mention) in told:
            continue
        found = _OF.search(mention.words)
        if found is None or not mention.figure.plain:
            continue
        part = by_mention.get(id(before)) if before is not None and before.quote == mention.quote else None
        part = part or _part(mention, found.start(), wholes, year)
        whole = _whole(found["of"], part, wholes, year) if part is not None else None
        if part is not None and whole is not None:
            yield Claim(
                "share",
                mention,
                (part.mention, whole.mention),
                "a/b",
                mention.quote,
                mention.place,
                plain=False,
                likely=True,
            )


def _by_name(levels: Sequence[Level]) -> Mapping[str, Sequence[Level]]:
    """Levels by every ending of their names (示例局总支出 is also 总支出), each once however often it is said."""
    found: dict[str, dict[tuple[Fraction, int | None, str], Level]] = defaultdict(dict)
    for level in levels:
        endings = {
            name[-length:]
            for name in names_in(level.mention.words)
            for length in range(_SHORTEST, min(len(name), _LONGEST) + 1)
        }
        for ending in endings:
            if len(found[ending]) < _MOST:
                found[ending].setdefault((level.value, level.year, level.stage), level)
    return {ending: tuple(said.values()) for ending, said in found.items()}


def _part(
    mention: Mention, end: int, levels: Mapping[str, Sequence[Level]], year: int | None
) -> Level | None:
    """“基本支出占总支出的68.5%;…基本支出1370万元”: the one figure of the thing that the share is said of."""
    of_year = year_in(mention.words, year) or year
    said = levels.get(names_in(mention.words[:end])[0], ())
    found = [level for level in said if (level.year or year) == of_year and level.stage in ("", "executed")]
    return found[0] if found and len({level.value for level in found}) == 1 else None


def _whole(of: str, part: Level, wholes: Mapping[str, Sequence[Level]], year: int | None) -> Level | None:
    own = names_in(of)
    names = next((group for group in lexicon().same_wholes if own[0] in group), own)
    of_year = year_in(of, year) or part.year or year
    stage = stage_in(of) or part.stage
    found = [
        whole
        for one in dict.fromkeys(names)
        for whole in wholes.get(one, ())
        if whole is not part
        and whole.like(part)
        and (whole.year or year) == of_year
        and {whole.stage, stage} <= {"", "executed", stage or whole.stage}
        and (bool(stage) == bool(whole.stage) or {whole.stage, stage} == {"", "executed"})
    ]
    if not found or len({whole.value for whole in found}) > 1 or found[0].value < part.value:
        return None
    return found[0]
