"""What belongs to another unit or another year, and what is said of nothing although there is something."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ziping.checking.checks.excerpts import around
from ziping.checking.context import Context, Outcomes
from ziping.checking.pages import at, blocks_of, texts_of
from ziping.checking.register import check_document
from ziping.report import mask_text

if TYPE_CHECKING:
    from ziping.reading.paper import Paper

_SOON = 6  # characters between a denial and what it denies


@check_document("foreign_field")
def foreign_field(paper: Paper, context: Context) -> Outcomes:
    """The text speaks of no field of work that is not the unit's; entries are “field: word word”."""
    name = paper.report.unit.name or paper.about.unit.value
    if not name:
        return
    for entry in context.words(context.text("words")):
        field, _, words = entry.partition(":")
        owners = field.strip().split("/")
        if any(owner in name for owner in owners):
            continue
        clean = True
        for block in blocks_of(paper, "body"):
            for word in words.split():
                begin = block.text.find(word)
                if begin >= 0:
                    clean = False
                    quote = around(block.text, begin, begin + len(word))
                    place = block.place.spanning(begin, begin + len(word))
                    yield at(context, [place], quote=quote, stated=word, field=owners[0], unit=name)
        if clean:
            yield context.passed((), owners[0])


@check_document("said_none")
def said_none(paper: Paper, context: Context) -> Outcomes:
    """What the text says there is none of is not listed as paid for; entries are “none said = thing listed”.

    ``denied``: words just before a thing listed that deny it as well.
    """
    blocks = list(blocks_of(paper, "body"))
    words = "|".join(map(re.escape, context.words(context.text("denied"))))
    deny = re.compile(f"(?:{words})[^，。；]{{0,{_SOON}}}$")
    for entry in context.words(context.text("words")):
        said, _, listed = entry.partition("=")
        denied = [(block, found) for block in blocks for found in re.finditer(said.strip(), block.text)]
        if not denied:
            continue
        first, found = denied[0]
        others = [
            (block.place.spanning(*hit.span()), hit[0])
            for block in blocks
            for hit in re.finditer(listed.strip(), block.text)
            if not deny.search(block.text[: hit.start()])
        ]
        if others:
            place = first.place.spanning(*found.span())
            places = [place, *(there for there, _ in others[:3])]
            yield at(context, places, item=found[0], quote=found[0], stated=found[0], listed=others[0][1])
        else:
            yield context.passed((), found[0])


@check_document("coverage_threshold")
def coverage_threshold(paper: Paper, context: Context) -> Outcomes:
    """Coverage of self-evaluation is claimed in full, not against an old threshold; ``pattern`` finds its ``share``."""
    pattern = re.compile(context.text("pattern"))
    clean = True
    for block in blocks_of(paper, "body"):
        for found in pattern.finditer(block.text):
            quote = around(block.text, *found.span())
            clean = False
            place = block.place.spanning(*found.span())
            yield at(context, [place], quote=quote, stated=f"{found['share']}%")
    if clean:
        yield context.passed(())


@check_document("private_numbers")
def private_numbers(paper: Paper, context: Context) -> Outcomes:
    """No mobile, identity or account number stands in the document; shown masked only."""
    clean = True
    for text, place in texts_of(paper):
        masked = mask_text(text)
        if masked == text:
            continue
        begin = next(number for number, letter in enumerate(masked) if letter != text[number])
        end = max(number for number, letter in enumerate(masked) if letter != text[number]) + 1
        clean = False
        quote = around(masked, begin, end)
        yield at(context, [place.spanning(begin, end)], quote=quote, stated=quote)
    if clean:
        yield context.passed(())
