"""Satisfaction surveys run here: opened, answered once a browser, counted, closed into the report."""

from __future__ import annotations

import datetime as dt
import io
import secrets
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.db import IntegrityError, transaction
from django.utils import timezone

from ziping.report import Address
from ziping.wording import InputError, Message, say
from ziping.workbench.filling.assemble import standard_named
from ziping.workbench.filling.evidence import INDICATORS
from ziping.workbench.filling.matching import fresh_key
from ziping.workbench.filling.models import Change, Inquiry, Package, Reply
from ziping.workbench.filling.states import OPEN
from ziping.workbench.filling.store import Edit, LockedError, entries, save
from ziping.workbench.journal.chain import record
from ziping.workbench.organisation.models import Person

GRADES = 5  # 很满意 … 很不满意
SURVEYS = "surveys"
_MOST_FROM_AN_ADDRESS, _WITHIN = 30, dt.timedelta(minutes=10)
_LONGEST_REMARK = 500
_CENTS = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Draft:
    """A survey as its form gives it."""

    indicator: str
    title: str
    question: str
    intro: str = ""
    more: tuple[str, ...] = ()
    respondents: str = ""
    users: int | None = None
    sent: int | None = None
    satisfied_to: int = 2
    closes_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """What came back. ``by_grade`` are the answers to the question that counts, the best grade first."""

    returned: int
    satisfied: int
    by_grade: tuple[int, ...]
    by_question: tuple[tuple[str, tuple[int, ...]], ...]
    minutes: int | None
    first: dt.datetime | None
    last: dt.datetime | None

    @property
    def rate(self) -> Decimal | None:
        """Satisfied of returned in percent, two decimals, half up; ``None`` where nothing came back."""
        if not self.returned:
            return None
        return (Decimal(self.satisfied) * 100 / Decimal(self.returned)).quantize(_CENTS, ROUND_HALF_UP)


def begin(package: Package, draft: Draft, person: Person) -> Inquiry:
    """A survey that nobody can answer yet. Raises ``InputError`` for what is missing."""
    problems = []
    if not any(line.key == draft.indicator for line in entries(package).get(INDICATORS, ())):
        problems.append(Message("filling_data.survey.no_indicator"))
    if not draft.title.strip() or not draft.question.strip():
        problems.append(Message("filling_data.survey.no_question"))
    if not 1 <= draft.satisfied_to <= GRADES:
        problems.append(Message("filling_data.survey.bad_grade"))
    if problems:
        raise InputError(*problems)
    return Inquiry.objects.create(
        package=package,
        indicator=draft.indicator,
        title=draft.title.strip()[:120],
        intro=draft.intro.strip(),
        question=draft.question.strip()[:200],
        more=[text.strip()[:200] for text in draft.more if text.strip()][:20],
        respondents=draft.respondents.strip()[:100],
        users=draft.users,
        sent=draft.sent,
        satisfied_to=draft.satisfied_to - 1,
        closes_on=draft.closes_on,
        token=secrets.token_urlsafe(12),
        person=person,
    )


def open_it(inquiry: Inquiry, person: Person) -> None:
    """Let it be answered. A survey that was closed stays closed: what it counted stands in the report."""
    with transaction.atomic():
        opened = Inquiry.objects.filter(pk=inquiry.pk, state=Inquiry.State.DRAFT)
        if opened.update(state=Inquiry.State.OPEN, opened_at=timezone.now()):
            record("survey.opened", str(inquiry.package), person=person.username, survey=inquiry.title)


def is_open(inquiry: Inquiry) -> bool:
    over = inquiry.closes_on is not None and timezone.localdate() > inquiry.closes_on
    return inquiry.state == Inquiry.State.OPEN and not over


def answer(inquiry: Inquiry, grades: Sequence[int], remark: str, browser: str, address: str) -> Reply:
    """Count one answer. ``browser`` and ``address`` are digests, ``browser`` empty where it kept no mark of ours.

    Raises ``InputError``: not open, a question without an answer, this browser answered already, too many from one
    address in a short time.
    """
    if not is_open(inquiry):
        raise InputError(Message("filling_data.survey.not_open"))
    if not browser:
        raise InputError(Message("filling_data.survey.no_cookie"))
    if len(grades) != 1 + len(inquiry.more) or not all(0 <= grade < GRADES for grade in grades):
        raise InputError(Message("filling_data.survey.answer_all"))
    recent = Reply.objects.filter(inquiry=inquiry, address=address, at__gte=timezone.now() - _WITHIN)
    if recent.count() >= _MOST_FROM_AN_ADDRESS:
        raise InputError(Message("filling_data.survey.too_many"))
    try:
        with transaction.atomic():
            return Reply.objects.create(
                inquiry=inquiry,
                grades=list(grades),
                remark=remark.strip()[:_LONGEST_REMARK],
                browser=browser,
                address=address,
            )
    except IntegrityError as error:
        raise InputError(Message("filling_data.survey.answered")) from error


