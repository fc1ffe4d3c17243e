"""Government classification codes: ``economic.yaml`` and ``functional.yaml``."""

from __future__ import annotations

from ziping.standards.model.common import Record


class Code(Record, frozen=True, kw_only=True):
    """One line of a classification. ``level`` 1 = 类, 2 = 款, 3 = 项; ``parent`` is empty at level 1."""

    name: str
    level: int
    parent: str = ""
    aliases: tuple[str, ...] = ()


class Classification(Record, frozen=True, kw_only=True):
    """A classification as of some years. ``groups`` names sets of codes (prefixes) such as personnel or operating."""

    basis: str
    valid_from: int
    valid_to: int | None = None
    codes: dict[str, Code]
    groups: dict[str, tuple[str, ...]] = {}
