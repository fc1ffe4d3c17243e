"""What this room raises when it is given something that is not a number."""

from __future__ import annotations

from ziping.wording import InputError, Message


class FigureError(InputError, ValueError):
    """The text, unit or date cannot be read; the message says what was read, what was expected and what to do."""


class ExcessDigitsError(FigureError):
    """A value has non-zero digits beyond the decimals declared for it, so no interval can be given."""


def figure_error(key: str, **args: object) -> FigureError:
    """Return a :class:`FigureError` speaking the sentence ``figures.<key>``."""
    return FigureError(Message(f"figures.{key}", args))