def count(inquiry: Inquiry) -> Count:
    """Everything that came back, in one query."""
    replies = list(inquiry.replies.values_list("grades", "at"))
    questions = [inquiry.question, *inquiry.more]
    counters = [Counter(grades[at] for grades, _ in replies) for at in range(len(questions))]
    tables = [tuple(counter[grade] for grade in range(GRADES)) for counter in counters]
    times = [at for _, at in replies]
    first, last = (min(times), max(times)) if times else (None, None)
    minutes = int((last - first).total_seconds()) // 60 if first and last else None
    satisfied = sum(tables[0][: inquiry.satisfied_to + 1])
    return Count(
        len(replies), satisfied, tables[0], tuple(zip(questions, tables, strict=True)), minutes, first, last
    )


def close(inquiry: Inquiry, person: Person) -> Count:
    """End it and put what it counted into the report: a line of the topic ``surveys`` and the indicator's value.

    Raises ``LockedError`` where the unit may not type, ``InputError`` where nothing came back or the value of the
    indicator was changed at the same moment.
    """
    with transaction.atomic():
        package = Package.objects.select_for_update().select_related("campaign").get(pk=inquiry.package_id)
        held = Inquiry.objects.select_for_update().get(pk=inquiry.pk)
        if package.state not in OPEN:
            raise LockedError(package.state)
        counted = count(held)
        if held.state != Inquiry.State.OPEN:
            return counted
        if not counted.returned:
            raise InputError(Message("filling_data.survey.nothing_back"))
        held.state, held.closed_at, held.line = Inquiry.State.CLOSED, timezone.now(), fresh_key()
        held.save(update_fields=["state", "closed_at", "line"])
        _feed(package, held, counted, person)
        record(
            "survey.closed",
            str(package),
            person=person.username,
            survey=held.title,
            returned=counted.returned,
            satisfied=counted.satisfied,
        )
    return counted


def _feed(package: Package, inquiry: Inquiry, counted: Count, person: Person) -> None:
    there = entries(package)
    line = next((one for one in there.get(INDICATORS, ()) if one.key == inquiry.indicator), None)
    if line is None:
        raise InputError(Message("filling_data.survey.no_indicator"))
    assert counted.first is not None, "something came back"
    assert counted.last is not None, "something came back"
    grade = Message(f"filling_data.survey.grade_{inquiry.satisfied_to + 1}")
    note = Message("filling_data.survey.note", {"grade": grade, "question": inquiry.question})
    cells = {
        "indicator": line.cells.get("name", ""),
        "date_from": timezone.localtime(counted.first).date().isoformat(),
        "date_to": timezone.localtime(counted.last).date().isoformat(),
        "channel": say(Message("filling_data.survey.channel"), "zh"),
        "respondents": inquiry.respondents,
        "users": "" if inquiry.users is None else str(inquiry.users),
        "sent": str(inquiry.sent if inquiry.sent is not None else counted.returned),
        "returned": str(counted.returned),
        "satisfied": str(counted.satisfied),
        "minutes": "" if counted.minutes is None else str(counted.minutes),
        "note": say(note, "zh"),
    }
    edits = [Edit(Address(SURVEYS, inquiry.line, column), "", text) for column, text in cells.items() if text]
    shown = str(counted.rate) if line.cells.get("unit", "").strip() in ("%", "％") else f"{counted.rate}%"
    values = {"actual": shown, "value_source": say(Message("filling_data.survey.source"), "zh")}
    for column, text in values.items():
        if column == "value_source" and not _has_column(package, column):
            continue
        edits.append(Edit(Address(INDICATORS, line.key, column), line.cells.get(column, ""), text))
    save(package, edits, person, Change.Way.COMPOSED)


def _has_column(package: Package, column: str) -> bool:
    form = standard_named(package.campaign.standard).workbook
    sheets = form.sheets if form else ()
    return any(one.field == column for sheet in sheets if sheet.id == INDICATORS for one in sheet.fields)


def qr(address: str) -> str:
    """``address`` as a QR code: an SVG that stands in the page, without a style of its own."""
    import segno  # noqa: PLC0415 - only who shows a code needs it

    drawn = io.BytesIO()
    segno.make(address, error="m").save(
        drawn, kind="svg", scale=4, border=2, xmldecl=False, svgns=True, svgclass="qr", lineclass=None
    )
    return drawn.getvalue().decode()
