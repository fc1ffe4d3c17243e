"""The annexes of a report: which forms are filed, as blocks of the document and as sheets of a workbook."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ziping.composing.forms import Page, filled
from ziping.composing.speaking import Speaker
from ziping.documents import (
    Block,
    Paragraph,
    Section,
    Sheet,
    Table,
    Title,
    table_sheet,
)
from ziping.scoring import Scorecard

_SHEET_NAME_MOST = 31
_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\']")


def pages_of(forms: Sequence[str], speaker: Speaker, scorecard: Scorecard) -> list[Page]:
    """The filled forms in the order they are attached."""
    return [page for name in forms for page in filled(speaker.standard.forms[name], speaker, scorecard)]


def blocks_of(pages: Sequence[Page]) -> Iterator[Block]:
    """Each annex on a new page: its mark, title, table and the lines around it."""
    orientation = "portrait"
    for page in pages:
        if page.form.orientation != orientation:
            orientation = page.form.orientation
            yield Section(page.form.orientation)
        yield Paragraph(page.mark, role="attachment_mark")
        yield Title(page.title)
        for line in page.above:
            yield Paragraph(line, role="note")
        for grid in page.grids():
            yield Table(grid)
        for line in page.below:
            yield Paragraph(line, role="note")


def sheets_of(pages: Sequence[Page]) -> Iterator[Sheet]:
    """Each annex as a sheet with live formulas; what was stated is the value each formula begins with."""
    used: set[str] = set()
    for page in pages:
        left, _, right = page.above[0].partition("\t") if page.above else ("", "", "")
        sheet = table_sheet(
            page.sheet_grid(),
            name=_sheet_name(page, used),
            mark=page.mark,
            title=page.title,
            above=(left, right) if page.above else None,
            below=tuple(line.replace("\t", "　　") for line in page.below),
            orientation=page.form.orientation,
        )
        repeated = page.repeated()
        if repeated is None:
            yield sheet
            continue
        origin = min(
            cell.row for cell in sheet.cells if cell.style.border
        )  # the table's first row on the sheet
        rows = (origin + repeated[0], origin + repeated[1])
        yield replace(sheet, print_setup=replace(sheet.print_setup, repeat_rows=rows))


def _sheet_name(page: Page, used: set[str]) -> str:
    """Mark and title, as far as a sheet's name reaches, each only once."""
    name = _NOT_IN_SHEET_NAMES.sub("", f"{page.mark} {page.title}".replace("\n", ""))[
        :_SHEET_NAME_MOST
    ].strip()
    number = 2
    while name.casefold() in used:
        tail = f" {number}"
        name = name[: _SHEET_NAME_MOST - len(tail)] + tail
        number += 1
    used.add(name.casefold())
    return name


def attachment_list(pages: Sequence[Page]) -> Iterator[Paragraph]:
    """附件：1-1. 名称, one a line."""
    for position, page in enumerate(pages):
        number = page.mark.removeprefix("附件").strip()
        lead = "附件：" if position == 0 else ""
        title = page.title.replace("\n", "")
        yield Paragraph(f"{lead}{number}. {title}" if number else f"{lead}{title}", role="attachment_list")
