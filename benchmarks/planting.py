"""One known error planted in a document as read: the slips of a hand, and what they touch.

``PLANTERS`` gives for each kind a function from a paper and a chance to a :class:`Plant`, or ``None`` where the document
has nothing such an error could be made in. The document is a :class:`Source`; what is planted is what a reader would see.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from random import Random

from ziping.checking import Checked
from ziping.documents.source import Grid, GridCell, Passage, Source
from ziping.figures import Place
from ziping.reading.claims import Mention
from ziping.reading.paper import Paper

Anchor = tuple[int | None, int | None, int | None, int | None]
"""Block, row, column and first character of a figure; the last is ``None`` for a whole paragraph or cell."""

LABELS = (("人员经费", "公用经费"), ("基本支出", "项目支出"), ("年初预算", "全年预算"), ("在职", "退休"))
HEADING = re.compile(r"^(（?)([一二三四五六七八九])(）|、)")
NUMERALS = "一二三四五六七八九十"
DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
HUNDREDTHS = 2  # decimals of an amount in 万元
EQUALITIES = frozenset(
    ("sum", "difference", "share", "rate", "growth", "change", "equal", "average", "multiple", "product")
)


@dataclass(frozen=True, slots=True)
class Plant:
    """An error: the document that has it, where it is, and what was written before and after."""

    source: Source
    anchors: frozenset[Anchor]
    before: str
    after: str

    def at(self, place: Place) -> bool:
        """Whether ``place`` is one the error was planted in."""
        return anchor(place) in self.anchors or (*anchor(place)[:3], None) in self.anchors


@dataclass(frozen=True, slots=True)
class Clean:
    """A clean document, read and checked."""

    paper: Paper
    checked: Checked

    def figures(self, kinds: frozenset[str] = EQUALITIES, *, claims: bool = False) -> Iterator[Mention]:
        """Mentions that a relation of one of ``kinds`` rests on; only those claimed, if ``claims``."""
        held = {
            anchor(one.spot.place)
            for relation in self.checked.relations
            if relation.kind in kinds and relation.verdict != "unbound"
            for one in ((relation.claim,) if claims else (relation.claim, *relation.operands))
        }
        yield from (mention for mention in self.paper.mentions if anchor(mention.place) in held)


Planter = Callable[[Clean, Random], Plant | None]


def anchor(place: Place) -> Anchor:
    return (place.block, place.row, place.column, place.start)


# --- how a hand slips -------------------------------------------------------------------------------------------------


def other_digit(written: str, rng: Random) -> str:
    spots = [index for index, char in enumerate(written) if char.isdigit()]
    spot = rng.choice(spots)
    digit = rng.choice([each for each in "123456789" if each != written[spot]])
    return written[:spot] + digit + written[spot + 1 :]


def swapped(written: str, rng: Random) -> str:
    pairs = [
        index
        for index in range(len(written) - 1)
        if written[index : index + 2].isdigit()
        and written[index] != written[index + 1]
        and (index or written[1] != "0")
    ]
    if not pairs:
        return written
    spot = rng.choice(pairs)
    return written[:spot] + written[spot + 1] + written[spot] + written[spot + 2 :]


def dropped(written: str, rng: Random) -> str:
    whole = written.partition(".")[0]
    spots = [index for index, char in enumerate(whole) if char.isdigit()]
    spots = [index for index in spots if len(spots) > 1 and not (index == 0 and whole[1:2] in "0,")]
    if not spots:
        return written
    spot = rng.choice(spots)
    return written[:spot] + written[spot + 1 :]


def shifted(written: str, rng: Random) -> str:
    whole, point, rest = written.replace(",", "").partition(".")
    if not point or len(rest) < HUNDREDTHS:
        return written
    if rng.choice((True, False)) or len(whole) == 1:
        return f"{(whole + rest[0]).lstrip('0') or '0'}.{rest[1:]}"
    return f"{whole[:-1]}.{whole[-1]}{rest}"


def in_yuan(written: str, _: Random) -> str:
    """万元 given in 元 under a heading that says 万元."""
    whole, point, rest = written.replace(",", "").partition(".")
    return (whole + rest.ljust(4, "0")).lstrip("0") if point else written + "0000"


# --- where it is written ----------------------------------------------------------------------------------------------


def text_at(source: Source, place: Place) -> str:
    block = source.blocks[place.block or 0]
    return block.text if isinstance(block, Passage) else _cell(block, place).text


def rewritten(source: Source, place: Place, text: str) -> Source:
    """``source`` with the paragraph or cell at ``place`` saying ``text``."""
    number = place.block or 0
    block = source.blocks[number]
    if isinstance(block, Passage):
        changed: Passage | Grid = replace(block, text=text)
    else:
        cell = _cell(block, place)
        cells = tuple(replace(each, text=text) if each is cell else each for each in block.cells)
        changed = replace(block, cells=cells)
    return replace(source, blocks=(*source.blocks[:number], changed, *source.blocks[number + 1 :]))


def _cell(grid: Grid, place: Place) -> GridCell:
    return next(cell for cell in grid.cells if (cell.row, cell.column) == (place.row, place.column))


def _slip(clean: Clean, mention: Mention, change: Callable[[str, Random], str], rng: Random) -> Plant | None:
    """``mention`` with its digits changed."""
    place = mention.place
    text = text_at(clean.paper.source, place)
    start, end = place.start or 0, len(text) if place.end is None else place.end
    found = DIGITS.search(text, start, end)
    if found is None:
        return None
    after = change(found[0], rng)
    if after == found[0]:
        return None
    changed = text[: found.start()] + after + text[found.end() :]
    return Plant(rewritten(clean.paper.source, place, changed), frozenset([anchor(place)]), found[0], after)


def _figure(
    change: Callable[[str, Random], str],
    wanted: Callable[[Mention], bool],
    kinds: frozenset[str] = EQUALITIES,
    *,
    claims: bool = False,
) -> Planter:
    """Plants ``change`` in one of the figures that are ``wanted``."""

    def plant(clean: Clean, rng: Random) -> Plant | None:
        figures = [each for each in clean.figures(kinds, claims=claims) if wanted(each)]
        rng.shuffle(figures)
        return next((made for each in figures if (made := _slip(clean, each, change, rng))), None)

    return plant


def _amount(mention: Mention) -> bool:
    return mention.figure.known and mention.figure.value != 0 and str(mention.figure.unit) == "万元"


def _number(mention: Mention) -> bool:
    return mention.figure.known and mention.figure.value != 0 and str(mention.figure.unit) not in ("%", "年")


def _percent(mention: Mention) -> bool:
    return mention.figure.known and mention.figure.value != 0 and str(mention.figure.unit) == "%"


# --- errors of other kinds --------------------------------------------------------------------------------------------


def relabelled(clean: Clean, rng: Random) -> Plant | None:
    """A figure of a sentence under the name of its neighbour."""
    found = []
    for mention in clean.figures():
        place = mention.place
        if place.row is not None:
            continue
        text = text_at(clean.paper.source, place)
        head = text[: place.start]
        for one, other in (*LABELS, *((b, a) for a, b in LABELS)):
            if head.endswith(one):
                found.append((mention, text[: len(head) - len(one)] + other + text[len(head) :], one, other))
    if not found:
        return None
    mention, text, one, other = rng.choice(found)
    return Plant(
        rewritten(clean.paper.source, mention.place, text), frozenset([anchor(mention.place)]), one, other
    )


def moved_row(clean: Clean, rng: Random) -> Plant | None:
    """The figures of two rows of a table, each in the other's row."""
    source = clean.paper.source
    covered = {anchor(mention.place)[:2] for mention in clean.figures() if mention.place.row is not None}
    pairs = []
    for number, row in covered:
        if (number, (row or 0) + 1) not in covered:
            continue
        grid = source.blocks[number or 0]
        assert isinstance(grid, Grid)
        upper, lower = (
            {
                cell.column: cell
                for cell in grid.cells
                if cell.row == each and DIGITS.fullmatch(cell.text.strip(" %"))
            }
            for each in (row or 0, (row or 0) + 1)
        )
        if upper.keys() == lower.keys() and [c.text for c in upper.values()] != [
            c.text for c in lower.values()
        ]:
            pairs.append((number or 0, upper, lower))
    if not pairs:
        return None
    number, upper, lower = rng.choice(
        sorted(pairs, key=lambda pair: (pair[0], min(c.row for c in pair[1].values())))
    )
    anchors = set()
    for column, cell in upper.items():
        place = Place(block=number, row=cell.row, column=column)
        below = Place(block=number, row=lower[column].row, column=column)
        source = rewritten(rewritten(source, place, lower[column].text), below, cell.text)
        anchors |= {(number, cell.row, column, None), (number, lower[column].row, column, None)}
    return Plant(source, frozenset(anchors), "", "")


