"""Many files: one line each, aligned, then totals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ziping.wording import say

if TYPE_CHECKING:
    from ziping.audit import Line
    from ziping.cli.terminal import Terminal

_NAME = 38
_UNIT = 28


class Lines:
    """Prints lines as they come, with how many are done on a terminal."""

    def __init__(self, terminal: Terminal, count: int) -> None:
        self.terminal = terminal
        self.count = count
        self.done = 0
        heads = [
            terminal.text(f"lines.{head}")
            for head in ("errors", "warnings", "notices", "passed", "unchecked")
        ]
        first, second = (
            _fitted(terminal.text("lines.file"), _NAME),
            _fitted(terminal.text("lines.unit"), _UNIT),
        )
        terminal.plain(
            f"{first} {second} {terminal.text('lines.year'):>4} "
            + " ".join(_right(head, 6) for head in heads)
        )

    def show(self, line: Line) -> None:
        """One file."""
        self.done += 1
        name = _fitted(line.path.name, _NAME)
        if not line.read:
            said = self.terminal.text("lines.fault", where=line.fault) if line.fault else ""
            reasons = [say(problem, self.terminal.lang) for problem in line.problems] or [said]
            self.terminal.plain(f"{name} {self.terminal.text('lines.unread')} {reasons[0]}")
            return
        unit = _fitted(line.unit or "—", _UNIT)
        counts = (line.errors, line.warnings, line.notices, line.passed, line.unchecked)
        self.terminal.plain(
            f"{name} {unit} {line.year or '—':>4} " + " ".join(f"{count:>6}" for count in counts)
        )

    def totals(self, lines: Sequence[Line]) -> None:
        """All of them together."""
        read = [line for line in lines if line.read]
        self.terminal.plain("")
        self.terminal.say(
            "lines.totals",
            files=len(lines),
            read=len(read),
            unread=len(lines) - len(read),
            errors=sum(line.errors for line in read),
            warnings=sum(line.warnings for line in read),
            notices=sum(line.notices for line in read),
            clean=sum(not line.errors for line in read),
        )
        for line in lines:
            for written in line.written:
                self.terminal.say("check.written", file=written)

    def data(self, line: Line) -> dict[str, object]:
        """One file for programs."""
        return {
            "file": str(line.path),
            "unit": line.unit,
            "year": line.year,
            "standard": line.standard,
            "errors": line.errors,
            "warnings": line.warnings,
            "notices": line.notices,
            "passed": line.passed,
            "figures": line.figures,
            "unchecked": line.unchecked,
            "problems": [say(problem, self.terminal.lang) for problem in line.problems],
            "fault": line.fault,
            "written": [str(path) for path in line.written],
        }


def _fitted(text: str, width: int) -> str:
    """``text`` cut or filled to ``width`` columns of a terminal."""
    from rich.cells import set_cell_size

    return set_cell_size(text, width)


def _right(text: str, width: int) -> str:
    from rich.cells import cell_len

    return " " * max(0, width - cell_len(text)) + text
