"""A report with its annexes, in a folder or a .zip, read as one document: the report first, the annexes by name.

Members are told by content like any file. What cannot be read becomes a notice, the rest is read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from ziping.documents.archive import DamagedZipError, opened_zip, unpack
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
DEEPEST = 20  # folders inside one another
_MOST_COUNTED = 10_000  # files of a folder; there may be many more, as in the root of a disk
_SHOWN = 5  # reasons in one message
_ENCRYPTED, _UTF8 = 0x1, 0x800  # bits of a member's flags
_UNICODE_PATH = 0x7075  # extra field with the name in UTF-8
_JUNK = re.compile(
    r"(?:.*/)?(?:(?:__MACOSX|\.[^/]*)(?:/.*)?|~\$[^/]*|~[^/]*\.tmp|Thumbs\.db|desktop\.ini|[^/]*\.(?:tmp|lnk|url))",
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


@dataclass(slots=True)
class _Room:
    """What may still be read: ``unpacked`` bytes and ``members``, those of archives inside one another together."""

    unpacked: int
    members: int

    def take(self, path: Path, members: int) -> None:
        """Make room for so many files more. Raises :class:`InputError` when there are too many."""
        count = MAX_MEMBERS - self.members + members
        if count > MAX_MEMBERS:
            args = {"path": str(path), "count": count, "limit": MAX_MEMBERS}
            raise InputError(Message("documents.bundle.too_many", args))
        self.members -= members


def read_zip(given: Given) -> Source:
    """Read an archive as one document. Raises :class:`InputError`: password, bomb, too many files, nothing to read."""
    room = _Room(MAX_UNPACKED, MAX_MEMBERS)
    notices: list[Message] = []
    members = _without_nesting(_members(given.data, given.path, room), room, notices)
    return _read(members, given.name, given.path, given.limits, notices)


def read_folder(folder: Path, limits: Limits) -> Source:
    """Read the files of a folder and of those inside it as one document. Raises :class:`InputError` likewise."""
    deep: list[Path] = []
    try:
        found = islice(_files(folder, 0, deep), _MOST_COUNTED)
        paths = sorted(found, key=lambda path: _natural(_within(folder, path)))
    except OSError as fault:
        args = {"path": str(folder), "detail": fault.strerror or str(fault)}
        raise InputError(Message("documents.open.unreadable", args)) from fault
    room = _Room(MAX_UNPACKED, MAX_MEMBERS)
    room.take(folder, len(paths))
    notices = [Message("documents.bundle.folder_too_deep", {"name": _within(folder, path)}) for path in deep]
    members = _without_nesting(_loaded(folder, paths, limits), room, notices)
    return _read(members, folder.resolve().name, folder, limits, notices)


def _within(folder: Path, path: Path) -> str:
    return path.relative_to(folder).as_posix()


def _files(folder: Path, depth: int, deep: list[Path]) -> Iterator[Path]:
    """The files in a folder and in those inside it; ``deep`` gets the folders that lie too deep to be opened."""
    for path in folder.iterdir():
        if _JUNK.fullmatch(path.name) or path.is_symlink():
            continue
        if path.is_dir():
            if depth < DEEPEST:
                yield from _files(path, depth + 1, deep)
            else:
                deep.append(path)
        elif path.is_file():
            yield path


def _loaded(folder: Path, paths: list[Path], limits: Limits) -> Iterator[_Member]:
    for path in paths:
        name = _within(folder, path)
        try:
            yield _Member(name, path, load(path, limits.max_file))
        except InputError as fault:
            yield _Member(name, path, wrong=fault.messages[0])


def _members(data: bytes, path: Path, room: _Room) -> Iterator[_Member]:
    """The files in an archive, unpacked one by one within limits. Raises :class:`InputError`."""
    left = max(RATIO_FROM, len(data) * MAX_RATIO)
    with opened_zip(data) as package:
        infos = [
            info for info in package.infolist() if not info.is_dir() and not _JUNK.fullmatch(_name(info))
        ]
        room.take(path, len(infos))
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
                content = _unpacked(package, info, max(0, min(left, room.unpacked)))
            except DamagedZipError as fault:
                args = {"path": name, "detail": str(fault)}
                yield _Member(name, path / name, wrong=Message("documents.open.damaged", args))
                continue
            left -= len(content)
            room.unpacked -= len(content)
            if min(left, room.unpacked) < 0:
                much = {"path": str(path), "limit": MAX_UNPACKED // 1_000_000}
                raise InputError(Message("documents.bundle.bomb", much))
            yield _Member(name, path / name, content)


def _unpacked(package: ZipFile, info: ZipInfo, room: int) -> bytes:
    content = unpack(package, info, room)
    if room >= len(content) < info.file_size:
        raise DamagedZipError(f"{len(content)} < {info.file_size}")
    return content


def _name(info: ZipInfo) -> str:
    """The member's name as its maker saw it: archivers on Chinese Windows write GBK and say it is something else."""
    raw = info.filename
    if not info.flag_bits & _UTF8 and not raw.isascii():
        raw = _unicode_path(info.extra) or _from_gbk(raw)
    parts = [part for part in PurePosixPath(raw.replace("\\", "/")).parts if part not in ("/", "..", ".")]
    return "/".join(parts) or "_"


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


def _read(
    members: Iterable[_Member], name: str, path: Path, limits: Limits, notices: list[Message]
) -> Source:
    """Read the members one after the other; ``notices`` say what lies beside them and was not looked into."""
    read: list[tuple[str, Source]] = []
    seen: dict[bytes, str] = {}
    for member in members:
        reason = member.wrong
        if reason is None:
            digest = sha256(member.data).digest()
            if digest in seen:
                args = {"name": member.name, "other": seen[digest]}
                notices.append(Message("documents.bundle.same", args))
                continue
            try:
                source = read_given(Given(member.data, PurePosixPath(member.name).name, member.path, limits))
            except InputError as fault:
                reason = fault.messages[0]
            else:
                seen[digest] = member.name
                read.append((member.name, source))
                continue
        failed = {"name": member.name, "reason": reason}
        notices.append(Message("documents.bundle.member_failed", failed))
    if not read:
        reasons = tuple(notices[:_SHOWN])
        key = "nothing_read" if reasons else "empty"
        raise InputError(Message(f"documents.bundle.{key}", {"path": str(path), "reasons": reasons}))
    kept = _ordered(_without_copies(read, notices))
    return _together(kept, name, notices)


def _without_nesting(members: Iterable[_Member], room: _Room, notices: list[Message]) -> Iterator[_Member]:
    """The members, archives among them opened once; an archive deeper inside is told and left."""
    for member in members:
        if member.wrong is not None or not _is_archive(member):
            yield member
            continue
        try:
            for inner in _members(member.data, member.path, room):
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
