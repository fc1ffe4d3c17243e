"""A figure as it was typed, kept to the letter."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ziping.figures import Figure

if TYPE_CHECKING:
    from ziping.figures import Unit


class Quantity:
    """What somebody typed for a figure: ``"1,177.69"``, ``"43 人"``, ``"——"``, ``"不适用"``, ``""``.

    The JSON form is this very text, so nothing is lost between saving and loading. Which unit a bare number has
    depends on where it stands, so reading it is left to :meth:`figure`. Raises ``FigureError`` when made from a text
    that is not one figure.
    """

    __slots__ = ("_bare", "written")

    written: str

    def __init__(self, written: str | int | Decimal) -> None:
        if isinstance(written, Decimal):
            written = format(written, "f")
        self.written = str(written)
        self._bare = Figure.parse(self.written)

    def figure(self, unit: Unit | str | None = None) -> Figure:
        """The figure, a bare number taken in ``unit``."""
        if unit is None or self._bare.empty is not None:
            return self._bare
        return self._bare.in_unit(unit)

    @property
    def blank(self) -> bool:
        """Nothing was typed (not the same as 0, —— or 不适用)."""
        return not self.written.strip()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Quantity) and self.written == other.written

    def __hash__(self) -> int:
        return hash(self.written)

    def __repr__(self) -> str:
        return f"Quantity({self.written!r})"

    def __str__(self) -> str:
        return self.written


BLANK = Quantity("")
