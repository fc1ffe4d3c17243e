"""Publishing and withdrawing: what must be there first, the days it may take, and the files made of it."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from functools import cache

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django_tasks import task

from ziping.wording import LANGUAGES, InputError, Message
from ziping.workbench.disclosure.editions import Made, make
from ziping.workbench.disclosure.models import Edition, EditionFile, Publication
from ziping.workbench.filling.assemble import standard_named
from ziping.workbench.filling.models import Handed, Package
from ziping.workbench.filling.moving import move
from ziping.workbench.filling.road import BY_ACTION
from ziping.workbench.filling.states import State
from ziping.workbench.journal.chain import record, sm3
from ziping.workbench.organisation.access import Standing, standing_of
from ziping.workbench.organisation.roles import Right

DECIDED = (*BY_ACTION["publish"].sources, State.PUBLISHED, State.ARCHIVED)
_MAKING = dt.timedelta(minutes=10)  # more than any edition takes
_RULE = "late_disclosure"  # the check whose rule says how many days a unit has


@dataclass(frozen=True, slots=True)
class Clock:
    """The days to publish in, from the day the final account was approved; nothing is due before that is known."""

    due_on: dt.date | None
    days_left: int = 0

    @property
    def late(self) -> bool:
        return self.due_on is not None and self.days_left < 0

    @property
    def days_over(self) -> int:
        return -self.days_left


def clock(package: Package, approved_on: dt.date | None, on: dt.date) -> Clock:
    """Where the clock of ``package`` stands on the day ``on`` (of publication, or today)."""
    days = days_allowed(package.campaign.standard)
    if approved_on is None or days is None:
        return Clock(None)
    due = approved_on + dt.timedelta(days=days)
    return Clock(due, (due - on).days)


@cache
def days_allowed(standard: str) -> int | None:
    """How many days after the approval of the final account: the rule of the pack says, ``None`` where it has none."""
    rules = standard_named(standard).rules.values()
    return next((int(str(rule.params["days"])) for rule in rules if rule.check == _RULE), None)


def publication_of(package: Package) -> Publication:
    """The package's public page, made when it is first asked for; its key is year and unit, and never changes."""
    key = f"{package.campaign.year}-{package.unit.code}"
    taken = Publication.objects.filter(key=key).exclude(package=package).exists()
    found, _ = Publication.objects.get_or_create(
        package=package, defaults={"key": f"{key}-{package.pk}" if taken else key}
    )
    return found


def latest_handed(package: Package) -> Handed | None:
    return Handed.objects.filter(package=package).order_by("-round", "-pk").first()


def missing(publication: Publication | None, state: str, handed_digest: str) -> tuple[Message, ...]:
    """What must be there before it may be published."""
    found = []
    if state not in DECIDED or not handed_digest:
        found.append("accepted")
    if publication is None or publication.approved_on is None:
        found.append("approved_on")
    if publication is None or publication.secrecy_passed_on is None:
        found.append("secrecy")
    if publication is None or not handed_digest or publication.signed_digest != handed_digest:
        found.append("signed")
    return tuple(Message(f"disclosure.missing.{name}") for name in found)


@dataclass(frozen=True, slots=True)
class Particulars:
    """What is told of a report before it is published."""

    approved_on: dt.date | None
    secrecy_passed_on: dt.date | None
    secrecy_reviewer: str


def tell(package: Package, said: Particulars, standing: Standing) -> Publication:
    """Keep the particulars. Raises ``InputError``: a day to come, or a review without its reviewer."""
    today = timezone.localdate()
    if any(day is not None and day > today for day in (said.approved_on, said.secrecy_passed_on)):
        raise InputError(Message("disclosure.day_to_come"))
    if (said.secrecy_passed_on is None) is not (not said.secrecy_reviewer.strip()):
        raise InputError(Message("disclosure.reviewer_and_day"))
    with transaction.atomic():
        found = publication_of(package)
        found.approved_on, found.secrecy_passed_on = said.approved_on, said.secrecy_passed_on
        found.secrecy_reviewer = said.secrecy_reviewer.strip()
        found.save(update_fields=["approved_on", "secrecy_passed_on", "secrecy_reviewer"])
        record(
            "disclosure.particulars",
            str(package),
            person=standing.person.username,
            approved_on=said.approved_on,
            secrecy_passed_on=said.secrecy_passed_on,
            secrecy_reviewer=found.secrecy_reviewer,
        )
    return found


def tell_approval(packages: QuerySet[Package], day: dt.date, standing: Standing) -> int:
    """Keep one day of approval for all of ``packages`` that have none yet; gives how many. Raises ``InputError``."""
    if day > timezone.localdate():
        raise InputError(Message("disclosure.day_to_come"))
    with transaction.atomic():
        told = [
            publication_of(package)
            for package in packages.filter(
                Q(publication=None) | Q(publication__approved_on=None), state__in=DECIDED
            ).select_related("unit", "campaign")
        ]
        Publication.objects.filter(pk__in=[one.pk for one in told]).update(approved_on=day)
        if told:
            record(
                "disclosure.approval",
                day.isoformat(),
                person=standing.person.username,
                keys=[one.key for one in told],
            )
    return len(told)


