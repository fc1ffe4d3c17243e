"""What cannot be read, gathered cell by cell until everything has been looked at."""

from __future__ import annotations

from dataclasses import dataclass, field

from ziping.documents import CellRead
from ziping.wording import Message


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell with the sheet it is on and what it is called."""

    sheet: str
    cell: CellRead
    label: str

    @property
    def origin(self) -> str:
        return f"{self.sheet}!{self.cell.anchor}"


@dataclass(slots=True)
class Trouble:
    """All problems of a workbook, in the order they were met."""

    messages: list[Message] = field(default_factory=list)

    def add(self, key: str, spot: Spot, read: object = None, **expected: object) -> None:
        """A cell that cannot be used: where it is, what was read there, what was expected and what to do."""
        shown = str(spot.cell.value if read is None else read)
        args = {"sheet": spot.sheet, "cell": spot.cell.anchor, "label": spot.label, "read": _short(shown)}
        self.messages.append(Message(f"reading.cell.{key}", {**args, **expected}))

    def say(self, key: str, **args: object) -> None:
        """Something wrong with the workbook as a whole."""
        self.messages.append(Message(f"reading.{key}", args))


def _short(text: str, longest: int = 40) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"
