"""What follows a result: the exchange of opinions, rectification item by item, and the use of the result."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal, InvalidOperation

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from ziping.wording import InputError, Message
from ziping.workbench.filling.models import Package
from ziping.workbench.filling.moving import move
from ziping.workbench.filling.states import State
from ziping.workbench.journal.chain import record, sm3
from ziping.workbench.organisation.access import Standing
from ziping.workbench.organisation.models import Person
from ziping.workbench.review.models import Assignment, Item, Opinion, Use
from ziping.workbench.review.telling import tell_assigned, tell_opinion

_LONGEST = 2_000
_MOST_BYTES = 20 * 1024 * 1024
_KINDS = {
    "pdf": (b"%PDF-",),
    "docx": (b"PK\x03\x04",),
    "xlsx": (b"PK\x03\x04",),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "png": (b"\x89PNG\r\n\x1a\n",),
}
_YEARS = range(2000, 2101)
_LARGEST = Decimal(10) ** 9  # 万元: no county's budget is a hundred billion times larger


def assign(package: Package, expert: Person, until: dt.date, giver: Person) -> Assignment:
    """Give the package to an expert until a day; given already, the day is set anew. Raises ``InputError``."""
    if until < timezone.localdate():
        raise InputError(Message("review.day_past", {"day": until.isoformat()}))
    with transaction.atomic():
        made, _ = Assignment.objects.update_or_create(
            package=package, person=expert, defaults={"until": until, "given_by": giver}
        )
        record(
            "sample.assigned",
            str(package),
            person=giver.username,
            expert=expert.username,
            until=until.isoformat(),
        )
        tell_assigned(made)
    return made


def end_assignment(assignment: Assignment, ender: Person) -> None:
    """From today on the package is no longer reached; marks that were given stay."""
    with transaction.atomic():
        assignment.until = timezone.localdate() - dt.timedelta(days=1)
        assignment.save(update_fields=["until"])
        record(
            "sample.unassigned",
            str(assignment.package),
            person=ender.username,
            expert=assignment.person.username,
        )


def say_opinion(
    package: Package, person: Person, text: str, *, from_unit: bool, agrees: bool | None
) -> Opinion:
    """Raises ``InputError`` when nothing is said, or it is not the time for opinions."""
    if package.state != State.UNIT_COMMENT:
        raise InputError(Message("review.no_opinions_now"))
    if not text.strip() and agrees is not True:
        raise InputError(Message("review.opinion_empty"))
    with transaction.atomic():
        made = Opinion.objects.create(
            package=package, person=person, text=text.strip()[:_LONGEST], from_unit=from_unit, agrees=agrees
        )
        record("result.opinion", str(package), person=person.username, agrees=agrees, from_unit=from_unit)
        tell_opinion(made)
    return made


def add_item(package: Package, person: Person, text: str, owner: str, due: str) -> Item:
    """An item of a rectification. Raises ``InputError`` for one without words or a day to come."""
    if package.state not in {State.ACCEPTED, State.FINAL_RESULT, State.RECTIFYING}:
        raise InputError(Message("review.no_items_now"))
    if not text.strip():
        raise InputError(Message("review.item_empty"))
    try:
        day = dt.date.fromisoformat(due)
    except ValueError:
        raise InputError(Message("review.day_wrong", {"read": due[:20]})) from None
    if day < timezone.localdate():
        raise InputError(Message("review.day_past", {"day": due}))
    with transaction.atomic():
        made = Item.objects.create(
            package=package, text=text.strip()[:_LONGEST], owner=owner.strip()[:60], due_on=day, person=person
        )
        record("rectification.item", str(package), person=person.username, item=made.pk, due=due)
    return made


def order(package: Package, standing: Standing, comment: str) -> None:
    """The notice goes out with its items. Raises ``InputError`` where there are none."""
    if not Item.objects.filter(package=package).exists():
        raise InputError(Message("review.no_items"))
    move(package, "order_rectification", standing, comment)


def answer_item(item: Item, person: Person, text: str, file: UploadedFile[bytes] | None) -> None:
    """What was done about an item, with a paper that proves it. Raises ``InputError``."""
    if item.package.state != State.RECTIFYING or item.state == Item.State.ACCEPTED:
        raise InputError(Message("review.no_answers_now"))
    if not text.strip():
        raise InputError(Message("review.answer_empty"))
    if file is not None:
        _proof(item, file)
    item.answer, item.state, item.answered_at = text.strip()[:_LONGEST], Item.State.REPORTED, timezone.now()
    with transaction.atomic():
        item.save()
        record("rectification.answered", str(item.package), person=person.username, item=item.pk)


def _proof(item: Item, file: UploadedFile[bytes]) -> None:
    """Take the file if it is what its name says and not too large."""
    name = (file.name or "").rsplit("/", 1)[-1][-200:]
    size = file.size or 0
    kind = name.rpartition(".")[2].lower()
    begins = file.read(8)
    file.seek(0)
    if kind not in _KINDS or not begins.startswith(_KINDS[kind]):
        raise InputError(Message("review.file_kind", {"name": name, "kinds": tuple(sorted(_KINDS))}))
    if not 0 < size <= _MOST_BYTES:
        raise InputError(Message("review.file_size", {"name": name, "most": _MOST_BYTES // 1024 // 1024}))
    item.digest, item.file_name = sm3(file.read()), name
    file.seek(0)
    item.file.save(f"{item.pk}.{kind}", file, save=False)


def report_rectified(package: Package, standing: Standing) -> None:
    """Hand in what was done. Raises ``InputError`` while an item waits for its answer."""
    waiting = package.items.filter(state__in=(Item.State.OPEN, Item.State.REFUSED)).count()
    if waiting:
        raise InputError(Message("review.items_open", {"count": waiting}))
    move(package, "report_rectified", standing)


def judge_item(item: Item, person: Person, *, good: bool, refusal: str = "") -> None:
    """Accept or refuse what was done about an item. Raises ``InputError``."""
    if item.package.state != State.RECTIFIED:
        raise InputError(Message("review.not_reported"))
    if not good and not refusal.strip():
        raise InputError(Message("review.refusal_needs_reason"))
    item.state = Item.State.ACCEPTED if good else Item.State.REFUSED
    item.refusal = "" if good else refusal.strip()[:_LONGEST]
    with transaction.atomic():
        item.save(update_fields=["state", "refusal"])
        record("rectification.judged", str(item.package), person=person.username, item=item.pk, good=good)


def conclude(package: Package, standing: Standing) -> None:
    """Once every item is judged: accepted as a whole, or back to the unit with what was refused. Raises ``InputError``."""
    items = list(package.items.all())
    waiting = sum(one.state not in {Item.State.ACCEPTED, Item.State.REFUSED} for one in items)
    if waiting:
        raise InputError(Message("review.items_unjudged", {"count": waiting}))
    refused = [one for one in items if one.state == Item.State.REFUSED]
    if refused:
        reasons = "；".join(one.refusal for one in refused)
        move(package, "refuse_rectification", standing, reasons)
    else:
        move(package, "accept_rectification", standing)


def record_use(
    package: Package, person: Person, decision: str, amount: str, year: str, document: str, note: str
) -> Use:
    """Record what the result was used for; ``amount`` in 万元, what was cut with a minus. Raises ``InputError``."""
    wrong = []
    if decision not in Use.Decision.values:
        wrong.append(Message("review.decision_missing"))
    if not (year.isascii() and year.isdigit() and int(year[:5]) in _YEARS):
        wrong.append(Message("review.year_wrong", {"read": year[:20]}))
    value = _amount(amount)
    if amount.strip() and value is None:
        wrong.append(Message("review.amount_wrong", {"read": amount[:20]}))
    if wrong:
        raise InputError(*wrong)
    with transaction.atomic():
        made = Use.objects.create(
            package=package,
            decision=decision,
            amount=value,
            budget_year=int(year),
            document=document.strip()[:80],
            note=note.strip()[:300],
            person=person,
        )
        record(
            "result.used", str(package), person=person.username, decision=decision, amount=amount, year=year
        )
    return made


def _amount(text: str) -> Decimal | None:
    try:
        value = Decimal(text.strip().replace(",", "").replace("，", "").replace("−", "-"))
    except InvalidOperation:
        return None
    if not value.is_finite() or abs(value) >= _LARGEST:
        return None
    exact = value.quantize(Decimal("0.000001"))
    return exact if exact == value else None