def sign(package: Package, standing: Standing) -> Publication:
    """The head agrees that what was handed in last is published. Raises ``InputError`` where nothing was."""
    if not standing.over(Right.REPORT_SIGN, package.unit):
        raise PermissionError(Right.REPORT_SIGN)
    handed = latest_handed(package)
    if handed is None or package.state not in DECIDED:
        raise InputError(Message("disclosure.missing.accepted"))
    with transaction.atomic():
        found = publication_of(package)
        found.signed_by, found.signed_at, found.signed_digest = standing.person, timezone.now(), handed.digest
        found.save(update_fields=["signed_by", "signed_at", "signed_digest"])
        record("disclosure.sign", str(package), person=standing.person.username, digest=handed.digest)
    return found


def publish(package: Package, standing: Standing) -> Edition:
    """Have the public edition made and put on its page.

    One whose making was broken off (a killed worker, a full disk) is made again. Raises ``InputError`` with all that is
    missing, or because an edition stands or is being made already.
    """
    if not standing.over(Right.RESULT_PUBLISH, package.unit):
        raise PermissionError(Right.RESULT_PUBLISH)
    with transaction.atomic():
        held = Package.objects.select_for_update().select_related("unit", "campaign").get(pk=package.pk)
        handed, found = latest_handed(held), publication_of(held)
        lacks = missing(found, held.state, handed.digest if handed else "")
        if handed is None or lacks:
            raise InputError(*lacks)
        last = found.editions.first()
        if last is not None and is_stuck(last):
            prepare_edition.enqueue(last.pk)
            return last
        if last is not None and last.withdrawn_at is None and not last.refused:
            raise InputError(Message("disclosure.stands" if last.published_at else "disclosure.being_made"))
        edition = Edition.objects.create(
            publication=found,
            number=last.number + 1 if last else 1,
            handed=handed,
            unit_name=held.unit.name,
            title=held.campaign.title,
            year=held.campaign.year,
            accepted_digest=handed.digest,
            published_by=standing.person,
        )
        record(
            "disclosure.ask", str(edition), person=standing.person.username, digest=edition.accepted_digest
        )
        prepare_edition.enqueue(edition.pk)
    return edition


def is_stuck(edition: Edition) -> bool:
    """Whether it was asked for so long ago that nobody is making it any more."""
    waiting = edition.published_at is None and edition.withdrawn_at is None and not edition.refused
    return waiting and timezone.now() - edition.asked_at > _MAKING


@task()
def prepare_edition(number: int) -> None:
    """Make the files of an edition and put it on its page. Idempotent: what stands or was withdrawn is left alone."""
    edition = Edition.objects.select_related(
        "handed__package__campaign", "handed__package__unit", "published_by"
    ).get(pk=number)
    if edition.published_at is not None or edition.withdrawn_at is not None or edition.refused:
        return
    try:
        made = make(edition.handed)
        _put(edition, made)
    except InputError as error:
        edition.refused = [dict(zip(LANGUAGES, lines, strict=True)) for lines in _both(error)]
        edition.save(update_fields=["refused"])


def _both(error: InputError) -> list[tuple[str, ...]]:
    return list(zip(*(error.render(lang) for lang in LANGUAGES), strict=True))


def _put(edition: Edition, made: Made) -> None:
    blocks = json.dumps(made.blocks, ensure_ascii=False).encode()
    with transaction.atomic():
        held = Edition.objects.select_for_update().select_related("publication").get(pk=edition.pk)
        if held.published_at is not None or held.withdrawn_at is not None:
            return
        package = Package.objects.select_related("unit", "campaign").get(pk=held.handed.package_id)
        for form, content in (*made.files.items(), ("page", blocks)):
            file = EditionFile(edition=held, form=form, size=len(content), digest=sm3(content))
            file.file.save(f"{held.publication.key}-{held.number}.{form}", ContentFile(content), save=False)
            file.save()
        held.title, held.shown, held.digest = made.title, made.shown, sm3(made.files["json"])
        held.published_at = timezone.now()
        held.save(update_fields=["title", "shown", "digest", "published_at"])
        if package.state in BY_ACTION["publish"].sources:
            move(package, "publish", standing_of(held.published_by))
        record("disclosure.publish", str(held), person=held.published_by.username, digest=held.digest)


def withdraw(package: Package, standing: Standing, reason: str) -> Edition:
    """Take the edition that stands off its page, which says so. Raises ``InputError``: no reason given, none stands."""
    if not standing.over(Right.RESULT_PUBLISH, package.unit):
        raise PermissionError(Right.RESULT_PUBLISH)
    if not reason.strip():
        raise InputError(Message("disclosure.reason_needed"))
    with transaction.atomic():
        held = (
            Edition.objects.select_for_update()
            .filter(publication__package=package)
            .order_by("-number")
            .first()
        )
        if held is None or held.published_at is None or held.withdrawn_at is not None:
            raise InputError(Message("disclosure.does_not_stand"))
        held.withdrawn_by, held.withdrawn_at, held.reason = standing.person, timezone.now(), reason.strip()
        held.save(update_fields=["withdrawn_by", "withdrawn_at", "reason"])
        record(
            "disclosure.withdraw",
            str(held),
            person=standing.person.username,
            digest=held.digest,
            reason=held.reason,
        )
    return held
