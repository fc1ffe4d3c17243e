"""Slips of the hand in words: known ones from the house lexicon, words typed twice, marks of two alphabets mixed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from msgspec.structs import replace

from ziping.checking.checks.excerpts import around
from ziping.checking.context import Context, Outcomes
from ziping.checking.pages import at, blocks_of, texts_of
from ziping.checking.register import check_document

if TYPE_CHECKING:
    from ziping.reading.paper import Paper

_HALF = re.compile(r"(?<=[一-鿿％%0-9])[,;:?!](?=[一-鿿])|\"(?=[一-鿿]+\")|(?<=[一-鿿])\"")
_LISTED = re.compile(r"[^、，。；：,;:\s]{4,40}")
_WHOLE = 100  # percent


@check_document("known_slips")
def known_slips(paper: Paper, context: Context) -> Outcomes:
    """Nothing stands in the text that the lexicon knows as a slip; entries are “wrong=right”."""
    pairs = [entry.split("=", 1) for entry in context.words(context.text("words")) if "=" in entry]
    known = dict(pairs)
    if not known:
        return
    pattern = re.compile("|".join(map(re.escape, sorted(known, key=len, reverse=True))))
    clean = True
    for text, place in texts_of(paper):
        for found in pattern.finditer(text):
            right = known[found[0]]
            if found[0] in right and right in text[max(0, found.start() - 2) : found.end() + 2]:
                continue  # part of the right word
            clean = False
            quote = around(text, *found.span())
            yield at(
                context,
                [place.spanning(*found.span())],
                quote=quote,
                stated=found[0],
                computed=right,
            )
    if clean:
        yield context.passed(())


@check_document("doubled_words")
def doubled_words(paper: Paper, context: Context) -> Outcomes:
    """No word of ``least`` to ``most`` characters stands twice in a row, but for those that may."""
    twice = re.compile(rf"([一-鿿]{{{context.text('least')},{context.text('most')}}})\1")
    allowed = frozenset(context.words(context.text("allowed")))
    after = tuple(context.words(context.text("compounds")))
    clean = True
    for block in blocks_of(paper, "body", "heading"):
        for found in twice.finditer(block.text):
            word = found[1]
            if word in allowed or word[0] == word[-1] == word[len(word) // 2]:
                continue
            if block.text[found.start() + len(word) :].startswith(after):
                continue  # 社会保障保障性住房: the second begins a word of its own
            if word[0] == "一" or _other_words(paper, found):
                continue  # 一项一项; 深化|文化|文艺
            clean = False
            quote = around(block.text, *found.span())
            yield at(
                context, [block.place.spanning(*found.span())], quote=quote, stated=found[0], computed=word
            )
    if clean:
        yield context.passed(())


def _other_words(paper: Paper, found: re.Match[str]) -> bool:
    """Whether other words only meet there: 化文化文 of 深化, 文化, 文艺, in a text that has 文化 elsewhere and 化文 nowhere."""
    word = found[1]
    turned = word[1:] + word[0]
    inside = found[0].count(turned)
    texts = [block.text for block in blocks_of(paper, "body", "heading")]
    told = sum(text.count(word) for text in texts)
    return told <= found[0].count(word) and sum(text.count(turned) for text in texts) > inside


@check_document("names_run_together")
def names_run_together(paper: Paper, context: Context) -> Outcomes:
    """Between two items of a list stands a mark: nothing in it is two names of the economic classification in one.

    ``words``: the lexicon of slips, so that a misspelt name is recognised; ``opening``: words a list begins with.
    """
    names = _classified(context)
    by_start: dict[str, list[str]] = {}
    for name in names:
        by_start.setdefault(name[:2], []).append(name)
    slips = [entry.split("=", 1) for entry in context.words(context.text("words")) if "=" in entry]
    opening, clean = context.several("opening"), True
    for block in blocks_of(paper, "body"):
        for found in _LISTED.finditer(block.text) if "、" in block.text else ():
            for begin, first, second in _pairs(found[0], by_start):
                if "、" not in block.text[max(0, found.start() - 1) : found.end() + 1]:
                    continue  # no item of a list
                known = second in names or _meant(second, slips) in names
                if (
                    not known
                    or first + second in names
                    or (begin and not found[0].endswith(opening, 0, begin))
                ):
                    continue
                clean = False
                place = block.place.spanning(found.start() + begin, found.end())
                yield at(context, [place], quote=first + second, stated=first, computed=second)
    if clean:
        yield context.passed(())


def _classified(context: Context) -> frozenset[str]:
    economic = context.standard.economic
    codes = economic.codes.values() if economic is not None else ()
    return frozenset(name for code in codes for name in (code.name, *code.aliases))


def _pairs(item: str, by_start: Mapping[str, Sequence[str]]) -> Iterator[tuple[int, str, str]]:
    """Every name in ``item`` that something follows: where it begins, the name, what follows."""
    for begin in range(len(item) - 3):
        for first in by_start.get(item[begin : begin + 2], ()):
            if item.startswith(first, begin) and begin + len(first) < len(item):
                yield begin, first, item[begin + len(first) :]


def _meant(text: str, slips: Iterable[Sequence[str]]) -> str:
    for wrong, right in slips:
        text = text.replace(wrong, right)
    return text


@check_document("mixed_width")
def mixed_width(paper: Paper, context: Context) -> Outcomes:
    """Chinese text has Chinese punctuation; told once for the document, with the first places."""
    places = [
        block.place.spanning(*found.span())
        for block in blocks_of(paper, "body")
        for found in _HALF.finditer(block.text)
    ]
    if places:
        yield at(context, places[:5], stated=len(places))
    else:
        yield context.passed(())


@check_document("share_over_whole")
def share_over_whole(paper: Paper, context: Context) -> Outcomes:
    """A part is no more than its whole: what ``pattern`` finds is at most 100%, unless it is of a plan (``unless``)."""
    pattern, unless = re.compile(context.text("pattern")), re.compile(context.text("unless"))
    figures = {(one.place.block, one.place.row, one.place.start): one for one in paper.mentions}
    for block in blocks_of(paper, "body"):
        for found in pattern.finditer(block.text):
            if unless.search(found["of"]):
                continue
            place = block.place.spanning(*found.span("figure"))
            if Fraction(found["figure"]) <= _WHOLE:
                yield context.passed(())
                continue
            quote = around(block.text, *found.span())
            finding = at(context, [place], quote=quote, stated=found["figure"] + "%")
            mention = figures.get((place.block, None, place.start))
            yield replace(finding, rests=() if mention is None else (paper.key_of(mention),))
