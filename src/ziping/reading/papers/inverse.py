"""A pack's own passages turned round: the pattern that finds in a document what the passage prints.

What composing says with a template, this reads with the same template, so that our own reports read back without a
second grammar. Numbers are matched strictly, texts as short as the words after them allow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ziping.reading.papers.conditions import fixed
from ziping.reading.papers.holes import TEXT, results, stage_of, template
from ziping.reading.papers.patterns import TELLING, Building, Hole, InnerList, Pattern
from ziping.standards import Standard
from ziping.standards.model.sections import Passage

_NONE: Final = re.compile(
    r"(?:(?P<zero>[a-z_.]+(?:@[a-z_]+)?) == 0 or )?stated_none\((?P<name>[a-z_.]+(?:@[a-z_]+)?)\) or not_applicable\((?P=name)\)"
)


def patterns_of(passage: Passage, standard: Standard) -> tuple[Pattern, ...]:
    """The patterns of a passage of words: of what it says, and of what it says otherwise.

    Tables, charts, own paragraphs and notes have none. A passage that repeats has the pattern of one item, and
    ``join`` where items follow each other in one paragraph.
    """
    if passage.own and passage.otherwise:
        return tuple(_otherwise(passage, standard))
    if passage.own or passage.note or passage.table or passage.chart:
        return ()
    building = Building(standard)
    if passage.each and (passage.join or passage.lead or passage.end):
        source = _joined(passage, building)
    else:
        source = _said(passage, building, _body(passage, building, passage.each))
    made = Pattern(
        source, tuple(building.holes), tuple(building.inner), tuple(building.words), passage.each, passage.join,
        fixed(passage), tuple(building.maybe),
    )  # fmt: skip
    return (made, *_otherwise(passage, standard))


def _otherwise(passage: Passage, standard: Standard) -> Iterator[Pattern]:
    """What is said when there is nothing to say; a choice of sentences is one pattern each."""
    said = passage.otherwise
    if not said:
        return
    if said.startswith("{if(") and said.count("{") == 1:
        for words in re.findall(r"[,(]\s*'([^']{3,})'", said[1:-1]):
            if words in results(said[1:-1]):
                yield Pattern(re.escape(words), words=(words,))
        return
    building = Building(standard)
    source = "".join(template(said, building, passage.each, certain=True))
    yield Pattern(source, tuple(building.holes), (), tuple(building.words))


def _said(passage: Passage, building: Building, source: str) -> str:
    """Words that are said when a figure is nought or none say 无 of it."""
    found = _NONE.match(passage.when.lstrip("("))
    if found is None or found["zero"] not in (None, found["name"]) or "{" in passage.text or not passage.text:
        return source
    after = passage.when.lstrip("(")[found.end() :]
    if after and not after.startswith(") and"):
        return source
    concept_id, _, stage = found["name"].partition("@")
    concept = building.standard.concepts.get(concept_id)
    if concept is None:
        return source
    group = building.group()
    building.holes.append(Hole(group, concept_id, stage or stage_of(concept), says="无"))
    return f"(?P<{group}>{source})"


def _joined(passage: Passage, building: Building, *, nested: bool = False) -> str:
    """Items in one stretch: what leads, the items, what ends."""
    inner = Building(building.standard)
    body = _body(passage, inner, passage.each, alone=True)
    ends = re.escape(passage.join) if passage.join else ""
    item = Pattern(
        f"{body}(?:{ends}|$)" if ends else body, tuple(inner.holes), tuple(inner.inner), (), passage.each,
        passage.join, fixed(passage),
    )  # fmt: skip
    lead = "".join(template(passage.lead, building, passage.each, certain=True))
    group = building.group()
    building.inner.append(InnerList(group, item))
    end = "".join(template(passage.end, building, passage.each, certain=True))
    return f"{lead}(?P<{group}>.{{0,6000}}?){end or ('' if nested else '$')}"


def _body(
    passage: Passage, building: Building, item: str, *, alone: bool = False, certain: bool = True
) -> str:
    """What one passage prints once."""
    if passage.text:
        ends = (passage.lead, passage.text, passage.end) if not alone else ("", passage.text, "")
        return "".join(piece for part in ends for piece in template(part, building, item, certain=certain))
    source: list[str] = []
    if not alone:
        source.extend(template(passage.lead, building, item, certain=certain))
    if passage.texts:
        group = building.group()
        building.holes.append(Hole(group, item, texts=passage.texts))
        source.append(f"(?P<{group}>{TEXT})")
    for number, part in enumerate(passage.parts):
        if part.when and part.text.startswith("{") and (later := _openings(passage.parts[number + 1 :])):
            source.append(f"(?:(?!{later}){_part(part, building, item, passage.join, certain=certain)})?")
            continue
        source.append(_part(part, building, item, passage.join, certain=certain))
    if not alone:
        source.extend(template(passage.end, building, item, certain=certain))
    return "".join(source)


def _openings(parts: tuple[Passage, ...]) -> str:
    """The words that later parts open with: a text before them does not begin like that."""
    words = (re.split(r"\{", part.text or part.lead, maxsplit=1)[0] for part in parts)
    return "|".join(re.escape(opening) for opening in dict.fromkeys(words) if len(opening) > TELLING)


def _part(part: Passage, building: Building, item: str, join: str, *, certain: bool) -> str:
    if part.own or part.note:
        return ""
    optional = bool(part.when or part.each or part.texts)
    sure = certain and not optional
    if part.each:
        made = (
            _joined(part, _quiet(building), nested=True)
            if part.join or part.lead or part.end
            else _body(part, building, part.each)
        )
        if part.otherwise:
            other = "".join(template(part.otherwise, building, item, certain=False))
            made = f"(?:{made}|{other})"
    else:
        made = _said(part, building, _body(part, building, item, certain=sure))
    between = f"(?:{re.escape(join)})?" if join else ""
    return f"(?:{between}{made})?" if optional or join else made


def _quiet(building: Building) -> Building:
    """The same building, whose words are not sure to stand there."""
    return Building(building.standard, building.holes, building.inner, building.maybe, building.maybe)
