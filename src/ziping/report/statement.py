"""A report as facts: figures and texts that mean something, each with its place."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ziping.figures import Figure, Place


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure that means something.

    ``year`` and ``stage`` say which amount of ``concept`` it is; ``item`` names the project, indicator or line where
    the concept repeats. ``key`` is where the report keeps it (``figures.operating.executed``,
    ``projects[0].allotments[1].amount``), ``place`` where a reader finds it.
    """

    concept: str
    year: int
    stage: str
    figure: Figure
    place: Place
    item: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class TextFact:
    """A text, a date or a yes/no that means something; ``value`` is ``None`` where nothing was said."""

    concept: str
    value: str | dt.date | bool | None
    place: Place
    item: str = ""
    key: str = ""
