"""What the condition of a passage says of every item that is printed under it."""

from __future__ import annotations

import re
from typing import Final

from ziping.standards.model.sections import Passage

_FIXED: Final = re.compile(r"(?P<name>[a-z_]+\.[a-z_]+) == '(?P<value>[^']*)'")


def fixed(passage: Passage) -> tuple[tuple[str, str], ...]:
    """What the condition says of every item that is printed: institution.kind == 'section'."""
    if not passage.each or len(split(passage.when, " or ")) > 1:
        return ()
    found = [_FIXED.fullmatch(part.strip()) for part in split(passage.when, " and ")]
    return tuple((one["name"], one["value"]) for one in found if one is not None)


def split(text: str, by: str) -> list[str]:
    """``text`` split where ``by`` stands outside brackets and quotation marks."""
    found, depth, quoted, start = [], 0, False, 0
    for at, char in enumerate(text):
        if char == "'":
            quoted = not quoted
        elif not quoted:
            depth += (char == "(") - (char == ")")
            if not depth and text.startswith(by, at):
                found.append(text[start:at])
                start = at + len(by)
    return [*found, text[start:]]
