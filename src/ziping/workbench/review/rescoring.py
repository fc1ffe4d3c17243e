"""Re-scoring: score sheets by scorer, what they come to, how far that is from the self-score, and the report's quality."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from django.db import transaction
from django.utils import timezone

from ziping.checking import Finding
from ziping.figures import format_number, format_score
from ziping.scoring import Mark, grade_of
from ziping.wording import InputError, Message
from ziping.workbench.filling.assemble import Assembled, assemble
from ziping.workbench.filling.models import Package, Step
from ziping.workbench.filling.moving import move
from ziping.workbench.filling.states import State
from ziping.workbench.journal.chain import record
from ziping.workbench.organisation.access import Standing
from ziping.workbench.organisation.models import Person
from ziping.workbench.review.listening import RETURNS
from ziping.workbench.review.models import Assignment, Rescore, Result
from ziping.workbench.review.weighing import claimed, rounded, scores_of
from ziping.workbench.review.weights import QualityPart, weights

_LONGEST = 500
_PLACES = -2


@dataclass(frozen=True, slots=True)
class Given:
    """What one scorer gave an indicator."""

    person: Person
    points: Decimal
    reason: str


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """An indicator on the score sheet: claimed, by the rules, and what each scorer gave it."""

    mark: Mark
    given: tuple[Given, ...]
    evidence: int

    @property
    def full(self) -> str:
        return "" if self.mark.full is None else format_score(self.mark.full)

    @property
    def claimed(self) -> str:
        points = claimed(self.mark)
        return "" if points is None else format_score(points)

    @property
    def by_rule(self) -> str:
        return "" if self.mark.computed is None else format_score(self.mark.computed)

    @property
    def mean(self) -> Fraction | None:
        return (
            sum((Fraction(one.points) for one in self.given), Fraction(0)) / len(self.given)
            if self.given
            else None
        )

    @property
    def rescored(self) -> str:
        return "" if self.mean is None else format_score(self.mean)


@dataclass(frozen=True, slots=True)
class Quality:
    """A part of the index with its working."""

    part: str
    full: Decimal
    points: Decimal
    working: tuple[Message, ...]


def score_lines(package: Package, assembled: Assembled, *, closed_only: bool = True) -> tuple[ScoreLine, ...]:
    """Every indicator with what was given by those who closed their sheet (by everybody with ``closed_only`` false)."""
    card = assembled.scorecard
    if card is None:
        return ()
    closed = set(
        Assignment.objects.filter(package=package, handed_in_at__isnull=False).values_list(
            "person", flat=True
        )
    )
    experts = set(Assignment.objects.filter(package=package).values_list("person", flat=True))
    given: dict[str, list[Given]] = {}
    for one in Rescore.objects.filter(package=package).select_related("person").order_by("person__username"):
        # The bureau's own scorers have no assignment and so no sheet to close.
        if not closed_only or one.person_id in closed or one.person_id not in experts:
            given.setdefault(one.indicator, []).append(Given(one.person, one.points, one.reason))
    evidence = {one.name: len(one.evidence) for one in assembled.entered.report.indicators}
    return tuple(
        ScoreLine(mark, tuple(given.get(mark.key, ())), evidence.get(mark.indicator, 0))
        for mark in card.marks
    )


def rescore(package: Package, person: Person, typed: Mapping[str, tuple[str, str]]) -> int:
    """Keep what ``person`` gives: indicator → (points, reason) as typed; blank takes it back. Gives how many stand now.

    Raises ``InputError`` with everything wrong at once: no number, more than the full marks, a departure from the
    claimed marks without a reason, or a package that is not being checked.
    """
    if package.state != State.SPOT_CHECK:
        raise InputError(Message("review.not_in_check"))
    if Assignment.objects.filter(package=package, person=person, handed_in_at__isnull=False).exists():
        raise InputError(Message("review.sheet_closed"))
    card = assemble(package).scorecard
    marks = {mark.key: mark for mark in card.marks} if card else {}
    wrong: list[Message] = []
    good: dict[str, tuple[Decimal, str]] = {}
    for key, (points, reason) in typed.items():
        if key in marks and points.strip():
            problem, value = _read(marks[key], points, reason)
            if problem is not None:
                wrong.append(problem)
            elif value is not None:
                good[key] = (value, reason.strip()[:_LONGEST])
    if wrong:
        raise InputError(*wrong)
    with transaction.atomic():
        blank = [key for key, (points, _) in typed.items() if not points.strip()]
        Rescore.objects.filter(package=package, person=person, indicator__in=blank).delete()
        for key, (value, reason) in good.items():
            Rescore.objects.update_or_create(
                package=package, person=person, indicator=key, defaults={"points": value, "reason": reason}
            )
        record("sample.rescored", str(package), person=person.username, indicators=len(good))
    return Rescore.objects.filter(package=package, person=person).count()


def _read(mark: Mark, text: str, reason: str) -> tuple[Message | None, Decimal | None]:
    args = {"indicator": mark.indicator, "read": text.strip()[:20]}
    try:
        value = Decimal(text.strip())
    except InvalidOperation:
        return Message("review.points_no_number", args), None
    if not value.is_finite() or value < 0 or (mark.full is not None and value > mark.full):
        full = "" if mark.full is None else format_score(mark.full)
        return Message("review.points_out_of_range", {**args, "full": full}), None
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < _PLACES:
        return Message("review.points_too_fine", args), None
    said = claimed(mark)
    if said is not None and value != said and not reason.strip():
        return Message("review.reason_for_points", args), None
    return None, value


def close_sheet(package: Package, person: Person) -> None:
    """The expert's sheet is done: it counts, and is not changed any more. Raises ``InputError`` where marks are missing."""
    card = assemble(package).scorecard
    wanted = {mark.key for mark in card.marks} if card else set()
    given = set(Rescore.objects.filter(package=package, person=person).values_list("indicator", flat=True))
    if missing := wanted - given:
        raise InputError(Message("review.sheet_incomplete", {"count": len(missing)}))
    with transaction.atomic():
        if Assignment.objects.filter(package=package, person=person, handed_in_at=None).update(
            handed_in_at=timezone.now()
        ):
            record("sample.sheet_closed", str(package), person=person.username)


