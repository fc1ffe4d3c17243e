"""The list of findings as a sheet: what a bureau sends back to a unit, with room for the unit's answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from ziping.checking import Checked, describe
from ziping.documents import (
    Area,
    Metadata,
    PrintSetup,
    Sheet,
    SheetCell,
    Style,
    Validation,
    Workbook,
)
from ziping.presenting.marks import Numbered, numbered
from ziping.report import mask_text
from ziping.standards import Standard
from ziping.wording import Lang, Message, say

_COLUMNS = (
    "number",
    "severity",
    "title_column",
    "places",
    "quote",
    "message",
    "mend",
    "basis",
    "answer",
    "mended",
)
_WIDTHS = (5, 6, 16, 24, 24, 46, 28, 16, 18, 9)
_LINE = 15  # points
_HEAD_ROW = 3
_TITLE = Style(font="title", align="left")
_NOTE = Style(font="note")
_HEAD = Style(font="head", bold=True, fill="head", border=True, align="center", wrap=True)
_CELL = Style(border=True, wrap=True, valign="top", align="left")
_OPEN = Style(border=True, wrap=True, valign="top", align="left", fill="input", locked=False)
_FILLS = {"error": "error", "warning": "warning", "notice": "none"}
_LONGEST = 32_000
_MOST_POINTS = 409  # what Excel allows
_LAST_HALF = 0x2E7F


def listing(name: str, checked: Checked, standard: Standard, lang: Lang, made: dt.datetime) -> Workbook:
    """The workbook for the file called ``name``: one row a finding, gravest first; ``made`` is written into the file.

    Findings that only follow from another are listed last of their severity, marked as such. Private data is masked.
    """
    listed = numbered(checked.findings)
    title = say(Message("presenting.list.title", {"name": name}), lang)
    cells = [
        SheetCell(0, 0, title, style=_TITLE),
        SheetCell(1, 0, _counts(checked, lang), style=_NOTE),
        SheetCell(2, 0, say(Message("presenting.list.how"), lang), style=_NOTE),
        *(
            SheetCell(_HEAD_ROW, column, say(Message(f"presenting.list.{word}"), lang), style=_HEAD)
            for column, word in enumerate(_COLUMNS)
        ),
        *_rows(listed, standard, lang),
    ]
    last = _HEAD_ROW + max(1, len(listed))
    yes_no = tuple(say(Message(f"presenting.list.{word}"), lang) for word in ("done", "open"))
    sheet = Sheet(
        say(Message("presenting.list.sheet"), lang),
        tuple(cells),
        column_widths=_WIDTHS,
        row_heights=tuple(_heights(cells)),
        freeze=(_HEAD_ROW + 1, 3),
        print_setup=PrintSetup("landscape", repeat_rows=(_HEAD_ROW, _HEAD_ROW)),
        validations=(
            Validation(Area(_HEAD_ROW + 1, 9, last, 9), "list", choices=yes_no, severity="warning"),
        ),
    )
    return Workbook((sheet,), Metadata(title, "ziping", made))


def _counts(checked: Checked, lang: Lang) -> str:
    summary = checked.summary
    args = {"errors": summary.errors, "warnings": summary.warnings, "notices": summary.notices}
    args |= {"passed": summary.passed, "unchecked": summary.unchecked}
    return say(Message("presenting.list.counts", args), lang)


def _heights(cells: Sequence[SheetCell]) -> Iterator[tuple[int, int]]:
    """Rows as high as their longest wrapped text, since not every program fits them when it opens the file."""
    lines: dict[int, int] = {}
    for cell in cells:
        if cell.row > _HEAD_ROW and isinstance(cell.value, str):
            width = _WIDTHS[cell.column] - 1
            needed = sum(1 + max(0, _columns(part) - 1) // width for part in cell.value.split("\n"))
            lines[cell.row] = max(needed, lines.get(cell.row, 1))
    for row, count in lines.items():
        yield row, min(count * _LINE + 4, _MOST_POINTS)


def _columns(text: str) -> int:
    """How many half-width columns ``text`` takes: Chinese counts double."""
    return sum(2 if ord(letter) > _LAST_HALF else 1 for letter in text)


def _rows(listed: Sequence[Numbered], standard: Standard, lang: Lang) -> Iterator[SheetCell]:
    for each in listed:
        row = _HEAD_ROW + each.number
        finding, said = each.finding, describe(each.finding, standard, lang)
        severity = say(Message(f"presenting.severity.{finding.severity}"), lang)
        texts = (
            severity,
            said.heading,
            "\n".join(dict.fromkeys(said.places)),
            finding.quote,
            "\n".join((said.message, *said.remarks)),
            said.mend,
            said.basis,
        )
        yield SheetCell(row, 0, each.number, style=Style(border=True, valign="top", align="center"))
        for column, text in enumerate(texts, 1):
            fill = _FILLS[finding.severity] if column == 1 else "none"
            style = Style(border=True, wrap=True, valign="top", align="left", fill=fill)  # type: ignore[arg-type]  # of _FILLS
            yield SheetCell(row, column, mask_text(text)[:_LONGEST], style=style)
        yield SheetCell(row, 8, "", style=_OPEN)
        yield SheetCell(row, 9, "", style=_OPEN)
