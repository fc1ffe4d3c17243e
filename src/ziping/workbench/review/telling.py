"""Who is told of what happens in a review. Steps of the road are told of where they are taken."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone

from ziping.wording import Message
from ziping.workbench.filling.models import Package
from ziping.workbench.notices.telling import tell
from ziping.workbench.organisation.models import Holding, Person
from ziping.workbench.organisation.roles import Role
from ziping.workbench.review.models import Assignment, Opinion, Remark, Reply


def unit_people(package: Package) -> list[Person]:
    """Those who answer for the unit: who fills and who signs."""
    today = timezone.localdate()
    holdings = Holding.objects.filter(
        Holding.on(today), unit=package.unit_id, role__in=(Role.CLERK, Role.HEAD)
    )
    return list(Person.objects.filter(pk__in=holdings.values("person")))


def bureau_people(package: Package) -> list[Person]:
    """The performance section of the unit's place."""
    today = timezone.localdate()
    holdings = Holding.objects.filter(
        Holding.on(today), unit__place=package.unit.place_id, role=Role.PERFORMANCE
    )
    return list(Person.objects.filter(pk__in=holdings.values("person")))


def tell_assigned(assignment: Assignment) -> None:
    package = assignment.package
    message = Message("review.told.assigned", {**_of(package), "day": assignment.until.isoformat()})
    mark = f"assigned:{assignment.pk}:{assignment.until.isoformat()}"
    tell([assignment.person], message, reverse("review-sheet", args=[package.pk]), mark)


def tell_remark(remark: Remark) -> None:
    message = Message("review.told.remark", _of(remark.package))
    tell(unit_people(remark.package), message, _desk(remark.package), f"remark:{remark.pk}")


def tell_reply(reply: Reply, *, from_unit: bool) -> None:
    package = reply.remark.package
    people = [reply.remark.person] if from_unit else unit_people(package)
    message = Message("review.told.reply", _of(package))
    tell(people, message, _desk(package), f"reply:{reply.pk}")


def tell_opinion(opinion: Opinion) -> None:
    package = opinion.package
    people = bureau_people(package) if opinion.from_unit else unit_people(package)
    message = Message("review.told.opinion", _of(package))
    tell(people, message, reverse("review-result", args=[package.pk]), f"opinion:{opinion.pk}")


def _of(package: Package) -> dict[str, object]:
    return {"unit": package.unit.name, "campaign": package.campaign.title}


def _desk(package: Package) -> str:
    return f"{reverse('review-desk', args=[package.pk])}#remarks"
