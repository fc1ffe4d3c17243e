"""Goals, duties and projects against the indicators that should stand for them."""

from __future__ import annotations

import re
from fractions import Fraction

from ziping.checking.context import Context, Outcomes
from ziping.checking.findings import MARKS, PERCENT, Exactly
from ziping.checking.marks import total
from ziping.checking.register import check
from ziping.report import Report
from ziping.report.parts import Indicator, Project
from ziping.wording import Message

_LONGEST_QUOTE = 40


def shortened(text: str) -> str:
    """``text`` as a quotation that fits a message."""
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST_QUOTE else flat[: _LONGEST_QUOTE - 1] + "…"


def without_label(text: str, context: Context) -> str:
    """``text`` without the heading it repeats at its beginning (the pack's ``answer_labels``): “存在的问题：无” says 无."""
    labels = "|".join(context.words("answer_labels"))
    return re.sub(f"^(?:{labels})[：:是为]?", "", text) if labels else text


@check("vague_goals")
def vague_goals(report: Report, context: Context) -> Outcomes:
    """A goal says how much or by when (``definite``, a pattern), not only that something will be strengthened."""
    definite = re.compile(context.text("definite"))
    vague = context.words("vague")
    for number, goal in enumerate(report.goals):
        key = f"goals[{number}].expected"
        if not goal.expected.strip():
            continue
        found = tuple(dict.fromkeys(word for word in vague if word in goal.expected))
        if found and not definite.search(goal.expected):
            yield context.finding([key], quote=shortened(goal.expected), words=found[:5])
        else:
            yield context.passed([key])


def _spoken(indicator: Indicator) -> str:
    """Where an indicator may speak of a duty."""
    return f"{indicator.name} {indicator.explanation} {indicator.level2}"


@check("uncovered_duties")
def uncovered_duties(report: Report, context: Context) -> Outcomes:
    """Each duty with keywords is spoken of by an indicator."""
    texts = [_spoken(each) for each in report.indicators]
    for number, duty in enumerate(report.duties):
        key = f"duties[{number}].text"
        if not duty.keywords:
            yield context.blank([key], shortened(duty.text), why="not_stated")
        elif any(word in text for word in duty.keywords for text in texts):
            yield context.passed([key], duty.text)
        else:
            yield context.finding([key], item=shortened(duty.text), words=duty.keywords)


@check("light_duties")
def light_duties(report: Report, context: Context) -> Outcomes:
    """The indicators that speak of a core duty carry ``least`` marks together; a duty without any is another finding."""
    spoken = [(each, _spoken(each.indicator)) for each in context.marks.indicators]
    for number, duty in enumerate(report.duties):
        key, item = f"duties[{number}].text", shortened(duty.text)
        if not duty.core:
            continue
        if not duty.keywords:
            yield context.blank([f"duties[{number}].keywords"], item, why="not_stated")
            continue
        found = [each for each, text in spoken if any(word in text for word in duty.keywords)]
        marks = total(each.full for each in found)
        if not found:
            continue
        if marks is None:
            yield context.blank([each.at("marks") for each in found if each.full is None], item)
        elif marks >= context.number("least"):
            yield context.passed([key, *(each.at("marks") for each in found)], item)
        else:
            yield context.finding(
                [key, *(each.at("marks") for each in found)],
                item=item,
                number=len(found),
                names=tuple(each.name for each in found),
                marks=Exactly(marks, MARKS),
            )


def _budget(project: Project) -> Fraction | None:
    for quantity in (project.adjusted, project.initial):
        value = quantity.figure().value
        if value is not None:
            return Fraction(value)
    return None


@check("uncovered_projects")
def uncovered_projects(report: Report, context: Context) -> Outcomes:
    """Projects that hold a large ``share`` of project money have an indicator that names them."""
    budgets = [_budget(project) for project in report.projects]
    money = sum((budget for budget in budgets if budget is not None), Fraction(0))
    if not money or not report.indicators:
        return
    covered = {indicator.project for indicator in report.indicators}
    for number, (project, budget) in enumerate(zip(report.projects, budgets, strict=True)):
        key = f"projects[{number}].adjusted"
        if budget is None:
            yield context.blank([key], project.name)
        elif project.name in covered or budget / money < context.number("share"):
            yield context.passed([key], project.name)
        else:
            figure = context.setting.facts[key].figure
            shown = figure if figure.known else context.setting.facts[f"projects[{number}].initial"].figure
            yield context.finding(
                [key], item=project.name, budget=shown, share_found=Exactly(budget / money, PERCENT)
            )


def _without_money(project: Project) -> bool:
    """Whether a project was stated to have had nothing at any time of the year."""
    stated = [quantity.figure().value for quantity in (project.initial, project.adjusted, project.executed)]
    known = [value for value in stated if value is not None]
    return bool(known) and not any(known)


@check("unfunded_indicators")
def unfunded_indicators(report: Report, context: Context) -> Outcomes:
    """An indicator's project is one of those listed, and had money or says why it had none."""
    projects = {project.name: project for project in report.projects}
    for each in context.marks.indicators:
        name = each.indicator.project
        if not name:
            continue
        key = each.at("project")
        if name not in projects:
            problem = Message("checking.problem.no_such_project")
        elif _without_money(projects[name]) and not projects[name].gap_reason.strip():
            problem = Message("checking.problem.no_money")
        else:
            yield context.passed([key], each.name)
            continue
        yield context.finding([key], item=each.name, quote=name, project=name, problem=problem)
