"""Compound files (.xls, .et, .doc): the streams inside an OLE2 container, by name. [MS-CFB] 2.1 to 2.6.

A compound file is a small file system: sectors, chained by a table, hold a directory and the streams it names. What a
damaged one says of itself is not believed: a chain that comes back to itself or leaves the file ends the reading, and
no stream is longer than the file.

    open_compound(data).stream("Workbook")
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST_SECTOR = 0xFFFFFFFA  # numbers above have a meaning of their own: free, end of chain, …
_ENTRY = 128  # bytes of a directory entry
_NAME = 64  # of those, the name
_STREAM, _ROOT = 2, 5
_HEADER_TABLES = 109  # sectors of the table that the header itself lists
_SHIFTS = {3: 9, 4: 12}  # version → sectors of 512 or 4096 bytes
_SMALL_SHIFT = 6


class DamagedError(ValueError):
    """The container does not hold together; says what does not."""


@dataclass(frozen=True, slots=True)
class _Entry:
    kind: int
    start: int
    size: int


@dataclass(frozen=True, slots=True)
class Compound:
    """An open compound file. ``names`` are those of its streams, whatever storage they lie in."""

    names: tuple[str, ...]
    _entries: dict[str, _Entry] = field(repr=False)
    _sectors: _Sectors = field(repr=False)

    def stream(self, name: str) -> bytes | None:
        """Return a stream's bytes, ``None`` when there is none so called. Raises :class:`DamagedError`."""
        entry = self._entries.get(name)
        return None if entry is None else self._sectors.content(entry)


class _Sectors:
    """The sectors with the tables that chain them."""

    def __init__(self, data: bytes) -> None:
        head = struct.unpack_from("<HHHHHHIIIIIIIIII", data, 24)
        version, shift, small_shift = head[1], head[3], head[4]
        if shift != _SHIFTS.get(version) or small_shift != _SMALL_SHIFT:
            raise DamagedError("sector size")
        self._data = data
        self._size = 1 << shift
        self._directory_start, self._small_limit = head[9], head[11]
        self._table = self._table_of(data, head[14], head[15])
        self._small_table: tuple[int, ...] = self._numbers(self._chain(head[12], self._table))
        self._small = b""

    def _sector(self, number: int) -> bytes:
        begin = (number + 1) * self._size
        sector = self._data[begin : begin + self._size]
        if not sector:
            raise DamagedError("sector outside the file")
        return sector.ljust(self._size, b"\0")  # the last one may have been cut short

    def _table_of(self, data: bytes, more: int, announced: int) -> tuple[int, ...]:
        """The table that says which sector follows which; the header lists its first sectors."""
        listed = list(struct.unpack_from(f"<{_HEADER_TABLES}I", data, 76))
        seen: set[int] = set()
        while announced and more <= _LAST_SECTOR:
            if more in seen:
                raise DamagedError("circle in the table of tables")
            seen.add(more)
            *numbers, more = self._numbers([more])
            listed += numbers
        tables = [number for number in listed if number <= _LAST_SECTOR]
        if len(set(tables)) != len(tables):
            raise DamagedError("table listed twice")
        return self._numbers(tables)

    def _numbers(self, sectors: list[int]) -> tuple[int, ...]:
        content = b"".join(map(self._sector, sectors))
        return struct.unpack(f"<{len(content) // 4}I", content)

    def _chain(self, start: int, table: tuple[int, ...]) -> list[int]:
        """The numbers of a chain of sectors, which is no longer than its table."""
        chain: list[int] = []
        while start <= _LAST_SECTOR:
            if start >= len(table) or len(chain) >= len(table):
                raise DamagedError("chain of sectors")
            chain.append(start)
            start = table[start]
        return chain

    def _joined(self, start: int) -> bytes:
        return b"".join(map(self._sector, self._chain(start, self._table)))

    def directory(self) -> bytes:
        return self._joined(self._directory_start)

    def take_small(self, root: _Entry) -> None:
        """Keep the stream of the root, in which all small streams lie."""
        self._small = self._joined(root.start)[: root.size]

    def content(self, entry: _Entry) -> bytes:
        if entry.size > len(self._data):
            raise DamagedError("stream longer than the file")
        if not entry.size:
            return b""
        if entry.size >= self._small_limit:
            return self._joined(entry.start)[: entry.size]
        piece = 1 << _SMALL_SHIFT
        chain = self._chain(entry.start, self._small_table)
        return b"".join(self._small[at * piece : (at + 1) * piece] for at in chain)[: entry.size]


def open_compound(data: bytes) -> Compound:
    """Return the compound file in ``data``. Raises :class:`DamagedError` when it is none or does not hold together."""
    if not data.startswith(SIGNATURE):
        raise DamagedError("signature")
    try:
        sectors = _Sectors(data)
    except struct.error as fault:
        raise DamagedError("header") from fault
    directory = sectors.directory()
    entries: dict[str, _Entry] = {}
    for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
        length, kind = struct.unpack_from("<HB", directory, at + _NAME)
        start, size = struct.unpack_from("<II", directory, at + 116)  # the size's upper half is 0 below 2 GB
        entry = _Entry(kind, start, size)
        if kind == _ROOT:
            sectors.take_small(entry)
        elif kind == _STREAM and 2 <= length <= _NAME:  # noqa: PLR2004 -- a closing zero and at most 31 characters
            name = directory[at : at + length - 2].decode("utf-16-le", "replace")
            entries.setdefault(name, entry)
    return Compound(tuple(entries), entries, sectors)
