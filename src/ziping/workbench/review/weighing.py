"""How closely a package should be looked at: each factor with its value and the points it weighs, the heaviest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.db.models import Exists, OuterRef, QuerySet
from django_tasks import task

from ziping.checking import Finding, special_fund_warnings
from ziping.figures import format_number, round_half_up
from ziping.report import Report, statement_of
from ziping.scoring import Mark, Scorecard
from ziping.standards import Standard
from ziping.wording import Message
from ziping.workbench.filling.assemble import Assembled, assemble
from ziping.workbench.filling.models import Package
from ziping.workbench.filling.states import OPEN
from ziping.workbench.review.models import Result, Risk
from ziping.workbench.review.weights import weights

_CENTS = Decimal("0.01")
_YUAN = 10_000
_BUDGET = ("expenditure", "adjusted")


@dataclass(frozen=True, slots=True)
class Scores:
    """What a unit gives itself and what the rules give. ``inflation``: what it claims beyond the rules, over the marks both give."""

    stated: Fraction | None
    by_rule: Fraction | None
    inflation: Fraction
    compared: int
    full: Fraction


def scores_of(report: Report, card: Scorecard) -> Scores:
    marks = [(claimed(mark), mark.computed) for mark in card.marks]
    both = [(said, computed) for said, computed in marks if said is not None and computed is not None]
    stated = (
        report.conclusion.stated_total.figure().value if not report.conclusion.stated_total.blank else None
    )
    if stated is None and all(said is not None for said, _ in marks):
        stated = sum((said for said, _ in marks if said is not None), Fraction(0))  # type: ignore[assignment]  # Fraction and Decimal alike become one below
    by_rule = (
        sum((computed for _, computed in marks if computed is not None), Fraction(0))
        if all(computed is not None for _, computed in marks)
        else None
    )
    inflation = sum((max(said - computed, Fraction(0)) for said, computed in both), Fraction(0))
    return Scores(
        None if stated is None else Fraction(stated), by_rule, inflation, len(both), Fraction(card.full)
    )


def claimed(mark: Mark) -> Fraction | None:
    """What the unit gives itself for an indicator: what it typed, otherwise what the rule gives it."""
    return mark.points if mark.stated is None else mark.stated


def weigh(package: Package) -> Risk:
    """Weigh ``package`` at its revision and keep the result; weighed already, nothing is done again."""
    found = Risk.objects.filter(package=package, revision=package.revision).first()
    if found is not None:
        return found
    assembled = assemble(package)
    values = dict(_values(package, assembled))
    factors = factors_of(values)
    scores = _scores(assembled)
    summary = assembled.checked.summary
    risk, _ = Risk.objects.update_or_create(
        package=package,
        defaults={
            "revision": package.revision,
            "points": sum((Decimal(one["points"]) for one in factors), Decimal(0)),
            "factors": factors,
            "self_score": _rounded(scores.stated) if scores else None,
            "rule_score": _rounded(scores.by_rule) if scores else None,
            "execution": _rounded(_rate(assembled)),
            "budget": values.get("budget"),
            "late_funds": int(values["late_funds"]),
            "errors": summary.errors,
            "warnings": summary.warnings,
            "notices": summary.notices,
            "defects": dict(Counter(one.rule for one in _defects(assembled))),
        },
    )
    return risk


def factors_of(values: Mapping[str, Decimal]) -> list[dict[str, str]]:
    """The factors that weigh anything, the heaviest first, as plain data."""
    found = []
    for name, factor in weights().risk.factors.items():
        value = values.get(name)
        if value is not None and (points := factor.points(value).quantize(_CENTS)):
            found.append({"factor": name, "value": format_number(value, None), "points": str(points)})
    return sorted(found, key=lambda one: (-Decimal(one["points"]), one["factor"]))


def reason_of(factor: Mapping[str, str]) -> Message:
    """A factor as a sentence."""
    return Message(f"review.risk.{factor['factor']}", {"value": factor["value"]})


def _values(package: Package, assembled: Assembled) -> Iterable[tuple[str, Decimal]]:
    scores, summary = _scores(assembled), assembled.checked.summary
    report, standard = assembled.entered.report, assembled.standard
    if scores is not None:
        yield "inflation", _rounded(scores.inflation) or Decimal(0)
        yield "full_marks", Decimal(int(scores.stated is not None and scores.stated >= scores.full))
    rate = _rate(assembled)
    if rate is not None:
        yield "execution", max(Decimal(0), 100 - (_rounded(rate) or Decimal(0)))
    late = sum(fund.level in {"late", "idle"} for fund in special_fund_warnings(report, standard))
    yield "late_funds", Decimal(late)
    yield "errors", Decimal(summary.errors + len(assembled.entered.troubles))
    yield "warnings", Decimal(summary.warnings)
    earlier = (
        Result.objects.filter(
            package__unit=package.unit_id, package__campaign__year__lt=package.campaign.year
        )
        .order_by("-package__campaign__year")
        .values_list("deviation", flat=True)
        .first()
    )
    if earlier is not None:
        yield "earlier", abs(earlier)
    yield "repeated", Decimal(_repeated(package, assembled))
    budget = _budget(report, standard)
    if budget is not None:
        yield "budget", budget


def _repeated(package: Package, assembled: Assembled) -> int:
    """How many rules are broken again that were broken when the unit last handed in a year before."""
    before = (
        Risk.objects.filter(package__unit=package.unit_id, package__campaign__year__lt=package.campaign.year)
        .order_by("-package__campaign__year")
        .values_list("defects", flat=True)
        .first()
    )
    return len(set(before or ()) & {one.rule for one in _defects(assembled)})


def _defects(assembled: Assembled) -> tuple[Finding, ...]:
    return tuple(one for one in assembled.checked.findings if one.counted and one.severity != "notice")


def _budget(report: Report, standard: Standard) -> Decimal | None:
    """The year's budget in 万元."""
    found = statement_of(report, standard).scope().lookup(*_BUDGET)
    value = getattr(found, "value", None)
    return None if value is None else _rounded(Fraction(value) / _YUAN)


def _scores(assembled: Assembled) -> Scores | None:
    card = assembled.scorecard
    return None if card is None else scores_of(assembled.entered.report, card)


def _rate(assembled: Assembled) -> Fraction | None:
    """The execution rate in percent."""
    card = assembled.scorecard
    return None if card is None or card.execution.share is None else card.execution.share * 100


def _rounded(value: Fraction | None) -> Decimal | None:
    if value is None:
        return None
    exact = round_half_up(value, 2)
    return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(_CENTS)


def rounded(value: Fraction) -> Decimal:
    """Half up to two places."""
    found = _rounded(value)
    assert found is not None, "only nothing rounds to nothing"
    return found


@task()
def weigh_package(number: int) -> None:
    package = Package.objects.select_related("campaign", "unit").filter(pk=number).first()
    if package is not None:
        weigh(package)


@task()
def weigh_campaign(number: int) -> None:
    """Every package of a campaign that was handed in and is not weighed at its revision."""
    for package in stale(number).select_related("campaign", "unit").iterator(chunk_size=50):
        weigh(package)


def stale(campaign: int) -> QuerySet[Package]:
    """The packages handed in whose weight is missing or of an earlier revision."""
    weighed = Risk.objects.filter(package=OuterRef("pk"), revision=OuterRef("revision"))
    return Package.objects.filter(~Exists(weighed), campaign=campaign, round__gt=0).exclude(state__in=OPEN)
