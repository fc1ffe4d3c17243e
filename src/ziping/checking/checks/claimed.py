"""What a document claims between its figures, recomputed: every sum, share, rate and growth of its text and tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec.structs import replace

from ziping.checking.context import Context, Outcome, Outcomes
from ziping.checking.findings import Exactly, NotChecked, Operand, Relation, Spot, Verdict
from ziping.checking.quotes import in_unit_of
from ziping.checking.register import check_document
from ziping.figures import Verdict as Judged
from ziping.reading.claims import AT
from ziping.standards.model.rules import Severity
from ziping.wording import Message

if TYPE_CHECKING:
    from ziping.reading.claims import Claim, Mention
    from ziping.reading.paper import Paper

_LONGEST, _BEFORE, _AFTER = 60, 40, 4  # characters
_EXPLAINED: dict[Verdict, Severity] = {"rounding": "notice", "truncation": "warning"}


@check_document("claimed")
def claimed(paper: Paper, context: Context) -> Outcomes:
    """Every claim of the kinds asked for, judged; what the words leave open is never called wrong."""
    kinds = context.several("kinds")
    for number, claim in enumerate(paper.claims):
        if claim.kind in kinds:
            yield from _judged(claim, number, paper, context)


@check_document("directions")
def directions(paper: Paper, context: Context) -> Outcomes:
    """A change or growth that is as large as the words say goes the way they say."""
    for number, claim in enumerate(paper.claims):
        if claim.kind != "change" and not claim.turned:
            continue
        relation = _relation(claim, number, paper, context)
        if not claim.turned:
            yield context.passed(_keys(relation))
            continue
        now, before = (operand.figure for operand in relation.operands)
        rises = now.base > before.base
        finding = context.finding(
            (),
            quote=_around(claim),
            stated=relation.claim.figure,
            now=now,
            before=before,
            really=Message(f"checking.direction.{'up' if rises else 'down'}"),
            said=Message(f"checking.direction.{'down' if rises else 'up'}"),
        )
        spots = (relation.claim.spot, *(operand.spot for operand in relation.operands))
        yield replace(finding, at=relation.at, spots=spots)


def _judged(claim: Claim, number: int, paper: Paper, context: Context) -> Iterator[Outcome | Relation]:
    from ziping.reading.judging import judge

    judgement = judge(claim)
    verdict: Verdict = judgement.verdict.value
    relation = _relation(claim, number, paper, context)
    figure = relation.claim.figure
    if judgement.verdict is Judged.UNBOUND or judgement.computed is None:
        yield relation
        yield _unclear(relation, context)
        return
    computed = in_unit_of(judgement.computed, figure)
    gap = in_unit_of(figure.base - judgement.computed, figure)
    relation = replace(relation, verdict=verdict, computed=computed, gap=gap)
    if verdict in ("inconsistent", "truncation") and not (claim.plain or claim.likely):
        yield replace(relation, verdict="unbound")
        yield _unclear(relation, context)
        return
    yield relation
    if verdict == "exact":
        yield context.passed(_keys(relation))
        return
    yield _finding(claim, relation, gap, context)


def _finding(claim: Claim, relation: Relation, gap: Exactly, context: Context) -> Outcome:
    severity = _EXPLAINED.get(relation.verdict, context.rule.severity if claim.plain else "warning")
    finding = context.finding(
        (),
        quote=_around(claim),
        severity=severity,
        stated=relation.claim.figure,
        computed=relation.computed,
        gap=Exactly(abs(gap.value), gap.unit),
        parts=_parts(claim),
    )
    spots = (relation.claim.spot, *(operand.spot for operand in relation.operands))
    remarks = (Message(f"checking.verdict.{relation.verdict}"),) if relation.verdict in _EXPLAINED else ()
    if relation.verdict == "inconsistent" and not claim.plain:
        remarks = (Message(f"checking.likely.{claim.kind}"),)
    return replace(finding, at=relation.at, spots=spots, verdict=relation.verdict, remarks=remarks)


def _around(claim: Claim) -> str:
    """The claim's own words, or of a long sentence those around its figure."""
    if len(claim.quote) <= _LONGEST:
        return claim.quote
    whole, (start, end) = claim.claim.quote, claim.claim.quoted
    begin, stop = max(0, start - _BEFORE), min(len(whole), end + _AFTER)
    cut = whole[begin:stop].strip("，,；;。 \n")
    return f"{'…' if begin else ''}{cut}{'…' if stop < len(whole) else ''}"


def _unclear(relation: Relation, context: Context) -> NotChecked:
    spots = (relation.claim.spot, *(operand.spot for operand in relation.operands))
    return NotChecked(context.rule.id, "unbound", spots, relation.claim.figure.written, context.stage)


def _keys(relation: Relation) -> tuple[str, ...]:
    return (relation.claim.spot.key, *(operand.spot.key for operand in relation.operands))


def _relation(claim: Claim, number: int, paper: Paper, context: Context) -> Relation:
    """The claim as a relation not judged yet."""
    return Relation(
        context.rule.id,
        claim.kind,
        claim.formula,
        _operand(claim.claim, paper),
        tuple(_operand(operand, paper) for operand in claim.operands),
        "unbound",
        stage=context.stage,
        at=f"{AT}{number}",
        quoted=claim.quote,
        weights=claim.weights,
    )


def _operand(mention: Mention, paper: Paper) -> Operand:
    spot = Spot(mention.place, paper.key_of(mention))
    return Operand(mention.concept, mention.column, spot, mention.figure, mention.item or mention.words)


def _parts(claim: Claim) -> str:
    """The formula with the figures put in: “658.22/1176.69”; a target's ≥ is no part of what is reckoned with."""
    written = [operand.figure.written.lstrip("≥≤><=＞＜＝ ") for operand in claim.operands]
    figures = {chr(ord("a") + at): figure for at, figure in enumerate(written)}
    said = "".join(figures.get(letter, letter) for letter in claim.formula)
    return said.replace("*", "×").replace("/", "÷")
