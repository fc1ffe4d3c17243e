"""Doors that open late: a package's names, each imported from its module when somebody first asks for it.

A start then costs only what it uses: checking a Word file does not load what writes PDFs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def opening(names: dict[str, Any], homes: Mapping[str, tuple[str, ...]]) -> Callable[[str], Any]:
    """A package's ``__getattr__`` (PEP 562): ``homes`` are modules with the names each gives, ``names`` its globals.

    What was asked for once is kept among the globals.
    """
    package = names["__name__"]
    home = {name: module for module, given in homes.items() for name in given}

    def found(name: str) -> Any:
        if name not in home:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value = getattr(import_module(f"{package}.{home[name]}"), name)
        names[name] = value
        return value

    return found
