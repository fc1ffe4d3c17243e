"""The command tree, the language, and what becomes of errors."""

from __future__ import annotations

import errno
import importlib
import os
import sys
import traceback
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any, cast

import click

from ziping.cli.codes import BAD_INPUT, CLEAN, FAULT
from ziping.cli.helptext import formatter_in
from ziping.cli.terminal import Terminal
from ziping.wording import LANGUAGES, Lang, Message, say
from ziping.wording.errors import InputError

COMMANDS = (
    "template", "report", "check", "extract", "explain", "score", "rules", "standards",
    "serve", "begin", "demo", "doctor", "backup", "restore",
)  # fmt: skip


class LazyGroup(click.Group):
    """A group whose commands are imported when they are asked for: a start costs only what it uses."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"ziping.cli.commands.{cmd_name}")
        return cast("click.Command", module.command(ctx.obj.lang))


def run(arguments: Sequence[str]) -> int:
    """Run the program on ``arguments``; returns the exit code."""
    lang = language(arguments)
    terminal = Terminal(lang)
    click.Context.formatter_class = formatter_in(lang)
    group = LazyGroup(
        name="ziping",
        help=say(Message("cli.help.program"), lang),
        params=[lang_option(lang)],
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
        no_args_is_help=True,
    )
    try:
        result = group.main(list(arguments), prog_name="ziping", standalone_mode=False, obj=terminal)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader (head, less) has seen enough; nothing is lost.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLEAN
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            return _answer(error, terminal)
        # What is printed goes into a file, and there is no room: nothing more can be printed there at the end either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        terminal.errors([terminal.text("no_room")])
        return BAD_INPUT
    except Exception as error:  # noqa: BLE001 - the outermost edge: users never meet a traceback
        return _answer(error, terminal)
    except KeyboardInterrupt:
        return _answer(click.Abort(), terminal)
    return result if isinstance(result, int) else CLEAN


def _answer(error: Exception, terminal: Terminal) -> int:
    """Say what stopped the program; returns the exit code."""
    match error:
        case InputError():
            terminal.errors(error.render(terminal.lang))
        case click.exceptions.NoArgsIsHelpError():
            terminal.plain(error.format_message())
        case click.ClickException():
            terminal.errors([say(usage_message(error), terminal.lang)])
        case click.Abort():
            terminal.errors([terminal.text("interrupted")])
        case _:
            return _fault(error, terminal)
    return BAD_INPUT


def _fault(error: Exception, terminal: Terminal) -> int:
    if os.environ.get("ZIPING_DEBUG"):
        traceback.print_exception(error)
    last = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{os.path.basename(last.filename)}:{last.lineno}"  # noqa: PTH119 - a name, not a path to open
    terminal.errors(
        [say(Message("cli.fault", {"kind": type(error).__name__, "where": where}), terminal.lang)]
    )
    return FAULT


def language(arguments: Sequence[str]) -> Lang:
    """The language asked for by ``--lang``, else by ``ZIPING_LANG``, else Chinese.

    Looked up before parsing, because the help itself is written in it.
    """
    asked = os.environ.get("ZIPING_LANG", "")
    for position, argument in enumerate(arguments):
        if argument == "--lang" and position + 1 < len(arguments):
            asked = arguments[position + 1]
        elif argument.startswith("--lang="):
            asked = argument.removeprefix("--lang=")
    return "en" if asked.startswith("en") else "zh"


def lang_option(lang: Lang) -> click.Option:
    """``--lang zh|en``; its value was already read by :func:`language`."""
    return click.Option(
        ["--lang"], type=click.Choice(LANGUAGES), expose_value=False, help=say(Message("cli.help.lang"), lang)
    )


def _named(parameter: click.Parameter) -> Message | str:
    """An option by what is typed, an argument by what it is."""
    if isinstance(parameter, click.Option):
        return " / ".join(parameter.opts)
    return Message(f"cli.argument.{parameter.name}")


def usage_message(error: click.ClickException) -> Message:
    """What click has to complain about, in our words."""
    command = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "ziping"
    args: dict[str, Any] = {"command": command}
    match error:
        case click.NoSuchOption():
            return Message("cli.usage.no_such_option", {**args, "option": error.option_name})
        case click.exceptions.NoSuchCommand():
            near = get_close_matches(error.command_name, COMMANDS, n=1) or [COMMANDS[0]]
            return Message("cli.usage.no_such_command", {"read": error.command_name, "near": near[0]})
        case click.MissingParameter() if error.param is not None:
            return Message("cli.usage.missing", {**args, "parameter": _named(error.param)})
        case click.BadParameter() if error.param is not None and isinstance(error.param.type, click.Choice):
            choices = "、".join(str(choice) for choice in error.param.type.choices)
            return Message(
                "cli.usage.bad_choice", {**args, "parameter": error.param.opts[0], "choices": choices}
            )
        case _:
            return Message("cli.usage.other", {**args, "problem": error.format_message()})
