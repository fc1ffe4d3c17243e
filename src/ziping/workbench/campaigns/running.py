"""A campaign prepared, opened, changed, closed: each in one transaction, with its line in the journal."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.urls import reverse

from ziping.wording import InputError, Message
from ziping.workbench.campaigns.beginning import begin_packages
from ziping.workbench.campaigns.models import Campaign, Deadline
from ziping.workbench.campaigns.morning import FILLERS
from ziping.workbench.campaigns.planning import Plan, differences, plan_of
from ziping.workbench.filling.models import Package
from ziping.workbench.filling.states import State
from ziping.workbench.journal.chain import record
from ziping.workbench.notices.telling import tell
from ziping.workbench.organisation.models import Person, Place, Unit
from ziping.workbench.organisation.reaching import people_of


def prepare(plan: Plan, place: Place, person: Person) -> Campaign:
    """A campaign nobody but the bureau sees yet. Raises ``InputError`` where the year has one by this standard."""
    with transaction.atomic():
        if Campaign.objects.filter(place=place, year=plan.year, standard=plan.standard).exists():
            raise InputError(Message("campaigns.wrong.twice", {"year": plan.year}))
        campaign = Campaign(place=place, year=plan.year, standard=plan.standard)
        _put(campaign, plan)
        record("campaign.prepare", str(campaign), person=person.username, units=len(plan.units))
    return campaign


def change(campaign: Campaign, plan: Plan, person: Person) -> None:
    """Make ``campaign`` what ``plan`` says; units that come in get their packages, units that leave lose them.

    Raises ``InputError`` where it is closed, or where a unit that leaves has already begun its report.
    """
    with transaction.atomic():
        held = Campaign.objects.select_for_update().get(pk=campaign.pk)
        if held.state == Campaign.State.CLOSED:
            raise InputError(Message("campaigns.wrong.closed"))
        before = plan_of(held)
        changed = {name: [str(old), str(new)] for name, old, new in differences(before, plan)}
        came, went = plan.units - before.units, before.units - plan.units
        if held.state == Campaign.State.OPEN:
            _take_out(held, went)
        _put(held, plan)
        if held.state == Campaign.State.OPEN and came:
            _bring_in(held, came, person)
        if changed or came or went:
            names = dict(Unit.objects.filter(pk__in=came | went).values_list("pk", "name"))
            record(
                "campaign.change",
                str(held),
                person=person.username,
                changed=changed,
                came=[names[pk] for pk in came],
                went=[names[pk] for pk in went],
            )


def open_up(campaign: Campaign, person: Person) -> None:
    """Every unit in scope gets its package, its people are told. Opening it a second time changes nothing."""
    with transaction.atomic():
        held = Campaign.objects.select_for_update().get(pk=campaign.pk)
        if held.state == Campaign.State.OPEN:
            return
        again = held.state == Campaign.State.CLOSED
        held.state, held.opened_by = Campaign.State.OPEN, person
        held.save(update_fields=["state", "opened_by"])
        units = frozenset(held.scope.values_list("pk", flat=True))
        if not units:
            raise InputError(Message("campaigns.wrong.no_units"))
        record("campaign.open", str(held), person=person.username, units=len(units), again=again)
        _bring_in(held, units, person)


def close(campaign: Campaign, person: Person) -> None:
    """No more reminders; what is on its way goes on, and who is late is late."""
    with transaction.atomic():
        held = Campaign.objects.select_for_update().get(pk=campaign.pk)
        if held.state != Campaign.State.OPEN:
            raise InputError(Message("campaigns.wrong.not_open"))
        held.state = Campaign.State.CLOSED
        held.save(update_fields=["state"])
        record("campaign.close", str(held), person=person.username)


def _put(campaign: Campaign, plan: Plan) -> None:
    for name in ("title", "notice", "noticed_on", "opens_on", "coverage_percent"):
        setattr(campaign, name, getattr(plan, name))
    campaign.attachments, campaign.remind_days = list(plan.attachments), list(plan.remind_days)
    campaign.save()
    campaign.deadlines.exclude(step__in=plan.deadlines).delete()
    for step, day in plan.deadlines.items():
        Deadline.objects.update_or_create(campaign=campaign, step=step, defaults={"due_on": day})
    campaign.scope.set(plan.units)


def _bring_in(campaign: Campaign, units: Iterable[int], person: Person) -> None:
    there = set(Package.objects.filter(campaign=campaign).values_list("unit", flat=True))
    fresh = [unit for unit in sorted(units) if unit not in there]
    Package.objects.bulk_create(Package(campaign=campaign, unit_id=unit) for unit in fresh)
    people = [one for found in people_of(fresh, FILLERS).values() for one in found]
    due = campaign.deadlines.filter(step=Deadline.Step.FINANCE).first()
    tell(
        people,
        Message("campaigns.told.opened", {"campaign": campaign.title, "day": due.due_on if due else "——"}),
        reverse("home"),
        f"opened:{campaign.pk}",
    )
    begin_packages.enqueue(campaign.pk, person.pk)


def _take_out(campaign: Campaign, units: frozenset[int]) -> None:
    leaving = Package.objects.filter(campaign=campaign, unit__in=units).select_related("unit")
    begun = [package.unit.name for package in leaving if package.state != State.NOT_STARTED]
    if begun:
        raise InputError(Message("campaigns.wrong.begun", {"units": "、".join(begun)}))
    leaving.delete()
