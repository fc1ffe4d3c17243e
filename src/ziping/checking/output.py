"""A check as JSON: the shape other programs rely on, published as ``docs/schema/check.schema.json``.

Numbers are texts, so that no reader turns an amount into a binary fraction. Keys are never taken away or renamed; new
ones may be added.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from ziping.checking.findings import (
    Checked,
    Exactly,
    Finding,
    Kind,
    NotChecked,
    Operand,
    Relation,
    Spot,
    Value,
    Verdict,
    Why,
)
from ziping.checking.output_explained import ExplanationOut, Out, explanation_out, number
from ziping.checking.text import basis_said, describe, reason_said, shown
from ziping.figures import Figure, Place
from ziping.report import Fact, Report
from ziping.standards import Standard
from ziping.standards.model.rules import Severity
from ziping.wording import Lang, say

if TYPE_CHECKING:
    from ziping.reading.paper import Paper

SCHEMA_ID = "https://ziping.example/schema/check.schema.json"


class AnchorOut(Out, frozen=True, kw_only=True):
    """Where in a document: block, row and column count from 0, pages from 1, characters ``start`` to ``end`` (exclusive)."""

    part: str | None
    page: int | None
    block: int
    row: int | None
    column: int | None
    start: int | None
    end: int | None


class SpotOut(Out, frozen=True, kw_only=True):
    """Where something stands: in words, in the report, and the cell it was typed in."""

    place: str
    key: str
    origin: str
    at: AnchorOut | None = None


class DocumentOut(Out, frozen=True, kw_only=True):
    """What was checked, against which pack.

    Of a document read from a file also the ``file`` and its ``format``, its ``pages`` where it has them, which ``kind`` of
    document it was taken for, how surely the standard fits (``confidence``, percent), and what must be known of the
    reading (``notices``).
    """

    unit: str
    year: int
    standard: str
    title: str
    file: str = ""
    format: str = ""
    pages: int | None = None
    kind: str = ""
    confidence: int = 100
    notices: list[str] = []


class FigureOut(Out, frozen=True, kw_only=True):
    """A figure: ``value`` in ``unit``, or why it has none. ``checked``: some rule or relation looked at its value.

    ``confidence`` (percent) is how surely it was recognised in a picture; text has none.
    """

    concept: str
    label: str
    stage: str
    year: int
    item: str
    written: str
    value: str | None
    unit: str
    empty: Literal["blank", "dash", "not_applicable", "none_stated"] | None
    place: str
    key: str
    origin: str
    checked: bool
    at: AnchorOut | None = None
    confidence: int | None = None


class OperandOut(Out, frozen=True, kw_only=True):
    """A figure in a relation."""

    concept: str
    stage: str
    item: str
    written: str
    value: str | None
    unit: str
    place: str
    key: str
    at: AnchorOut | None = None


class AmountOut(Out, frozen=True, kw_only=True):
    """A computed number; a share is a plain number with unit ``%`` (0.5594). ``value`` has six decimals at most."""

    value: str
    unit: str


class RelationOut(Out, frozen=True, kw_only=True):
    """A claim recomputed."""

    rule: str
    kind: Kind
    formula: str
    claim: OperandOut
    operands: list[OperandOut]
    computed: AmountOut | None
    gap: AmountOut | None
    verdict: Verdict
    quote: str
    place: str
    item: str
    stage: str


class FindingOut(Out, frozen=True, kw_only=True):
    """Something that does not hold, in words and as data."""

    rule: str
    defect: str
    severity: Severity
    title: str
    message: str
    mend: str
    basis: str
    basis_id: str
    item: str
    stage: str
    quote: str
    place: str
    places: list[SpotOut]
    stated: str | None
    computed: str | None
    verdict: Verdict | None
    remarks: list[str]
    depends_on: list[str]
    explanations: list[ExplanationOut]


class NotCheckedOut(Out, frozen=True, kw_only=True):
    """A rule that could not be applied, and why."""

    rule: str
    why: Why
    reason: str
    item: str
    stage: str
    missing: list[SpotOut]


class SummaryOut(Out, frozen=True, kw_only=True):
    """Counts, what passed, and what nothing vouches for."""

    errors: int
    warnings: int
    notices: int
    dependent: int
    passed: int
    figures: int
    unchecked: int
    unchecked_share: str
    verdicts: dict[str, int]
    rules_passed: list[str]
    not_checked: list[NotCheckedOut]
    unchecked_figures: list[str]


class CheckOut(Out, frozen=True, kw_only=True):
    """``ziping check FILE --format json``."""

    document: DocumentOut
    figures: list[FigureOut]
    relations: list[RelationOut]
    findings: list[FindingOut]
    summary: SummaryOut


def to_json(
    checked: Checked, report: Report, standard: Standard, lang: Lang = "zh", paper: Paper | None = None
) -> dict[str, Any]:
    """``checked`` as plain data of the published shape, sentences in ``lang``; ``paper`` is the document it was read from."""
    data: dict[str, Any] = msgspec.to_builtins(_check_out(checked, report, standard, lang, paper))
    return data


def json_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of the output, made from the types themselves."""
    (reference,), definitions = msgspec.json.schema_components((CheckOut,), ref_template="#/$defs/{name}")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "ziping check",
        **reference,
        "$defs": definitions,
    }


