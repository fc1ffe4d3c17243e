"""What is wrong with a pack: where, what was read, what was expected, what to do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from ziping.wording import InputError, Lang, Message, say


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a pack file; lines and columns count from 1, 0 means the file as a whole."""

    file: str
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a pack.

    ``path`` is the way of keys to it (``rules[3].message.zh``), empty for the file as a whole.
    A ``warning`` does not keep a pack from being used.
    """

    message: Message
    spot: Spot
    path: str = ""
    severity: Literal["error", "warning"] = "error"

    def said(self) -> Message:
        """The problem as one line with its place in front."""
        spot = self.spot
        placed = "at_key" if self.path else "in_file"
        key = f"standards.problem.{placed if spot.line else 'whole_file'}"
        args = {
            "file": spot.file,
            "line": spot.line,
            "column": spot.column,
            "path": self.path,
            "text": self.message,
        }
        return Message(key, args)

    def render(self, lang: Lang) -> str:
        return say(self.said(), lang)


class PackError(InputError):
    """A pack cannot be used; ``problems`` holds all that was found wrong, in the order of files and lines."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__(*(problem.said() for problem in self.problems))


def suggestion(read: str, known: Iterable[str]) -> Message:
    """“Did you mean …”, or the known names when there are few, or nothing."""
    from difflib import get_close_matches

    names: Sequence[str] = sorted(known)
    if close := get_close_matches(read, names, n=3, cutoff=0.6):
        return Message("standards.suggest.close", {"names": tuple(close)})
    if 0 < len(names) <= _FEW:
        return Message("standards.suggest.known", {"names": tuple(names)})
    return Message("standards.suggest.nothing")


_FEW = 24
