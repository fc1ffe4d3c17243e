"""An explanation as a tree, deepest last."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text
from rich.tree import Tree

from ziping.cli.terminal import Terminal
from ziping.explaining import Line
from ziping.standards import Standard
from ziping.standards.english import said
from ziping.wording import Message, say


def show_explanation(terminal: Terminal, lines: Sequence[Line], standard: Standard) -> None:
    for line in lines:
        tree = Tree(_said(line, terminal, standard, style="bold"), guide_style="dim")
        _grow(tree, line, terminal, standard)
        terminal.show(tree)


def _grow(tree: Tree, line: Line, terminal: Terminal, standard: Standard) -> None:
    for part in line.parts:
        _grow(tree.add(_said(part, terminal, standard)), part, terminal, standard)


def _said(line: Line, terminal: Terminal, standard: Standard, style: str = "") -> Text:
    value = say(line.value, terminal.lang) if isinstance(line.value, Message) else line.value
    text = Text.assemble((said(line.what, standard, terminal.lang), style), "  ", (value, "bold"))
    for how in line.how:
        text.append("\n" + say(how, terminal.lang), style="dim")
    return text
