"""Formulas that failed in an .ods: cells marked as errors, or showing an error as the result of a formula."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from ziping.documents.xlsx.guard import MAX_CELLS
from ziping.documents.xlsx.marks import FAILED, Failures, is_error_mark
from ziping.documents.xlsx.model import MAX_COLUMN

if TYPE_CHECKING:
    from lxml.etree import _Element

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_PARAGRAPH = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}p"
_CALC_TYPE = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
_LONGEST_COUNT = 10  # digits; a sheet ends long before
_WORTH_A_LOOK = (b'value-type="error"', b">#", b">Err:", ">错误".encode())


def failures_in_ods(content: bytes) -> dict[str, Failures]:
    """The failed cells by the name of their sheet, from the ``content.xml`` of a package that was found sound."""
    if not any(mark in content for mark in _WORTH_A_LOOK):
        return {}
    from lxml import etree

    found: dict[str, dict[tuple[int, int], str]] = {}
    failed: dict[tuple[int, int], str] = {}
    at = cells = 0
    tags = (f"{_TABLE}table", f"{_TABLE}table-row")
    elements = etree.iterparse(
        BytesIO(content), tag=tags, resolve_entities=False, no_network=True, recover=True
    )
    for _, element in elements:
        if element.tag == tags[0]:
            found[element.get(f"{_TABLE}name", "")] = failed
            failed, at = {}, 0
        else:
            times = _times(element, "rows")
            for column, shown in _failed(element):
                cells += times * (column + 1)  # a sheet is kept from its first column on
                if cells > MAX_CELLS:
                    return dict(found)
                failed.update({(row, column): shown for row in range(at, at + times)})
            at += times
        element.clear()
    return dict(found)


def _failed(row: _Element) -> Iterator[tuple[int, str]]:
    """The columns of a row whose cells failed, with what they show."""
    column = 0
    for cell in row:
        times = _times(cell, "columns")
        marked = cell.get(_CALC_TYPE) == "error"
        if marked or cell.get(f"{_TABLE}formula"):
            shown = "".join("".join(map(str, line.itertext())) for line in cell.iter(_PARAGRAPH)).strip()
            if marked or is_error_mark(shown):
                mark = shown if is_error_mark(shown) else FAILED
                yield from ((at, mark) for at in range(column, column + min(times, MAX_COLUMN)))
        column += times


def _times(element: _Element, kind: str) -> int:
    written = element.get(f"{_TABLE}number-{kind}-repeated", "1")
    return int(written) if written.isascii() and written.isdigit() and len(written) < _LONGEST_COUNT else 1
