"""Indicators beside those approved with the budget: none dropped, added, re-weighted or changed without a paper."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from msgspec import Struct

from ziping.checking.checks.indicators import same_value, with_unit
from ziping.checking.context import Context, Outcomes
from ziping.checking.findings import MARKS, Exactly
from ziping.checking.marks import Measured, number_of
from ziping.checking.register import check
from ziping.figures.folding import fold
from ziping.report import Report
from ziping.report.parts import ApprovedIndicator
from ziping.wording import Message

_COMPARED = 80  # characters of a name
_MOST_COMPARED = 60  # names left over on either side; with more, the lists have nothing to do with each other


class _Pairing(Struct, frozen=True):
    """Approved indicators and reported ones by their numbers; each stands in one pair at most.

    ``renamed`` leads from a reported indicator to the approved one its name is like.
    """

    pairs: dict[int, int]
    dropped: tuple[int, ...]
    added: tuple[int, ...]
    renamed: dict[int, int]


def _plain(name: str) -> str:
    return "".join(fold(name).split()).strip("。.")


def _paired(report: Report) -> _Pairing:
    """By name within one level-1 indicator first, then by name alone; what is left over, by likeness of names."""
    approved, reported = report.approved_indicators, report.indicators
    pairs: dict[int, int] = {}
    for with_level in (True, False):
        free: dict[tuple[str, str], list[int]] = {}
        taken = set(pairs.values())
        for number, indicator in enumerate(reported):
            if number not in taken:
                free.setdefault(_identity(indicator.name, indicator.level1, with_level), []).append(number)
        for number, one in enumerate(approved):
            same = free.get(_identity(one.name, one.level1, with_level))
            if number not in pairs and same and one.name.strip():
                pairs[number] = same.pop(0)
    taken = set(pairs.values())
    added = tuple(number for number in range(len(reported)) if number not in taken)
    dropped = tuple(number for number, one in enumerate(approved) if number not in pairs and one.name.strip())
    renamed = _renamed(report, dropped, added)
    gone = tuple(number for number in dropped if number not in renamed.values())
    return _Pairing(pairs, gone, added, renamed)


def _identity(name: str, level1: str, with_level: bool) -> tuple[str, str]:
    return _plain(name), _plain(level1) if with_level else ""


def _renamed(report: Report, dropped: tuple[int, ...], added: tuple[int, ...]) -> dict[int, int]:
    """Reported indicators whose name is like that of an approved one nobody reported, changed by no paper."""
    if len(dropped) > _MOST_COMPARED or len(added) > _MOST_COMPARED:
        return {}
    left = {
        _plain(report.approved_indicators[number].name)[:_COMPARED]: number
        for number in dropped
        if not report.approved_indicators[number].changed_by.strip()
    }
    renamed: dict[int, int] = {}
    for number in added:
        name = _plain(report.indicators[number].name)[:_COMPARED]
        if near := get_close_matches(name, left, n=1):
            renamed[number] = left.pop(near[0])
    return renamed


def _changed_by(one: ApprovedIndicator | None, each: Measured) -> bool:
    """Whether a paper stands behind what differs from the approved indicator."""
    return bool(each.indicator.target_changed_by.strip() or (one is not None and one.changed_by.strip()))


def _in_both(report: Report, context: Context) -> Iterator[tuple[str, ApprovedIndicator, Measured]]:
    for number, at in _paired(report).pairs.items():
        yield (
            f"approved_indicators[{number}]",
            report.approved_indicators[number],
            context.marks.indicators[at],
        )


@check("target_changed")
def target_changed(report: Report, context: Context) -> Outcomes:
    """The target is the approved one, as the list or the indicator itself says, unless a paper changed it."""
    listed = {each.key: (key, one) for key, one, each in _in_both(report, context)}
    for each in context.marks.indicators:
        key, one = listed.get(each.key, ("", None))
        own = each.indicator.approved_target
        approved, place = own, each.at("approved_target")
        unit = ""
        if one is not None and not own.strip():
            approved, place, unit = one.target, f"{key}.target", one.unit
        if not approved.strip():
            yield context.blank([place], each.name)
        elif _changed_by(one, each) or same_value(each.indicator.target, approved, each.indicator.unit, unit):
            yield context.passed([each.at("target"), place], each.name)
        else:
            yield context.finding(
                [each.at("target"), place],
                item=each.name,
                quote=each.indicator.target,
                target=with_unit(each.indicator.target, each.indicator.unit),
                approved=with_unit(approved, unit or each.indicator.unit),
            )


@check("approved_twice")
def approved_twice(report: Report, context: Context) -> Outcomes:
    """The approved target an indicator carries is that of the approved list."""
    for key, one, each in _in_both(report, context):
        own = each.indicator.approved_target
        if not own.strip() or not one.target.strip():
            continue
        keys = [each.at("approved_target"), f"{key}.target"]
        if same_value(own, one.target, each.indicator.unit, one.unit):
            yield context.passed(keys, each.name)
        else:
            yield context.finding(
                keys,
                item=each.name,
                quote=own,
                own=with_unit(own, each.indicator.unit),
                listed=with_unit(one.target, one.unit),
            )


@check("approved_without_paper")
def approved_without_paper(report: Report, context: Context) -> Outcomes:
    """Every approved indicator names the paper that approved it; one finding names all that do not."""
    keys = [f"approved_indicators[{number}].document" for number in range(len(report.approved_indicators))]
    without = [
        (key, one.name or key)
        for key, one in zip(keys, report.approved_indicators, strict=True)
        if not one.document.strip()
    ]
    if without:
        yield context.finding(
            [key for key, _ in without],
            number=len(without),
            total=len(keys),
            names=tuple(name for _, name in without),
        )
    elif keys:
        yield context.passed(keys)


@check("dropped_indicator")
def dropped_indicator(report: Report, context: Context) -> Outcomes:
    """Every approved indicator is evaluated, unless a paper dropped it."""
    if not report.approved_indicators:
        yield context.blank(["approved_indicators"], why="not_stated")
        return
    found = _paired(report)
    for number in (*found.pairs, *found.dropped):
        one, key = report.approved_indicators[number], f"approved_indicators[{number}]"
        keys = [f"{key}.name", f"{key}.changed_by"]
        if number in found.pairs or one.changed_by.strip():
            yield context.passed(keys[:1], one.name)
        else:
            yield context.finding(
                keys,
                item=one.name,
                quote=one.name,
                target=with_unit(one.target, one.unit),
                marks=one.marks.figure(MARKS),
            )


@check("unapproved_indicator")
def unapproved_indicator(report: Report, context: Context) -> Outcomes:
    """Every indicator evaluated is one of the approved list, unless a paper added it."""
    if not report.approved_indicators:
        return
    found = _paired(report)
    added = set(found.added)
    for number, each in enumerate(context.marks.indicators):
        key = each.at("name")
        if number not in added or each.indicator.target_changed_by.strip():
            yield context.passed([key], each.name)
            continue
        keys, problem = [key, each.at("target_changed_by")], Message("checking.problem.not_approved")
        if (before := found.renamed.get(number)) is not None:
            name = report.approved_indicators[before].name
            keys, problem = (
                [key, f"approved_indicators[{before}].name"],
                Message("checking.problem.renamed", {"name": name}),
            )
        yield context.finding(keys, item=each.name, quote=each.indicator.name, problem=problem)


@check("reweighted_indicator")
def reweighted_indicator(report: Report, context: Context) -> Outcomes:
    """An indicator carries the marks it was approved with, unless a paper changed them."""
    for key, one, each in _in_both(report, context):
        keys = [each.at("marks"), f"{key}.marks"]
        approved = number_of(one.marks)
        if approved is None or each.full is None:
            yield context.blank(keys[:1] if each.full is None else keys[1:], each.name)
        elif approved == each.full or _changed_by(one, each):
            yield context.passed(keys, each.name)
        else:
            yield context.finding(
                keys,
                item=each.name,
                quote=each.indicator.marks.written,
                stated=Exactly(each.full, MARKS),
                computed=Exactly(approved, MARKS),
            )


@check("added_indicator")
def added_indicator(report: Report, context: Context) -> Outcomes:
    """Where indicators carry approved targets and no approved list is at hand, every indicator has one."""
    if report.approved_indicators or not any(
        indicator.approved_target.strip() for indicator in report.indicators
    ):
        return
    for each in context.marks.indicators:
        key = each.at("approved_target")
        if each.indicator.approved_target.strip() or each.indicator.target_changed_by.strip():
            yield context.passed([key], each.name)
        else:
            yield context.finding([key], item=each.name)
