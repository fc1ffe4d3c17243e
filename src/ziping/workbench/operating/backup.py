"""Backing up while the site runs, and putting a backup back into an empty place."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import tempfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

import ziping
from ziping.wording import InputError, Message
from ziping.workbench.operating.archive import FOLDER, Manifest, Writing, name_of, unpack

_SQLITE, _DUMP = "database.sqlite3", "database.dump"
_FILES = "files"
_PAGES = 2_000  # copied at a time, so that writers get their turn


def back_up(folder: Path | None = None) -> Path:
    """Write a backup into ``folder`` (``backups`` in the data folder) and give its path.

    The database is taken as of one moment; files are never changed once written, so those it names are there. Raises
    ``InputError``; a backup that could not be finished leaves nothing behind.
    """
    target = (folder or Path(settings.HOME, FOLDER)) / name_of(datetime.now(UTC))
    part = target.with_name(f".{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryDirectory(prefix=".backup-", dir=target.parent) as scratch:
            copy = Path(scratch, _SQLITE if connection.vendor == "sqlite" else _DUMP)
            migrations = _migrations()
            _copy_database(copy)
            with part.open("xb") as stream:
                part.chmod(0o600)
                _write(stream, copy, migrations)
                stream.flush()
                os.fsync(stream.fileno())
        part.rename(target)
    except OSError as error:
        raise InputError(
            Message("operating.backup_failed", {"path": str(target.parent), "problem": error.strerror or ""})
        ) from error
    finally:
        part.unlink(missing_ok=True)
    return target


def database_there() -> bool:
    """Whether there is anything to back up: asking must not make an empty database."""
    name = str(settings.DATABASES["default"]["NAME"])
    return connection.vendor != "sqlite" or name.startswith("file:") or Path(name).exists()


def _write(stream: Any, copy: Path, migrations: tuple[str, ...]) -> None:
    writing = Writing(stream)
    writing.add(copy.name, copy)
    root = Path(settings.MEDIA_ROOT)
    for path in sorted(root.rglob("*")):
        if path.is_file() and not path.is_symlink():
            try:
                writing.add(f"{_FILES}/{path.relative_to(root).as_posix()}", path)
            except FileNotFoundError:  # a passing file, gone between listing and reading
                continue
    made_at = datetime.now(UTC).isoformat(timespec="seconds")
    writing.finish(Manifest(ziping.__version__, made_at, connection.vendor, migrations, writing.parts))


def _migrations() -> tuple[str, ...]:
    return tuple(sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()))


def _copy_database(copy: Path) -> None:
    if connection.vendor != "sqlite":
        _postgresql("pg_dump", "--format=custom", "--no-owner", "--file", str(copy))
        return
    name = str(settings.DATABASES["default"]["NAME"])
    uri = name.startswith("file:")
    with closing(sqlite3.connect(name, uri=uri)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target, pages=_PAGES)
        (verdict,) = target.execute("PRAGMA integrity_check").fetchone()
    if verdict != "ok":
        raise InputError(Message("operating.database_damaged", {"problem": str(verdict)}))


def restore(archive: Path) -> Manifest:
    """Put ``archive`` back: into a data folder without database and files, or an empty PostgreSQL database.

    Everything is unpacked and compared beside its place first, then moved there. Raises ``InputError``.
    """
    home = Path(settings.HOME)
    _refuse_what_is_there(home)
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=home) as scratch:
        laid = Path(scratch)
        manifest = unpack(archive, laid)
        _refuse_what_does_not_fit(archive, manifest)
        if manifest.engine == "sqlite":
            _move_database(laid / _SQLITE)
        else:
            _postgresql(
                "pg_restore", "--no-owner", "--single-transaction", "--exit-on-error", str(laid / _DUMP)
            )
        if (laid / _FILES).is_dir():
            (laid / _FILES).rename(settings.MEDIA_ROOT)
    return manifest


def _move_database(copy: Path) -> None:
    connection.close()
    copy.chmod(0o600)
    copy.rename(settings.DATABASES["default"]["NAME"])


def _refuse_what_is_there(home: Path) -> None:
    there: list[str] = []
    if connection.vendor == "sqlite":
        there += [str(path) for path in (Path(settings.DATABASES["default"]["NAME"]),) if path.exists()]
    else:
        there += connection.introspection.table_names()[:1]
    files = Path(settings.MEDIA_ROOT)
    if files.exists() and any(files.iterdir()):
        there.append(str(files))
    elif files.exists():
        files.rmdir()
    if there:
        raise InputError(
            Message("operating.restore_not_empty", {"path": str(home), "there": "、".join(there)})
        )


def _refuse_what_does_not_fit(archive: Path, manifest: Manifest) -> None:
    if manifest.engine != connection.vendor:
        args = {"file": str(archive), "theirs": manifest.engine, "ours": connection.vendor}
        raise InputError(Message("operating.restore_other_engine", args))
    from django.db.migrations.loader import MigrationLoader  # noqa: PLC0415 - only a restore reads all migrations

    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    if set(manifest.migrations) - known:
        raise InputError(
            Message("operating.backup_newer", {"file": str(archive), "program": manifest.program})
        )


def _postgresql(program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs on our database; the password travels in the environment."""
    found = find_program(program)
    if found is None:
        raise InputError(Message("operating.no_program", {"program": program}))
    place = settings.DATABASES["default"]
    named = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    environment = {variable: str(place[key]) for variable, key in named.items() if place.get(key)}
    database = ["--dbname", str(place["NAME"])]
    done = subprocess.run(  # noqa: S603 - the program was looked up, the arguments are ours
        [found, *database, *arguments],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        lines = done.stderr.strip().splitlines() or ["?"]
        raise InputError(Message("operating.command_failed", {"command": program, "problem": lines[0]}))


def find_program(name: str) -> str | None:
    """One of PostgreSQL's programs: on the path, or where Debian keeps each version's own, the newest first."""
    if found := shutil.which(name):
        return found
    kept = sorted(
        Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[4]), reverse=True
    )
    return str(kept[0]) if kept else None
