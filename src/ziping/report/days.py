"""A date that may be known to the month only."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from ziping.figures import FigureError, parse_date

if TYPE_CHECKING:
    from ziping.figures import Day

_KEPT = re.compile(r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?")


class DayOrMonth:
    """A day (``2024-12-03``), or a month of which nobody said the day (``2024-12``).

    The JSON form is this very text. Made from a ``date``, or from a text that :func:`ziping.figures.parse_date` reads
    (2024年12月 too); raises ``FigureError`` for any other.
    """

    __slots__ = ("_day",)

    def __init__(self, written: str | dt.date) -> None:
        self._day: Day = parse_date(written if isinstance(written, str) else written.isoformat())

    @classmethod
    def kept(cls, text: str) -> DayOrMonth:
        """The one kept as ``text``. Raises ``ValueError`` for a text :func:`str` did not make of one."""
        if not _KEPT.fullmatch(text):
            raise ValueError(f"expected YYYY-MM-DD or YYYY-MM, read {text!r}")
        try:
            return cls(text)
        except FigureError as error:
            raise ValueError(str(error)) from error

    @property
    def first(self) -> dt.date:
        """The earliest day it may be."""
        return self._day.first

    @property
    def last(self) -> dt.date:
        """The latest day it may be."""
        return self._day.last

    @property
    def exact(self) -> dt.date | None:
        """The day; ``None`` where only the month is known."""
        return self._day.first if self._day.day is not None else None

    @property
    def year(self) -> int:
        return self._day.year

    @property
    def words(self) -> str:
        """As a Chinese text says it: 2024年12月3日, 2024年12月."""
        return str(self._day)

    def since(self, day: dt.date) -> bool | None:
        """Whether it is ``day`` or later; ``None`` for a month in which that day lies."""
        if self.first >= day:
            return True
        return False if self.last < day else None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, DayOrMonth) and self._day == other._day

    def __hash__(self) -> int:
        return hash(self._day)

    def __repr__(self) -> str:
        return f"DayOrMonth({str(self)!r})"

    def __str__(self) -> str:
        text = self._day.first.isoformat()
        return text if self._day.day is not None else text[: len("2024-12")]
