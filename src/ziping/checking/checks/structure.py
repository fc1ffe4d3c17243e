"""How a document is built: chapters in order, none missing, annexes named as they are listed."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from ziping.checking.context import Context, Outcomes
from ziping.checking.pages import at, blocks_of
from ziping.checking.register import check_document
from ziping.figures import Place

if TYPE_CHECKING:
    from ziping.reading.paper import Paper
    from ziping.reading.papers.shapes import Heading
    from ziping.standards.model.sections import Section

_PARTS = frozenset(("part", "chapter"))
_DIGITS = "零一二三四五六七八九十"


@check_document("heading_sequence")
def heading_sequence(paper: Paper, context: Context) -> Outcomes:
    """Headings of one level under one heading count on by one, in one system of numbers."""
    for siblings in _siblings(paper.outline.headings):
        usual = Counter(map(_system, siblings)).most_common(1)[0][0]
        for before, heading in itertools.pairwise(siblings):
            assert before.number is not None
            assert heading.number is not None
            goes_on = heading.number.number == before.number.number + 1 or _counted(
                before, heading, paper.outline.headings
            )
            if goes_on and _system(heading) == usual:
                yield context.passed(())
                continue
            place = heading.place.spanning(heading.start, heading.start + len(heading.number.written))
            yield at(
                context,
                [place, before.place],
                quote=f"{heading.number.written}{heading.words}",
                stated=heading.number.written.strip(),
                before=before.number.written.strip(),
                computed=_written(_like(siblings, usual), before.number.number + 1),
            )


def _siblings(headings: Sequence[Heading]) -> Iterator[list[Heading]]:
    """Numbered headings by level and by what they stand under, in order; items of lists are left alone.

    第一部分 has its own count; what stands in it, and what begins anew at 1, is another sequence.
    """
    groups: dict[tuple[object, ...], list[list[Heading]]] = {}
    part = 0
    for position, heading in enumerate(headings):
        if heading.number is None or heading.kind == "item":
            continue
        is_part = heading.number.system in _PARTS
        part = position if is_part else part
        runs = groups.setdefault((is_part,) if is_part else (heading.level, heading.above, part), [])
        if not runs or heading.number.number == 1:
            runs.append([])
        runs[-1].append(heading)
    return (run for runs in groups.values() for run in runs)


def _counted(before: Heading, heading: Heading, headings: Sequence[Heading]) -> bool:
    """Whether a paragraph between the two, that is more than a heading, has the number that seems to be missing."""
    assert heading.number is not None
    return any(
        one.number is not None
        and one.number.system == heading.number.system
        and one.number.number == heading.number.number - 1
        for one in headings
        if before.block < one.block < heading.block
    )


def _like(siblings: Sequence[Heading], system: str) -> Heading:
    """A heading numbered in ``system``."""
    return next(heading for heading in siblings if _system(heading) == system)


def _system(heading: Heading) -> str:
    """Its system of numbers; 1. and 1、 are one."""
    assert heading.number is not None
    return heading.number.system.removesuffix("_comma")


def _written(like: Heading, number: int) -> str:
    """``number`` written the way ``like`` writes its own."""
    assert like.number is not None
    written = like.number.written.strip()
    if like.number.system in ("part", "chapter", "cjk", "cjk_bracket"):
        return written.replace(_chinese(like.number.number), _chinese(number))
    if like.number.system == "circled":
        return chr(ord("①") + number - 1)
    return written.replace(str(like.number.number), str(number))


def _chinese(number: int) -> str:
    ten, one = divmod(number, 10)
    if not ten:
        return _DIGITS[one]
    return ("" if ten == 1 else _DIGITS[ten]) + "十" + (_DIGITS[one] if one else "")


@check_document("missing_chapters")
def missing_chapters(paper: Paper, context: Context) -> Outcomes:
    """Every chapter of the pack's outline has a heading in the document."""
    outline = context.standard.outline
    if outline is None:
        return
    found = {heading.section for heading in paper.outline.headings}
    if not any(found) and paper.outline.annexes:
        return  # the annexes alone
    for section in outline.sections:
        if section.id in found or any(below.id in found for below in section.sections):
            yield context.passed((), section.heading)
        else:
            yield at(
                context,
                [_after(section, outline.sections, paper)],
                item=section.heading,
                chapter=section.heading,
            )


def _after(section: Section, sections: Sequence[Section], paper: Paper) -> Place:
    """Where a missing chapter should stand: after the last one there is before it."""
    earlier = [each.id for each in sections[: [each.id for each in sections].index(section.id)]]
    places = [heading.place for heading in paper.outline.headings if heading.section in earlier]
    return places[-1] if places else paper.source.blocks[0].place


@check_document("title_names_year")
def title_names_year(paper: Paper, context: Context) -> Outcomes:
    """A title of a report (``titles``: words in it) says of which ``year`` it is, or what is over the first heading."""
    titles = list(blocks_of(paper, "title"))
    title = "".join(block.text.strip() for block in titles)
    if not any(word in title for word in context.several("titles")):
        return
    roles = paper.outline.roles
    first = roles.index("heading") if "heading" in roles else len(roles)
    over = [block.text for block in blocks_of(paper) if (block.place.block or 0) < first]
    if re.search(context.text("year"), "\n".join([title, *over])):
        yield context.passed((), title)
    else:
        yield at(context, [block.place for block in titles], item=title, quote=title)


@check_document("annex_names")
def annex_names(paper: Paper, context: Context) -> Outcomes:
    """Annexes are called in the list of attachments what they are called above the table.

    ``endings``: how the name of an annex ends.
    """
    if not paper.outline.annexes:
        return
    titles = [annex.title for annex in paper.outline.annexes if annex.title]
    for block in blocks_of(paper, "attachment_list"):
        listed = _listed(block.text, context.several("endings"))
        if not listed:
            continue
        if listed in titles:
            yield context.passed((), listed)
            continue
        near = max(titles, key=lambda title: SequenceMatcher(None, title, listed).ratio(), default="")
        if not near:
            continue
        yield at(context, [block.place], quote=listed, stated=listed, computed=near)


def _listed(text: str, endings: tuple[str, ...]) -> str:
    """The name in a line of the list of attachments, without its number; empty for a line that names none."""
    name = text.split("：", 1)[-1].strip().lstrip("0123456789.、-－ 附件").strip().strip("《》")
    return name if name.endswith(endings) else ""
