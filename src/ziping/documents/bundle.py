"""A report with its annexes, in a folder or a .zip, read as one document: the report first, the annexes by name.

Members are told by content like any file. What cannot be read becomes a notice, the rest is read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from zlib import error as ZlibError  # noqa: N812 -- the module's own name for it says nothing

from ziping.documents.archive import unpack
from ziping.documents.gathering import moved
from ziping.documents.kinds import kind_of
from ziping.documents.opening import Given, Limits, load, read_given
from ziping.documents.source import Grid, Source, SourceBlock
from ziping.wording import InputError, Message

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

MAX_MEMBERS = 300
MAX_UNPACKED = 600_000_000  # bytes of all members together
MAX_RATIO, RATIO_FROM = 300, 20_000_000  # a ratio says something only once there is much of it
_DEEPEST = 4  # folders inside one another
_SHOWN = 5  # reasons in one message
_ENCRYPTED, _UTF8 = 0x1, 0x800  # bits of a member's flags
_UNICODE_PATH = 0x7075  # extra field with the name in UTF-8
_JUNK = re.compile(
    r"(?:.*/)?(?:__MACOSX(?:/.*)?|\.[^/]*|~\$[^/]*|~[^/]*\.tmp|Thumbs\.db|desktop\.ini|[^/]*\.(?:tmp|lnk|url))",
    re.IGNORECASE,
)
_PART = re.compile(r"(\d+)")
_TEXTS = frozenset({"docx", "doc", "rtf", "pdf", "ofd", "html", "text", "image"})
_BEST = ("docx", "doc", "rtf", "ofd", "pdf", "html", "text", "image")  # of one report in several formats
_ALIKE, _SAME = 0.5, 0.9  # of the longer paragraphs, under one name and under two
_ENOUGH = 5  # of them, for a file of another name to be a copy


@dataclass(frozen=True, slots=True)
class _Member:
    """A file of the package; ``wrong`` says why there is no content."""

    name: str
    path: Path
    data: bytes = b""
    wrong: Message | None = None


def read_zip(given: Given) -> Source:
    """Read an archive as one document. Raises :class:`InputError`: password, bomb, too many files, nothing to read."""
    return _read(_members(given.data, given.path), given.name, given.path, given.limits)


def read_folder(folder: Path, limits: Limits) -> Source:
    """Read the files of a folder and of those inside it as one document. Raises :class:`InputError` likewise."""
    try:
        paths = sorted(_files(folder, 0), key=lambda path: _natural(path.relative_to(folder).as_posix()))
    except OSError as fault:
        args = {"path": str(folder), "detail": fault.strerror or str(fault)}
        raise InputError(Message("documents.open.unreadable", args)) from fault
    if len(paths) > MAX_MEMBERS:
        many = {"path": str(folder), "count": len(paths), "limit": MAX_MEMBERS}
        raise InputError(Message("documents.bundle.too_many", many))
    return _read(_loaded(folder, paths, limits), folder.resolve().name, folder, limits)


def _files(folder: Path, depth: int) -> Iterator[Path]:
    for path in folder.iterdir():
        if _JUNK.fullmatch(path.name) or path.is_symlink():
            continue
        if path.is_dir():
            if depth < _DEEPEST:
                yield from _files(path, depth + 1)
        elif path.is_file():
            yield path


def _loaded(folder: Path, paths: list[Path], limits: Limits) -> Iterator[_Member]:
    for path in paths:
        name = path.relative_to(folder).as_posix()
        try:
            yield _Member(name, path, load(path, limits.max_file))
        except InputError as fault:
            yield _Member(name, path, wrong=fault.messages[0])


def _members(data: bytes, path: Path) -> Iterator[_Member]:
    """The files in an archive, unpacked one by one within limits. Raises :class:`InputError`."""
    from zipfile import BadZipFile, ZipFile  # noqa: PLC0415 -- only who opens an archive pays for the import

    unpacked = 0
    with ZipFile(BytesIO(data)) as package:
        infos = [
            info for info in package.infolist() if not info.is_dir() and not _JUNK.fullmatch(_name(info))
        ]
        if len(infos) > MAX_MEMBERS:
            args = {"path": str(path), "count": len(infos), "limit": MAX_MEMBERS}
            raise InputError(Message("documents.bundle.too_many", args))
        if infos and all(info.flag_bits & _ENCRYPTED for info in infos):
            raise InputError(Message("documents.bundle.password", {"path": str(path)}))
        used: Counter[str] = Counter()
        for info in infos:
            name = _name(info)
            used[name] += 1
            if used[name] > 1:
                name = f"{name} ({used[name]})"
            if info.flag_bits & _ENCRYPTED:
                yield _Member(name, path / name, wrong=Message("documents.open.password", {"path": name}))
                continue
            try:
                most = min(MAX_UNPACKED, max(RATIO_FROM, len(data) * MAX_RATIO))
                content = _unpacked(package, info, most - unpacked)
            except (
                BadZipFile,
                EOFError,
                ZlibError,
                NotImplementedError,
                OverflowError,
                RuntimeError,
                ValueError,
            ) as fault:
                args = {"path": name, "detail": str(fault)}
                yield _Member(name, path / name, wrong=Message("documents.open.damaged", args))
                continue
            unpacked += len(content)
            if unpacked > most:
                args = {"path": str(path), "limit": MAX_UNPACKED // 1_000_000}
                raise InputError(Message("documents.bundle.bomb", args))
            yield _Member(name, path / name, content)


def _unpacked(package: ZipFile, info: ZipInfo, room: int) -> bytes:
    content = unpack(package, info, room)
    if room >= len(content) < info.file_size:
        raise ValueError(f"{len(content)} < {info.file_size}")
    return content


def _name(info: ZipInfo) -> str:
    """The member's name as its maker saw it: archivers on Chinese Windows write GBK and say it is something else."""
    raw = info.filename
    if not info.flag_bits & _UTF8 and not raw.isascii():
        raw = _unicode_path(info.extra) or _from_gbk(raw)
    parts = [part for part in PurePosixPath(raw.replace("\\", "/")).parts if part not in ("/", "..", ".")]
    return "/".join(parts) or raw


