"""Formulas that failed in an old binary workbook (.xls, .et): its BIFF records, [MS-XLS] 2.4.

Only what is asked for is looked at: where each sheet begins, and the cells that hold an error or a formula whose last
result was one. Of everything else the length is enough.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from ziping.documents.cfb import DamagedError, open_compound
from ziping.documents.xlsx.marks import ERROR_CODES, FAILED, Failures

_STREAMS = ("Workbook", "Book", "WORKBOOK", "BOOK")
_BEGIN, _END = (0x0809, 0x0409, 0x0209, 0x0009), 0x000A
_SHEET, _ERROR = 0x0085, 0x0205
_FORMULA = (0x0006, 0x0206, 0x0406)
_COLUMNS = 256  # of a sheet of this form
_WORKSHEET = 0  # of the kinds of sheet; others are charts and macros
_NO_NUMBER, _IS_ERROR = b"\xff\xff", 2


def failures_in_xls(data: bytes) -> list[Failures]:
    """The failed cells of each worksheet in order; nothing of a file that does not hold together, which others tell."""
    try:
        book = open_compound(data)
        stream = next((found for name in _STREAMS if (found := book.stream(name)) is not None), b"")
    except DamagedError:
        return []
    return [_failed(stream, begin) for begin in _worksheets(stream)]


def _records(stream: bytes, begin: int) -> Iterator[tuple[int, bytes]]:
    """Records from ``begin`` to the end of what begins there; a chart inside a sheet is passed over."""
    depth = 0
    while 0 <= begin <= len(stream) - 4:
        kind, length = struct.unpack_from("<HH", stream, begin)
        content = stream[begin + 4 : begin + 4 + length]
        begin += 4 + length
        if kind in _BEGIN:
            depth += 1
        elif kind == _END:
            depth -= 1
        elif depth == 1:
            yield kind, content
        if depth <= 0:
            return


def _worksheets(stream: bytes) -> list[int]:
    """Where each worksheet begins."""
    found = []
    for kind, content in _records(stream, 0):
        if kind == _SHEET and len(content) > 5 and content[5] == _WORKSHEET:  # noqa: PLR2004 -- place, shown, kind
            found.append(struct.unpack_from("<I", content)[0])
    return found


def _failed(stream: bytes, begin: int) -> Failures:
    failed: dict[tuple[int, int], str] = {}
    for kind, content in _records(stream, begin):
        code = _error_code(kind, content)
        if code is not None:
            row, column = struct.unpack_from("<HH", content)
            if column < _COLUMNS:
                failed[row, column] = ERROR_CODES.get(code, FAILED)
    return failed


def _error_code(kind: int, content: bytes) -> int | None:
    """The code of the error a cell shows, ``None`` for any other record."""
    if kind == _ERROR and len(content) >= 8:  # noqa: PLR2004 -- row, column, looks, code, whether it is an error
        return content[6] if content[7] else None
    if kind in _FORMULA and len(content) >= 14 and content[12:14] == _NO_NUMBER:  # noqa: PLR2004 -- as above, then the result
        return content[8] if content[6] == _IS_ERROR else None
    return None
