"""What this room raises when it is given something that is not a number."""

from __future__ import annotations

from ziping.wording import InputError, Message


class FigureError(InputError, ValueError):
    """The text, unit or date cannot be read; the message says what was read, what was expected and what to do."""


class ExcessDigitsError(FigureError):
    """A value has non-zero digits beyond the decimals declared for it, so no interval can be given."""


_LONGEST_QUOTE = 60


def figure_error(key: str, **args: object) -> FigureError:
    """Return a :class:`FigureError` speaking the sentence ``figures.<key>``; long quotations are cut."""
    return FigureError(Message(f"figures.{key}", {name: _cut(value) for name, value in args.items()}))


def _cut(value: object) -> object:
    return (
        f"{value[: _LONGEST_QUOTE - 1]}…" if isinstance(value, str) and len(value) > _LONGEST_QUOTE else value
    )
