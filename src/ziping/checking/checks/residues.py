"""What a template or an editor left behind: instructions, placeholders, empty slots, stray marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ziping.checking.checks.excerpts import around
from ziping.checking.context import Context, Outcomes
from ziping.checking.findings import Finding
from ziping.checking.pages import at, blocks_of, texts_of
from ziping.checking.register import check_document
from ziping.figures import Place

if TYPE_CHECKING:
    from ziping.reading.paper import Paper

_STRAY = re.compile(r"[\s。，、；：,.;:·…—\-_*#~`'\"“”()（）]+")
_WORD = re.compile(r"\w")


@check_document("template_residue")
def template_residue(paper: Paper, context: Context) -> Outcomes:
    """No instruction of a notice or a template is left in the text; each kind is told once, with all its places."""
    texts = texts_of(paper)
    whole = "\n".join([text for text, _ in texts])  # most phrases stand nowhere: one look tells
    for phrase in context.words(context.text("words")):
        places = [
            place.spanning(begin, begin + len(phrase))
            for text, place in (texts if phrase in whole else ())
            if (begin := text.find(phrase)) >= 0
        ]
        if places:
            yield at(context, places, item=phrase, quote=phrase)
        else:
            yield context.passed((), phrase)


@check_document("pattern_left")
def pattern_left(paper: Paper, context: Context) -> Outcomes:
    """Nothing matches one of the patterns of a slot nobody filled, a placeholder, marks doubled."""
    patterns = [re.compile(pattern) for pattern in context.several("patterns")]
    clean = True
    nothing: set[str] = set()  # many cells say the same
    for text, place in texts_of(paper):
        if text in nothing:
            continue
        hits = [found for pattern in patterns for found in pattern.finditer(text)]
        if not hits:
            nothing.add(text)
        for found in sorted(hits, key=lambda hit: hit.start()):
            clean = False
            quote = around(text, *found.span())
            yield at(context, [place.spanning(*found.span())], quote=quote, stated=found[0])
    if clean:
        yield context.passed(())


@check_document("stray_paragraph")
def stray_paragraph(paper: Paper, context: Context) -> Outcomes:
    """No paragraph consists of punctuation alone."""
    clean = True
    for block in blocks_of(paper, "body", "heading"):
        if block.text.strip() and not _WORD.search(block.text) and _STRAY.fullmatch(block.text):
            clean = False
            yield at(context, [block.place], quote=block.text.strip(), stated=block.text.strip())
    if clean:
        yield context.passed(())


_PAIRS = (("“", "”"), ("（", "）"), ("《", "》"))


@check_document("unbalanced")
def unbalanced(paper: Paper, context: Context) -> Outcomes:
    """Quotation marks and brackets of a paragraph open and close."""
    clean = True
    for block in blocks_of(paper, "body"):
        for finding in _unbalanced(block.text.replace("(", "（").replace(")", "）"), context, block.place):
            clean = False
            yield finding
    if clean:
        yield context.passed(())


def _unbalanced(text: str, context: Context, place: Place) -> Iterator[Finding]:
    for opening, closing in _PAIRS:
        depth, last = 0, 0
        for number, letter in enumerate(text):
            if letter == opening:
                depth, last = depth + 1, number
            elif letter == closing:
                if depth == 0 and not _is_item(text, number):
                    yield _one(context, place, text, number)
                depth = max(0, depth - 1)
        if depth:
            yield _one(context, place, text, last)


def _is_item(text: str, at_bracket: int) -> bool:
    """Whether a closing bracket belongs to a list number such as 1） or a)."""
    return bool(re.search(r"(?:^|[\s；。：，;,:])[0-9a-zA-Z一二三四五六七八九十]{1,3}$", text[:at_bracket]))


def _one(context: Context, place: Place, text: str, number: int) -> Finding:
    quote = around(text, number, number + 1)
    return at(context, [place.spanning(number, number + 1)], quote=quote, stated=text[number])