def _unicode_path(extra: bytes) -> str | None:
    while len(extra) >= 4:  # noqa: PLR2004 -- two bytes for the kind, two for the length
        kind, length = int.from_bytes(extra[:2], "little"), int.from_bytes(extra[2:4], "little")
        if kind == _UNICODE_PATH:
            return extra[9 : 4 + length].decode("utf-8", "replace") or None
        extra = extra[4 + length :]
    return None


def _from_gbk(name: str) -> str:
    try:
        raw = name.encode("cp437")
    except UnicodeEncodeError:
        return name
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name


def _natural(name: str) -> list[tuple[int, str]]:
    """附件2 before 附件10."""
    return [(int(one), "") if one.isdecimal() else (-1, one) for one in _PART.split(name[:300])]


def _read(members: Iterable[_Member], name: str, path: Path, limits: Limits) -> Source:
    read: list[tuple[str, Source]] = []
    notices: list[Message] = []
    seen: dict[bytes, str] = {}
    for member in _without_nesting(members, notices):
        reason = member.wrong
        if reason is None:
            digest = sha256(member.data).digest()
            if digest in seen:
                args = {"name": member.name, "other": seen[digest]}
                notices.append(Message("documents.bundle.same", args))
                continue
            seen[digest] = member.name
            try:
                source = read_given(Given(member.data, PurePosixPath(member.name).name, member.path, limits))
            except InputError as fault:
                reason = fault.messages[0]
            else:
                read.append((member.name, source))
                continue
        failed = {"name": member.name, "reason": reason}
        notices.append(Message("documents.bundle.member_failed", failed))
    if not read:
        reasons = tuple(notice for notice in notices[:_SHOWN])
        key = "nothing_read" if reasons else "empty"
        raise InputError(Message(f"documents.bundle.{key}", {"path": str(path), "reasons": reasons}))
    kept = _ordered(_without_copies(read, notices))
    return _together(kept, name, notices)


