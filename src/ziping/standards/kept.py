"""Installed packs kept in the form they come to, so that a start need not read YAML again.

A pack's files are read, merged and converted once; the result lies in the user's cache folder under a mark made of the
size and date of every file of every installed pack and of the model itself, as Python keeps its compiled modules. Any
change makes it anew; without a folder to write to everything works, only slower. Packs in a user's own folders are never
kept: those are being worked on.
"""

from __future__ import annotations

import atexit
import contextlib
import hashlib
import os
import sys
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from ziping import __version__
from ziping.standards.formulas.kept_trees import decoded, encoded
from ziping.standards.formulas.parser import KNOWN
from ziping.standards.model.pack import Manifest, Standard

_DECIMAL = 1  # our code for an exact decimal, which would come back as a text
_MARK = 16
_MOST_TREES = 5000

Made = TypeVar("Made")


def kept(name: str, root: Path, make: Callable[[], Standard]) -> Standard:
    """The standard ``name`` of the packs below ``root`` as it was kept, else as ``make`` makes it."""
    mark = _mark(root)
    _with_trees(_folder() / f"formulas.{mark}.pack")
    path = _folder() / f"{name.replace('/', '.')}.{mark}.pack"
    return _kept(path, Standard, make)


def kept_manifests(root: Path, make: Callable[[], tuple[Manifest, ...]]) -> tuple[Manifest, ...]:
    """The ``pack.yaml`` of all packs below ``root`` as they were kept, else as ``make`` makes them."""
    return _kept(_folder() / f"manifests.{_mark(root)}.pack", tuple[Manifest, ...], make)


def _kept(path: Path, kind: type[Made], make: Callable[[], Made]) -> Made:
    with contextlib.suppress(OSError, msgspec.MsgspecError):  # not there, or not what we wrote: made anew
        return _decoded(path.read_bytes(), kind)
    made = make()
    with contextlib.suppress(
        OSError
    ):  # a folder that cannot be written costs time at the next start, nothing else
        _keep(path, _encoded(made))
    return made


@cache
def _with_trees(path: Path) -> None:
    """Take up the trees of formulas that earlier starts parsed, and keep those this one parses as well."""
    with contextlib.suppress(OSError, msgspec.MsgspecError, TypeError, ValueError, KeyError):
        KNOWN.update(decoded(path.read_bytes()))
    atexit.register(_keep_trees, path, len(KNOWN))


def _keep_trees(path: Path, before: int) -> None:
    if before < len(KNOWN) <= _MOST_TREES:
        with contextlib.suppress(OSError):
            _keep(path, encoded(KNOWN))


def _folder() -> Path:
    """Where the program may keep what it can make again (XDG Base Directory; ``ZIPING_CACHE`` overrides)."""
    named = os.environ.get("ZIPING_CACHE")
    if named:
        return Path(named)
    local = os.environ.get("LOCALAPPDATA") if sys.platform == "win32" else os.environ.get("XDG_CACHE_HOME")
    return Path(local or Path(os.path.expanduser("~")) / ".cache") / "ziping"  # noqa: PTH111 - never raises


def _mark(root: Path) -> str:
    """What the packs and the code that shapes them are, in sixteen digits."""
    here = Path(__file__).parent
    digest = hashlib.blake2b(f"{__version__} {sys.version_info[:2]} {msgspec.__version__}".encode())
    code = (*(here / "model").glob("*.py"), *(here / "formulas").glob("*.*"))
    for path in sorted((*root.rglob("*.yaml"), *code)):
        state = path.stat()
        digest.update(f"{path} {state.st_size} {state.st_mtime_ns}\n".encode())
    return digest.hexdigest()[:_MARK]


def _keep(path: Path, content: bytes) -> None:
    """Write whole or not at all; what was kept under older marks goes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    name = path.name.rsplit(".", 2)[0]
    older = [old for old in path.parent.glob("*.pack") if old.name.rsplit(".", 2)[0] == name]
    temporary = path.with_suffix(f".{os.getpid()}")
    temporary.write_bytes(content)
    temporary.replace(path)
    for old in older:
        if old != path:
            old.unlink(missing_ok=True)


def _encoded(made: object) -> bytes:
    return msgspec.msgpack.encode(_marked(msgspec.to_builtins(made, builtin_types=(Decimal,))))


def _marked(value: Any) -> Any:
    match value:
        case Decimal():
            return msgspec.msgpack.Ext(_DECIMAL, str(value).encode())
        case dict():
            return {key: _marked(inner) for key, inner in value.items()}
        case list() | tuple():
            return [_marked(inner) for inner in value]
        case _:
            return value


def _decoded(content: bytes, kind: type[Made]) -> Made:
    return msgspec.convert(msgspec.msgpack.decode(content, ext_hook=_decimal), kind, builtin_types=(Decimal,))


def _decimal(code: int, data: memoryview) -> Decimal:
    if code != _DECIMAL:
        raise msgspec.ValidationError(f"unknown extension {code}")
    return Decimal(bytes(data).decode("ascii"))
