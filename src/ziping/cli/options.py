"""Options several commands share."""

from __future__ import annotations

from pathlib import Path

import click

from ziping.wording import Lang, Message, say


def help_text(key: str, lang: Lang) -> str:
    return say(Message(f"cli.help.{key}"), lang)


def input_argument() -> click.Argument:
    """FILE: a filled workbook or a report.json."""
    return click.Argument(["file"], type=click.Path(path_type=Path, readable=False), metavar="FILE")


def standard_option(lang: Lang, *, required: bool = False) -> click.Option:
    """``--standard ID|PATH``."""
    return click.Option(
        ["--standard"], required=required, metavar="ID|PATH", help=help_text("standard", lang)
    )
