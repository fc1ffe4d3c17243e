"""A list of questions: marks for each yes, marks off for each violation, or a level by how many were met."""

from __future__ import annotations

from fractions import Fraction

from ziping.scoring.exact import shown
from ziping.scoring.outcome import Case, Outcome, Reply, no_score, step
from ziping.scoring.params import Params
from ziping.scoring.tables import looked_up
from ziping.wording import Message


def checklist(case: Case, params: Params) -> Outcome:
    """``each`` marks a question answered yes (an equal share of the full marks when not given).

    With ``violations`` it is ``minus_each`` off for every time something happened instead; a question answered no
    without a count is one time. With ``levels`` the share of yes answers is looked up in a table. A question nobody
    answered is not a no: it leaves the whole list without a score.
    """
    if not case.replies:
        return no_score("insufficient", "no_questions")
    violations = params.flag("violations")
    silent = [number for number, reply in enumerate(case.replies, start=1) if _unanswered(reply, violations)]
    if silent:
        asked = tuple(f"{number}. {case.replies[number - 1].question.rstrip('？?')}" for number in silent)
        return no_score("insufficient", "unanswered", number=len(silent), questions=asked)
    if violations:
        return _violations(case, params)
    met = sum(reply.yes is True for reply in case.replies)
    if params.has("levels"):
        return _levels(case, params, met)
    amount = params.amount("each", case.full / len(case.replies))
    each = case.full * amount.value if amount.share else amount.value
    points = case.rounded(each * met)
    calc = step(
        "calc.checklist", met=met, number=len(case.replies), each=shown(each), points=case.say(points)
    )
    return Outcome("scored", points, (calc, *_failed(case)), met=met == len(case.replies))


def _unanswered(reply: Reply, violations: bool) -> bool:
    return reply.yes is None and not (violations and reply.count is not None)


def _violations(case: Case, params: Params) -> Outcome:
    times = sum((_times(reply) for reply in case.replies), Fraction(0))
    amount = params.amount("minus_each")
    each = case.full * amount.value if amount.share else amount.value
    points = case.rounded(case.full - each * times)
    calc = step(
        "calc.violations",
        times=shown(times),
        each=shown(each),
        full=case.say(case.full),
        points=case.say(points),
    )
    return Outcome("scored", points, (calc,), met=times == 0)


def _times(reply: Reply) -> Fraction:
    if reply.count is not None:
        return reply.count if reply.yes is not False else max(reply.count, Fraction(1))
    return Fraction(0) if reply.yes else Fraction(1)


def _levels(case: Case, params: Params, met: int) -> Outcome:
    number = len(case.replies)
    said = step("calc.levels", met=met, number=number)
    outcome = looked_up(case, params.table("levels"), Fraction(met, number), before=(said,))
    return (
        outcome
        if outcome.points is None
        else Outcome("scored", outcome.points, outcome.steps, met=met == number)
    )


def _failed(case: Case) -> tuple[Message, ...]:
    failed = tuple(reply.question.rstrip("？?") for reply in case.replies if reply.yes is False)
    return (step("calc.not_done", questions=failed),) if failed else ()
