"""Printing to people: aligned Chinese, colour only where a terminal shows it, errors to standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from ziping.wording import Lang, Message, say

if TYPE_CHECKING:
    from rich.console import Console, RenderableType


class Terminal:
    """Where a command's output goes; carries the language asked for."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang
        self._out: Console | None = None
        # Started without somewhere to print to (``>&-``, a service): what is printed is lost, the work is done.
        sys.stdout = sys.stdout or _nowhere()
        sys.stderr = sys.stderr or _nowhere()
        for stream in (sys.stdout, sys.stderr):
            # Chinese on a console set to another code page must not end in a traceback.
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(errors="replace")

    def say(self, key: str, **args: object) -> None:
        """A sentence of the ``cli`` catalogue."""
        self.show(say(Message(f"cli.{key}", args), self.lang))

    def text(self, key: str, **args: object) -> str:
        return say(Message(f"cli.{key}", args), self.lang)

    def show(self, renderable: RenderableType) -> None:
        """A text (taken literally) or a table. Into a file or a pipe nothing is wrapped and no line ends in blanks."""
        if not sys.stdout.isatty() and (text := _literally(renderable)) is not None:
            sys.stdout.write("".join(f"{line.rstrip()}\n" for line in text.split("\n")))
            return
        out = self._console()
        if out.is_terminal:
            out.print(renderable, markup=False, highlight=False, soft_wrap=isinstance(renderable, str))
            return
        with out.capture() as captured:
            out.print(renderable, markup=False, highlight=False, soft_wrap=not _is_table(renderable))
        sys.stdout.write("".join(f"{line.rstrip()}\n" for line in captured.get().splitlines()))

    def styled(self, *parts: tuple[str, str]) -> None:
        """Stretches of text, each with its style, as one; styles show on a terminal only."""
        if sys.stdout.isatty():
            from rich.text import Text

            self.show(Text.assemble(*parts))
        else:
            self.show("".join(text for text, _ in parts))

    def line(self, text: str, *, indent: int = 0, marked: str = "") -> None:
        """A sentence; on a terminal folded within its indent, with the figure ``marked`` standing out in it."""
        if sys.stdout.isatty() and self._console().is_terminal:
            from rich.padding import Padding
            from rich.text import Text

            shown = Text(text)
            if marked:
                shown.highlight_words([marked], style="bold underline")
            self.show(Padding(shown, (0, 0, 0, indent)))
        else:
            self.plain(" " * indent + text)

    def _console(self) -> Console:
        if self._out is None:
            self._out = _console(sys.stdout)
        return self._out

    def plain(self, text: str) -> None:
        """Text for programs, or already laid out."""
        sys.stdout.write(text if text.endswith("\n") else text + "\n")

    def data(self, content: bytes) -> None:
        """JSON and the like, always in UTF-8, whatever the terminal is set to."""
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()

    def errors(self, lines: Iterable[str]) -> None:
        console = _console(sys.stderr)
        for line in lines:
            console.print(line, style="red", markup=False, highlight=False, soft_wrap=True)

    @contextmanager
    def progress(self, key: str, **args: object) -> Iterator[None]:
        """Say that something longer is under way; on a terminal only, and gone when it is done."""
        if not sys.stderr.isatty() or not (console := _console(sys.stderr)).is_terminal:
            yield
            return
        with console.status(self.text(key, **args)):
            yield


def _nowhere() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")


def _literally(renderable: RenderableType) -> str | None:
    """What is a text as such; ``None`` for what has to be laid out."""
    return renderable if isinstance(renderable, str) else getattr(renderable, "plain", None)


def _is_table(renderable: RenderableType) -> bool:
    from rich.table import Table

    return isinstance(renderable, Table)


def _console(stream: TextIO) -> Console:
    from rich.console import Console

    width = None if stream.isatty() else 120
    return Console(file=stream, width=width, emoji=False)
