"""Special funds: what was budgeted, released and paid, and which came late or lies idle."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from ziping.checking import Fund
from ziping.cli.terminal import Terminal
from ziping.figures import Figure, format_money, format_percent

STYLES = {"idle": "red", "late": "yellow", "watch": "yellow", "none": ""}


def show_funds(terminal: Terminal, funds: Sequence[Fund]) -> None:
    title = f"\n{terminal.text('funds.title')}（{terminal.text('funds.unit')}）"
    if not funds:
        terminal.show(Text(title, style="bold"))
        terminal.say("funds.none")
        return
    table = Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False)
    table.add_column(terminal.text("funds.project"), overflow="fold", min_width=20)
    for heading in ("initial", "adjusted", "allotted", "last", "paid", "rate"):
        table.add_column(terminal.text(f"funds.{heading}"), justify="right", no_wrap=True)
    table.add_column(terminal.text("funds.warning"), overflow="fold")
    for fund in funds:
        warning = "" if fund.level == "none" else terminal.text(f"funds.level.{fund.level}")
        table.add_row(
            fund.name,
            _money(fund.initial),
            _money(fund.adjusted),
            _money(fund.allotted),
            "—" if fund.last_allotment is None else str(fund.last_allotment),
            _money(fund.paid),
            "—" if fund.rate is None else format_percent(fund.rate),
            Text(warning, style=STYLES[fund.level]),
        )
    terminal.show(table)


def _money(figure: Figure | None) -> str:
    return "—" if figure is None else format_money(figure.base)
