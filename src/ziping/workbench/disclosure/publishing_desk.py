"""The page where publishing is looked after: what is due, late, ready, published."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from ziping.wording import Message
from ziping.workbench.disclosure.models import Edition, Publication
from ziping.workbench.disclosure.publishing import DECIDED, Clock, clock, is_stuck, missing
from ziping.workbench.filling.models import Handed, Package
from ziping.workbench.organisation.access import Standing
from ziping.workbench.organisation.roles import Right

Status = Literal["late", "due", "ready", "making", "refused", "published", "withdrawn"]
STATUSES: tuple[Status, ...] = ("late", "due", "ready", "making", "refused", "published", "withdrawn")


@dataclass(frozen=True, slots=True)
class Line:
    """A report to be published. ``lacks`` is what must be there first."""

    package: Package
    publication: Publication | None
    last: Edition | None
    clock: Clock
    lacks: tuple[Message, ...]
    status: Status

    @property
    def stuck(self) -> bool:
        return self.last is not None and is_stuck(self.last)

    @property
    def called(self) -> Message:
        return Message(f"disclosure.status.{self.status}")


@dataclass(frozen=True, slots=True)
class Desk:
    lines: tuple[Line, ...]
    counts: tuple[tuple[Status, Message, int], ...]
    chosen: str
    years: tuple[int, ...]
    year: int | None


def over(standing: Standing) -> Q:
    """The packages whose publishing somebody has a hand in: the bureau, the unit's clerk, its head."""
    return (
        standing.things(Right.RESULT_PUBLISH, "unit")
        | standing.things(Right.REPORT_FILL, "unit")
        | standing.things(Right.REPORT_SIGN, "unit")
    )


def packages_for(standing: Standing) -> QuerySet[Package]:
    digest = Handed.objects.filter(package=OuterRef("pk")).order_by("-round", "-pk").values("digest")[:1]
    return (
        Package.objects.filter(over(standing))
        .select_related("unit", "campaign", "publication", "publication__signed_by")
        .prefetch_related("publication__editions")
        .annotate(handed_digest=Subquery(digest))
        .order_by("-campaign__year", "unit__code")
    )


def desk_of(standing: Standing, year: int | None, chosen: str) -> Desk:
    """Every report decided on that this person has a hand in publishing."""
    decided = packages_for(standing).filter(state__in=DECIDED)
    years = tuple(decided.order_by("-campaign__year").values_list("campaign__year", flat=True).distinct())
    if year is None and years:
        year = years[0]
    today = timezone.localdate()
    lines = [line_of(package, today) for package in decided.filter(campaign__year=year or 0)]
    counts = tuple(
        (status, Message(f"disclosure.status.{status}"), sum(line.status == status for line in lines))
        for status in STATUSES
    )
    return Desk(tuple(line for line in lines if chosen in ("", line.status)), counts, chosen, years, year)


def line_of(package: Package, today: dt.date) -> Line:
    """``package`` as :func:`packages_for` gives it."""
    publication = getattr(package, "publication", None)
    editions = list(publication.editions.all()) if publication is not None else []
    last = editions[0] if editions else None
    stands = last is not None and last.published_at is not None and last.withdrawn_at is None
    on = timezone.localtime(last.published_at).date() if stands and last and last.published_at else today
    ticking = clock(package, publication.approved_on if publication else None, on)
    lacks = missing(publication, package.state, getattr(package, "handed_digest", None) or "")
    return Line(package, publication, last, ticking, lacks, _status(last, ticking, lacks))


def _status(last: Edition | None, ticking: Clock, lacks: tuple[Message, ...]) -> Status:
    if last is not None and last.withdrawn_at is not None:
        return "withdrawn"
    if last is not None and last.published_at is not None:
        return "published"
    if last is not None:
        return "refused" if last.refused else "making"
    if ticking.late:
        return "late"
    return "due" if lacks else "ready"
