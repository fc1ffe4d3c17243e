"""Zipped files of every format (.docx, .xlsx, .ofd, .zip) unpacked within limits, and put together again.

What a zip directory declares may be false, hence parts are counted while they are unpacked.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from copy import copy
from io import BytesIO
from typing import TYPE_CHECKING

from ziping.wording import InputError, Message

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

MAX_FILE = 50_000_000  # bytes as it lies on disk
MAX_UNPACKED = 200_000_000  # of all parts that were asked for, together
MAX_RATIO, RATIO_FROM = 300, 20_000_000  # a ratio says something only once there is much of it
MAX_PARTS = 10_000
MAX_DIRECTORY = (
    10_000_000  # bytes of the list of parts; each part takes some hundred, and ten times that in memory
)
_MEGABYTE = 1_000_000
_ENCRYPTED = 1  # bit of a part's flags
_LONGEST_END = 65_557  # bytes of the record at the end of a zip, its comment included
_DESCRIPTOR = 8  # bit of a part's flags: its sizes stand behind it
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")


class DamagedZipError(ValueError):
    """The zip, or a part of it, does not hold together; says what does not."""


class CrowdedZipError(ValueError):
    """The list of parts is longer than any office program writes."""


def opened_zip(data: bytes) -> ZipFile:
    """Return the zip with its parts listed. Raises :class:`DamagedZipError`, :class:`CrowdedZipError`."""
    from zipfile import BadZipFile, ZipFile

    if _directory_size(data) > MAX_DIRECTORY:
        raise CrowdedZipError
    try:
        return ZipFile(BytesIO(data))
    except (BadZipFile, EOFError, NotImplementedError, OverflowError, ValueError, struct.error) as fault:
        raise DamagedZipError(str(fault)) from fault


def _directory_size(data: bytes) -> int:
    """Bytes of the list of parts, from where :mod:`zipfile` takes it; 0 where there is none."""
    end = data.rfind(b"PK\5\6", max(0, len(data) - _LONGEST_END))
    if end < 0:
        return 0
    if data[end - 20 : end - 16] == b"PK\6\7":  # of a very large zip; its record stands right before this one
        return int.from_bytes(data[end - 36 : end - 28], "little")
    return int.from_bytes(data[end + 12 : end + 16], "little")


def unpack(package: ZipFile, part: ZipInfo, room: int) -> bytes:
    """Return what the part really holds, up to one byte more than there is ``room`` for, whatever size it declares.

    Raises :class:`DamagedZipError`.
    """
    from lzma import LZMAError
    from zipfile import BadZipFile
    from zlib import error as zlib_error

    honest = copy(part)
    honest.file_size = room + _MEGABYTE  # beyond what is read, so that no checksum is due
    try:
        with package.open(honest) as stream:
            return stream.read(room + 1)
    except (
        BadZipFile,
        EOFError,
        LZMAError,
        MemoryError,  # a dictionary of gigabytes, announced by the part
        NotImplementedError,
        OSError,
        OverflowError,
        RuntimeError,
        ValueError,
        struct.error,
        zlib_error,
    ) as fault:
        raise DamagedZipError(str(fault) or type(fault).__name__) from fault


class Archive:
    """The parts of a zip, each unpacked when asked for; all of them together stay within ``MAX_UNPACKED``.

    Raises :class:`InputError` for a zip that is damaged, protected by a password or made to fill the memory.
    ``name`` is what the messages call the file.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self.data = data
        self._unpacked = 0
        if len(data) > MAX_FILE:
            raise self._wrong("too_large", size=len(data) // _MEGABYTE, limit=MAX_FILE // _MEGABYTE)
        try:
            self._zip = opened_zip(data)
        except DamagedZipError as fault:
            raise self._wrong("damaged", detail=str(fault)) from fault
        except CrowdedZipError as fault:
            raise self._wrong("bomb", limit=MAX_UNPACKED // _MEGABYTE) from fault
        if len(self._zip.infolist()) > MAX_PARTS:
            raise self._wrong("bomb", limit=MAX_UNPACKED // _MEGABYTE)
        self._parts = {part.filename.replace("\\", "/").lstrip("/"): part for part in self._zip.infolist()}

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the parts in the order of the file, without a leading slash."""
        return tuple(self._parts)

    def __contains__(self, part: str) -> bool:
        return part in self._parts

    def read(self, part: str, limit: int = MAX_UNPACKED) -> bytes:
        """Return the content of ``part``. Raises ``KeyError`` when there is none, :class:`InputError` beyond limits."""
        info = self._parts[part]
        if info.flag_bits & _ENCRYPTED:
            raise self._wrong("encrypted")
        try:
            content = unpack(self._zip, info, min(limit, MAX_UNPACKED - self._unpacked))
        except DamagedZipError as fault:
            raise self._wrong("damaged", detail=f"{part}: {fault}") from fault
        self._unpacked += len(content)
        if self._unpacked > RATIO_FROM and self._unpacked > len(self.data) * MAX_RATIO:
            raise self._wrong("bomb", limit=MAX_UNPACKED // _MEGABYTE)
        if len(content) > limit or self._unpacked > MAX_UNPACKED:
            raise self._wrong("bomb", limit=min(limit, MAX_UNPACKED) // _MEGABYTE)
        return content

    def _wrong(self, key: str, **args: object) -> InputError:
        return InputError(Message(f"documents.archive.{key}", {"path": self.name, **args}))

    def replaced(self, changed: Mapping[str, bytes]) -> bytes:
        """Return the zip with the parts in ``changed`` replaced or added; all others stay packed as they are."""
        out = BytesIO()
        directory: list[bytes] = []
        for name, info in self._parts.items():
            packed = None if name in changed else self._packed(info)
            directory.append(_put(out, info, packed, changed.get(name, b"")))
        for name, content in changed.items():
            if name not in self._parts:
                directory.append(_put(out, _new(name), None, content))
        start = out.tell()
        central = b"".join(directory)
        out.write(central)
        end = (b"PK\5\6", 0, 0, len(directory), len(directory), len(central), start, 0)
        out.write(_END.pack(*end))
        return out.getvalue()

    def _packed(self, info: ZipInfo) -> bytes:
        """The part's bytes as they lie in the file, still packed."""
        start = info.header_offset
        local = self.data[start : start + _LOCAL.size]
        try:
            fields = _LOCAL.unpack(local)
        except struct.error as fault:
            raise self._wrong("damaged", detail=info.filename) from fault
        start += _LOCAL.size + fields[9] + fields[10]
        return self.data[start : start + info.compress_size]


def _new(name: str) -> ZipInfo:
    from zipfile import ZIP_DEFLATED, ZipInfo

    info = ZipInfo(name)
    info.compress_type = ZIP_DEFLATED
    info.create_system = 0
    return info


def _put(out: BytesIO, info: ZipInfo, packed: bytes | None, content: bytes) -> bytes:
    """Write one part, and return its line of the directory. ``packed`` is None for a new ``content``."""
    from zlib import DEFLATED, compressobj, crc32

    if packed is not None:
        method, check, size = info.compress_type, info.CRC, info.file_size
    else:
        packer = compressobj(6, DEFLATED, -15)
        packed = packer.compress(content) + packer.flush()
        method, check, size = 8, crc32(content), len(content)
    encoded = info.filename.encode("utf-8" if not info.filename.isascii() else "ascii")
    flags = (info.flag_bits & ~_DESCRIPTOR) | (0 if info.filename.isascii() else 0x800)
    year, month, day, hour, minute, second = info.date_time
    clock = hour << 11 | minute << 5 | second // 2
    date = (year - 1980) << 9 | month << 5 | day
    offset = out.tell()
    common = (flags, method, clock, date, check, len(packed), size, len(encoded), 0)
    out.write(_LOCAL.pack(b"PK\3\4", 20, *common))
    out.write(encoded)
    out.write(packed)
    made = info.create_system << 8 | 20
    line = (b"PK\1\2", made, 20, *common, 0, 0, info.internal_attr, info.external_attr, offset)
    return _CENTRAL.pack(*line) + encoded
