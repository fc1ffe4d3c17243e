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
    """A cell with the sheet it is on and what it is called.

    ``typed``: it was typed on a page of ours, where people do not know cells by letter and number; 0 where the topic
    has one line a name, else the number of the line.
    """

    sheet: str
    cell: CellRead
    label: str
    typed: int | None = None

    @property
    def origin(self) -> str:
        if self.typed is None:
            return f"{self.sheet}!{self.cell.anchor}"
        return f"{self.sheet} {self.short} {self.label}" if self.typed else f"{self.sheet} {self.label}"

    @property
    def short(self) -> Message | str:
        """The cell among its neighbours."""
        return self.cell.anchor if self.typed is None else Message("reading.spot.line", {"line": self.typed})

    def where(self, label: object) -> Message:
        if self.typed is None:
            return Message(
                "reading.spot.cell", {"sheet": self.sheet, "cell": self.cell.anchor, "label": label}
            )
        return Message(
            "reading.spot.typed_line" if self.typed else "reading.spot.typed",
            {"label": label, "line": self.typed},
        )


@dataclass(slots=True)
class Trouble:
    """All problems of a workbook, in the order they were met."""

    standard: Standard
    told: list[tuple[Message, Spot | None]] = field(default_factory=list)

    @property
    def messages(self) -> list[Message]:
        return [message for message, _ in self.told]

    def add(self, key: str, spot: Spot, read: object = None, **expected: object) -> None:
        """A cell that cannot be used: where it is, what was read there, what was expected and what to do."""
        shown = str(spot.cell.value if read is None else read)
        label = cell_name(spot.label, self.standard)
        args = {"sheet": spot.sheet, "cell": spot.cell.anchor, "label": label, "read": _short(shown)}
        where = spot.where(label)
        self.told.append((Message(f"reading.cell.{key}", {**args, "where": where, **expected}), spot))

    def say(self, key: str, **args: object) -> None:
        """Something wrong with the workbook as a whole."""
        named = {
            name: cell_name(value, self.standard) if name in _LABELS and isinstance(value, str) else value
            for name, value in args.items()
        }
        self.told.append((Message(f"reading.{key}", named), None))


def _short(text: str, longest: int = 40) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"