def _check_out(
    checked: Checked, report: Report, standard: Standard, lang: Lang, paper: Paper | None
) -> CheckOut:
    unchecked = {fact.key for fact in checked.unchecked}
    return CheckOut(
        document=_document(report, standard, lang, paper),
        figures=[
            _figure(fact, report, standard, lang, checked=fact.key not in unchecked, paper=paper)
            for fact in checked.facts
        ],
        relations=[_relation(relation) for relation in checked.relations],
        findings=[_finding(finding, standard, lang) for finding in checked.findings],
        summary=_summary(checked, standard, lang),
    )


def _document(report: Report, standard: Standard, lang: Lang, paper: Paper | None) -> DocumentOut:
    own = DocumentOut(
        unit=report.unit.name,
        year=report.year,
        standard=standard.manifest.id,
        title=standard.manifest.title[lang],
    )
    if paper is None:
        return own
    return msgspec.structs.replace(
        own,
        unit=report.unit.name or paper.about.unit.value,
        file=paper.source.name,
        format=paper.source.format,
        pages=paper.source.pages,
        kind=paper.about.kind.value,
        confidence=paper.about.standard.confidence,
        notices=[say(notice, lang) for notice in paper.notices],
    )


def _figure(
    fact: Fact, report: Report, standard: Standard, lang: Lang, *, checked: bool, paper: Paper | None
) -> FigureOut:
    figure = fact.figure
    return FigureOut(
        concept=fact.concept,
        label=standard.concepts[fact.concept].label[lang] if fact.concept else fact.item,
        stage=fact.column,
        year=fact.year,
        item=fact.item,
        written=figure.written,
        value=None if figure.value is None else format(figure.value, "f"),
        unit=str(figure.unit or ""),
        empty=None if figure.empty is None else figure.empty.value,
        place=str(fact.place),
        key=fact.key,
        origin=report.origins.get(fact.key, ""),
        checked=checked and figure.known,
        at=_anchor(fact.place),
        confidence=None if paper is None else paper.confidence(fact.place),
    )


def _operand(operand: Operand) -> OperandOut:
    figure: Figure = operand.figure
    return OperandOut(
        concept=operand.concept,
        stage=operand.stage,
        item=operand.item,
        written=figure.written,
        value=None if figure.value is None else format(figure.value, "f"),
        unit=str(figure.unit or ""),
        place=str(operand.spot.place),
        key=operand.spot.key,
        at=_anchor(operand.spot.place),
    )


def _anchor(place: Place) -> AnchorOut | None:
    if place.block is None:
        return None
    return AnchorOut(
        part=place.part,
        page=place.page,
        block=place.block,
        row=place.row,
        column=place.column,
        start=place.start,
        end=place.end,
    )


def _amount(value: Exactly | None) -> AmountOut | None:
    return None if value is None else AmountOut(value=number(value.value), unit=value.unit)


def _relation(relation: Relation) -> RelationOut:
    return RelationOut(
        rule=relation.rule,
        kind=relation.kind,
        formula=relation.formula,
        claim=_operand(relation.claim),
        operands=[_operand(operand) for operand in relation.operands],
        computed=_amount(relation.computed),
        gap=_amount(relation.gap),
        verdict=relation.verdict,
        quote=relation.quote,
        place=str(relation.place),
        item=relation.item,
        stage=relation.stage,
    )


def _spot(spot: Spot) -> SpotOut:
    return SpotOut(place=str(spot.place), key=spot.key, origin=spot.origin, at=_anchor(spot.place))


def _finding(finding: Finding, standard: Standard, lang: Lang) -> FindingOut:
    text = describe(finding, standard, lang)
    return FindingOut(
        rule=finding.rule,
        defect=standard.rules[finding.rule].defect,
        severity=finding.severity,
        title=text.title,
        message=text.message,
        mend=text.mend,
        basis=basis_said(finding.basis, standard, lang),
        basis_id=finding.basis,
        item=finding.item,
        stage=finding.stage,
        quote=finding.quote,
        place=str(finding.spots[0].place) if finding.spots else "",
        places=[_spot(spot) for spot in finding.spots],
        stated=_value(finding.stated, standard, lang),
        computed=_value(finding.computed, standard, lang),
        verdict=finding.verdict,
        remarks=list(text.remarks),
        depends_on=list(finding.depends_on),
        explanations=[
            explanation_out(each, said, finding, lang)
            for each, said in zip(finding.explanations, text.explained, strict=False)
        ],
    )


def _value(value: Value, standard: Standard, lang: Lang) -> str | None:
    if value is None or isinstance(value, dt.date):
        return None if value is None else value.isoformat()
    return shown(value, standard, lang)


def _not_checked(answer: NotChecked, standard: Standard, lang: Lang) -> NotCheckedOut:
    return NotCheckedOut(
        rule=answer.rule,
        why=answer.why,
        reason=reason_said(answer, standard, lang),
        item=answer.item,
        stage=answer.stage,
        missing=[_spot(spot) for spot in answer.missing],
    )


def _summary(checked: Checked, standard: Standard, lang: Lang) -> SummaryOut:
    summary = checked.summary
    return SummaryOut(
        errors=summary.errors,
        warnings=summary.warnings,
        notices=summary.notices,
        dependent=summary.dependent,
        passed=summary.passed,
        figures=summary.facts,
        unchecked=summary.unchecked,
        unchecked_share=number(summary.unchecked_share),
        verdicts={str(verdict): count for verdict, count in summary.relations.items()},
        rules_passed=list(dict.fromkeys(answer.rule for answer in checked.passed)),
        not_checked=[_not_checked(answer, standard, lang) for answer in checked.not_checked],
        unchecked_figures=[fact.key for fact in checked.unchecked],
    )
