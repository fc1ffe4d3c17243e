"""What a paragraph says as a whole: that there was nothing, or which grade was reached."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from ziping.reading.papers import lexicon
from ziping.reading.papers.blanks import told_in
from ziping.reading.papers.gathering import Gathering
from ziping.reading.papers.prose import Paragraph

_SURE: Final = 80
GRADE: Final = "conclusion.stated_grade"


def read_grade(paragraphs: Mapping[str, Sequence[Paragraph]], gathering: Gathering) -> None:
    """The grade that the section which concludes names: 评价等级为“优”."""
    standard = gathering.standard
    if standard.scoring is None:
        return
    names = sorted((grade.name for grade in standard.scoring.grades), key=len, reverse=True)
    pattern = _grade("|".join(map(re.escape, names)))
    section = told_in(standard).get(standard.concepts[GRADE].field, "")
    for paragraph in paragraphs.get(section, ()):
        for found in pattern.finditer(paragraph.text):
            gathering.figure(GRADE, "", found["grade"], paragraph.at(*found.span("grade")), _SURE)


@cache
def _grade(names: str) -> re.Pattern[str]:
    said = "|".join(map(re.escape, lexicon.words("saying", "grades")))
    return re.compile(rf"(?:{said})(?:为|是|：|:|达到)?\s*[“‘\"]?(?P<grade>{names})(?![良秀好化等质势先])")
