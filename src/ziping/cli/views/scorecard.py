"""The score table."""

from __future__ import annotations

from fractions import Fraction

from rich.table import Table
from rich.text import Text

from ziping.cli.terminal import Terminal
from ziping.figures import format_score
from ziping.scoring import Mark, Scorecard
from ziping.standards import Standard
from ziping.standards.english import said


def show_scorecard(terminal: Terminal, card: Scorecard, standard: Standard, *, working: bool = False) -> None:
    """Marks by level-1 class with subtotals, total and grade; with ``working`` also how each came about."""
    table = Table(
        title=terminal.text("score.title"), title_justify="left", title_style="bold", box=None, pad_edge=False
    )
    _columns(table, terminal, working=working)
    _row(table, terminal, standard, card.execution, working=working)
    for subtotal in card.subtotals:
        own = [mark for mark in card.indicators if mark.level1.strip() == subtotal.level1]
        table.add_row(
            Text(said(subtotal.level1, standard, terminal.lang), style="bold"),
            _points(subtotal.full),
            _points(subtotal.points),
            "",
            style="on default",
        )
        for mark in own:
            _row(table, terminal, standard, mark, working=working, indent=2)
    table.add_section()
    table.add_row(
        Text(terminal.text("score.total"), style="bold"), _points(card.full), _points(card.total), ""
    )
    terminal.show(table)
    if card.grade:
        terminal.say("score.grade", grade=said(card.grade, standard, terminal.lang))
    if card.unscored:
        names = tuple(said(mark.indicator, standard, terminal.lang) for mark in card.unscored)
        terminal.say("score.unscored", count=len(names), names=names)
    if working and card.control:
        _show_control(terminal, card, standard)


def _show_control(terminal: Terminal, card: Scorecard, standard: Standard) -> None:
    assert card.control is not None
    table = Table(
        title="\n" + terminal.text("score.control"),
        title_justify="left",
        title_style="bold",
        box=None,
        pad_edge=False,
    )
    _columns(table, terminal, working=True)
    for mark in card.control.marks:
        _row(table, terminal, standard, mark, working=True)
    table.add_row(
        Text(terminal.text("score.total"), style="bold"),
        _points(card.control.full),
        _points(card.control.points),
        "",
    )
    terminal.show(table)


def _columns(table: Table, terminal: Terminal, *, working: bool) -> None:
    table.add_column(terminal.text("score.indicator"), overflow="fold", min_width=24)
    table.add_column(terminal.text("score.full"), justify="right", no_wrap=True)
    table.add_column(terminal.text("score.points"), justify="right", no_wrap=True)
    table.add_column(
        terminal.text("score.working") if working else "", overflow="fold", ratio=1 if working else None
    )


def _row(
    table: Table, terminal: Terminal, standard: Standard, mark: Mark, *, working: bool, indent: int = 0
) -> None:
    lost = mark.lost
    style = "" if not lost else "yellow"
    how = mark.working.say(terminal.lang) if working else _beside(terminal, mark)
    name = said(mark.indicator, standard, terminal.lang)
    table.add_row(Text(" " * indent + name), _points(mark.full), Text(_points(mark.points), style=style), how)


def _beside(terminal: Terminal, mark: Mark) -> str:
    """What stands beside a mark in the short table: the score the unit typed, where it differs."""
    if mark.stated is None or mark.stated == mark.computed:
        return ""
    return f"{terminal.text('score.stated')} {format_score(mark.stated)}"


def _points(points: Fraction | None) -> str:
    return "—" if points is None else format_score(points)
