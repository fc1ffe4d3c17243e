"""A package begun for its unit: what last year's accepted report says of this year, and what was approved."""

from __future__ import annotations

from django.db import transaction
from django_tasks import task

from ziping.composing.workbook import entries_of
from ziping.composing.workbook.rolling import rolled_over
from ziping.reading import read_entered
from ziping.report import Entries
from ziping.standards import Standard
from ziping.workbench.campaigns.approved import entries_of_approved, put_approved
from ziping.workbench.campaigns.models import Campaign
from ziping.workbench.filling.assemble import standard_named
from ziping.workbench.filling.models import Change, EntryLine, Package
from ziping.workbench.filling.states import State
from ziping.workbench.filling.store import entries
from ziping.workbench.organisation.models import Person

_ACCEPTED = tuple(list(State)[list(State).index(State.ACCEPTED) :])
"""Every state from acceptance on."""


@task()
def begin_packages(campaign: int, person: int) -> int:
    """Begin every package of a campaign in which nothing stands yet, each in a transaction of its own.

    Gives how many were begun; done again, it does only what was left.
    """
    held = Campaign.objects.get(pk=campaign)
    by = Person.objects.get(pk=person)
    blank = Package.objects.filter(campaign=held, revision=0, state=State.NOT_STARTED).select_related(
        "unit", "campaign"
    )
    before = {
        package.unit_id: package
        for package in Package.objects.filter(
            campaign__place=held.place, campaign__year=held.year - 1, state__in=_ACCEPTED
        ).select_related("campaign")
    }
    return sum(begin(package, before.get(package.unit_id), by) for package in blank)


def begin(package: Package, last_year: Package | None, person: Person) -> bool:
    """Put there what is known already. ``False`` where there was nothing to put or somebody had begun meanwhile."""
    standard = standard_named(package.campaign.standard)
    known = {} if last_year is None else rolled_entries(last_year, standard, package.campaign.year)
    approved = entries_of_approved(package)
    if approved is not None:
        known = {**known, "approved_indicators": approved}
    known = {topic: lines for topic, lines in known.items() if lines}
    if not known:
        return False
    with transaction.atomic():
        held = Package.objects.select_for_update().get(pk=package.pk)
        if held.revision or held.state != State.NOT_STARTED:
            return put_approved(held, person)
        _write(held, known, person)
        held.revision = 1
        held.save(update_fields=["revision", "changed_at"])
    return True


def rolled_entries(last_year: Package, standard: Standard, year: int) -> Entries:
    """What the report of ``last_year`` says of ``year``, as lines to fill."""
    form = standard.workbook
    assert form is not None, "a campaign takes only standards that have one"
    its = standard_named(last_year.campaign.standard)
    report = read_entered(entries(last_year), its, last_year.campaign.year).report
    return entries_of(rolled_over(report, form, standard, year), standard)


def _write(package: Package, known: Entries, person: Person) -> None:
    lines = [
        EntryLine(package=package, topic=topic, key=line.key, position=at, cells=dict(line.cells))
        for topic, found in known.items()
        for at, line in enumerate(found)
        if line.cells
    ]
    EntryLine.objects.bulk_create(lines)
    Change.objects.bulk_create(
        Change(
            package=package,
            topic=line.topic,
            key=line.key,
            column=column,
            after=text,
            version=1,
            way=Change.Way.COMPOSED,
            person=person,
        )
        for line in lines
        for column, text in line.cells.items()
    )
