"""Lists to take away: .xlsx and .csv of what a page shows, safe to open in any spreadsheet program."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TypeAlias
from urllib.parse import quote

from django.http import Http404, HttpResponse
from django.utils import timezone

from ziping.documents import Metadata, Sheet, SheetCell, Style, Workbook, xlsx_bytes
from ziping.workbench.pages.widths import width_of

Exported: TypeAlias = str | int | Decimal | dt.date | None

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"[+-]?\d[\d,]*(\.\d+)?%?")
_SHEET_NAME = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME = 31
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS = ("xlsx", "csv")


def exported_cell(value: Exported) -> Exported:
    """``value`` as it may stand in an exported cell: a text that a spreadsheet would run as a formula is made a text.

    A number written as text stays as it was written.

    >>> exported_cell("=HYPERLINK(1)"), exported_cell("-12.50"), exported_cell("示例县")
    ("'=HYPERLINK(1)", '-12.50', '示例县')
    """
    if isinstance(value, str) and value.lstrip(" ").startswith(_DANGEROUS) and not _NUMBER.fullmatch(value):
        return f"'{value}"
    return value


def export(
    file_format: str, name: str, headings: Sequence[str], rows: Iterable[Sequence[Exported]]
) -> HttpResponse:
    """The table as a file to download called ``name``; ``file_format`` is one of ``FORMATS``. Raises ``Http404``."""
    cells = [[exported_cell(value) for value in row] for row in rows]
    match file_format:
        case "xlsx":
            return _answer(_xlsx(name, headings, cells), XLSX, f"{name}.xlsx")
        case "csv":
            return _answer(_csv(headings, cells), "text/csv; charset=utf-8", f"{name}.csv")
        case _:
            raise Http404


def _answer(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return answer


def _csv(headings: Sequence[str], rows: Iterable[Sequence[Exported]]) -> bytes:
    """With a byte order mark: without it spreadsheet programs take UTF-8 for something else."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(headings)
    writer.writerows(["" if value is None else str(value) for value in row] for row in rows)
    return b"\xef\xbb\xbf" + buffer.getvalue().encode()


def _xlsx(name: str, headings: Sequence[str], rows: Sequence[Sequence[Exported]]) -> bytes:
    head = Style(font="head", fill="head", border=True, wrap=True, align="center")
    body = Style(border=True, wrap=True)
    cells = [SheetCell(0, column, text, style=head) for column, text in enumerate(headings)]
    cells += [
        SheetCell(at, column, value, style=body)
        for at, row in enumerate(rows, 1)
        for column, value in enumerate(row)
    ]
    widths = tuple(
        width_of([text, *(row[column] for row in rows if column < len(row))])
        for column, text in enumerate(headings)
    )
    title = _SHEET_NAME.sub(" ", name)[:_LONGEST_NAME].strip() or "1"
    sheet = Sheet(title, tuple(cells), column_widths=widths, freeze=(1, 0))
    return xlsx_bytes(Workbook((sheet,), Metadata(name, "", timezone.localtime().replace(tzinfo=None))))
