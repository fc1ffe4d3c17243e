"""What the workbook asks for and nobody entered."""

from __future__ import annotations

from ziping.checking.asked import Asked, asked_cells
from ziping.checking.context import Context, Outcomes
from ziping.checking.register import check
from ziping.report import Report
from ziping.wording import Message

_EXACT_KINDS = frozenset(("grid", "money", "number", "integer", "percent", "figure"))


def _excused(asked: Asked, report: Report, context: Context) -> bool:
    """Whether what is filled elsewhere stands in for the cell: ``premises_statement premises`` in ``instead``."""
    pairs = (pair.split() for pair in context.several("instead"))
    return any(asked.key == cell and getattr(report, other, ()) for cell, other in pairs)


def _topics(report: Report, context: Context) -> list[tuple[str, list[Asked]]]:
    """The cells that must be filled, by topic, in the order of the workbook."""
    topics: dict[str, list[Asked]] = {}
    for asked in asked_cells(report, context.standard):
        if not _excused(asked, report, context):
            topics.setdefault(asked.topic, []).append(asked)
    return list(topics.items())


def _unfilled(cells: list[Asked], context: Context) -> bool:
    """Whether nothing at all was entered in a topic of several cells (``least``); rows of a list were entered by somebody."""
    return len(cells) >= context.number("least") and all(cell.blank and not cell.row for cell in cells)


@check("required_topics")
def required_topics(report: Report, context: Context) -> Outcomes:
    """A topic of the workbook of which nothing is filled is said once, with how many cells it asks for."""
    for topic, cells in _topics(report, context):
        if _unfilled(cells, context):
            yield context.finding((cell.key for cell in cells), item=topic, number=len(cells))
        else:
            yield context.passed((), topic)


@check("required_cells")
def required_cells(report: Report, context: Context) -> Outcomes:
    """Every required cell of a topic that was begun: blank figures and whatever scoring rests on are errors."""
    grave = context.several("grave")
    for topic, cells in _topics(report, context):
        blank = [cell for cell in cells if not cell.given]
        if _unfilled(cells, context):
            continue
        if not blank:
            yield context.passed((), topic)
        for cell in blank:
            exact = cell.kind in _EXACT_KINDS or cell.list in grave
            yield context.finding(
                [cell.key],
                item=cell.name,
                severity="error" if exact else "warning",
                quote=cell.read,
                topic=topic,
                read=cell.read or Message("checking.empty.blank"),
            )
