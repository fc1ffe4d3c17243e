"""``--format a,b,c`` as a tuple of known names."""

from __future__ import annotations

from collections.abc import Sequence

from ziping.wording import InputError, Message


def formats_in(text: str, known: Sequence[str]) -> tuple[str, ...]:
    """The formats named in ``text``, each once. Raises ``InputError`` for none or for one nobody knows."""
    wanted = tuple(dict.fromkeys(part.strip().lower() for part in text.split(",") if part.strip()))
    unknown = [part for part in wanted if part not in known]
    if unknown or not wanted:
        raise InputError(
            Message("cli.bad_format", {"read": ", ".join(unknown) or text, "known": ", ".join(known)})
        )
    return wanted
