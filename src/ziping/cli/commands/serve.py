"""``ziping serve``: the workbench in the browser, with its worker."""

from __future__ import annotations

import os

import click

from ziping.cli.options import help_text
from ziping.cli.terminal import Terminal
from ziping.wording import Lang

_PORT = 8000
DEMO = (40, 2)  # units and years


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
    from ziping.cli.workbench import installed, load_demo

    installed()
    from ziping.workbench.operating.serving import Site, prepare

    extra = {**os.environ, **({"ZIPING_DEMO": "yes"} if demo else {})}
    with terminal.progress("working.prepare"):
        prepare(extra)
    if demo:
        load_demo(terminal, extra, *DEMO)
    terminal.plain(terminal.text("serve.open", address=f"http://{host}:{port}/"))
    return Site(f"{host}:{port}", workers, extra).run()
