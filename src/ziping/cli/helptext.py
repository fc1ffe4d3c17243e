"""The frame of a help page in the reader's language: click's own words stand in English."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import click

from ziping.wording import Lang, Message, say

_FRAME = {
    "Options": "options",
    "Commands": "commands",
    "COMMAND": "command",
    "Show this message and exit.": "show_help",
}


class _Formatter(click.HelpFormatter):
    """Headings and click's own sentences replaced by ours."""

    lang: Lang = "zh"

    def _said(self, text: str) -> str:
        name = _FRAME.get(text)
        return text if name is None else say(Message(f"cli.frame.{name}"), self.lang)

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        args = args.replace("[OPTIONS]", f"[{self._said('Options')}]").replace(
            "COMMAND [ARGS]...", self._said("COMMAND")
        )
        super().write_usage(prog, args, prefix or say(Message("cli.frame.usage"), self.lang))

    @contextmanager
    def section(self, name: str) -> Iterator[None]:
        with super().section(self._said(name)):
            yield

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        required = say(Message("cli.frame.required"), self.lang)
        said = [(term, self._said(text).replace("[required]", required)) for term, text in rows]
        super().write_dl(said, col_max, col_spacing)


class _English(_Formatter):
    lang = "en"


def formatter_in(lang: Lang) -> type[click.HelpFormatter]:
    """The formatter that speaks ``lang``."""
    return _English if lang == "en" else _Formatter
