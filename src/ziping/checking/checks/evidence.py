"""Evidence for indicators, and satisfaction surveys."""

from __future__ import annotations

from fractions import Fraction

from ziping.checking.context import Context, Outcomes
from ziping.checking.findings import PERCENT, Exactly
from ziping.checking.marks import Measured, figure_in, number_of
from ziping.checking.register import check
from ziping.report import Report
from ziping.report.parts import Survey


@check("no_evidence")
def no_evidence(report: Report, context: Context) -> Outcomes:
    """Every indicator has evidence; one finding names all that have none."""
    if not report.indicators:
        return
    without = [each for each in context.marks.indicators if not each.indicator.evidence]
    proved = [each for each in context.marks.indicators if each.indicator.evidence]
    if without:
        yield context.finding(
            [f"{each.key}.evidence" for each in without],
            number=len(without),
            total=len(report.indicators),
            names=tuple(each.name for each in without),
        )
    else:
        yield context.passed(each.at("actual") for each in proved)


@check("evidence_dates")
def evidence_dates(report: Report, context: Context) -> Outcomes:
    """Evidence dates from the year, yearly statistics at latest from the next."""
    for each in context.marks.indicators:
        for number, paper in enumerate(each.indicator.evidence):
            key = f"{each.key}.evidence[{number}].date"
            if paper.date is None:
                yield context.blank([key], each.name)
            elif report.year <= paper.date.year <= report.year + 1:
                yield context.passed([key], each.name)
            else:
                yield context.finding([key], item=each.name, quote=paper.name, date=paper.date)


@check("evidence_twice")
def evidence_twice(report: Report, context: Context) -> Outcomes:
    """No file proves two indicators."""
    seen: dict[str, tuple[Measured, str]] = {}
    for each in context.marks.indicators:
        for number, paper in enumerate(each.indicator.evidence):
            key = f"{each.key}.evidence[{number}].digest"
            if not paper.digest:
                continue
            before = seen.setdefault(paper.digest, (each, key))
            if before[1] == key:
                yield context.passed([key], each.name)
            else:
                yield context.finding(
                    [before[1], key], item=before[0].name, other=each.name, quote=paper.name
                )


def _surveys_of(each: Measured, report: Report) -> list[tuple[int, Survey]]:
    """Surveys that name the indicator; a single survey without a name belongs to the single satisfaction indicator."""
    named = [
        (number, survey)
        for number, survey in enumerate(report.surveys)
        if survey.indicator == each.indicator.name
    ]
    if named or len(report.surveys) != 1 or report.surveys[0].indicator:
        return named
    return [(0, report.surveys[0])]


@check("no_survey")
def no_survey(report: Report, context: Context) -> Outcomes:
    """A satisfaction indicator (``level1``) rests on a survey."""
    for each in context.marks.indicators:
        if not each.indicator.level1.startswith(context.text("level1")):
            continue
        key = each.at("actual")
        if _surveys_of(each, report):
            yield context.passed([key], each.name)
        else:
            yield context.finding(
                [key, "surveys"], item=each.name, actual=each.actual or each.indicator.actual
            )


@check("survey_result")
def survey_result(report: Report, context: Context) -> Outcomes:
    """The indicator's actual is the survey's satisfied over returned, rounded as it was written.

    A survey that names no indicator belongs to the satisfaction indicator (``level1``).
    """
    for each in context.marks.indicators:
        for number, survey in _surveys_of(each, report):
            if not survey.indicator and not each.indicator.level1.startswith(context.text("level1")):
                continue
            stated = figure_in(each.indicator.actual, each.indicator.unit or PERCENT)
            satisfied, returned = number_of(survey.satisfied), number_of(survey.returned)
            keys = [each.at("actual"), f"surveys[{number}].satisfied", f"surveys[{number}].returned"]
            if stated is None or satisfied is None or not returned:
                yield context.blank(keys, each.name)
                continue
            computed = satisfied / returned
            if stated.interval().contains(computed) or stated.base == computed:
                yield context.passed(keys, each.name)
            else:
                yield context.finding(
                    keys,
                    item=each.name,
                    quote=each.indicator.actual,
                    stated=stated,
                    computed=Exactly(Fraction(computed), PERCENT),
                    satisfied=survey.satisfied.figure(),
                    returned=survey.returned.figure(),
                )


@check("survey_sample")
def survey_sample(report: Report, context: Context) -> Outcomes:
    """At least ``least`` questionnaires came back, and at least ``share`` of those served where their number is known."""
    for number, survey in enumerate(report.surveys):
        returned, users = number_of(survey.returned), number_of(survey.users)
        keys = [f"surveys[{number}].returned", f"surveys[{number}].users"]
        if returned is None:
            yield context.blank(keys[:1], survey.indicator)
        elif returned < context.number("least") or (users and returned / users < context.number("share")):
            yield context.finding(
                keys, item=survey.indicator, returned=survey.returned.figure(), users=survey.users.figure()
            )
        else:
            yield context.passed(keys, survey.indicator)


@check("surveys_alike")
def surveys_alike(report: Report, context: Context) -> Outcomes:
    """Surveys of different days, channels or respondents do not come to the same counts throughout."""
    seen: dict[tuple[Fraction, ...], tuple[int, Survey]] = {}
    for number, survey in enumerate(report.surveys):
        counts = (number_of(survey.sent), number_of(survey.returned), number_of(survey.satisfied))
        key = f"surveys[{number}].satisfied"
        known = tuple(count for count in counts if count is not None)
        if len(known) < len(counts):
            yield context.blank([key], survey.indicator)
            continue
        before, first = seen.setdefault(known, (number, survey))
        if before == number or _circumstances(first) == _circumstances(survey):
            yield context.passed([key], survey.indicator)
        else:
            yield context.finding(
                [f"surveys[{before}].satisfied", key],
                item=first.indicator,
                other=survey.indicator,
                sent=survey.sent.figure("份"),
                returned=survey.returned.figure("份"),
                satisfied=survey.satisfied.figure("份"),
            )


def _circumstances(survey: Survey) -> tuple[object, ...]:
    """What two rows about one and the same survey have in common."""
    return survey.date_from, survey.date_to, survey.channel.strip(), survey.respondents.strip()
