"""Where packs are: those that come with ``ziping``, and folders a user names."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from ziping.standards.layout import MANIFEST
from ziping.standards.problems import suggestion
from ziping.wording import InputError, Message


def installed_root() -> Traversable:
    return files("ziping.standards") / "packs"


def installed() -> dict[str, Traversable]:
    """The packs that come with ``ziping``: id (the way of folders to it) → folder, in order of ids."""
    return dict(sorted(_below(installed_root(), "")))


def installed_id(folder: Traversable) -> str:
    """The id an installed pack in ``folder`` must have; empty for a folder of somebody's own."""
    root = str(installed_root())
    way = str(folder).removeprefix(root)
    return way.strip("/\\").replace("\\", "/") if way != str(folder) else ""


def installed_folder(pack: str) -> Traversable | None:
    """The folder of an installed pack, found without looking at the others."""
    steps = pack.split("/")
    if not all(step and step.strip(".") and "\\" not in step for step in steps):
        return None
    folder = installed_root().joinpath(*steps)
    return folder if (folder / MANIFEST).is_file() else None


def folder_of(name: str | Path) -> Traversable:
    """The folder that ``name`` means: an installed pack's id, else a folder with a ``pack.yaml``.

    Raises ``InputError`` when it is neither, with the ids that come near.
    """
    if isinstance(name, str) and (found := installed_folder(name)) is not None:
        return found
    path = Path(name)
    if path.name == MANIFEST and path.is_file():
        path = path.parent
    if (path / MANIFEST).is_file():
        return path
    if path.is_dir():
        raise InputError(Message("standards.find.no_manifest", {"read": str(name)}))
    raise InputError(
        Message(
            "standards.find.unknown", {"read": str(name), "suggestion": suggestion(str(name), installed())}
        )
    )


def siblings(folder: Traversable, pack: str) -> Iterator[Traversable]:
    """Where a pack named in ``extends`` may stand beside a user's own pack."""
    if isinstance(folder, Path):
        around = folder.resolve().parent
        candidates = [around / pack, *sorted(path for path in around.iterdir() if path.is_dir())]
        yield from (path for path in candidates if (path / MANIFEST).is_file())


def _below(folder: Traversable, way: str) -> Iterator[tuple[str, Traversable]]:
    if way and (folder / MANIFEST).is_file():
        yield way, folder
    for child in folder.iterdir():
        if child.is_dir() and not child.name.startswith(("_", ".")):
            yield from _below(child, f"{way}/{child.name}" if way else child.name)
