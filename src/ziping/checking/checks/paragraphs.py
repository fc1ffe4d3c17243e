"""What contradicts itself within a paragraph: an amount given twice, a year compared with itself, a use of another item."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ziping.checking.checks.excerpts import around
from ziping.checking.context import Context, Outcomes
from ziping.checking.pages import at, blocks_of
from ziping.checking.register import check_document
from ziping.figures import Figure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ziping.reading.paper import Paper

_LONGEST = 60
_MOST = 5
_A_LIST = 2  # names: one alone is no list


@check_document("phrases_said")
def phrases_said(paper: Paper, context: Context) -> Outcomes:
    """Nothing is said that matches one of ``patterns``; told once, with all its places.

    What stands in a text of the report that explains it (concepts ``explained_in``) is not held against the unit.
    """
    patterns = [re.compile(pattern) for pattern in context.several("patterns")]
    concepts = frozenset(context.several("explained_in"))
    explained = [
        str(text.value) for text in context.statement.texts if text.concept in concepts and text.value
    ]
    hits = [
        (block.place.spanning(*found.span()), around(block.text, *found.span()), found[0])
        for block in blocks_of(paper, "body", "heading")
        for pattern in patterns
        for found in pattern.finditer(block.text)
        if not any(found[0] in reason and reason in block.text for reason in explained)
    ]
    if hits:
        places, quotes, said = zip(*hits, strict=True)
        yield at(context, places[:_MOST], quote=quotes[0], stated=said[0], number=len(hits))
    else:
        yield context.passed(())


@check_document("amount_again")
def amount_again(paper: Paper, context: Context) -> Outcomes:
    """An amount a paragraph opens with is the one it goes on with: groups ``first`` and ``again`` of ``patterns``."""
    patterns = [re.compile(pattern) for pattern in context.several("patterns")]
    for block in blocks_of(paper, "body", "heading"):
        for found in (found for pattern in patterns for found in pattern.finditer(block.text)):
            first, again = (Figure.parse(found[name].replace(" ", "")) for name in ("first", "again"))
            if first.base == again.base:
                yield context.passed(())
                continue
            places = [block.place.spanning(*found.span(name)) for name in ("again", "first")]
            start, end = found.span("first")
            quote = around(block.text, start, end)
            yield at(context, places, quote=quote, stated=first, computed=again)


@check_document("compared_with_itself")
def compared_with_itself(paper: Paper, context: Context) -> Outcomes:
    """A year is compared with another one; ``pattern`` finds the comparison, its group ``year`` the year compared with.

    Told once, with its places. The year spoken of is the last one named before it in the paragraph, else that of the
    document. Where the words before speak of outcomes and those after of the budget (``outcome``, ``budget``), one year
    may be compared with itself.
    """
    pattern, own = re.compile(context.text("pattern")), paper.about.of_year
    outcome, budget = context.several("outcome"), context.several("budget")
    hits = []
    for block in blocks_of(paper, "body", "heading"):
        for found in pattern.finditer(block.text):
            before = block.text[: found.start()]
            years = re.findall(r"(?<!\d)(20\d\d)年", pattern.sub("", before))
            spoken = int(years[-1]) if years else own
            sentence = before[before.rfind("。") + 1 :]
            allowed = any(word in found[0] for word in budget) and any(word in sentence for word in outcome)
            if spoken == int(found["year"]) and not allowed:
                hits.append((block, found))
    if not hits:
        yield context.passed(())
        return
    block, found = hits[0]
    places = [one.place.spanning(*hit.span()) for one, hit in hits[:_MOST]]
    quote = around(block.text, *found.span())
    yield at(context, places, quote=quote, stated=f"{found['year']}年", number=len(hits))


@check_document("subject_of_item")
def subject_of_item(paper: Paper, context: Context) -> Outcomes:
    """What an item of the budget is used for is not what another item is for; ``words`` are the subjects, “a/b” one."""
    pattern = re.compile(context.text("pattern"))
    subjects = [entry.split("/") for entry in context.words(context.text("words"))]
    for block in blocks_of(paper, "body", "heading"):
        for found in pattern.finditer(block.text):
            of_item = _subjects(found["item"], subjects)
            of_use = _subjects(found["use"], subjects)
            if not of_item or not of_use:
                continue
            if of_item & of_use:
                yield context.passed((), found["item"])
                continue
            places = [block.place.spanning(*found.span(name)) for name in ("use", "item")]
            yield at(context, places, quote=found["use"], stated=found["use"], computed=found["item"])


def _subjects(text: str, subjects: list[list[str]]) -> set[int]:
    return {number for number, names in enumerate(subjects) if any(name in text for name in names)}


@check_document("numbers_of_units")
def numbers_of_units(paper: Paper, context: Context) -> Outcomes:
    """So many units are counted as are listed elsewhere; entries of ``words`` are “counted => listed”, both patterns.

    Those called as in ``aside`` some count and some do not.
    """
    aside = frozenset(context.several("aside"))
    blocks = list(blocks_of(paper, "body", "heading"))
    for entry in context.words(context.text("words")):
        counted, _, listed = (part.strip() for part in entry.partition("=>"))
        counts = [(block, hit) for block in blocks for hit in re.finditer(counted, block.text)]
        lists = [(block, hit) for block in blocks for hit in re.finditer(listed, block.text)]
        if len(counts) != 1 or len(lists) != 1:
            continue  # which list the number speaks of is not plain
        (block, count), (other, names) = counts[0], lists[0]
        found = list(_names(names["list"]))
        number = Figure.parse(count["number"]).base
        if (
            block is other
            or len(found) < _A_LIST
            or number in (len(found), sum(name not in aside for name in found))
        ):
            yield context.passed((), count[0])
            continue
        places = [block.place.spanning(*count.span()), other.place.spanning(*names.span("list"))]
        stated, quote = count[0], around(block.text, *count.span())
        listed_here = "、".join(found)[:_LONGEST]
        yield at(context, places, quote=quote, stated=stated, computed=f"{len(found)}个", names=listed_here)


def _names(text: str) -> Iterator[str]:
    return (name.strip() for name in re.split(r"[；;、，,]|和(?=[^，。；]{2,}$)", text) if name.strip())
