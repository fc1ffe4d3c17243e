"""Look into a zipped workbook before anything unpacks it: bombs, passwords, cells scattered to the ends of a sheet.

A reader sets up memory for the whole rectangle between the first and the last filled cell, so two cells in opposite
corners of a sheet cost as much as seventeen thousand million. What is declared in a zip directory may be false, hence
parts are counted while they are unpacked.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from ziping.documents.archive import (
    MAX_PARTS,
    MAX_RATIO,
    MAX_UNPACKED,
    RATIO_FROM,
    CrowdedZipError,
    opened_zip,
    unpack,
)
from ziping.documents.xlsx.kind import really
from ziping.documents.xlsx.model import MAX_COLUMN, a1
from ziping.wording import InputError, Message

if TYPE_CHECKING:
    from zipfile import ZipFile

MAX_CELLS = 4_000_000  # in the rectangles of all sheets together
_DOCTYPE, _HEAD = re.compile(rb"<\0?!\0?D\0?O\0?C\0?T\0?Y\0?P\0?E", re.IGNORECASE), 4096  # bytes; UTF-16 too
_MIME = 200  # bytes: a mime type is short

# What every spreadsheet program writes: cells without prefix, their name first. A cell closed at once only has looks.
_NAMED = re.compile(rb'<c r="([A-Z]+)(\d+)"[^>]*(?<!/)>(?!</c>)')
_WALK = re.compile(
    rb"""<(?:\w+:)?(row|c)(?=[\s/>])(?:[^>]*?\sr=["']([A-Z]*)(\d+)["'])?[^>]*?(?:(/)>|>(</(?:\w+:)?c>)?)"""
)
_COUNT = re.compile(rb"""[cC]ount=["'](\d+)["']""")
_ODS = re.compile(rb"<table:(table-row|table-cell|covered-table-cell|table)(?=[\s/>])([^>]*)>")
_REPEAT = re.compile(rb'table:number-(?:rows|columns)-repeated="(\d+)"')


def check_package(data: bytes, path: Path) -> None:
    """Raise :class:`InputError` unless ``data`` is a zipped workbook (.xlsx, .xlsm, .ods) that can be read safely."""
    try:
        with opened_zip(data) as package:
            _check(package, path, len(data))
    except CrowdedZipError as fault:
        raise _too_big(path) from fault
    except ValueError as fault:  # a damaged zip; a number of thousands of digits
        raise InputError(
            Message("documents.read.damaged", {"path": str(path), "detail": str(fault)})
        ) from fault


def _check(package: ZipFile, path: Path, size: int) -> None:
    parts = package.infolist()
    names = {part.filename for part in parts}
    if any(part.flag_bits & 1 for part in parts):
        raise InputError(Message("documents.read.encrypted", {"path": str(path)}))
    sheets = _sheet_pattern(package, names, path)
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise _too_big(path)
    unpacked, area = 0, 0
    for part in parts:
        content = unpack(package, part, MAX_UNPACKED - unpacked)
        unpacked += len(content)
        if unpacked > MAX_UNPACKED or (unpacked > RATIO_FROM and unpacked > size * MAX_RATIO):
            raise _too_big(path)
        _refuse_doctype(part.filename, content, path)
        if any(int(count) > max(len(content), MAX_COLUMN) for count in _COUNT.findall(content)):
            # The library sets room aside for as many as are announced.
            raise InputError(Message("documents.read.damaged", {"path": str(path), "detail": part.filename}))
        if sheets.fullmatch(part.filename):
            rows, columns, last = _ods_extent(content) if part.filename == "content.xml" else _extent(content)
            area += rows * columns
            if area > MAX_CELLS:
                args = {"path": str(path), "part": part.filename.rpartition("/")[2], "cell": last}
                raise InputError(Message("documents.read.too_wide", args))


def _refuse_doctype(part: str, content: bytes, path: Path) -> None:
    """Nothing a DOCTYPE declares is expanded or fetched, and a text that rests on it must not be read without."""
    listing = part.startswith("META-INF/")  # old programs declare one in the list of an .ods
    if part.endswith((".xml", ".rels")) and not listing and _DOCTYPE.search(content, 0, _HEAD):
        raise InputError(Message("documents.read.doctype", {"path": str(path), "part": part}))


def _sheet_pattern(package: ZipFile, names: set[str], path: Path) -> re.Pattern[str]:
    """Which parts hold cells; whatever is no workbook is called by its name."""
    if "xl/workbook.xml" in names:
        return re.compile(r"xl/worksheets/[^/]+\.xml")
    if "mimetype" in names:
        mime = unpack(package, package.getinfo("mimetype"), _MIME)
        if b"opendocument.spreadsheet" in mime:
            return re.compile(r"content\.xml")
    for prefix, kind in (
        ("xl/workbook.bin", "xlsb"),
        ("word/", "word"),
        ("ppt/", "slides"),
        ("OFD.xml", "ofd"),
    ):
        if any(name.startswith(prefix) for name in names):
            raise really(path, kind)
    raise really(path, "zip")


def _too_big(path: Path) -> InputError:
    return InputError(Message("documents.read.bomb", {"path": str(path), "limit": MAX_UNPACKED // 1_000_000}))


def column_number(letters: bytes) -> int:
    """A → 1, Z → 26, AA → 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _extent(content: bytes) -> tuple[int, int, str]:
    """Measure the rectangle of filled cells, from column A on: rows, columns, and the name of its last cell."""
    if (
        content.count(b'<c r="') != content.count(b"<c ")
        or b":c " in content
        or b":c>" in content
        or b"<c>" in content
    ):
        return _extent_by_walking(content)
    found = _NAMED.findall(content)
    if not found:
        return 0, 0, ""
    columns = [column_number(letters) for letters in {letters for letters, _ in found}]
    rows = [int(digits) for digits in {digits for _, digits in found}]
    last = a1(max(rows) - 1, max(columns) - 1)
    return max(rows) - min(rows) + 1, max(columns), last


def _extent_by_walking(content: bytes) -> tuple[int, int, str]:
    """Return the same where cells leave out their names and are counted instead; from A1, which can only be too large."""
    row, column, rows, columns = 0, 0, 0, 0
    for kind, letters, digits, slash, end in _WALK.findall(content):
        if kind == b"row":
            row, column = int(digits) if digits else row + 1, 0
        else:
            column = column_number(letters) if letters else column + 1
            row = int(digits) if digits else row
            if not (slash or end):
                rows, columns = max(rows, row), max(columns, column)
    return rows, columns, a1(max(rows, 1) - 1, max(columns, 1) - 1)


def _ods_extent(content: bytes) -> tuple[int, int, str]:
    """Return the largest rectangles of an .ods, whose rows and cells may stand for many by a repeat count."""
    area, row, columns, widest = 0, 0, 0, 0
    last_row, column = 0, 0
    for kind, attributes in _ODS.findall(content):
        found = _REPEAT.search(attributes)
        times = int(found[1]) if found else 1
        if kind == b"table":
            area += last_row * columns
            row, columns, last_row, column = 0, 0, 0, 0
        elif kind == b"table-row":
            row, column = row + times, 0
        else:
            column += times
            if b"office:value-type" in attributes:
                last_row, columns = max(last_row, row), max(columns, column)
                widest = max(widest, column)
    area += last_row * columns
    return area, 1, a1(max(last_row, 1) - 1, max(widest, 1) - 1)
