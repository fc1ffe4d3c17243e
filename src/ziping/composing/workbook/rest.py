"""The last topic: whatever the other sheets have no cell for, said in words."""

from __future__ import annotations

from ziping.composing.workbook.desk import Desk, put_header, put_heading
from ziping.composing.workbook.looks import NUMBERING, input_style
from ziping.composing.workbook.page import ROW, Page
from ziping.composing.workbook.plan import Placed
from ziping.composing.workbook.rows import RestRow
from ziping.documents import Area, Validation
from ziping.standards.model.workbook import Field
from ziping.wording import Message, say

_SHORT = input_style(Field(field="", label=""))
_LONG = input_style(Field(field="", label="", kind="long_text"))


def write_rest(page: Page, placed: Placed, desk: Desk) -> None:
    """Part, what it is about, which column, what it says."""
    put_heading(page, placed)
    words = desk.words
    names = [words.part, words.item, words.column, words.content, words.document]
    headings = [(at, at, name, "") for at, name in enumerate(names, 1)]
    put_header(page, placed.header_row, [(0, 0, words.number, ""), *headings])
    looks = (_SHORT, _SHORT, _SHORT, _LONG, _LONG)
    for number, row in enumerate(range(placed.first, placed.last + 1)):
        page.put(0, number + 1, NUMBERING, row=row)
        page.stretch(row, ROW)
        values = _shown(placed, number, desk)
        for at, (value, look) in enumerate(zip(values, looks, strict=True), 1):
            page.put(at, value or None, look, row=row)
            page.stretch(row, page.height_for(value, at))
    area = Area(placed.first, 1, placed.last, 1)
    message = say(Message("composing_workbook.listed"), "zh")
    choices = tuple(shown for _, shown in words.parts)
    page.validations.append(
        Validation(area, "list", choices=choices, title=words.part, error_message=message)
    )


def _shown(placed: Placed, number: int, desk: Desk) -> tuple[str, str, str, str, str]:
    """The row in words; a concept by its label where no other concept has the same."""
    if number >= len(placed.rows):
        return ("", "", "", "", "")
    item = placed.rows[number]
    assert isinstance(item, RestRow), "this topic holds rest rows"
    concepts, stages = desk.standard.concepts, desk.standard.stages
    known = concepts.get(item.item)
    alone = known and [one.label.zh for one in concepts.values()].count(known.label.zh) == 1
    name = known.label.zh if known and alone else item.item
    column = stages[item.column].label.zh if item.column in stages else item.column
    return (dict(desk.words.parts).get(item.part, item.part), name, column, item.content, item.document)
