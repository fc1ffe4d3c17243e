"""A backup as one file: the database, the uploaded files, and a list of everything with its SHA-256.

``ziping-<moment>.tar.gz`` holds ``database.sqlite3`` or ``database.dump`` (PostgreSQL), ``files/…`` and, last,
``manifest.json``. What is not in the list, or is there with another digest, makes the whole backup refused.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import tarfile
import zlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO

from ziping.wording import InputError, Message

FORMAT = 1
MANIFEST = "manifest.json"
FOLDER = "backups"
_NAME = "ziping-%Y%m%d-%H%M%S-%f.tar.gz"
_CHUNK = 1 << 20
_LARGEST_MANIFEST = 64 << 20


@dataclass(frozen=True, slots=True)
class Part:
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds. ``migrations`` are those its database had run, as ``app.name``."""

    program: str
    made_at: str
    engine: str
    migrations: tuple[str, ...]
    parts: dict[str, Part] = field(default_factory=dict)
    format: int = FORMAT


def name_of(moment: dt.datetime) -> str:
    return moment.strftime(_NAME)


def newest(home: Path) -> tuple[Path, dt.datetime] | None:
    """The latest backup in the data folder and when it was made."""
    found = []
    for path in (home / FOLDER).glob("ziping-*.tar.gz"):
        try:
            moment = dt.datetime.strptime(path.name, _NAME)  # noqa: DTZ007 - the name is in UTC
        except ValueError:
            continue
        found.append((path, moment.replace(tzinfo=dt.UTC)))
    return max(found, key=lambda one: one[1], default=None)


class Writing:
    """A backup being written: parts one after the other, the list of them at the end."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.tar = tarfile.open(fileobj=stream, mode="w:gz", compresslevel=5)  # noqa: SIM115 - closed by finish
        self.parts: dict[str, Part] = {}

    def add(self, name: str, path: Path) -> None:
        """Add a file. One that grows meanwhile is taken as long as it was at the start."""
        with path.open("rb") as stream:
            info = self.tar.gettarinfo(fileobj=stream, arcname=name)
            info.uid = info.gid = 0
            info.uname = info.gname = ""
            digest = hashlib.sha256()
            self.tar.addfile(info, _Digesting(stream, digest))
            self.parts[name] = Part(info.size, digest.hexdigest())

    def finish(self, manifest: Manifest) -> None:
        data = json.dumps(asdict(manifest), ensure_ascii=False, indent=1).encode()
        info = tarfile.TarInfo(MANIFEST)
        info.size = len(data)
        self.tar.addfile(info, io.BytesIO(data))
        self.tar.close()


class _Digesting(io.RawIOBase):
    """Reads through and digests what was read."""

    def __init__(self, stream: IO[bytes], digest: hashlib._Hash) -> None:
        self.stream, self.digest = stream, digest

    def read(self, size: int = -1, /) -> bytes:
        data = self.stream.read(size)
        self.digest.update(data)
        return data


def unpack(archive: Path, into: Path) -> Manifest:
    """Lay the parts of ``archive`` into the empty folder ``into``, each checked against the list.

    Raises ``InputError`` for what is no backup, is damaged, or was changed; ``into`` then holds rubbish.
    """
    found: dict[str, Part] = {}
    manifest: Manifest | None = None
    try:
        with tarfile.open(archive, "r:gz") as tar:
            for info in tar:
                if info.name == MANIFEST:
                    manifest = _manifest(_content(tar, info), archive)
                else:
                    found[info.name] = _lay(tar, info, into, archive)
    except (tarfile.TarError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise _damaged(archive, str(error)) from error
    except OSError as error:
        if error.errno is None:  # gzip's own complaints
            raise _damaged(archive, str(error)) from error
        raise InputError(
            Message("operating.backup_unreadable", {"file": str(archive), "problem": error.strerror or ""})
        ) from error
    if manifest is None:
        raise _damaged(archive, MANIFEST)
    for name in _differing(manifest.parts, found):
        raise _damaged(archive, name)
    return manifest


def _differing(listed: dict[str, Part], found: dict[str, Part]) -> Iterator[str]:
    return (name for name in sorted({*listed, *found}) if listed.get(name) != found.get(name))


def _content(tar: tarfile.TarFile, info: tarfile.TarInfo) -> bytes:
    stream = tar.extractfile(info) if info.isfile() and info.size <= _LARGEST_MANIFEST else None
    return stream.read() if stream else b""


def _manifest(data: bytes, archive: Path) -> Manifest:
    try:
        read = json.loads(data)
        parts = {
            name: Part(int(part["size"]), str(part["sha256"])) for name, part in read.pop("parts").items()
        }
        manifest = Manifest(**{**read, "migrations": tuple(read["migrations"])}, parts=parts)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise _damaged(archive, MANIFEST) from error
    if manifest.format != FORMAT:
        raise InputError(
            Message("operating.backup_newer", {"file": str(archive), "program": manifest.program})
        )
    return manifest


def _lay(tar: tarfile.TarFile, info: tarfile.TarInfo, into: Path, archive: Path) -> Part:
    """Write one part. Only plain files beneath ``into``: an archive is not trusted before its list was compared."""
    name = PurePosixPath(info.name)
    stream = tar.extractfile(info) if info.isfile() else None
    if stream is None or name.is_absolute() or ".." in name.parts:
        raise _damaged(archive, info.name)
    target = into.joinpath(*name.parts)
    target.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with target.open("xb") as written:
        while data := stream.read(_CHUNK):
            digest.update(data)
            written.write(data)
    return Part(info.size, digest.hexdigest())


def _damaged(archive: Path, where: str) -> InputError:
    return InputError(Message("operating.backup_damaged", {"file": str(archive), "where": where}))
