"""What the pack's passages did not say is the unit's own: its paragraphs, kept under the section they stand in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from ziping.reading.papers.gathering import Gathering, cleaned
from ziping.reading.papers.prose import Paragraph
from ziping.reading.papers.sections import Known, known_sections
from ziping.reading.papers.shapes import Placed

_SURE: Final = 90
_ELSEWHERE: Final = 80  # under the right heading, one level further down
_HOLES: Final = re.compile(r"\{([a-z_.]+)\}")


def keep_own_words(paragraphs: Mapping[str, Sequence[Paragraph]], gathering: Gathering) -> None:
    """Keep what is left of every section: as its field (综合评价结论) where the pack has one, else as its narrative."""
    for known in known_sections(gathering.standard):
        left = [
            (paragraph, rest)
            for paragraph in paragraphs.get(known.id, ())
            if (rest := cleaned(paragraph.rest()))
        ]
        if not left or _says_nothing(known, left):
            continue
        text = "\n".join(rest for _, rest in left)
        place = left[0][0].at(0, len(left[0][0].text))
        field = _field(known, gathering)
        if field and field not in {placed.concept for placed in gathering.fields.values()}:
            gathering.figure(field, "", text, place, _SURE)
            continue
        key = next((passage.own for passage in known.section.passages if passage.own), "")
        inner = next(
            (passage.own for one in known.section.sections for passage in one.passages if passage.own), ""
        )
        if key:
            gathering.narrative[key] = Placed(f"narrative.{key}", text, place, _SURE)
        elif inner and inner not in paragraphs:
            # The pack keeps no words right under this heading: they go to its first section.
            gathering.narrative.setdefault(inner, Placed(f"narrative.{inner}", text, place, _ELSEWHERE))
        else:
            for paragraph, rest in left:
                gathering.cannot(known.section.heading, rest, paragraph.place)


def _says_nothing(known: Known, left: Sequence[tuple[Paragraph, str]]) -> bool:
    """无。 where the pack itself says so when there is nothing."""
    otherwise = {passage.otherwise.strip("。") for passage in known.section.passages if passage.otherwise}
    return len(left) == 1 and left[0][1].strip("。 ") in otherwise


def _field(known: Known, gathering: Gathering) -> str:
    """The text of the report that a section prints as it is."""
    for passage in known.section.passages:
        found = _HOLES.fullmatch(passage.text)
        concept = gathering.standard.concepts.get(found[1]) if found else None
        if found and concept is not None and concept.field and not concept.item:
            return found[1]
    return ""
