"""Lost marks against reasons, problems and measures."""

from __future__ import annotations

import re

from ziping.checking.checks.goals import shortened, without_label
from ziping.checking.context import Context, Outcomes
from ziping.checking.findings import MARKS, PERCENT, Exactly, Label, Value
from ziping.checking.marks import Measured
from ziping.checking.pages import under
from ziping.checking.register import check
from ziping.figures import format_score
from ziping.report import Report
from ziping.wording import Message

_IGNORED = re.compile(r"[\s，。、；：,.;:（）()“”\"'‘’0-9一二三四五六七八九十]+")


def _lost(each: Measured) -> Exactly | None:
    return None if each.lost is None else Exactly(each.lost, MARKS)


@check("stub_answers")
def stub_answers(report: Report, context: Context) -> Outcomes:
    """Problems and measures are more than “无” where marks were lost (``least`` characters together)."""
    losing = context.marks.losing
    if not losing:
        return
    names = tuple(each.name for each in losing)
    parts = (
        ("problems", "problem.text", "".join(problem.text for problem in report.problems)),
        ("measures", "measure.text", "".join(measure.text for measure in report.measures)),
    )
    for key, concept, entered in parts:
        paper = context.setting.paper
        printed = "".join(block.text for block in under(paper, key)) if paper is not None else ""
        text = printed or entered
        said = without_label("".join(text.split()), context)
        if _IGNORED.sub("", said) in context.words("stub_answers") or len(said) < context.number("least"):
            quote = shortened(text)
            yield context.finding([key], quote=quote, part=Label(concept), length=len(said), lost=names)
        else:
            yield context.passed([key])


@check("deviation_reason")
def deviation_reason(report: Report, context: Context) -> Outcomes:
    """Where marks were lost or far more than the target was reached (``most``), a reason is given."""
    most = context.number("most")
    for each in context.marks.indicators:
        key = each.at("deviation_reason")
        problem: Message | None = None
        if each.lost is not None and each.lost > 0:
            problem = Message("checking.problem.lost", {"marks": _plain(each)})
        elif not each.reverse and each.ratio is not None and each.ratio > most:
            problem = Message("checking.problem.far_above")
        elif each.lost is None:
            yield context.blank([each.at("actual")], each.name)
            continue
        if problem is None or each.indicator.deviation_reason.strip():
            yield context.passed([key], each.name)
        else:
            rests = [each.at(name) for name in ("stated_score", "marks", "actual", "target")]
            yield context.finding(
                [key], item=each.name, problem=problem, lost=_lost(each), also=_ratio(each), rests=rests
            )


def _ratio(each: Measured) -> dict[str, Value]:
    return {} if each.ratio is None else {"ratio": Exactly(each.ratio, PERCENT)}


def _plain(each: Measured) -> str:
    assert each.lost is not None
    return format_score(each.lost)


@check("deviation_measure")
def deviation_measure(report: Report, context: Context) -> Outcomes:
    """Where a reason for lost marks is given, so is what will be done."""
    for each in context.marks.losing:
        reason = each.indicator.deviation_reason.strip()
        key = each.at("improvement")
        if not reason:
            continue  # one fault, one finding: the missing reason is reported
        if each.indicator.improvement.strip():
            yield context.passed([key], each.name)
        else:
            yield context.finding([key], item=each.name, lost=_lost(each), reason=shortened(reason))


@check("empty_reasons")
def empty_reasons(report: Report, context: Context) -> Outcomes:
    """A reason is more than stock phrases: something concrete of ``least`` characters or a figure is left over."""
    texts = [
        (each.at("deviation_reason"), each.name, each.indicator.deviation_reason)
        for each in context.marks.indicators
    ]
    texts += [
        (f"projects[{number}].gap_reason", project.name, project.gap_reason)
        for number, project in enumerate(report.projects)
    ]
    texts += [
        (f"problems[{number}].cause", shortened(problem.text), problem.cause)
        for number, problem in enumerate(report.problems)
    ]
    phrases = sorted(context.words("empty_reasons"), key=len, reverse=True)
    for key, item, text in texts:
        if not text.strip():
            continue
        if _says_nothing(text, phrases, int(context.number("least"))):
            yield context.finding([key], item=item, quote=shortened(text))
        else:
            yield context.passed([key], item)


def _says_nothing(text: str, phrases: list[str], least: int) -> bool:
    if re.search(r"[0-9０-９]", text):
        return False
    left = text
    for phrase in phrases:
        left = left.replace(phrase, "")
    return len(_IGNORED.sub("", left)) < least


@check("unlinked_loss")
def unlinked_loss(report: Report, context: Context) -> Outcomes:
    """Each indicator that lost marks is named by a problem."""
    named = {name.strip() for problem in report.problems for name in problem.indicators}
    text = "".join(problem.text for problem in report.problems)
    for each in context.marks.losing:
        key = each.at("actual")
        if each.indicator.name in named or (each.indicator.name and each.indicator.name in text):
            yield context.passed([key], each.name)
        else:
            yield context.finding([key, "problems"], item=each.name, lost=_lost(each))


@check("problem_without_measure")
def problem_without_measure(report: Report, context: Context) -> Outcomes:
    """Each problem has a measure that gives its number."""
    answered = {measure.problem for measure in report.measures}
    for number, problem in enumerate(report.problems, start=1):
        key = f"problems[{number - 1}].text"
        if not problem.text.strip() or problem.text.strip() in context.words("stub_answers"):
            continue
        only_one = len(report.problems) == 1 and None in answered
        if number in answered or only_one:
            yield context.passed([key], shortened(problem.text))
        else:
            yield context.finding([key], item=shortened(problem.text), number=number)


@check("dangling_links")
def dangling_links(report: Report, context: Context) -> Outcomes:
    """Problems name indicators there are, measures give the number of a problem there is."""
    known = {each.name for each in report.indicators}
    for number, problem in enumerate(report.problems):
        key = f"problems[{number}].indicators"
        unknown = tuple(name for name in problem.indicators if name.strip() and name.strip() not in known)
        if unknown and known:
            wrong = Message("checking.problem.no_such_indicator", {"names": unknown})
            yield context.finding([key], item=shortened(problem.text), quote=unknown[0], problem=wrong)
        elif problem.indicators:
            yield context.passed([key], shortened(problem.text))
    for number, measure in enumerate(report.measures):
        key = f"measures[{number}].problem"
        if measure.problem is None:
            continue
        if 1 <= measure.problem <= len(report.problems):
            yield context.passed([key], shortened(measure.text))
        else:
            args = {"number": measure.problem, "most": len(report.problems)}
            wrong = Message("checking.problem.no_such_problem", args)
            yield context.finding(
                [key], item=shortened(measure.text), quote=str(measure.problem), problem=wrong
            )
