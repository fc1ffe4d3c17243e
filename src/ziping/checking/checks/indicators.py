"""How indicators are set: their class, unit, target and weight."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ziping.checking.context import Context, Outcomes
from ziping.checking.findings import MARKS, PERCENT, Exactly, Label
from ziping.checking.marks import Measured, figure_in
from ziping.checking.register import check
from ziping.report import Report
from ziping.wording import Message

_SIGNS = re.compile(r"^[≥≤=<>≧≦＝＜＞]+")
_SCALES = frozenset("万亿")
_ONLY_NUMBER = re.compile(r"[\s0-9０-９.,，]+")


def _of_class(context: Context, parameter: str = "level2") -> Iterator[Measured]:
    wanted = context.text(parameter)
    for each in context.marks.indicators:
        if getattr(each.indicator, parameter).startswith(wanted):
            yield each


@check("quantity_units")
def quantity_units(report: Report, context: Context) -> Outcomes:
    """A quantity indicator counts something: its unit is neither missing nor a percentage."""
    for each in context.marks.indicators:
        indicator, keys = each.indicator, [each.at("target"), each.at("unit")]
        in_class = indicator.level2.startswith(context.text("level2"))
        if not in_class and not (
            _unknown_class(each, context) and _counts_something(indicator.name + indicator.level2, context)
        ):
            continue
        if not indicator.target.strip():
            yield context.blank(keys[:1], each.name)
            continue
        if problem := _unit_problem(indicator.target, indicator.unit):
            target = with_unit(indicator.target, indicator.unit)
            yield context.finding(
                keys, item=each.name, quote=indicator.target, target=target, problem=problem
            )
        else:
            yield context.passed(keys, each.name)


def _unit_problem(target: str, unit: str) -> Message | None:
    written = _SIGNS.sub("", target.strip())
    if unit.strip() in ("%", "％") or written.endswith(("%", "％")):
        return Message("checking.problem.percent")
    if not unit.strip() and _ONLY_NUMBER.fullmatch(written):
        return Message("checking.problem.no_unit")
    return None


def _counts_something(name: str, context: Context) -> bool:
    return any(name.rstrip("。").endswith(word) for word in context.words("counted"))


def _known_classes(each: Measured, context: Context) -> tuple[str, ...] | None:
    """The level-2 classes under the indicator's level-1; ``None`` when the form says nothing of classes."""
    scoring = context.standard.scoring
    if scoring is None:
        return None
    blocks = [block for blocks in (scoring.blocks, *scoring.alternatives.values()) for block in blocks]
    inside = (block.level2 for block in blocks if each.indicator.level1.strip() == block.level1)
    return tuple(dict.fromkeys(name for level2 in inside for name in level2))


def _unknown_class(each: Measured, context: Context) -> bool:
    known = _known_classes(each, context)
    return known is not None and each.indicator.level2 not in known


@check("unknown_class")
def unknown_class(report: Report, context: Context) -> Outcomes:
    """Level 1 is one of the form's blocks, level 2 one of the classes under it."""
    scoring = context.standard.scoring
    if scoring is None:
        return
    for each in context.marks.indicators:
        keys = [each.at("level1"), each.at("level2")]
        known = _known_classes(each, context)
        if known is None or each.indicator.level2 in known:
            yield context.passed(keys, each.name)
            continue
        level1, level2 = each.indicator.level1.strip(), each.indicator.level2
        if known:
            problem = Message("checking.problem.level2", {"level1": level1, "level2": level2, "known": known})
        else:
            levels = tuple(block.level1 for block in scoring.blocks)
            problem = Message("checking.problem.level1", {"level1": level1 or "—", "known": levels})
        quote = level2 if known else level1
        yield context.finding(keys[bool(known) :][:1], item=each.name, quote=quote, problem=problem)


@check("openings")
def openings(report: Report, context: Context) -> Outcomes:
    """An indicator's name does not open like an explanation."""
    for each in context.marks.indicators:
        key = each.at("name")
        found = [word for word in context.words("explanations") if each.indicator.name.startswith(word)]
        if found:
            yield context.finding([key], item=each.name, quote=max(found, key=len))
        elif each.indicator.name:
            yield context.passed([key], each.name)


@check("misplaced")
def misplaced(report: Report, context: Context) -> Outcomes:
    """No indicator of a class (``level1`` or ``level2``) speaks of what belongs elsewhere (the word list ``words``)."""
    parameter = "level2" if context.text("level2") else "level1"
    for each in _of_class(context, parameter):
        found = [word for word in context.words(context.text("words")) if word in each.indicator.name]
        keys = [each.at("name"), each.at(parameter)]
        if found:
            yield context.finding(keys, item=each.name, quote=found[0])
        else:
            yield context.passed(keys, each.name)


