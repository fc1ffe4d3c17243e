"""Kinds of projects: a form may give a kind only as a sum, with its projects told elsewhere, or nowhere."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from ziping.figures import FigureError
from ziping.reading.papers.gathering import Gathering, Record
from ziping.reading.papers.shapes import Placed
from ziping.report import Quantity
from ziping.wording import Message

_SURE: Final = 90
_FIELD: Final = "project.category"


def place_categories(gathering: Gathering, projects: Sequence[Record]) -> None:
    """Give projects without a kind the one whose sums are theirs; say which kinds have a sum but no project."""
    without = [record for record in projects if record.text("name") and not record.text("category")]
    taken = {record.text("category") for record in projects}
    for category, sums in gathering.categories.items():
        stated = [one for one in sums if _base(one.written)]
        if category in taken or not stated:
            continue
        if without and all(
            _base(one.written) == _sum(without, one.stage) for one in stated if _told(without, one)
        ):
            for record in without:
                gathering.put(record, _FIELD, category, stated[0].place, _SURE)
            without = []
        elif not without:
            gathering.notices.append(_missing(gathering, category, stated))


def _told(projects: Sequence[Record], stated: Placed) -> bool:
    """Whether the projects say anything of that stage."""
    return any(record.text(stated.stage) for record in projects)


def _sum(projects: Sequence[Record], stage: str) -> Fraction:
    return sum((_base(record.text(stage)) for record in projects), Fraction(0))


def _base(written: str) -> Fraction:
    """An amount in 元; nothing for what is empty or no figure."""
    try:
        figure = Quantity(written).figure("万元")
    except FigureError:
        return Fraction(0)
    return figure.base if figure.known else Fraction(0)


def _missing(gathering: Gathering, category: str, stated: Sequence[Placed]) -> Message:
    """One notice for a kind, whatever its columns."""
    stages = gathering.standard.stages
    labels = [stages[one.stage].label.zh for one in stated if one.stage in stages]
    args = {
        "category": category,
        "stage": "、".join(labels),
        "read": "、".join(one.written for one in stated),
    }
    return Message("reading.papers.category", args)
