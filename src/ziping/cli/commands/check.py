"""``ziping check``: what does not hold in a report, from anywhere; what was not checked; one file or many."""

from __future__ import annotations

from pathlib import Path
from typing import TypedDict, Unpack

import click

from ziping.cli.options import help_text, standard_option
from ziping.cli.terminal import Terminal
from ziping.wording import InputError, Lang, Message

FORMATS = ("text", "json", "html", "docx", "xlsx", "sarif")
FAIL_ON = ("error", "warning", "notice", "never")


def command(lang: Lang) -> click.Command:
    return click.Command(
        "check",
        help=help_text("check", lang),
        params=[
            click.Argument(
                ["files"],
                type=click.Path(path_type=Path, readable=False),
                nargs=-1,
                required=True,
                metavar="FILE...",
            ),
            standard_option(lang),
            click.Option(
                ["--format", "formats"],
                default="text",
                metavar=",".join(FORMATS),
                help=help_text("format", lang),
            ),
            click.Option(
                ["-o", "--output"],
                type=click.Path(path_type=Path, readable=False),
                metavar="PATH",
                help=help_text("output", lang),
            ),
            click.Option(["--only"], multiple=True, metavar="RULE", help=help_text("only", lang)),
            click.Option(
                ["--ignore"], multiple=True, metavar="RULE[=REASON]", help=help_text("ignore", lang)
            ),
            click.Option(["--baseline"], is_flag=True, help=help_text("baseline", lang)),
            click.Option(
                ["--fail-on"], type=click.Choice(FAIL_ON), default="error", help=help_text("fail_on", lang)
            ),
            click.Option(["--no-explain"], is_flag=True, help=help_text("no_explain", lang)),
            click.Option(["--package"], is_flag=True, help=help_text("package", lang)),
            click.Option(["--jobs"], type=click.IntRange(1), metavar="N", help=help_text("jobs", lang)),
            click.Option(["--all", "show_all"], is_flag=True, help=help_text("all", lang)),
        ],
        callback=_run,
    )


class _Asked(TypedDict):
    """The options as they were typed."""

    standard: str | None
    formats: str
    output: Path | None
    only: tuple[str, ...]
    ignore: tuple[str, ...]
    fail_on: str
    jobs: int | None
    baseline: bool
    no_explain: bool
    package: bool
    show_all: bool


@click.pass_obj
def _run(terminal: Terminal, files: tuple[Path, ...], **asked: Unpack[_Asked]) -> int:
    from ziping.audit import Options, files_in, is_folder
    from ziping.cli.checking import Wanted, check_many, check_one
    from ziping.cli.formats import formats_in

    ignore = asked["ignore"]
    wanted = Wanted(
        Options(
            asked["standard"] or "",
            asked["only"],
            tuple(one for one in ignore if "=" not in one),
            explain=not asked["no_explain"],
        ),
        formats_in(asked["formats"], FORMATS),
        asked["output"],
        _reasons(ignore),
        asked["fail_on"],
        baseline=asked["baseline"],
        show_all=asked["show_all"],
    )
    package = asked["package"]
    paths = tuple(files_in(files, package=package))
    if not paths:
        raise InputError(Message("cli.no_documents", {"folder": "、".join(map(str, files))}))
    if len(files) == 1 and (package or not is_folder(files[0])):
        return check_one(terminal, paths[0], wanted)
    return check_many(terminal, paths, wanted, asked["jobs"])


def _reasons(ignore: tuple[str, ...]) -> dict[str, str]:
    """Rules to set aside for good, with the reason given after ``=``."""
    reasons = {}
    for one in ignore:
        rule, equals, reason = one.partition("=")
        if equals and not rule.strip():
            raise InputError(Message("cli.reason_without_rule", {"read": one}))
        if equals and not reason.strip():
            raise InputError(Message("cli.ignore_without_reason", {"rule": rule}))
        if equals:
            reasons[rule.strip()] = reason.strip()
    return reasons
