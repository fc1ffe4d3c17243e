"""Places in the reader's language: labels of forms, paragraphs, tables, cells and pages; a document's own words stay."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from ziping.figures import Place
from ziping.standards import Standard
from ziping.standards.english import BETWEEN_STEPS, said
from ziping.wording import Lang, Message, say

_COUNTED: Final = {
    "paragraph": ("number",),
    "table": ("number",),
    "page": ("number",),
    "cell": ("row", "column"),
}
"""Steps that count (``reading.where``), with what they count."""

_HEADING: Final = re.compile(
    r"(?:[一二三四五六七八九十百]+[、.．]|[（(][一二三四五六七八九十0-9]+[）)]|[0-9]+[、.．]?)\s*(?=[^\W\d_]|[“\"])"
)
_MARKED: Final = re.compile(r"(?P<label>[^（()）]+)[（(]\s*(?P<marks>[0-9]+)\s*分\s*[）)]")
_HEADED: Final = " · "  # between a row's label and its column's heading
_CHINESE: Final = re.compile("[\u4e00-\u9fff]")


def place_said(place: Place, standard: Standard, lang: Lang) -> str:
    """``place`` step by step in ``lang``; the anchors of a place say the same in numbers."""
    written = str(place)
    if lang == "zh" or written.isascii():
        return written
    return BETWEEN_STEPS.join(_step(step, standard, lang) for step in written.split(BETWEEN_STEPS))


def _step(step: str, standard: Standard, lang: Lang) -> str:
    for key, pattern in _patterns():
        if (found := pattern.fullmatch(step)) is not None:
            return say(Message(f"reading.where.{key}", dict(found.groupdict())), lang)
    if (marked := _MARKED.fullmatch(step)) is not None:
        known = said(marked["label"].strip(), standard, lang)
        return say(Message("checking.with_marks", {"label": known, "marks": marked["marks"]}), lang)
    known = _HEADED.join(said(part, standard, lang) for part in step.split(_HEADED))
    if known == step and _CHINESE.search(step) and _HEADING.match(step):
        return say(Message("checking.section", {"heading": step}), lang)
    return known


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The Chinese words of each step turned round."""
    found = []
    for key, names in _COUNTED.items():
        words = re.escape(say(Message(f"reading.where.{key}", {name: f"<{name}>" for name in names}), "zh"))
        for name in names:
            words = words.replace(re.escape(f"<{name}>"), f"(?P<{name}>[0-9]+)")
        found.append((key, re.compile(words)))
    return tuple(found)
