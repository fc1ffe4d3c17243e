"""The first sheet: how to fill, what the colours mean, and a directory that counts what is filled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ziping.composing.workbook.desk import Desk
from ziping.composing.workbook.looks import (
    BLOCK,
    CLOSED,
    GUIDE_LINE,
    HEAD,
    INTRO,
    LABEL,
    NOTE,
    NUMBERING,
    TITLE,
)
from ziping.composing.workbook.page import Page, quoted
from ziping.composing.workbook.plan import PagePlan, Placed
from ziping.composing.workbook.rows import ListRow
from ziping.documents import Sheet, SheetCell
from ziping.report import Quantity
from ziping.standards.model.workbook import Workbook
from ziping.standards.workbook_terms import open_stages
from ziping.wording import Message, say

_WIDTHS = [6, 20, 54, 11, 12]
_INPUT_LEGEND = replace(LABEL, fill="input", align="center")
_MISSING_LEGEND = replace(LABEL, fill="warning", align="center")
_COMPUTED_LEGEND = replace(LABEL, fill="computed", align="center")


def guide_sheet(
    workbook: Workbook, plans: tuple[PagePlan, ...], pages: Mapping[str, Page], desk: Desk
) -> Sheet:
    """The guide. ``pages`` are the finished sheets whose cells the directory counts."""
    page = Page(workbook.guide_title, list(_WIDTHS))
    page.put(0, workbook.title.zh, TITLE, to_column=page.last_column)
    page.stretch(0, 40)
    about = _sentence("about", standard=desk.standard.manifest.title.zh, year=desk.report.year)
    page.put(0, about, INTRO, row=1, to_column=page.last_column)
    page.stretch(1, 22)
    page.row = 3
    for part in workbook.guide:
        page.put(0, part.heading, BLOCK, to_column=page.last_column)
        page.stretch(page.row, 24)
        page.row += 1
        for number, line in enumerate(part.lines, 1):
            page.put(0, f"{number}.", replace(GUIDE_LINE, align="right"))
            page.put(1, line, GUIDE_LINE, to_column=page.last_column)
            page.stretch(page.row, page.height_for(line, 1, page.last_column, least=20))
            page.row += 1
        page.row += 1
    _put_legend(page)
    _put_directory(page, plans, pages, desk)
    return page.finish(protected=True, tab="head")


def _put_legend(page: Page) -> None:
    page.put(1, _sentence("legend_input"), _INPUT_LEGEND)
    page.put(2, _sentence("legend_missing"), _MISSING_LEGEND)
    page.put(3, _sentence("legend_computed"), _COMPUTED_LEGEND, to_column=4)
    page.stretch(page.row, 22)
    page.row += 2


def _put_directory(page: Page, plans: tuple[PagePlan, ...], pages: Mapping[str, Page], desk: Desk) -> None:
    heads = [_sentence(f"directory_{name}") for name in ("number", "sheet", "topic", "required", "filled")]
    for column, text in enumerate(heads):
        page.put(column, text, HEAD)
    page.stretch(page.row, 24)
    for number, plan in enumerate(plans, 1):
        page.row += 1
        page.put(0, number, NUMBERING)
        link = f'=HYPERLINK("#{quoted(plan.name)}!A1","{plan.name}")'
        page.put(1, plan.name, LABEL, formula=link)
        intro = plan.topics[0].sheet.intro or "、".join(topic.sheet.title for topic in plan.topics)
        page.put(2, intro, NOTE)
        page.stretch(page.row, page.height_for(intro, 2))
        cells = [cell for topic in plan.topics for cell in required_cells(topic, desk)]
        if cells:
            own = {(cell.row, cell.column): cell for cell in pages[plan.name].cells}
            names = [pages[plan.name].cell_name(*cell) for cell in cells]
            filled = sum(_filled(own.get(cell)) for cell in cells)
            page.put(3, _sentence("required_cells", count=len(cells)), CLOSED)
            counted = "+".join(f"(LEN({name})>0)" for name in names)
            page.put(
                4, filled, replace(CLOSED, number_format=_sentence("filled_cells")), formula=f"={counted}"
            )
            continue
        page.put(3, _sentence("as_needed"), CLOSED)
        ranges = [name for topic in plan.topics for name in _counted_ranges(topic, pages[plan.name])]
        if ranges:
            counted = "+".join(f"COUNTA({name})" for name in ranges)
            rows = sum(_rows_filled(topic) for topic in plan.topics)
            page.put(4, rows, replace(CLOSED, number_format=_sentence("filled_rows")), formula=f"={counted}")
        else:
            page.put(4, None, CLOSED)


def required_cells(placed: Placed, desk: Desk) -> list[tuple[int, int]]:
    """The single cells of a topic that must be filled, as (row, column)."""
    if placed.sheet.kind == "fields":
        return [(placed.first + at, 2) for at, field in enumerate(placed.sheet.fields) if field.required]
    return [
        (placed.first + at, placed.columns[stage])
        for at, row in enumerate(placed.sheet.rows)
        for stage in open_stages(placed.sheet, row, desk.standard)
        if stage in row.required
    ]


def _filled(cell: SheetCell | None) -> bool:
    return cell is not None and cell.value is not None


def _counted_ranges(placed: Placed, page: Page) -> list[str]:
    return [
        page.range_name(column, placed.first, placed.last) for column in _counted_columns(placed).values()
    ]


def _counted_columns(placed: Placed) -> dict[str, int]:
    """The columns whose filled cells say how far a list is: its first one, or the answers where rows were offered."""
    sheet = placed.sheet
    if sheet.kind == "own":
        return {"value": placed.columns["value"]}
    if sheet.kind != "list":
        return {}
    if not sheet.offered:
        first = sheet.fields[0].field
        return {first: placed.columns[first]}
    amounts = [field.field for field in sheet.fields if field.kind == "money"][-1:]
    answers = [field.field for field in sheet.fields if field.kind in ("yes_no", "integer")]
    return {name: placed.columns[name] for name in amounts or answers}


def _rows_filled(placed: Placed) -> int:
    items = [row for row in placed.rows if isinstance(row, ListRow)]
    return sum(
        _said(item.value(name)) for item in items for name in _counted_columns(placed) if name != "value"
    )


def _said(value: object) -> bool:
    return value is not None and value != "" and not (isinstance(value, Quantity) and not value.written)


def _sentence(name: str, **args: object) -> str:
    return say(Message(f"composing_workbook.{name}", args), "zh")
