"""What reading a table gives, and the parts it is made of on the way."""

from __future__ import annotations

from msgspec import Struct, field

from ziping.documents.source import GridCell
from ziping.figures import Unit
from ziping.reading.claims import Claim, Mention
from ziping.wording import Message

SCALE = 10**6  # amounts are whole numbers of millionths of the base unit


class Heading(Struct, frozen=True):
    """The head of a column, or the label of a row, from the outermost words to the innermost.

    ``first`` and ``last`` (included) are the rows a column's head speaks for, or the columns a row's label speaks for.
    """

    path: tuple[str, ...]
    index: int
    first: int
    last: int
    unit: Unit | None = None

    def __str__(self) -> str:
        return " / ".join(self.path)


class TableReading(Struct, frozen=True):
    """A table understood.

    ``mentions`` are its known figures in reading order, ``empties`` the cells where a figure was to be expected and
    nothing, ——, 无 or 不适用 stands. ``headers`` and ``labels`` name columns and rows.
    """

    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()
    headers: tuple[Heading, ...] = ()
    labels: tuple[Heading, ...] = ()
    notices: tuple[Message, ...] = ()
    empties: tuple[Mention, ...] = ()


class Column(Struct):
    """A column between two rows of heads. ``kind`` is ``code``, ``ordinal``, ``label``, ``figure`` or ``blank``.

    ``added``: its figures may be parts of sums; ``whole``: none of them has decimals.
    """

    index: int
    kind: str
    head: tuple[GridCell, ...]
    path: tuple[str, ...]
    unit: Unit | None = None
    added: bool = True
    whole: bool = False

    @property
    def words(self) -> str:
        """Its whole head, folded."""
        return "/".join(self.path)

    @property
    def own(self) -> str:
        """The innermost words of its head, folded."""
        return self.path[-1] if self.path else ""


class Spot(Struct):
    """A figure in its cell. ``amount`` and ``step`` are whole numbers of one millionth of the base unit, for adding."""

    mention: Mention
    row: int
    column: int
    amount: int | None
    step: int


class Line(Struct):
    """A row of one block: its label and what the label says of its rank among the others; its figures by column.

    ``depth`` counts the columns of labels left of the label. ``number`` may stand in the label (``numbered``) or in a column of its own. ``spots`` stand in the order of the block's figure columns; ``opaque`` are those with text where a figure should be.
    """

    row: int
    label: str
    raw: str
    outer: tuple[str, ...]
    group: int
    code: str = ""
    rank: int = 0
    number: tuple[str, int] | None = None
    numbered: bool = False
    indent: int = 0
    depth: int = 0
    of_which: bool = False
    away: bool = False
    spots: list[Spot | None] = field(default_factory=list)
    blanks: int = 0
    opaque: frozenset[int] = frozenset()

    @property
    def silent(self) -> bool:
        """Whether no figure stands in it, nor text in the place of one."""
        return not any(self.spots) and not self.opaque


class Block(Struct):
    """Rows of labels with the figures to their right; a table may have two side by side."""

    codes: list[Column]
    labels: list[Column]
    figures: list[Column]
    lines: list[Line] = field(default_factory=list)
    ordinals: list[Column] = field(default_factory=list)


class Segment(Struct):
    """Rows under one head: a form may hold several tables, one below the other. Heads repeated on a new page are left out."""

    head: range
    body: list[int]
    columns: list[Column]
    blocks: list[Block]
