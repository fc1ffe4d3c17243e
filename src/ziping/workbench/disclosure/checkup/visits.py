"""The folder of one visit: what was brought, what was found, and when all of it goes."""

from __future__ import annotations

import contextlib
import json
import re
import secrets
import shutil
import time
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

_TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")
_LONGEST_NAME = 80  # characters; file systems allow 255 bytes, Chinese takes three a character
KEPT_DAYS = 7
_OURS = 0o700


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit. ``began`` and ``until`` are seconds since 1970; the token is all that leads to it."""

    token: str
    name: str
    lang: str
    began: int
    until: int

    @property
    def folder(self) -> Path:
        return root() / self.token

    @property
    def brought(self) -> Path:
        """Where the file lies until it has been read."""
        return self.folder / "in"

    @property
    def found(self) -> Path:
        return self.folder / "out"

    @property
    def result(self) -> Path:
        return self.folder / "result.json"

    @property
    def kept(self) -> bool:
        return (self.folder / "keep").exists()


def root() -> Path:
    """Where visits lie; nobody but the site looks into it."""
    folder = Path(settings.CHECKUP_FOLDER)
    folder.mkdir(mode=_OURS, parents=True, exist_ok=True)
    return folder


def begin(name: str, lang: str) -> Visit:
    """A new visit with an empty folder."""
    token = secrets.token_urlsafe(24)
    began = int(time.time())
    folder = root() / token
    for part in (folder, folder / "in", folder / "out", folder / "tmp"):
        part.mkdir(mode=_OURS)
    about = {"name": safe_name(name), "lang": lang, "began": began}
    (folder / "about.json").write_text(json.dumps(about, ensure_ascii=False), encoding="utf-8")
    return Visit(token, safe_name(name), lang, began, _until(folder, began))


def find(token: str) -> Visit | None:
    """The visit with this token, ``None`` where there is none or its time is over."""
    if not _TOKEN.fullmatch(token):
        return None
    folder = root() / token
    try:
        about = json.loads((folder / "about.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    until = _until(folder, about["began"])
    if time.time() >= until:
        return None
    return Visit(token, about["name"], about["lang"], about["began"], until)


def keep(visit: Visit) -> None:
    """The visitor said so: it stays for :data:`KEPT_DAYS` days."""
    (visit.folder / "keep").touch()


def remove(visit: Visit) -> None:
    """Everything of the visit, now."""
    shutil.rmtree(visit.folder, ignore_errors=True)


def forget_brought(visit: Visit) -> None:
    """The file itself and what reading it left behind; what was found stays."""
    for folder in (visit.brought, visit.folder / "tmp"):
        shutil.rmtree(folder, ignore_errors=True)


def write_result(visit: Visit, **said: Any) -> None:
    """Say how the check ended, at once and whole."""
    temporary = visit.folder / "result.part"
    with contextlib.suppress(FileNotFoundError):  # the visitor removed all of it meanwhile
        temporary.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
        temporary.replace(visit.result)


def read_result(visit: Visit) -> dict[str, Any] | None:
    """How the check ended, ``None`` while it has not."""
    try:
        said: dict[str, Any] = json.loads(visit.result.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return said


def alive() -> Iterator[Path]:
    """The folders of visits."""
    return (folder for folder in root().iterdir() if _TOKEN.fullmatch(folder.name))


def sweep() -> int:
    """Remove every visit whose time is over, and what no visit was made of; gives how many."""
    gone = 0
    for folder in alive():
        if find(folder.name) is None and _old(folder):
            shutil.rmtree(folder, ignore_errors=True)
            gone += 1
    return gone


def _old(folder: Path) -> bool:
    """Not one that is just being made, which has nothing in it yet."""
    with contextlib.suppress(OSError):
        return (
            folder / "about.json"
        ).exists() or time.time() - folder.stat().st_mtime > settings.CHECKUP_MINUTES * 60
    return False


def _until(folder: Path, began: int) -> int:
    usual = settings.CHECKUP_MINUTES * 60
    return began + (KEPT_DAYS * 86_400 if (folder / "keep").exists() else usual)


def safe_name(name: str) -> str:
    """A file's name as it may stand in a folder and in a heading: no path, no control characters, not too long."""
    last = name.replace("\\", "/").rpartition("/")[2]
    plain = "".join(letter for letter in last if unicodedata.category(letter)[0] != "C").strip(" .")
    plain = re.sub(r'[:*?"<>|]+', "", plain)
    stem, dot, ending = plain.rpartition(".")
    if not dot:
        return plain[:_LONGEST_NAME] or "file"
    ending = ending[:10]
    return f"{stem[: _LONGEST_NAME - len(ending)] or 'file'}.{ending}"
