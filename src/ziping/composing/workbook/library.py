"""A sheet to look things up in: the indicators others have agreed on, with sign, unit, source and proof."""

from __future__ import annotations

from ziping.composing.workbook.looks import HEAD, INTRO, NOTE, TITLE
from ziping.composing.workbook.page import Page
from ziping.documents import Sheet
from ziping.standards import Standard
from ziping.standards.model.workbook import SheetWords
from ziping.wording import Message, say

_COLUMNS = (
    ("field", 22),
    ("level1", 14),
    ("level2", 20),
    ("name", 36),
    ("sign", 10),
    ("unit", 10),
    ("explanation", 44),
    ("source", 20),
    ("method", 18),
    ("evidence", 40),
)


def library_sheet(standard: Standard, words: SheetWords) -> Sheet | None:
    """The libraries of the standard as one table; ``None`` when it has none."""
    if not standard.libraries:
        return None
    page = Page(words.library, [width for _, width in _COLUMNS])
    page.put(0, words.library, TITLE, to_column=page.last_column)
    page.stretch(0, 36)
    page.put(0, _sentence("library_intro"), INTRO, row=1, to_column=page.last_column)
    page.stretch(1, 22)
    for column, (name, _) in enumerate(_COLUMNS):
        page.put(column, _sentence(f"library_{name}"), HEAD, row=2)
    page.stretch(2, 26)
    page.row = 3
    for library in standard.libraries.values():
        for one in library.indicators:
            sign = _sentence("qualitative") if one.sign == "qualitative" else one.sign
            proof = "、".join((one.evidence, *one.evidence_examples))
            values = (
                library.title.zh, one.level1, one.level2, one.name.zh, sign, one.unit, one.explanation,
                one.value_source, one.value_method, proof,
            )  # fmt: skip
            for column, value in enumerate(values):
                page.put(column, value or None, NOTE)
                page.stretch(page.row, page.height_for(value, column))
            page.row += 1
    page.freeze, page.repeat = (3, 4), (2, 2)
    return page.finish(protected=True, tab="computed")


def _sentence(name: str) -> str:
    return say(Message(f"composing_workbook.{name}"), "zh")
