"""What a finished report says in its own words of score, problems, measures and the use of the result."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from ziping.checking.checks.conclusion import grades_named
from ziping.checking.checks.goals import shortened, without_label
from ziping.checking.context import Context, Outcomes
from ziping.checking.findings import MARKS, Exactly
from ziping.checking.pages import at, blocks_of, last_heading, under
from ziping.checking.register import check_document
from ziping.scoring import grade_of

if TYPE_CHECKING:
    from ziping.documents.source import Passage
    from ziping.reading.paper import Paper
    from ziping.reading.papers.shapes import Heading

_MARKS = re.compile(r"[\s，。、；：,.;:（）()“”\"'‘’]+")
_NUMBER = re.compile(r"^[（(]?[0-9一二三四五六七八九十]{1,3}[）)、.．]\s*")


@check_document("grade_in_text")
def grade_in_text(paper: Paper, context: Context) -> Outcomes:
    """Where a paragraph gives one total score (``total``, a pattern) and one grade, the grade is that of the score."""
    scoring, total_said = context.standard.scoring, re.compile(context.text("total"))
    if scoring is None:
        return
    for block in blocks_of(paper, "body"):
        scores, named = set(total_said.findall(block.text)), grades_named(block.text, context)
        if len(scores) != 1 or len({one.grade for one in named}) != 1:
            continue  # which grade belongs to which score is not plain
        score, grade = Fraction(scores.pop()), named[0].grade
        right = grade_of(score, scoring) or ""
        if right in ("", grade):
            yield context.passed((), grade)
            continue
        place = block.place.spanning(*named[0].span)
        total = Exactly(score, MARKS)
        yield at(context, [place], quote=shortened(block.text), stated=grade, computed=right, total=total)


@check_document("score_of_parts")
def score_of_parts(paper: Paper, context: Context) -> Outcomes:
    """Where a paragraph gives a total score and then the scores of all its parts, the parts come to the total.

    ``total`` finds a total, ``part`` a part's ``full`` marks and its ``score``; only parts that share out all full marks
    are added up.
    """
    pattern, full = re.compile(context.text("part")), context.marks.full
    total_said = re.compile(context.text("total"))
    for block in blocks_of(paper, "body"):
        parts = list(pattern.finditer(block.text))
        before = block.text[: parts[0].start()] if parts else ""
        totals = list(total_said.finditer(before))
        if len(totals) != 1 or not full or sum(Fraction(one["full"]) for one in parts) != full:
            continue
        said, summed = Fraction(totals[0][1]), sum((Fraction(one["score"]) for one in parts), Fraction(0))
        if abs(said - summed) <= context.number("tolerance"):
            yield context.passed((), totals[0][0])
            continue
        spans = [totals[0].span(1), *(one.span("score") for one in parts)]
        yield at(
            context,
            [block.place.spanning(*span) for span in spans],
            quote=shortened(block.text),
            stated=Exactly(said, MARKS),
            computed=Exactly(summed, MARKS),
            gap=Exactly(abs(said - summed), MARKS),
        )


@check_document("stub_sections")
def stub_sections(paper: Paper, context: Context) -> Outcomes:
    """None of the ``sections`` consists of “无” or “暂无”; where marks were lost, the rule on those speaks."""
    if context.marks.losing:
        return
    for section in context.several("sections"):
        heading = next((one for one in paper.outline.headings if one.section == section), None)
        own = [block.text for block in under(paper, section) if not _is_block(block, heading)]
        text = "".join(_NUMBER.sub("", one.strip()) for one in own)
        said = without_label(_MARKS.sub("", text), context)
        if heading is None or not said:
            continue
        if said in context.words("stub_answers"):
            yield at(context, [heading.place], item=heading.words, quote=shortened(text))
        else:
            yield context.passed((), heading.words)


def _is_block(block: Passage, heading: Heading | None) -> bool:
    """Whether the block is nothing but the heading."""
    return heading is not None and heading.kind == "heading" and block.place.block == heading.block


@check_document("measures_to_follow_up")
def measures_to_follow_up(paper: Paper, context: Context) -> Outcomes:
    """Each measure says who sees to it and until when, in its fields or in its own words."""
    owner, deadline = re.compile(context.text("owner")), re.compile(context.text("deadline"))
    for number, measure in enumerate(paper.report.measures):
        has_owner = measure.owner.strip() or owner.search(measure.text)
        has_deadline = measure.deadline is not None or deadline.search(measure.text)
        key = f"measures[{number}].text"
        if has_owner and has_deadline:
            yield context.passed([key], shortened(measure.text))
        elif measure.text.strip() not in context.words("stub_answers"):
            yield context.finding([key], item=shortened(measure.text))


@check_document("said_somewhere")
def said_somewhere(paper: Paper, context: Context) -> Outcomes:
    """Some paragraph says what ``pattern`` looks for."""
    pattern = re.compile(context.text("pattern"))
    if any(pattern.search(block.text) for block in blocks_of(paper, "body")):
        yield context.passed(())
    else:
        yield at(context, [last_heading(paper)])
