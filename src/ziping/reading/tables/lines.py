"""The rows of a block with their labels and figures; each figure becomes one mention."""

from __future__ import annotations

from msgspec.structs import replace

from ziping.documents.source import Grid
from ziping.figures import Dimension, Figure, Place, Unit, with_grain
from ziping.figures.interval import power_of_ten
from ziping.reading.claims import Mention
from ziping.reading.tables import labels as said
from ziping.reading.tables.cells import Embedded, Seen, Sheet, embedded
from ziping.reading.tables.lexicon import lexicon, plain
from ziping.reading.tables.model import SCALE, Block, Column, Line, Segment, Spot
from ziping.reading.tables.trees import deeper

_LONGEST = 24
_BETWEEN = " · "


class Mentions:
    """Makes the mentions of one grid; every cell is one, and carries the grain of the whole table in the end."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.grid: Grid = sheet.grid
        self._quotes: dict[int, tuple[str, dict[int, int]]] = {}

    def of_cell(self, one: Seen, unit: Unit | None, label: str, head: str, year: int | None) -> Mention:
        """The figure that fills the cell."""
        assert one.figure is not None
        raw = one.cell.text
        start = len(raw) - len(raw.lstrip())
        words = f"{label}{_BETWEEN}{head}" if label and head else label or head
        return self._mention(one, one.figure, (start, start + len(raw.strip())), unit, words, year)

    def of_part(self, one: Seen, part: Embedded, unit: Unit | None, head: str) -> Mention:
        """A figure that stands in the cell beside its own label."""
        words = f"{part.label}{_BETWEEN}{head}" if head else part.label
        return self._mention(one, part.figure, (part.start, part.end), unit, words, None)

    def _mention(
        self,
        one: Seen,
        figure: Figure,
        span: tuple[int, int],
        unit: Unit | None,
        words: str,
        year: int | None,
    ) -> Mention:
        bound = figure if unit is None or not figure.known else figure.in_unit(unit)
        quote, starts = self._quote(one.cell.row)
        at = starts.get(one.cell.column, 0)
        return Mention(
            bound.at(self._place(one, span)),
            words=words,
            year=year,
            quote=quote,
            quoted=(at + span[0], at + span[1]),
        )

    def _place(self, one: Seen, span: tuple[int, int]) -> Place:
        """``Grid.at`` narrowed to the characters, made in one go."""
        of, cell = self.grid.place, one.cell
        return Place(
            *of.steps,
            part=of.part,
            table=of.table,
            row=cell.row,
            column=cell.column,
            start=span[0],
            end=span[1],
            block=of.block,
            page=of.page if cell.page is None else cell.page,
        )

    def _quote(self, row: int) -> tuple[str, dict[int, int]]:
        """The row as one line, and where each of its cells begins in it."""
        if row not in self._quotes:
            starts: dict[int, int] = {}
            pieces: list[str] = []
            length = 0
            for one in self.sheet.rows[row]:
                starts[one.cell.column] = length
                pieces.append(one.cell.text)
                length += len(one.cell.text) + len(" | ")
            self._quotes[row] = (" | ".join(pieces), starts)
        return self._quotes[row]


def spot_of(mention: Mention, row: int, column: int) -> Spot:
    """The figure prepared for adding; what is vague (约, ranges) or finer than a millionth is not added."""
    figure = mention.figure
    amount: int | None = None
    step = 0
    if figure.plain and len(figure.written) <= _LONGEST:
        whole, rest = divmod(figure.base.numerator * SCALE, figure.base.denominator)
        amount = None if rest else whole
        if figure.unit is None or not figure.unit.counted:
            step = int(power_of_ten(-figure.digits) * figure.factor * SCALE)
    return Spot(mention, row, column, amount, step)


def read_lines(mentions: Mentions, segment: Segment, block: Block) -> list[Mention]:
    """Fill ``block.lines``; return the empties among its figures."""
    empties: list[Mention] = []
    heads = [head_of(column) for column in block.figures]
    years = [said.year_named(head) for head in heads]
    above: tuple[tuple[str, int] | None, Unit | None] = (None, None)
    for row in segment.body:
        line = _line(mentions.sheet, block, row)
        label = " / ".join((*line.outer, line.raw) if line.raw else line.outer)
        own_unit, own_year = said.unit_named(line.label), said.year_named(line.raw)
        if own_unit is None and deeper(line.number, above[0]):
            own_unit = above[1]
        else:
            above = (line.number, own_unit)
        no_money = own_unit is None and lexicon().heads("no_money", line.label)
        opaque = set()
        for at, column in enumerate(block.figures):
            one = mentions.sheet.at(row, column.index)
            spot = None
            if one is None or not _owns(one, row, column):
                pass
            elif one.figure is None:
                opaque.add(at)
            else:
                unit = own_unit or column.unit
                unit = None if no_money and unit is not None and unit.dimension is Dimension.MONEY else unit
                mention = mentions.of_cell(one, unit, label, heads[at], years[at] or own_year)
                if one.known:
                    spot = spot_of(mention, row, column.index)
                else:
                    line.blanks += one.blank
                    empties.append(mention)
            line.spots.append(spot)
        line.opaque = frozenset(opaque)
        if line.raw or line.outer or not line.silent:
            block.lines.append(line)
    return empties


def _owns(one: Seen, row: int, column: Column) -> bool:
    return one.cell.row == row and one.cell.column == column.index


def head_of(column: Column) -> str:
    """The head as written, outermost words first, joined."""
    return " / ".join(" ".join(cell.text.split()) for cell in column.head)


def _line(sheet: Sheet, block: Block, row: int) -> Line:
    """The label is the innermost text; what is merged over several rows, or stands left of it, is around it."""
    texts: list[Seen] = []
    for column in block.labels:
        one = sheet.at(row, column.index)
        if one is not None and one.worded and not one.blank and (not texts or texts[-1] is not one):
            texts.append(one)
    if not texts:
        texts = [
            one
            for column in block.codes
            if (one := sheet.at(row, column.index)) is not None and one.worded and not one.blank
        ][:1]
    own = _own(texts, row)
    outer = texts[: texts.index(own)] if own is not None else []
    raw = own.cell.text if own is not None else ""
    label = own.text if own is not None else ""
    merged = next((one for one in reversed(outer) if one.cell.row_span > 1), None)
    return Line(
        row,
        label,
        " ".join(raw.split()),
        tuple(" ".join(one.cell.text.split()) for one in outer),
        merged.cell.row if merged is not None else -1,
        code=_code(sheet, block, row),
        rank=lexicon().rank(label),
        number=said.number_of(label) or _ordinal(sheet, block, row),
        numbered=said.number_of(label) is not None,
        indent=said.indent_of(raw),
        depth=0 if own is None else sum(column.index < own.cell.column for column in block.labels),
        of_which=said.of_which(_unnumbered(label)),
        away=said.takes_away(_unnumbered(label)),
    )


def _ordinal(sheet: Sheet, block: Block, row: int) -> tuple[str, int] | None:
    """The number that stands in a column of its own (序号: 1, 1-1, 一)."""
    for column in block.ordinals:
        if column.own in lexicon().headers["line_number"]:
            continue
        one = sheet.at(row, column.index)
        if one is not None and not one.blank and one.cell.row_span == 1 and one.cell.column == column.index:
            if one.cell.col_span > 1:
                return None
            return said.number_of(one.text) or said.number_of(f"{one.text}、")
    return None


def _own(texts: list[Seen], row: int) -> Seen | None:
    """The label proper: a total, or what is numbered or 其中, before the innermost text; what begins here before the rest."""
    here = [one for one in texts if one.cell.row == row] or texts
    for one in here:
        if lexicon().rank(one.text) or said.of_which(one.text) or said.number_of(one.text):
            return one
    return here[-1] if here else None


def _unnumbered(label: str) -> str:
    return label.lstrip("0123456789.、()一二三四五六七八九十-") or label


def _code(sheet: Sheet, block: Block, row: int) -> str:
    """类, 款 and 项 put together; a code in one column as it stands."""
    parts = []
    for column in block.codes:
        one = sheet.at(row, column.index)
        if one is not None and one.known and one.cell.row_span == 1:
            parts.append(plain(one.cell.text))
    return "".join(parts)


def embedded_in(mentions: Mentions, segment: Segment) -> list[tuple[Seen, list[tuple[Embedded, Mention]]]]:
    """Cells that hold labels with their figures, in reading order."""
    found = []
    for row in segment.body:
        for one in mentions.sheet.rows[row]:
            if not one.worded or ":" not in one.text or one.long:
                continue
            column = segment.columns[one.cell.column]
            head = "" if column.own.endswith(lexicon().headers["label"]) else head_of(column)
            parts = [(part, mentions.of_part(one, part, column.unit, head)) for part in embedded(one.cell)]
            if parts:
                found.append((one, parts))
    return found


def grained(known: list[Mention]) -> dict[int, Mention]:
    """The mentions by their identity, each with the grain of the table."""
    figures = with_grain(mention.figure for mention in known)
    return {id(old): replace(old, figure=figure) for old, figure in zip(known, figures, strict=True)}
