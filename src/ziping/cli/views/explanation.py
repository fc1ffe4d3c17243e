"""An explanation as a tree, deepest last."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text
from rich.tree import Tree

from ziping.cli.terminal import Terminal
from ziping.explaining import Line
from ziping.wording import Message, say


def show_explanation(terminal: Terminal, lines: Sequence[Line]) -> None:
    for line in lines:
        tree = Tree(_said(line, terminal, style="bold"), guide_style="dim")
        _grow(tree, line, terminal)
        terminal.show(tree)


def _grow(tree: Tree, line: Line, terminal: Terminal) -> None:
    for part in line.parts:
        _grow(tree.add(_said(part, terminal)), part, terminal)


def _said(line: Line, terminal: Terminal, style: str = "") -> Text:
    value = say(line.value, terminal.lang) if isinstance(line.value, Message) else line.value
    text = Text.assemble((line.what, style), "  ", (value, "bold"))
    for how in line.how:
        text.append("\n" + say(how, terminal.lang), style="dim")
    return text