def _without_nesting(members: Iterable[_Member], notices: list[Message]) -> Iterator[_Member]:
    """The members, archives among them opened once; an archive deeper inside is told and left."""
    for member in members:
        if member.wrong is not None or not _is_archive(member):
            yield member
            continue
        try:
            for inner in _members(member.data, member.path):
                name = f"{member.name}/{inner.name}"
                if inner.wrong is None and _is_archive(inner):
                    notices.append(Message("documents.bundle.too_deep", {"name": name}))
                else:
                    yield _Member(name, inner.path, inner.data, inner.wrong)
        except InputError as fault:
            yield _Member(member.name, member.path, wrong=fault.messages[0])


def _is_archive(member: _Member) -> bool:
    if not member.data.startswith(b"PK"):
        return False
    try:
        return kind_of(member.data, member.path) == "zip"
    except InputError:
        return False  # told again, with its reason, when it is read


def _without_copies(read: list[tuple[str, Source]], notices: list[Message]) -> list[tuple[str, Source]]:
    """Where one report lies there several times, as Word and as PDF, the format that says most of it is kept."""
    texts = sorted(
        (one for one in read if one[1].format in _TEXTS), key=lambda one: _BEST.index(one[1].format)
    )
    kept: list[tuple[str, set[str]]] = []
    dropped: set[str] = set()
    for name, source in texts:
        own = _paragraphs(source)
        same = next((other for other, theirs in kept if _alike(name, own, other, theirs)), None)
        if same is None:
            kept.append((name, own))
        else:
            dropped.add(name)
            notices.append(Message("documents.bundle.same", {"name": name, "other": same}))
    return [one for one in read if one[0] not in dropped]


def _alike(name: str, own: set[str], other: str, theirs: set[str]) -> bool:
    """Whether the longer paragraphs of one are those of the other; under one name fewer have to be."""
    common, fewer, more = len(own & theirs), min(len(own), len(theirs)), max(len(own), len(theirs))
    if PurePosixPath(name).with_suffix("") == PurePosixPath(other).with_suffix(""):
        return common >= _ALIKE * fewer > 0
    return common >= _SAME * more and fewer >= _ENOUGH


def _paragraphs(source: Source) -> set[str]:
    compact = ("".join(passage.text[passage.generated :].split()) for passage in source.passages)
    return {text[:30] for text in compact if len(text) > 15}  # noqa: PLR2004 -- longer than headings


def _ordered(read: list[tuple[str, Source]]) -> list[tuple[str, Source]]:
    """The report, which has the most text, then the annexes by name."""
    main = max(read, key=lambda one: sum(len(passage.text) for passage in one[1].passages))
    return [main, *sorted((one for one in read if one is not main), key=lambda one: _natural(one[0]))]


def _together(read: list[tuple[str, Source]], name: str, notices: list[Message]) -> Source:
    blocks: list[SourceBlock] = []
    tables = 0
    said: list[Message] = []
    for part, source in read:
        begin = len(blocks)
        blocks += [moved(block, blocks=begin, tables=tables, part=part) for block in source.blocks]
        tables += sum(isinstance(block, Grid) for block in source.blocks)
        said += [
            Message("documents.bundle.member_notice", {"name": part, "notice": notice})
            for notice in source.notices
        ]
    parts = tuple(part for part, _ in read)
    return Source(
        name,
        "package",
        tuple(blocks),
        (Message("documents.bundle.order", {"names": parts}), *notices, *said),
        parts=parts,
        recognised=any(source.recognised for _, source in read),
    )