@check("zero_cost")
def zero_cost(report: Report, context: Context) -> Outcomes:
    """A cost indicator does not take full marks for planning nothing and doing nothing."""
    for each in _of_class(context, "level1"):
        keys = [each.at("target"), each.at("actual")]
        if each.target is None or each.actual is None:
            continue
        if each.target.base == each.actual.base == 0 and each.given is not None and each.given == each.full:
            yield context.finding(
                keys, item=each.name, target=each.target, actual=each.actual, score=Exactly(each.given, MARKS)
            )
        else:
            yield context.passed(keys, each.name)


@check("total_as_cost")
def total_as_cost(report: Report, context: Context) -> Outcomes:
    """A cost indicator's target is not simply the department's total expenditure (``totals``)."""
    totals = [context.setting.fact(*name.split("@")) for name in context.several("totals")]
    known = [fact for fact in totals if fact is not None and fact.figure.known and fact.figure.base]
    for each in _of_class(context, "level1"):
        target = figure_in(each.indicator.target)
        if target is None or target.value is None:
            continue
        key = each.at("target")
        same = next(
            (fact for fact in known if target.value == fact.figure.value or target.base == fact.figure.base),
            None,
        )
        if same is None:
            yield context.passed([key], each.name)
        else:
            yield context.finding(
                [key, same.key],
                item=each.name,
                quote=each.indicator.target,
                target=same.figure,
                column=Label(stage=same.column),
            )


def with_unit(text: str, unit: str) -> str:
    """``text`` with the unit of the cell beside it, where the clerk typed none.

    >>> (
    ...     with_unit("2516", "人次"),
    ...     with_unit("2516人", "人次"),
    ...     with_unit("3万", "人"),
    ...     with_unit("3万", "万元"),
    ... )
    ('2516人次', '2516人', '3万人', '3万')
    """
    last = text.strip()[-1:]
    return (
        f"{text.strip()}{unit}" if last.isnumeric() and not unit.startswith(tuple(_SCALES & {last})) else text
    )


def same_value(one: str, other: str, unit: str, other_unit: str = "") -> bool:
    """Whether two targets say the same: figures by their value, words to the letter; a unit left out is the other's."""
    first, second = (
        figure_in(_SIGNS.sub("", one.strip()), unit or other_unit),
        figure_in(_SIGNS.sub("", other.strip()), other_unit or unit),
    )
    if first is not None and second is not None:
        return first.base == second.base
    return "".join(one.split()) == "".join(other.split())


@check("target_ratio")
def target_ratio(report: Report, context: Context) -> Outcomes:
    """What was reached lies between ``least`` and ``most`` of the target, or the deviation is explained."""
    least, most = context.number("least"), context.number("most")
    for each in context.marks.indicators:
        keys = [each.at("target"), each.at("actual")]
        if each.ratio is None or each.target is None or each.actual is None or each.reverse:
            continue
        if least <= each.ratio <= most or each.indicator.deviation_reason.strip():
            yield context.passed(keys, each.name)
        else:
            yield context.finding(
                keys,
                item=each.name,
                target=each.target,
                actual=each.actual,
                ratio=Exactly(each.ratio, PERCENT),
            )


@check("all_identical")
def all_identical(report: Report, context: Context) -> Outcomes:
    """Not every one of at least ``least`` indicators repeats its target to the letter."""
    filled = [
        each
        for each in context.marks.indicators
        if each.indicator.target.strip() and each.indicator.actual.strip()
    ]
    if len(filled) < context.number("least"):
        return
    keys = [each.at("actual") for each in filled]
    if all(same_value(each.indicator.target, each.indicator.actual, each.indicator.unit) for each in filled):
        yield context.finding(["indicators"], number=len(report.indicators))
    else:
        yield context.passed(keys)


@check("equal_marks")
def equal_marks(report: Report, context: Context) -> Outcomes:
    """At least ``least`` indicators do not all carry the same marks."""
    known = [each for each in context.marks.indicators if each.full is not None]
    if len(known) < context.number("least"):
        return
    if len({each.full for each in known}) == 1 and known[0].full is not None:
        yield context.finding(["indicators"], number=len(known), marks=Exactly(known[0].full, MARKS))
    else:
        yield context.passed(each.at("marks") for each in known)


@check("empty_deadline")
def empty_deadline(report: Report, context: Context) -> Outcomes:
    """A time indicator is not the year's end, planned and reached."""
    for each in _of_class(context):
        target, actual = each.indicator.target.strip(), each.indicator.actual.strip()
        keys = [each.at("target"), each.at("actual")]
        if target and target == actual and any(word in target for word in context.words("year_end")):
            yield context.finding(keys, item=each.name, quote=target, target=target)
        elif target:
            yield context.passed(keys, each.name)
