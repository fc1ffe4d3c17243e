"""What cannot be read, gathered cell by cell until everything has been looked at."""

from __future__ import annotations

from dataclasses import dataclass, field

from ziping.documents import CellRead
from ziping.standards import Standard
from ziping.standards.english import cell_name
from ziping.wording import Message

_LABELS = frozenset(
    ("label", "topic")
)  # of a sentence about the workbook: what a cell or a part of a sheet is called


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

    standard: Standard
    messages: list[Message] = field(default_factory=list)

    def add(self, key: str, spot: Spot, read: object = None, **expected: object) -> None:
        """A cell that cannot be used: where it is, what was read there, what was expected and what to do."""
        shown = str(spot.cell.value if read is None else read)
        label = cell_name(spot.label, self.standard)
        args = {"sheet": spot.sheet, "cell": spot.cell.anchor, "label": label, "read": _short(shown)}
        self.messages.append(Message(f"reading.cell.{key}", {**args, **expected}))

    def say(self, key: str, **args: object) -> None:
        """Something wrong with the workbook as a whole."""
        named = {
            name: cell_name(value, self.standard) if name in _LABELS and isinstance(value, str) else value
            for name, value in args.items()
        }
        self.messages.append(Message(f"reading.{key}", named))


def _short(text: str, longest: int = 40) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"
