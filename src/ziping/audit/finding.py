"""Which files are meant by the names a user gives: a folder stands for the documents in it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from ziping.audit.asides import SUFFIX

KNOWN = frozenset(
    [
        ".docx",
        ".docm",
        ".doc",
        ".wps",
        ".wpt",
        ".rtf",
        ".odt",
        ".pdf",
        ".ofd",
        ".xlsx",
        ".xlsm",
        ".xls",
        ".et",
        ".ods",
        ".html",
        ".htm",
        ".mht",
        ".mhtml",
        ".txt",
        ".json",
        ".zip",
        ".png",
        ".jpg",
        ".jpeg",
        ".tif",
        ".tiff",
        ".bmp",
        ".gif",
        ".webp",
    ]
)
_OURS = (SUFFIX, ".check.html", ".check.xlsx", ".check.docx", ".check.json", ".check.sarif")


def files_in(paths: Iterable[Path], *, package: bool = False) -> Iterator[Path]:
    """``paths`` with each folder replaced by the documents in it and below, sorted; each file once.

    With ``package`` a folder stays what it is: one report with its annexes. What this program wrote, what Office keeps
    while a file is open (``~$``) and hidden files are left out.
    """
    seen: set[Path] = set()
    for path in paths:
        found = sorted(_documents(path)) if is_folder(path) and not package else [path]
        for each in found:
            real = Path(os.path.realpath(each))  # unlike resolve(), at ease with links that lead in a circle
            if real not in seen:
                seen.add(real)
                yield each


def is_folder(path: Path) -> bool:
    """Whether ``path`` is a folder; a name no system can have is none, and is told of when it is opened."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _documents(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        hidden = any(part.startswith((".", "~$", "__MACOSX")) for part in path.relative_to(folder).parts)
        if not hidden and path.suffix.lower() in KNOWN and not path.name.endswith(_OURS) and path.is_file():
            yield path
