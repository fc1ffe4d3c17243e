"""``ziping standards list|show|check``: the packs, what is in them, whether they are sound."""

from __future__ import annotations

from pathlib import Path

import click

from ziping.cli.codes import BAD_INPUT, CLEAN, FINDINGS
from ziping.cli.options import help_text
from ziping.cli.terminal import Terminal
from ziping.wording import Lang, say


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
                    click.Argument(
                        ["paths"],
                        nargs=-1,
                        type=click.Path(path_type=Path, readable=False),
                        metavar="[PATH]...",
                    )
                ],
                callback=_check,
            ),
        ],
    )


def _name_argument() -> click.Argument:
    return click.Argument(["name"], metavar="ID|PATH")


@click.pass_obj
def _list(terminal: Terminal) -> None:
    from rich.table import Table

    from ziping.standards import list_standards

    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("id", "title", "years", "extends"):
        table.add_column(terminal.text(f"standards.{heading}"), overflow="fold")
    for manifest in list_standards():
        years = f"{manifest.year_from}–{manifest.year_to or ''}"
        table.add_row(manifest.id, manifest.title[terminal.lang], years, manifest.extends or "—")
    terminal.show(table)


@click.pass_obj
def _show(terminal: Terminal, name: str) -> None:
    from ziping.cli.views.standard import show_standard
    from ziping.standards import load_standard

    show_standard(terminal, load_standard(name))


@click.pass_obj
def _check(terminal: Terminal, paths: tuple[Path, ...]) -> int:
    from ziping.standards import list_standards

    packs = [str(path) for path in paths] or [manifest.id for manifest in list_standards()]
    return max(_checked(terminal, pack) for pack in packs)


def _checked(terminal: Terminal, pack: str) -> int:
    """Check one pack and try its cases: 0 sound, 1 usable with faults, 2 cannot be used."""
    from ziping.checking import try_cases
    from ziping.standards import check_pack, folder_of, load_standard

    problems = check_pack(pack)
    said = [problem.render(terminal.lang) for problem in problems]
    count = 0
    usable = not any(problem.severity == "error" for problem in problems)
    if usable:
        with terminal.progress("working.cases", pack=pack):
            count, wrong = try_cases(Path(str(folder_of(pack))) / "cases", load_standard(pack))
        said += [say(problem, terminal.lang) for problem in wrong]
    terminal.say("standards.bad" if said else "standards.sound", pack=pack, count=len(said), cases=count)
    terminal.errors(said)
    if not usable:
        return BAD_INPUT
    return FINDINGS if said else CLEAN
