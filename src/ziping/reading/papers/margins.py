"""The lines around the tables and at the end: who filled the form in, when, whose telephone; who signs, which day."""

from __future__ import annotations

import re
from typing import Final

from ziping.documents.source import Passage, Source
from ziping.reading.papers.gathering import Gathering
from ziping.reading.papers.sections import kept
from ziping.reading.papers.shapes import Outline
from ziping.standards import Standard

_HOLE: Final = re.compile(
    r"(?P<label>[^\s:：{}。]{2,12})\s*[:：]\s*\{(?P<name>unit\.[a-z_]+)(?:\s*\|[^{}]*)?\}"
)
_SURE: Final = 95
_LESS: Final = 80
_LONGEST: Final = 160


def read_margins(source: Source, outline: Outline, gathering: Gathering) -> None:
    """Read notes around the annexes, and the date that is signed with."""
    labels = kept(gathering.standard, "margins", _labels)
    for number, block in enumerate(source.blocks):
        if not isinstance(block, Passage) or len(block.text) > _LONGEST:
            continue
        role = outline.roles[number]
        if role == "note" or (
            role == "body" and number < len(source.blocks) and ("填表" in block.text or "填报" in block.text)
        ):
            _read(block, labels, gathering)
        elif role == "date":
            gathering.figure("unit.filled_on", "", block.text.strip(), block.place, _LESS)


def _labels(standard: Standard) -> dict[str, str]:
    """Label → concept, as the lines above and below the pack's forms print them."""
    found: dict[str, str] = {}
    for form in standard.forms.values():
        for line in (*form.above, *form.below):
            found.update({match["label"]: match["name"] for match in _HOLE.finditer(line)})
    return found


def _read(block: Passage, labels: dict[str, str], gathering: Gathering) -> None:
    """The words behind each label, up to the next one."""
    hits = sorted(
        (found.start(), found.end(), concept)
        for label, concept in labels.items()
        for found in re.finditer(rf"{re.escape(label)}\s*[:：]", block.text)
    )
    for position, (_, end, concept) in enumerate(hits):
        stop = hits[position + 1][0] if position + 1 < len(hits) else len(block.text)
        raw = block.text[end:stop]
        text = re.split(r"\t|单位[:：]|\s{4,}", raw.lstrip())[0].strip()
        start = block.text.find(text, end) if text else end
        gathering.figure(concept, "", text, block.place.spanning(start, start + len(text)), _SURE)
