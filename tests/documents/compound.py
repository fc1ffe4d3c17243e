"""Compound files and the old binary workbooks in them, built byte by byte."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence

END, FREE, TABLE, LIST = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFC
IN_HEADER, IN_LIST = (
    109,
    127,
)  # sectors of the table that the header lists, and each sector of lists beyond it
SECTOR, SMALL = 512, 64
SMALL_LIMIT = 4096


def _padded(content: bytes, size: int) -> bytes:
    return content + b"\0" * (-len(content) % size)


def _chained(start: int, count: int) -> list[int]:
    return [*range(start + 1, start + count), END] if count else []


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file of version 3 with these streams, small ones in the stream of small ones as they must be."""
    sectors: list[bytes] = []
    table: list[int] = []

    def put(content: bytes) -> int:
        """The first sector of ``content``."""
        padded = _padded(content, SECTOR)
        start, count = len(sectors), len(padded) // SECTOR
        sectors.extend(padded[at : at + SECTOR] for at in range(0, len(padded), SECTOR))
        table.extend(_chained(start, count))
        return start if count else END

    small, small_table = b"", []
    entries = []
    for name, content in streams.items():
        if len(content) < SMALL_LIMIT:
            start = len(small) // SMALL
            small_table += _chained(start, -(-len(content) // SMALL))
            small += _padded(content, SMALL)
        else:
            start = put(content)
        entries.append((name, 2, start, len(content)))
    small_start = put(small)
    small_table_start = put(struct.pack(f"<{len(small_table)}I", *small_table)) if small_table else END
    root = ("Root Entry", 5, small_start, len(small))
    directory_start = put(b"".join(_entry(*entry, last=len(streams)) for entry in (root, *entries)))
    tables, lists = 1, 0
    while (len(sectors) + tables + lists) * 4 > tables * SECTOR:
        tables += 1
        lists = -(-max(0, tables - IN_HEADER) // IN_LIST)
    first = len(sectors)
    table += [TABLE] * tables + [LIST] * lists
    table += [FREE] * (tables * SECTOR // 4 - len(table))
    listed = [*range(first, first + tables)] + [FREE] * (IN_HEADER + lists * IN_LIST - tables)
    further = b""
    for number in range(lists):
        begin_at = IN_HEADER + number * IN_LIST
        following = first + tables + number + 1 if number + 1 < lists else END
        further += struct.pack(f"<{IN_LIST + 1}I", *listed[begin_at : begin_at + IN_LIST], following)
    header = struct.pack(
        "<8s16xHHHHHHIIIIIIIIII109I",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        *(0x3E, 3, 0xFFFE, 9, 6, 0, 0),
        *(0, tables, directory_start, 0, SMALL_LIMIT),
        *(small_table_start, 1 if small_table else 0, first + tables if lists else END, lists),
        *listed[:IN_HEADER],
    )
    return header + b"".join(sectors) + struct.pack(f"<{len(table)}I", *table) + further


def _entry(name: str, kind: int, start: int, size: int, last: int) -> bytes:
    written = name.encode("utf-16-le") + b"\0\0"
    child = 1 if kind == 5 and last else FREE
    return struct.pack(
        "<64sHBBIII16xI16xIII", written, len(written), kind, 1, FREE, FREE, child, 0, start, size, 0
    )


# --- workbooks ------------------------------------------------------------------------------------------------------


def record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def begin(kind: int) -> bytes:
    """5 the workbook, 0x10 a worksheet, 0x20 a chart."""
    return record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0, 1996, 0, 6))


def number(row: int, column: int, value: float) -> bytes:
    return record(0x0203, struct.pack("<HHHd", row, column, 0, value))


def error(row: int, column: int, code: int) -> bytes:
    return record(0x0205, struct.pack("<HHHBB", row, column, 0, code, 1))


def flag(row: int, column: int, value: int) -> bytes:
    return record(0x0205, struct.pack("<HHHBB", row, column, 0, value, 0))


def formula(row: int, column: int, result: bytes) -> bytes:
    """A formula (of nothing but a missing argument) with the result kept beside it."""
    return record(0x0006, struct.pack("<HHH8sHIH", row, column, 0, result, 0, 0, 1) + b"\x16")


def failed(code: int) -> bytes:
    return struct.pack("<BxBxxxH", 2, code, 0xFFFF)


def biff(sheets: Mapping[str, Sequence[bytes]], kinds: Mapping[str, int] | None = None) -> bytes:
    """The Workbook stream of an .xls."""
    written = {name: name.encode("utf-16-le") for name in sheets}
    head = len(begin(5)) + len(record(0x0A)) + sum(4 + 8 + len(one) for one in written.values())
    globals_, bodies, at = begin(5), b"", head
    for name, cells in sheets.items():
        kind = (kinds or {}).get(name, 0)
        globals_ += record(0x85, struct.pack("<IBBBB", at, 0, kind, len(name), 1) + written[name])
        body = begin(0x20 if kind == 2 else 0x10) + b"".join(cells) + record(0x0A)
        bodies, at = bodies + body, at + len(body)
    return globals_ + record(0x0A) + bodies


def xls(sheets: Mapping[str, Sequence[bytes]], kinds: Mapping[str, int] | None = None) -> bytes:
    return compound({"Workbook": _padded(biff(sheets, kinds), SMALL_LIMIT)})
