"""What a pile of reports has in common, as data: ranking, distribution, self-score against re-score, years, peers, defects."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import NamedTuple

from ziping.standards import Standard
from ziping.wording import Lang
from ziping.workbench.campaigns.models import Campaign
from ziping.workbench.filling.assemble import standard_named
from ziping.workbench.organisation.access import Standing
from ziping.workbench.organisation.roles import Right
from ziping.workbench.pages.exporting import Exported
from ziping.workbench.review.reach import packages

_CENTS = Decimal("0.01")
_BANDS = (0, 60, 70, 80, 90, 95, 100)
_MOST_DEFECTS = 10
_MOST_SHOWN = 100
_MOST_DRAWN = 12
_SINGLE = ("ranking", "compared")
TABLES = ("ranking", "distribution", "compared", "years", "departments", "kinds", "defects")


@dataclass(frozen=True, slots=True)
class Ranked:
    """A package with its scores. ``place`` counts by the re-score where there is one, otherwise by the self-score."""

    place: int
    package: int
    code: str
    unit: str
    department: str
    kind: str
    self_score: Decimal | None
    rescore: Decimal | None
    deviation: Decimal | None
    quality: Decimal | None
    grade: str

    @property
    def counted(self) -> Decimal | None:
        return self.self_score if self.rescore is None else self.rescore


@dataclass(frozen=True, slots=True)
class Group:
    """Some packages together: how many, and the means of their scores; blank where none has one."""

    name: str
    count: int
    self_score: Decimal | None
    rescore: Decimal | None
    quality: Decimal | None


@dataclass(frozen=True, slots=True)
class BandCount:
    """How many scores lie from ``low`` up to below ``high`` (the last band holds its end)."""

    low: int
    high: int
    self_scores: int
    rescores: int


@dataclass(frozen=True, slots=True)
class Defect:
    rule: str
    title: str
    reports: int
    times: int


@dataclass(frozen=True, slots=True)
class Analysis:
    campaign: Campaign
    ranking: tuple[Ranked, ...]
    distribution: tuple[BandCount, ...]
    years: tuple[Group, ...]
    departments: tuple[Group, ...]
    kinds: tuple[Group, ...]
    defects: tuple[Defect, ...]
    detailed: bool  # whoever sees no reports sees no single unit here either

    @property
    def compared(self) -> tuple[Ranked, ...]:
        """Those that were checked, the furthest apart first."""
        found = [one for one in self.ranking if one.deviation is not None and self.detailed]
        return tuple(sorted(found, key=lambda one: (-abs(one.deviation or Decimal(0)), one.code)))

    @property
    def first(self) -> tuple[Ranked, ...]:
        """Those shown on the page; the exported list has all."""
        return self.ranking[:_MOST_SHOWN]

    @property
    def charts(self) -> dict[str, object]:
        """What the charts are drawn from; figures as text, so that nothing is rounded on the way."""
        return {
            "distribution": [
                [f"{one.low}–{one.high}", one.self_scores, one.rescores] for one in self.distribution
            ],
            "compared": [[one.unit, str(one.self_score), str(one.rescore)] for one in self.compared],
            "years": [[one.name, _text(one.self_score), _text(one.rescore)] for one in self.years],
            "departments": [
                [one.name, _text(one.self_score), _text(one.rescore)]
                for one in sorted(self.departments, key=lambda one: -one.count)[:_MOST_DRAWN]
            ],
            "defects": [[one.title, one.reports] for one in reversed(self.defects)],
        }


_FIELDS = (
    "pk",
    "campaign",
    "campaign__year",
    "unit__code",
    "unit__name",
    "unit__supervisor__name",
    "unit__kind",
    "risk__self_score",
    "result__self_score",
    "result__rescore",
    "result__deviation",
    "result__quality",
    "result__grade",
)


class _Row(NamedTuple):
    """What the database gives of a package: no more, since every year of the place is read."""

    package: int
    campaign: int
    year: int
    code: str
    unit: str
    supervisor: str | None
    kind: str
    own: Decimal | None
    self_score: Decimal | None
    rescore: Decimal | None
    deviation: Decimal | None
    quality: Decimal | None
    grade: str | None

    @property
    def ranked(self) -> Ranked:
        return Ranked(
            0,
            self.package,
            self.code,
            self.unit,
            self.supervisor or self.unit,
            self.kind,
            self.own if self.rescore is None else self.self_score,
            self.rescore,
            self.deviation,
            self.quality,
            self.grade or "",
        )


def analysis_of(campaign: Campaign, standing: Standing, lang: Lang) -> Analysis:
    """Two queries, however many units there are."""
    detailed = standing.may(Right.REPORT_SEE)
    seen = packages(standing, Right.REPORT_SEE if detailed else Right.CAMPAIGN_SEE)
    found = seen.filter(campaign__place=campaign.place_id, campaign__year__lte=campaign.year, round__gt=0)
    every = [_Row(*values) for values in found.order_by("unit__code").values_list(*_FIELDS)]
    here = [one for one in every if one.campaign == campaign.pk]
    ranking = _ranked(here)
    defects = found.filter(campaign=campaign, risk__isnull=False).values_list("risk__defects", flat=True)
    return Analysis(
        campaign,
        ranking,
        tuple(_distribution(ranking)),
        tuple(_groups(_ranked(every), {one.package: str(one.year) for one in every})),
        tuple(_groups(ranking, {one.package: one.department for one in ranking})),
        tuple(_groups(ranking, {one.package: one.kind for one in ranking if one.kind})),
        tuple(_defects(defects, standard_named(campaign.standard), lang)),
        detailed,
    )


def _ranked(found: Iterable[_Row]) -> tuple[Ranked, ...]:
    lines = sorted(
        (one.ranked for one in found), key=lambda one: (one.counted is None, -(one.counted or 0), one.code)
    )
    placed: list[Ranked] = []
    for number, one in enumerate(lines, 1):
        same = placed and placed[-1].counted == one.counted and one.counted is not None
        placed.append(replace(one, place=placed[-1].place if same else number))
    return tuple(placed)


def _distribution(ranking: Sequence[Ranked]) -> Iterator[BandCount]:
    def inside(value: Decimal | None, low: int, high: int) -> bool:
        return value is not None and low <= value and (value < high or high == _BANDS[-1])

    for low, high in pairwise(_BANDS):
        yield BandCount(
            low,
            high,
            sum(inside(one.self_score, low, high) for one in ranking),
            sum(inside(one.rescore, low, high) for one in ranking),
        )


def _groups(ranking: Sequence[Ranked], name_of: Mapping[int, str]) -> Iterator[Group]:
    named: dict[str, list[Ranked]] = {}
    for one in ranking:
        if one.package in name_of:
            named.setdefault(name_of[one.package], []).append(one)
    for name, members in sorted(named.items()):
        yield Group(
            name,
            len(members),
            _mean(members, lambda one: one.self_score),
            _mean(members, lambda one: one.rescore),
            _mean(members, lambda one: one.quality),
        )


def _mean(members: Iterable[Ranked], value_of: Callable[[Ranked], Decimal | None]) -> Decimal | None:
    values = [value for one in members if (value := value_of(one)) is not None]
    if not values:
        return None
    return (sum(values, Decimal(0)) / len(values)).quantize(_CENTS, ROUND_HALF_UP)


def _defects(found: Iterable[Mapping[str, int]], standard: Standard, lang: Lang) -> Iterator[Defect]:
    reports: Counter[str] = Counter()
    times: Counter[str] = Counter()
    for defects in found:
        reports.update(defects.keys())
        times.update(defects)
    ordered = sorted(reports, key=lambda rule: (-reports[rule], -times[rule], rule))
    for rule in ordered[:_MOST_DEFECTS]:
        known = standard.rules.get(rule)
        yield Defect(rule, known.title[lang] if known else rule, reports[rule], times[rule])


def _text(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


def exported(analysis: Analysis, table: str) -> tuple[tuple[str, ...], list[list[Exported]]]:
    """The columns and rows of one of ``TABLES``. Raises ``KeyError`` for another."""
    if table not in TABLES or (table in _SINGLE and not analysis.detailed):
        raise KeyError(table)
    names: tuple[str, ...]
    lines: Sequence[object]
    match table:
        case "ranking" | "compared":
            names = (
                "place",
                "code",
                "unit",
                "department",
                "self_score",
                "rescore",
                "deviation",
                "quality",
                "grade",
            )
            lines = analysis.ranking if table == "ranking" else analysis.compared
        case "distribution":
            names, lines = ("band_from", "band_to", "self_scores", "rescores"), analysis.distribution
        case "defects":
            names, lines = ("rule", "title", "reports", "times"), analysis.defects
        case _:
            names, lines = ("name", "count", "self_score", "rescore", "quality"), getattr(analysis, table)
    fields = {"band_from": "low", "band_to": "high"}
    return names, [[getattr(one, fields.get(name, name)) for name in names] for one in lines]
