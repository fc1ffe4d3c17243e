"""A check as JSON: what was found, put into the records other programs rely on (``output_shapes.py``)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import msgspec

from ziping.checking.findings import Checked, Exactly, Finding, NotChecked, Operand, Relation, Spot, Value
from ziping.checking.output_explained import explanation_out, number
from ziping.checking.output_shapes import (
    AmountOut,
    AnchorOut,
    CheckOut,
    DocumentOut,
    FigureOut,
    FindingOut,
    NotCheckedOut,
    OperandOut,
    RelationOut,
    SpotOut,
    SummaryOut,
)
from ziping.checking.place_words import place_said
from ziping.checking.text import basis_said, describe, reason_said, shown
from ziping.figures import Figure, Place
from ziping.report import Fact, Report
from ziping.standards import Standard
from ziping.wording import Lang, say

if TYPE_CHECKING:
    from ziping.reading.paper import Paper


def to_json(
    checked: Checked, report: Report, standard: Standard, lang: Lang = "zh", paper: Paper | None = None
) -> dict[str, Any]:
    """``checked`` as plain data of the published shape, sentences in ``lang``; ``paper`` is the document it was read from."""
    data: dict[str, Any] = msgspec.to_builtins(_check_out(checked, report, standard, lang, paper))
    return data


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
        relations=[_relation(relation, standard, lang) for relation in checked.relations],
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
        place=place_said(fact.place, standard, lang),
        key=fact.key,
        origin=report.origins.get(fact.key, ""),
        checked=checked and figure.known,
        at=_anchor(fact.place),
        confidence=None if paper is None else paper.confidence(fact.place),
    )


def _operand(operand: Operand, standard: Standard, lang: Lang) -> OperandOut:
    figure: Figure = operand.figure
    return OperandOut(
        concept=operand.concept,
        stage=operand.stage,
        item=operand.item,
        written=figure.written,
        value=None if figure.value is None else format(figure.value, "f"),
        unit=str(figure.unit or ""),
        place=place_said(operand.spot.place, standard, lang),
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


def _relation(relation: Relation, standard: Standard, lang: Lang) -> RelationOut:
    return RelationOut(
        rule=relation.rule,
        kind=relation.kind,
        formula=relation.formula,
        claim=_operand(relation.claim, standard, lang),
        operands=[_operand(operand, standard, lang) for operand in relation.operands],
        computed=_amount(relation.computed),
        gap=_amount(relation.gap),
        verdict=relation.verdict,
        quote=relation.quote,
        place=place_said(relation.place, standard, lang),
        item=relation.item,
        stage=relation.stage,
    )


def _spot(spot: Spot, standard: Standard, lang: Lang) -> SpotOut:
    place = place_said(spot.place, standard, lang)
    return SpotOut(place=place, key=spot.key, origin=spot.origin, at=_anchor(spot.place))


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
        place=place_said(finding.spots[0].place, standard, lang) if finding.spots else "",
        places=[_spot(spot, standard, lang) for spot in finding.spots],
        stated=_value(finding.stated, standard, lang),
        computed=_value(finding.computed, standard, lang),
        verdict=finding.verdict,
        remarks=list(text.remarks),
        depends_on=list(finding.depends_on),
        explanations=[
            explanation_out(each, said, finding, standard, lang)
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
        missing=[_spot(spot, standard, lang) for spot in answer.missing],
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