def state_result(package: Package, standing: Standing) -> Result:
    """State the result from the sheets: mean marks, deviation, quality; and take the step. Raises ``InputError``."""
    assembled = assemble(package)
    lines = score_lines(package, assembled)
    missing = sum(line.mean is None for line in lines)
    if missing or not lines:
        raise InputError(Message("review.marks_missing", {"count": missing or 1}))
    card = assembled.scorecard
    assert card is not None, "lines come from a scorecard"
    total = sum((line.mean for line in lines if line.mean is not None), Fraction(0))
    own = scores_of(assembled.entered.report, card).stated
    deviation = None if own is None else own - total
    kept = None if deviation is None else rounded(deviation)
    parts = quality_of(package, assembled, deviation)
    scoring = assembled.standard.scoring
    assert scoring is not None, "what has a scorecard has scoring rules"
    with transaction.atomic():
        made, _ = Result.objects.update_or_create(
            package=package,
            defaults={
                "self_score": None if own is None else rounded(own),
                "rescore": rounded(total),
                "deviation": kept,
                "band": weights().deviation.band(kept),
                "grade": grade_of(total, scoring) or "",
                "marks": [_kept(line) for line in lines],
                "quality": sum((part.points for part in parts), Decimal(0)),
                "parts": [_kept_part(part) for part in parts],
                "person": standing.person,
            },
        )
        move(package, "state_result", standing)
    return made


def _kept(line: ScoreLine) -> dict[str, object]:
    return {
        "indicator": line.mark.indicator,
        "full": line.full,
        "claimed": line.claimed,
        "by_rule": line.by_rule,
        "rescored": line.rescored,
        "reasons": [one.reason for one in line.given if one.reason],
    }


def _kept_part(part: Quality) -> dict[str, object]:
    return {
        "part": part.part,
        "full": str(part.full),
        "points": str(part.points),
        "working": [{"key": step.key, "args": dict(step.args)} for step in part.working],
    }


def quality_of(package: Package, assembled: Assembled, deviation: Fraction | None) -> tuple[Quality, ...]:
    """The index of the report's quality, part by part: full marks less what its findings take off."""
    returns = Step.objects.filter(package=package, action__in=RETURNS).count()
    found = [one for one in assembled.checked.findings if one.counted and one.severity != "notice"]
    by_defect: dict[str, list[Finding]] = {}
    for finding in found:
        by_defect.setdefault(finding.rule.partition(".")[0], []).append(finding)
    return tuple(
        _part(name, part, by_defect, late=package.late, returns=returns, deviation=deviation)
        for name, part in weights().quality.parts.items()
    )


def _part(
    name: str,
    part: QualityPart,
    by_defect: Mapping[str, Sequence[Finding]],
    *,
    late: bool,
    returns: int,
    deviation: Fraction | None,
) -> Quality:
    findings = [finding for defect in part.defects for finding in by_defect.get(defect, ())]
    errors = sum(one.severity == "error" for one in findings)
    distance = Decimal(0) if deviation is None else abs(rounded(deviation))
    steps = (
        ("errors", Decimal(errors), part.error),
        ("warnings", Decimal(len(findings) - errors), part.warning),
        ("late", Decimal(int(late)), part.late),
        ("returned", Decimal(returns), part.returned),
        ("deviation", distance, part.deviation),
    )
    return _less(name, part.full, steps)


def _less(name: str, full: Decimal, steps: Iterable[tuple[str, Decimal, Decimal]]) -> Quality:
    lost, working = Decimal(0), []
    for what, count, each in steps:
        if taken := count * each:
            lost += taken
            args = {"count": format_number(count, None), "each": format_number(each, None)}
            working.append(Message(f"review.lost.{what}", {**args, "points": format_number(taken, None)}))
    if lost > full:
        working.append(Message("review.lost.floor"))
    return Quality(name, full, max(Decimal(0), full - lost).quantize(Decimal("0.01")), tuple(working))
