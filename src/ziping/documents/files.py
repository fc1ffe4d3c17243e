"""Files that are either wholly there or not there at all.

A report half written is worse than none: everything goes to a temporary file beside its destination, is forced to
disk, and only then takes the destination's name.
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from ziping.wording import InputError, Message

Writer = Callable[[Path], None]

_REASONS = {
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
    errno.EFBIG: "disk_full",
    errno.EACCES: "not_allowed",
    errno.EPERM: "not_allowed",
    errno.EROFS: "read_only",
    errno.ENOENT: "no_folder",
    errno.ENOTDIR: "no_folder",
    errno.EISDIR: "is_folder",
    errno.ENAMETOOLONG: "name_too_long",
}


@contextmanager
def atomic_write(path: Path) -> Iterator[Path]:
    """Yield a temporary path beside ``path``; when the block ends well, it becomes ``path``, otherwise nothing is left.

    A link is followed, permissions of an existing file are kept. Raises :class:`InputError` saying what to do when
    the disk is full, the folder is missing or may not be written.
    """
    with _teaching(path):
        target = _target(path)
        temporary = _beside(target)
        try:
            yield temporary
            _settle(temporary, target)
            temporary.replace(target)
            _sync_folder(target.parent)
        finally:
            temporary.unlink(missing_ok=True)


def write_all(writers: Mapping[Path, Writer]) -> None:
    """Write several files, all or none: first all temporary files, then all renames, undone if one fails.

    ``writers`` maps each destination to a function that writes the file at the path it is given. Raises
    :class:`InputError` as :func:`atomic_write` does.
    """
    with ExitStack() as tidy:
        ready: list[tuple[Path, Path]] = []
        for path, writer in writers.items():
            with _teaching(path):
                target = _target(path)
                temporary = _beside(target)
                tidy.callback(temporary.unlink, missing_ok=True)
                writer(temporary)
                _settle(temporary, target)
            ready.append((temporary, target))
        _rename_together(ready)


def _rename_together(ready: list[tuple[Path, Path]]) -> None:
    done: list[tuple[Path, Path | None]] = []
    kept: Path | None = None
    try:
        for temporary, target in ready:
            with _teaching(target):
                kept = _keep_old(target)
                temporary.replace(target)
                done.append((target, kept))
                kept = None
        for folder in {target.parent for _, target in ready}:
            _sync_folder(folder)
    except InputError:
        for target, old in reversed(done):
            if old is None:
                target.unlink(missing_ok=True)
            else:
                old.replace(target)
        raise
    finally:
        for leftover in (kept, *(old for _, old in done)):
            if leftover is not None:
                leftover.unlink(missing_ok=True)


def _keep_old(target: Path) -> Path | None:
    """Return the old file under a second name, so that a failed batch can put it back; None when there was none."""
    if not target.exists():
        return None
    kept = _beside(target)
    kept.unlink()
    try:
        os.link(target, kept)
    except OSError:  # a file system without hard links
        import shutil

        shutil.copy2(target, kept)
    return kept


def _target(path: Path) -> Path:
    target = path.resolve() if path.is_symlink() else path
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
    return target


def _beside(target: Path) -> Path:
    import tempfile

    # The suffix stays, since some writers choose the format by it; the leading dot keeps file managers from showing it.
    handle, name = tempfile.mkstemp(prefix=".ziping-", suffix=target.suffix, dir=target.parent)
    os.close(handle)
    return Path(name)


def _settle(temporary: Path, target: Path) -> None:
    """Force the content to disk and give it the permissions the destination has, or a new file would have."""
    with temporary.open("rb+") as file:
        os.fsync(file.fileno())
    if target.exists():
        import shutil

        shutil.copymode(target, temporary)
    else:
        umask = os.umask(0)
        os.umask(umask)
        temporary.chmod(0o666 & ~umask)


def _sync_folder(folder: Path) -> None:
    # Windows cannot open a folder, some network drives cannot sync one: the rename itself has already happened.
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def _teaching(path: Path) -> Iterator[None]:
    """Turn what the operating system says about ``path`` into what the user can do about it."""
    try:
        yield
    except OSError as fault:
        reason = _REASONS.get(fault.errno or 0)
        args = {"path": str(path), "folder": str(path.parent), "detail": fault.strerror or str(fault)}
        raise InputError(Message(f"documents.write.{reason or 'failed'}", args)) from fault
