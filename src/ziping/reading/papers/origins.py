"""Where each value was read, in words: ``附件1-1 第6行 公务接待 2024年决算数``."""

from __future__ import annotations

from collections.abc import Mapping

from ziping.figures import Place
from ziping.reading.papers.assembling import Assembled
from ziping.reading.papers.shapes import Outline, Placed
from ziping.standards import Standard


def origins(
    assembled: Assembled, outline: Outline, standard: Standard, tables: Mapping[int, int]
) -> dict[str, str]:
    """For every value of the report, the words that lead a reader to it in the document.

    ``tables`` numbers the tables of annexes that came in several pieces, by block.
    """
    return {
        placed.key: _words(placed, outline, standard, tables)
        for placed in assembled.placed
        if placed.key and placed.written
    }


def _words(placed: Placed, outline: Outline, standard: Standard, tables: Mapping[int, int]) -> str:
    place = placed.place
    steps = [_where(place, outline)]
    if place.row is not None:
        table = tables.get(place.block) if place.block is not None else None
        steps.append(f"第{table}张表第{place.row + 1}行" if table else f"第{place.row + 1}行")
    concept = standard.concepts.get(placed.concept)
    if concept is not None and place.row is not None:
        steps.append(concept.label.zh)
        stage = standard.stages.get(placed.stage)
        if stage is not None and len(concept.stages) > 1:
            steps.append(stage.label.zh)
    return " ".join(step for step in steps if step) or str(place)


def _where(place: Place, outline: Outline) -> str:
    """The annex, or the headings, a place stands under; its page where there are pages."""
    page = f"第{place.page}页" if place.page is not None else ""
    if place.block is None:
        return page
    annex = outline.annex(place.block)
    if annex is not None:
        return " ".join(part for part in (page, annex.mark or annex.title) if part)
    path = outline.path(place.block)
    heading = path[-1] if path else None
    if heading is None:
        return page or f"第{place.block + 1}段"
    number = heading.number.written if heading.number is not None else ""
    return " ".join(part for part in (page, f"{number}{heading.words}") if part)