def stale_year(clean: Clean, rng: Random) -> Plant | None:
    """A sentence of this year's report that still says last year's or an older year."""
    year = f"{clean.paper.report.year}年"
    older = f"{clean.paper.report.year - rng.choice((2, 3))}年"
    places = [
        block.place
        for block in clean.paper.source.blocks
        if isinstance(block, Passage) and block.role == "body" and block.text.startswith(year)
    ]
    if not places:
        return None
    place = rng.choice(places)
    text = text_at(clean.paper.source, place).replace(year, older, 1)
    return Plant(
        rewritten(clean.paper.source, place, text), frozenset([(place.block, None, None, None)]), year, older
    )


def renumbered(clean: Clean, rng: Random) -> Plant | None:
    """A heading with the number of another one."""
    places = [
        (block.place, found)
        for block in clean.paper.source.blocks
        if isinstance(block, Passage) and block.role == "heading" and (found := HEADING.match(block.text))
    ]
    if not places:
        return None
    place, found = rng.choice(places)
    number = NUMERALS[min(NUMERALS.index(found[2]) + rng.choice((1, 2)), 9)]
    text = found[1] + number + found[3] + text_at(clean.paper.source, place)[found.end() :]
    return Plant(
        rewritten(clean.paper.source, place, text),
        frozenset([(place.block, None, None, None)]),
        found[2],
        number,
    )


def blanked(clean: Clean, rng: Random) -> Plant | None:
    """An empty cell where a figure of an annex stood."""
    places = [
        mention.place
        for mention in clean.figures()
        if mention.place.row is not None and _number(mention)
        and text_at(clean.paper.source, mention.place).strip() == mention.figure.written.strip()
    ]  # fmt: skip
    if not places:
        return None
    place = rng.choice(places)
    text = text_at(clean.paper.source, place)
    return Plant(rewritten(clean.paper.source, place, ""), frozenset([(*anchor(place)[:3], None)]), text, "")


PLANTERS: dict[str, Planter] = {
    "digit": _figure(other_digit, _number),
    "swap": _figure(swapped, _number),
    "drop": _figure(dropped, _number),
    "shift": _figure(shifted, _number),
    "unit": _figure(in_yuan, _amount),
    "label": relabelled,
    "share": _figure(other_digit, _percent, frozenset(("share", "rate", "growth")), claims=True),
    "row": moved_row,
    "total": _figure(other_digit, _number, frozenset(("sum",)), claims=True),
    "year": stale_year,
    "heading": renumbered,
    "blank": blanked,
}
