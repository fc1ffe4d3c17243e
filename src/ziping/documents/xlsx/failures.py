"""Formulas that failed: which cells of a zipped workbook show #REF!, #VALUE! or the like, or were never worked out.

The library that reads workbooks gives such a cell as a blank one. A blank amount and a broken formula are different
things to tell a clerk, so their marks are taken from the parts themselves. Other forms of workbooks: ``failures_ods.py``,
``failures_xls.py``.
"""

from __future__ import annotations

import posixpath
import re
from io import BytesIO
from typing import TYPE_CHECKING

from ziping.documents.xlsx.failures_ods import failures_in_ods
from ziping.documents.xlsx.guard import column_number
from ziping.documents.xlsx.marks import NOT_WORKED_OUT, Failures

if TYPE_CHECKING:
    from zipfile import ZipFile

_FAILED = re.compile(
    rb'<(?:\w+:)?c\s(?=[^>]*\bt="e")[^>]*?\br="([A-Z]+)(\d+)"[^>]*>(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?v>([^<]+)</',
    re.DOTALL,
)
# A number's formula with nothing beside it: some program wrote it and none has worked it out. Text formulas may be "".
_NOT_WORKED_OUT = re.compile(
    rb'<(?:\w+:)?c\s(?![^>]*\bt=)[^>]*?\br="([A-Z]+)(\d+)"[^>]*>\s*<(?:\w+:)?f(?:\s[^>]*)?>[^<]*</(?:\w+:)?f>'
    rb"\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_MARKS = (b't="e"', b"</f>", b":f>")
_RELATIONSHIP = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def failures(data: bytes) -> dict[str, Failures]:
    """The failed cells by the name of their sheet; of a package that :func:`check_package` found sound."""
    from zipfile import ZipFile

    with ZipFile(BytesIO(data)) as package:
        if "xl/workbook.xml" not in package.namelist():
            return failures_in_ods(package.read("content.xml"))
        marked: dict[str, bytes] = {}
        for name in package.namelist():
            # One part at a time: only those with something to look for are kept.
            if name.startswith("xl/worksheets/") and _is_marked(content := package.read(name)):
                marked[name] = content
        if not marked:
            return {}
        parts = _sheet_parts(package)
    return {sheet: _failed(marked[part]) for sheet, part in parts.items() if part in marked}


def _is_marked(content: bytes) -> bool:
    return any(mark in content for mark in _MARKS)


def _sheet_parts(package: ZipFile) -> dict[str, str]:
    """Which part of the package holds each sheet."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    related = etree.fromstring(package.read("xl/_rels/workbook.xml.rels"), parser)
    book = etree.fromstring(package.read("xl/workbook.xml"), parser)
    if related is None or book is None:  # beyond recovery: which sheet failed cannot be told
        return {}
    targets = {
        one.get("Id"): posixpath.normpath(posixpath.join("/xl", one.get("Target", ""))).lstrip("/")
        for one in related
    }
    return {one.get("name", ""): targets.get(one.get(_RELATIONSHIP), "") for one in book.iter("{*}sheet")}


def _failed(content: bytes) -> Failures:
    failed = {
        _at(letters, row): shown.decode("utf-8", "replace")
        for letters, row, shown in _FAILED.findall(content)
    }
    return failed | {_at(letters, row): NOT_WORKED_OUT for letters, row in _NOT_WORKED_OUT.findall(content)}


def _at(letters: bytes, row: bytes) -> tuple[int, int]:
    return int(row) - 1, column_number(letters) - 1
