"""``ziping standards list|show|check``: the packs, what is in them, whether they are sound."""

from __future__ import annotations

from pathlib import Path

import click

from ziping.cli.options import help_text
from ziping.cli.terminal import Terminal
from ziping.wording import Lang

FINDINGS = 1


def command(lang: Lang) -> click.Command:
    return click.Group(
        "standards",
        help=help_text("standards", lang),
        commands=[
            click.Command("list", help=help_text("standards_list", lang), callback=_list),
            click.Command(
                "show", help=help_text("standards_show", lang), params=[_name_argument()], callback=_show
            ),
            click.Command(
                "check",
                help=help_text("standards_check", lang),
                params=[
                    click.Argument(["paths"], nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
                ],
                callback=_check,
            ),
        ],
    )


def _name_argument() -> click.Argument:
    return click.Argument(["name"], metavar="ID|PATH")


@click.pass_obj
def _list(terminal: Terminal) -> None:
    from rich.table import Table  # noqa: PLC0415 - only what a command uses is imported

    from ziping.standards import list_standards  # noqa: PLC0415 - see above

    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("id", "title", "years", "extends"):
        table.add_column(terminal.text(f"standards.{heading}"), overflow="fold")
    for manifest in list_standards():
        years = f"{manifest.year_from}–{manifest.year_to or ''}"
        table.add_row(manifest.id, manifest.title[terminal.lang], years, manifest.extends or "—")
    terminal.show(table)


@click.pass_obj
def _show(terminal: Terminal, name: str) -> None:
    from ziping.cli.views.standard import show_standard  # noqa: PLC0415 - only what a command uses is imported
    from ziping.standards import load_standard  # noqa: PLC0415 - see above

    show_standard(terminal, load_standard(name))


@click.pass_obj
def _check(terminal: Terminal, paths: tuple[Path, ...]) -> int:
    from ziping.standards import check_pack, list_standards  # noqa: PLC0415 - only what a command uses is imported

    packs = [str(path) for path in paths] or [manifest.id for manifest in list_standards()]
    bad = 0
    for pack in packs:
        problems = check_pack(pack)
        bad += bool(problems)
        terminal.say("standards.bad" if problems else "standards.sound", pack=pack, count=len(problems))
        for problem in problems:
            terminal.errors([problem.render(terminal.lang)])
    return FINDINGS if bad else 0
