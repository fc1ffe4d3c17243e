"""A pack by its id or its folder as a :class:`Standard`, and all that is wrong with one."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from ziping.standards.finding import folder_of, installed, installed_folder, installed_root
from ziping.standards.kept import kept, kept_manifests
from ziping.standards.model.pack import Manifest, Standard
from ziping.standards.problems import PackError, Problem


def load_standard(name: str | Path) -> Standard:
    """The standard of an installed pack (by id) or of a pack folder, with all it extends merged in.

    Installed packs are kept after the first call and are not cross-checked again: the project's own checks do that.
    A folder is read anew each time and checked throughout. Raises :class:`PackError` with everything that is wrong
    (warnings aside), ``InputError`` for a name that is no pack.
    """
    if isinstance(name, str) and installed_folder(name) is not None:
        return _installed(name)
    from ziping.standards.building import examine

    standard, problems = examine(folder_of(name))
    errors = [problem for problem in problems if problem.severity == "error"]
    if standard is None or errors:
        raise PackError(errors)
    return standard


def list_standards() -> list[Manifest]:
    """The ``pack.yaml`` of every installed pack, in order of ids; abstract ones too."""
    return list(_installed_manifests())


def check_pack(name: str | Path) -> list[Problem]:
    """All that is wrong with a pack (an id or a folder) and with what it extends, by file and line.

    Raises ``InputError`` for a name that is no pack.
    """
    from ziping.standards.building import examine

    return sorted(
        examine(folder_of(name))[1], key=lambda problem: (problem.spot.file, problem.spot.line, problem.path)
    )


@cache
def _installed_manifests() -> tuple[Manifest, ...]:
    root = installed_root()
    return kept_manifests(root, _manifests) if isinstance(root, Path) else _manifests()


def _manifests() -> tuple[Manifest, ...]:
    from ziping.standards.sources import all_manifests

    return tuple(all_manifests(installed()))


@cache
def _installed(name: str) -> Standard:
    root = installed_root()
    return kept(name, root, lambda: _read(name)) if isinstance(root, Path) else _read(name)


def _read(name: str) -> Standard:
    """An installed pack from its files."""
    from ziping.standards.building import read_installed

    return read_installed(name)
