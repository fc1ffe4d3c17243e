"""Explanations in words: what may have gone wrong, what speaks for it, and that the report alone may not decide."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from ziping.checking.findings import Cause, Explanation, Finding, Label, Value
from ziping.figures import Interval, Place, format_number
from ziping.wording import Lang, Message, say

Shown = Callable[[Value], str]
"""How a value is shown: the labels of a pack, in the reader's language."""
_EVIDENCE = 3


def remark(finding: Finding, shown: Shown, lang: Lang) -> tuple[str, ...]:
    """What a reader must know first: the one figure that is likely wrong, or that the report alone does not decide."""
    if (rival := finding.rival) is not None:
        first = finding.explanations[0]
        said = [_alternative(each, other, shown, lang) for each, other in ((first, rival), (rival, first))]
        sentence = Message("checking.localising.undecided", {"alternatives": _joined(said, lang)})
        return (say(sentence, lang), *_certain(first, shown, lang))
    likely = finding.explanations[:1]
    return tuple(_repair(each, shown, lang) for each in likely if each.likely and len(each.causes) == 1)


def alternatives(finding: Finding, shown: Shown, lang: Lang) -> tuple[str, ...]:
    """Every explanation with its causes and the evidence, numbered, the likeliest first."""
    return tuple(
        _numbered(number, explanation, shown, lang)
        for number, explanation in enumerate(finding.explanations, 1)
    )


def cause_said(cause: Cause, shown: Shown, lang: Lang) -> str:
    """One cause: what is written, what it should be, what else it may be."""
    stated = cause.figure.figure.written.strip()
    args: dict[str, object] = {"figure": _name(cause, shown), "stated": stated}
    if cause.kind == "label":
        args["meant"] = shown(cause.meant)
    elif cause.kind in ("figure", "ratio"):
        if cause.value is None:
            return say(Message(f"checking.localising.{cause.kind}_open", args), lang)
        args["value"] = number_of(cause, cause.value)
        text = say(Message(f"checking.localising.{cause.kind}", args), lang)
        return _with_interval(text, cause, lang)
    return say(Message(f"checking.localising.{cause.kind}", args), lang)


def number_of(cause: Cause, value: Fraction) -> str:
    """A number as finely as the figure is written, with “%” where it is a percentage."""
    figure = cause.figure.figure
    unit = figure.unit
    places = figure.digits if unit is None or unit.counted else max(figure.digits, 2)
    if cause.candidates and Fraction(cause.candidates[0]) == value:
        places = max(places, len(cause.candidates[0].partition(".")[2]))
    percent = unit is not None and unit.keeps_own_digits and unit.written in figure.written
    return format_number(value, places) + (unit.written if percent and unit is not None else "")


def _with_interval(text: str, cause: Cause, lang: Lang) -> str:
    """The ends between which it may lie, where it may be more than one figure as people write them."""
    interval: Interval | None = cause.interval
    if interval is None or interval.lo is None or interval.hi is None or cause.kind == "ratio":
        return text
    low, high = (number_of(cause, end) for end in (interval.lo, interval.hi))
    if cause.value is None or low == high or interval.hi - interval.lo <= _fine(cause):
        return text
    return say(Message("checking.localising.between", {"text": text, "low": low, "high": high}), lang)


def _fine(cause: Cause) -> Fraction:
    """Several steps of rounding are not worth a word."""
    figure = cause.figure.figure
    return 10 * figure.step / figure.factor


def _name(cause: Cause, shown: Shown) -> str:
    operand = cause.figure
    label = shown(Label(operand.concept, operand.stage)) if operand.concept else ""
    item = operand.item.rstrip("的为是")  # as a sentence has it: 占基本支出的 44%
    if not item or item == label:
        return label or f"“{operand.spot.place}”"
    return f"{label}（{item}）" if label else f"“{item}”"


def _repair(explanation: Explanation, shown: Shown, lang: Lang) -> str:
    cause = explanation.causes[0]
    args = {
        "figure": _name(cause, shown),
        "stated": cause.figure.figure.written,
        "value": number_of(cause, explanation.value),
        "repairs": len(explanation.repairs),
    }
    return say(Message("checking.explanation", args), lang)


def _numbered(number: int, explanation: Explanation, shown: Shown, lang: Lang) -> str:
    said = say(
        Message(
            "checking.localising.explanation", {"number": number, "causes": _causes(explanation, shown, lang)}
        ),
        lang,
    )
    evidence = _evidence(explanation, shown, lang)
    return (
        say(Message("checking.localising.with_evidence", {"explanation": said, "evidence": evidence}), lang)
        if evidence
        else said
    )


def _alternative(explanation: Explanation, other: Explanation, shown: Shown, lang: Lang) -> str:
    """What one side takes for true and what speaks for it, short; what tells it from the ``other`` where both begin alike."""
    cause = next(
        (each for each in explanation.causes if each.figure is explanation.figure), explanation.causes[0]
    )
    evidence = _placed(explanation.speaking_for[:_EVIDENCE], shown)
    if explanation.contested:
        said = number_of(cause, explanation.value)
        key = "speaks" if evidence else "nothing_speaks"
        return say(Message(f"checking.localising.{key}", {"value": said, "evidence": evidence}), lang)
    said = cause_said(cause, shown, lang)
    shared = {cause_said(each, shown, lang) for each in other.causes}
    if said in shared:
        own = [cause_said(each, shown, lang) for each in explanation.causes]
        apart = [each for each in own if each not in shared]
        said = ("，" if lang == "zh" else ", ").join(apart) or said
    if not evidence:
        return said
    return say(Message("checking.localising.alternative", {"explanation": said, "evidence": evidence}), lang)


def _causes(explanation: Explanation, shown: Shown, lang: Lang) -> str:
    return _joined([cause_said(cause, shown, lang) for cause in explanation.causes], lang)


def _placed(evidence: Sequence[Message], shown: Shown) -> tuple[Message, ...]:
    """``evidence`` with its places as they are called in the reader's language."""
    return tuple(
        Message(each.key, {**each.args, "place": shown(Place(str(each.args["place"])))})
        if "place" in each.args
        else each
        for each in evidence
    )


def _evidence(explanation: Explanation, shown: Shown, lang: Lang) -> str:
    sides = (("for_it", explanation.speaking_for), ("against_it", explanation.against))
    return _joined(
        [
            say(Message(f"checking.localising.{key}", {"evidence": _placed(said[:_EVIDENCE], shown)}), lang)
            for key, said in sides
            if said
        ],
        lang,
    )


def _certain(explanation: Explanation, shown: Shown, lang: Lang) -> tuple[str, ...]:
    """What every explanation takes for wrong, one way or another."""
    figures = tuple(
        say(
            Message(
                "checking.localising.stated_of",
                {"figure": _name(cause, shown), "stated": cause.figure.figure.written},
            ),
            lang,
        )
        for cause in explanation.causes
        if cause.certain and cause.kind != "truncation"
    )
    return (say(Message("checking.localising.certain", {"figures": figures}), lang),) if figures else ()


def _joined(parts: list[str], lang: Lang) -> str:
    return ("；" if lang == "zh" else "; ").join(parts)
