"""``ziping serve``: the workbench in the browser, with its worker."""

from __future__ import annotations

import importlib.util
import os

import click

from ziping.cli.options import help_text
from ziping.cli.terminal import Terminal
from ziping.wording import InputError, Lang, Message

_PORT = 8000


def command(lang: Lang) -> click.Command:
    return click.Command(
        "serve",
        help=help_text("serve", lang),
        params=[
            click.Option(["--host"], default="127.0.0.1", show_default=True, help=help_text("serve_host", lang)),
            click.Option(["--port"], default=_PORT, type=click.IntRange(1, 65535), show_default=True,
                         help=help_text("serve_port", lang)),
            click.Option(["--workers"], default=2, type=click.IntRange(1, 32), show_default=True,
                         help=help_text("serve_workers", lang)),
            click.Option(["--demo"], is_flag=True, help=help_text("serve_demo", lang)),
        ],
        callback=_run,
    )  # fmt: skip


@click.pass_obj
def _run(terminal: Terminal, host: str, port: int, workers: int, demo: bool) -> int:
    if importlib.util.find_spec("django") is None:
        raise InputError(Message("operating.not_installed"))
    from ziping.workbench.operating.serving import Site, manage, prepare

    extra = {**os.environ, **({"ZIPING_DEMO": "yes"} if demo else {})}
    prepare(extra)
    if demo:
        manage("demo", extra=extra)
    terminal.plain(terminal.text("serve.open", address=f"http://{host}:{port}/"))
    return Site(f"{host}:{port}", workers, extra).run()
