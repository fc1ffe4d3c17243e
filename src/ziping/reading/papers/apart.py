"""One field of one project or indicator, told as two figures in two places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Final

from msgspec.structs import replace

from ziping.documents.source import Passage, Source
from ziping.figures import Figure
from ziping.figures.folding import fold
from ziping.reading.papers.gathering import ALLOTTED, WORDS, Record, same
from ziping.reading.papers.shapes import Placed
from ziping.standards import Standard

_NUMBER: Final = re.compile(r"[≥≤=><]?\s*([0-9][0-9,]*(?:\.[0-9]+)?)\s*([^\d\s].*)?")
_CLAUSE: Final = re.compile(r"[^，。；\n”]*")
_TOLD: Final = ("indicator.target", "indicator.actual")  # texts that mostly are figures


def told_apart(
    records: Iterable[Record], source: Source, standard: Standard
) -> Iterator[tuple[Placed, Placed]]:
    """Pairs of what two sources say of one field, where it is not the same figure; named records met once a source."""
    by_name: dict[str, list[Record]] = {}
    for record in records:
        if name := record.text("name"):
            by_name.setdefault(name, []).append(record)
    for name, found in by_name.items():
        if len({record.source for record in found}) == len(
            found
        ):  # of two of one name nobody knows which is meant
            yield from _apart(name, found, source, standard)


def _apart(
    name: str, records: list[Record], source: Source, standard: Standard
) -> Iterator[tuple[Placed, Placed]]:
    first: dict[str, Placed] = {}
    told: set[tuple[str, str]] = set()
    for record in records:
        values = {field: _whole(placed, source) for field, placed in record.values.items()}
        total = _allotted(record)
        for field, placed in (*values.items(), *((("allotted", total),) if total is not None else ())):
            known = first.setdefault(field, placed) if placed.written else placed
            if known is placed or (field, placed.written) in told:
                continue
            if not _agree(known, placed, standard):
                told.add((field, placed.written))
                yield replace(known, item=name), replace(placed, item=name)


def _whole(placed: Placed, source: Source) -> Placed:
    """A target or result as far as its clause goes: the words (实际完成值355次) do not say where figure and unit part."""
    place = placed.place
    if placed.concept not in _TOLD or place.block is None or place.row is not None or place.start is None:
        return placed
    block = source.blocks[place.block]
    if not isinstance(block, Passage):
        return placed
    found = _CLAUSE.match(block.text, place.start)
    assert found is not None, "it matches nothing as well"
    return replace(placed, written=found[0], place=place.spanning(*found.span()))


def _agree(one: Placed, other: Placed, standard: Standard) -> bool:
    concept = standard.concepts.get(one.concept)
    if concept is None or (concept.unit in WORDS and one.concept not in _TOLD):
        return True
    if one.concept not in _TOLD:
        return same(one.written, other.written, concept.unit)
    first, second = (_NUMBER.fullmatch(fold(each.written).strip()) for each in (one, other))
    if first is None or second is None or (first[2] and second[2] and first[2] != second[2]):
        return True
    return Figure.parse(first[1]).base == Figure.parse(second[1]).base


def _allotted(record: Record) -> Placed | None:
    """What the allotments told one by one come to; ``None`` where there is none, or one is no plain figure."""
    amounts = [inner.values.get("amount") for inner in record.inner.get("allotments", ())]
    if not amounts or not all(amounts):
        return None
    figures = [Figure.parse(placed.written) for placed in amounts if placed is not None]
    if not all(figure.known and figure.unit is None for figure in figures):
        return None
    total = sum((figure.base for figure in figures), Fraction(0))
    digits = max(figure.digits for figure in figures)
    scaled = total * 10**digits
    assert amounts[0] is not None, "all are there"
    return replace(amounts[0], written=_decimal(scaled.numerator, digits), concept=ALLOTTED)


def _decimal(scaled: int, digits: int) -> str:
    sign, flat = ("-" if scaled < 0 else ""), str(abs(scaled)).rjust(digits + 1, "0")
    return f"{sign}{flat[:-digits]}.{flat[-digits:]}" if digits else f"{sign}{flat}"
