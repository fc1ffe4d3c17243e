"""Findings in words, in the reader's language: rendered when they are read, so that every output says the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from fractions import Fraction

from msgspec import Struct

from ziping.checking.findings import (
    MARKS,
    PERCENT,
    Exactly,
    Finding,
    Label,
    NotChecked,
    Spot,
    Value,
)
from ziping.checking.place_words import place_said
from ziping.checking.quotes import with_holes_filled
from ziping.figures import Figure, Place, format_number, format_percent, format_score
from ziping.standards import Standard
from ziping.standards.english import whole
from ziping.standards.model.common import Words
from ziping.wording import Lang, Message, say

_MOST_NAMED = 8


class FindingText(Struct, frozen=True):
    """A finding as somebody reads it. ``remarks`` say what explains it and what it depends on.

    ``explained`` are all explanations of a contradiction, the likeliest first, with what speaks for and against each.
    """

    title: str
    message: str
    mend: str
    basis: str
    places: tuple[str, ...]
    remarks: tuple[str, ...]
    explained: tuple[str, ...] = ()
    heading: str = ""  # the title with what it is about behind it


def describe(finding: Finding, standard: Standard, lang: Lang) -> FindingText:
    """What was read, where, what was expected, why, and what to do."""
    rule = standard.rules[finding.rule]
    if rule.stages and finding.stage:
        rule = rule.at(finding.stage)
    remarks = [say(remark, lang) for remark in finding.remarks]
    explained: tuple[str, ...] = ()
    if finding.counted and finding.explanations:
        from ziping.checking.explained import alternatives, remark

        def show(value: Value) -> str:
            return shown(value, standard, lang)

        remarks += remark(finding, show, lang)
        explained = alternatives(finding, show, lang)
    if finding.depends_on:
        titles = tuple(standard.rules[name].title[lang] for name in finding.depends_on)
        remarks.append(say(Message("checking.depends_on", {"rules": titles}), lang))
    explained_away = finding.verdict == "rounding"
    return FindingText(
        rule.title[lang],
        filled(rule.message, finding.args, standard, lang),
        "" if explained_away else filled(rule.mend, finding.args, standard, lang),
        basis_said(finding.basis, standard, lang),
        tuple(spot_said(spot, standard, lang) for spot in finding.spots),
        tuple(remarks),
        explained,
        _headed(rule.title[lang], finding, standard, lang),
    )


def _headed(title: str, finding: Finding, standard: Standard, lang: Lang) -> str:
    """The title with what it is about behind it; a record that is only counted has no name to say."""
    if not finding.item or finding.item.isdecimal():
        return title
    return f"{title}{'：' if lang == 'zh' else ': '}{whole(finding.item, standard, lang)}"


def reason_said(answer: NotChecked, standard: Standard, lang: Lang) -> str:
    """Why a rule was not applied, with what was missing."""
    missing = tuple(spot_said(spot, standard, lang) for spot in answer.missing[:_MOST_NAMED])
    return say(Message(f"checking.why.{answer.why}", {"missing": missing or "—"}), lang)


def basis_said(basis: str, standard: Standard, lang: Lang) -> str:
    """The legal basis by title and number; its id where the pack has no entry."""
    known = standard.bases.get(basis)
    if known is None:
        return basis
    return f"{known.title[lang]}（{known.number}）" if known.number and lang == "zh" else known.title[lang]


def spot_said(spot: Spot, standard: Standard, lang: Lang) -> str:
    """A place, with the cell it was typed in, or where it is blank, is to be typed in."""
    place = place_said(spot.place, standard, lang)
    if not spot.origin:
        return place
    sentence = "checking.to_type_in" if spot.blank else "checking.typed_in"
    return say(Message(sentence, {"place": place, "cell": spot.origin}), lang)


def filled(template: Words, args: Mapping[str, Value], standard: Standard, lang: Lang) -> str:
    """``template`` with its holes filled from ``args``."""

    def fill(inside: str, form: str) -> str:
        name = inside.removeprefix("param.")
        key = name if inside != name or name in args else f"{inside}|{form}".rstrip("|")
        return shown(args.get(key), standard, lang)

    return with_holes_filled(template[lang], fill)


def shown(value: Value, standard: Standard, lang: Lang) -> str:
    """One value as a reader sees it."""
    match value:
        case None:
            return say(Message("checking.empty.unknown"), lang)
        case Message():
            return say(value, lang)
        case Label():
            return _label(value, standard, lang)
        case tuple():
            return _several(value, standard, lang)
        case Figure() | Exactly() | Fraction():
            return _number(value, lang)
        case _:
            return _plain(value, standard, lang)


def _number(value: Figure | Exactly | Fraction, lang: Lang) -> str:
    if isinstance(value, Figure):
        return _figure(value, lang)
    return _exactly(value, lang) if isinstance(value, Exactly) else format_number(value, 2)


def _plain(value: str | int | dt.date | Place, standard: Standard, lang: Lang) -> str:
    if isinstance(value, dt.date):
        return value.isoformat() if lang == "en" else f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, Place):
        return place_said(value, standard, lang)
    return whole(str(value).strip(), standard, lang) or say(Message("checking.empty.blank"), lang)


def _figure(figure: Figure, lang: Lang) -> str:
    if figure.empty is not None:
        stated = figure.written.strip()
        return stated or say(Message("checking.empty.blank"), lang)
    number = figure.written.strip()
    if figure.unit is None:
        return number
    unit = str(figure.unit)
    if number.endswith(unit):
        return _with_unit(number.removesuffix(unit).rstrip(), unit, lang)
    scale = unit.removesuffix(figure.unit.stem)
    if scale and number.endswith(scale):  # “3万” read as 3万人: the scale is written already
        return f"{number}{figure.unit.stem}"
    return number if figure.unit.stem in number else _with_unit(number, unit, lang)


def _with_unit(number: str, unit: str, lang: Lang) -> str:
    if not unit or unit == PERCENT:
        return f"{number}{unit}"
    if unit in _COUNTED:
        unit = say(Message(f"checking.unit.{unit}"), lang)
    return f"{number}{unit}" if lang == "zh" else f"{number} {unit}"


_COUNTED = frozenset(("人", "人次", "个", "份", "件", "项", "辆", "批次", "场次", "户", "次", "天", MARKS))


def _exactly(value: Exactly, lang: Lang) -> str:
    match value.unit:
        case "%":
            return format_percent(value.value)
        case "分":
            return _with_unit(format_score(abs(value.value) if value.value < 0 else value.value), "分", lang)
        case "":
            return format_number(value.value, 0 if value.value.denominator == 1 or value.value > 100 else 2)  # noqa: PLR2004 - hundreds need no decimals
        case "人" | "个" | "人次" | "份" | "件" if value.value.denominator == 1:
            return _with_unit(format_number(value.value, 0), value.unit, lang)
        case unit:
            return _with_unit(format_number(value.value, 2), unit, lang)


def _label(label: Label, standard: Standard, lang: Lang) -> str:
    stage = standard.stages[label.stage].label[lang] if label.stage in standard.stages else ""
    if not label.concept:
        return stage
    concept = standard.concepts[label.concept]
    if not stage or len(concept.stages) == 1:
        return concept.label[lang]
    return f"{concept.label[lang]}{stage}" if lang == "zh" else f"{concept.label[lang]} ({stage})"


def _several(values: tuple[Value, ...], standard: Standard, lang: Lang) -> str:
    names = tuple(shown(value, standard, lang) for value in values[:_MOST_NAMED])
    if len(values) <= _MOST_NAMED:
        return ("、" if lang == "zh" else ", ").join(names)
    return say(Message("checking.and_more", {"names": names, "number": len(values)}), lang)
