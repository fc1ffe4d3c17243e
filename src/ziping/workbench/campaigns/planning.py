"""A campaign as its form says it: read, judged, all that is wrong told at once."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from django.http import QueryDict
from django.utils import timezone

from ziping.standards import list_standards, load_standard
from ziping.standards.model.pack import Manifest
from ziping.wording import InputError, Message
from ziping.workbench.campaigns.models import Campaign, Deadline

STEPS = tuple(Deadline.Step)
_SEPARATORS = re.compile(r"[\s,，、;；]+")
_LONGEST = {"title": 100, "notice": 60}
_LONGEST_ATTACHMENT, _MOST_ATTACHMENTS, _MOST_DAYS = 60, 30, 120
_WHOLE_PERCENT = 100


@dataclass(frozen=True, slots=True)
class Plan:
    """What a campaign is to be. ``deadlines``: the last day by step; ``units``: whom it concerns."""

    year: int
    standard: str
    title: str
    notice: str
    noticed_on: dt.date | None
    opens_on: dt.date
    coverage_percent: int
    attachments: tuple[str, ...]
    remind_days: tuple[int, ...]
    deadlines: Mapping[str, dt.date]
    units: frozenset[int]


@cache
def standards_to_fill() -> tuple[Manifest, ...]:
    """The standards a campaign can be held by: those with a form to fill."""
    return tuple(
        manifest
        for manifest in list_standards()
        if not manifest.abstract and load_standard(manifest.id).workbook is not None
    )


@dataclass(slots=True)
class _Reading:
    """The form while it is read; ``troubles`` gathers what is wrong."""

    post: QueryDict
    troubles: list[Message] = field(default_factory=list)

    def wrong(self, name: str, **args: object) -> None:
        self.troubles.append(Message(f"campaigns.wrong.{name}", args))

    def text(self, name: str) -> str:
        found = self.post.get(name, "").strip()
        if len(found) > _LONGEST[name]:
            self.wrong("long", field=Message(f"campaigns.field.{name}"), most=_LONGEST[name])
        return found

    def date(self, name: str, label: Message) -> dt.date | None:
        """The day of a field; ``None`` where it is blank or no day."""
        written = self.post.get(name, "").strip()
        if not written:
            return None
        try:
            return dt.date.fromisoformat(written)
        except ValueError:
            self.wrong("date", field=label, read=written)
            return None

    def whole(self, written: str, label: Message, lowest: int, highest: int) -> int:
        if written.isascii() and written.isdigit() and lowest <= int(written[:6]) <= highest:
            return int(written)
        self.wrong("whole", field=label, read=written, lowest=lowest, highest=highest)
        return lowest


def read_plan(post: QueryDict, offered: frozenset[int], held: Campaign | None = None) -> Plan:
    """The plan in a form. ``offered`` are the units that can be chosen.

    The year and the standard of a campaign that is ``held`` already do not change. Raises ``InputError`` with everything that is wrong.
    """
    reading = _Reading(post)
    year, standard = (held.year, held.standard) if held else _what(reading)
    opens = reading.date("opens_on", Message("campaigns.field.opens_on")) or timezone.localdate()
    title = reading.text("title")
    if not title:
        reading.wrong("blank", field=Message("campaigns.field.title"))
    units = frozenset(int(one) for one in post.getlist("units") if one.isascii() and one.isdigit()) & offered
    if not units:
        reading.wrong("no_units")
    plan = Plan(
        year=year,
        standard=standard,
        title=title,
        notice=reading.text("notice"),
        noticed_on=reading.date("noticed_on", Message("campaigns.field.noticed_on")),
        opens_on=opens,
        coverage_percent=reading.whole(
            post.get("coverage_percent", "").strip(),
            Message("campaigns.field.coverage_percent"),
            1,
            _WHOLE_PERCENT,
        ),
        attachments=_attachments(reading),
        remind_days=_remind_days(reading),
        deadlines=_deadlines(reading, opens),
        units=units,
    )
    if reading.troubles:
        raise InputError(*reading.troubles)
    return plan


def _what(reading: _Reading) -> tuple[int, str]:
    chosen = reading.post.get("standard", "")
    manifest = next((one for one in standards_to_fill() if one.id == chosen), None)
    this_year = timezone.localdate().year
    year = reading.whole(
        reading.post.get("year", "").strip(), Message("campaigns.field.year"), 2015, this_year
    )
    if manifest is None:
        reading.wrong("standard")
    elif year < manifest.year_from or (manifest.year_to is not None and year > manifest.year_to):
        last = Message("campaigns.no_end") if manifest.year_to is None else manifest.year_to
        reading.wrong("standard_year", year=year, first=manifest.year_from, last=last)
    return year, chosen


def _attachments(reading: _Reading) -> tuple[str, ...]:
    lines = [line.strip() for line in reading.post.get("attachments", "").splitlines()]
    found = tuple(dict.fromkeys(filter(None, lines)))
    if len(found) > _MOST_ATTACHMENTS or any(len(name) > _LONGEST_ATTACHMENT for name in found):
        reading.wrong("attachments", most=_MOST_ATTACHMENTS, longest=_LONGEST_ATTACHMENT)
    return found


def _remind_days(reading: _Reading) -> tuple[int, ...]:
    written = filter(None, _SEPARATORS.split(reading.post.get("remind_days", "").strip()))
    label = Message("campaigns.field.remind_days")
    days = {reading.whole(one, label, 0, _MOST_DAYS) for one in written}
    return tuple(sorted(days, reverse=True))


def _deadlines(reading: _Reading, opens: dt.date) -> dict[str, dt.date]:
    found: dict[str, dt.date] = {}
    before, named = opens, Message("campaigns.field.opens_on")
    for step in STEPS:
        label = Message(f"campaigns.step.{step.value}")
        day = reading.date(f"due_{step.value}", label)
        if day is None:
            continue
        if day < before:
            reading.wrong("order", field=label, day=day, before=named, before_day=before)
        before, named = max(day, before), label
        found[step.value] = day
    if "finance" not in found:
        reading.wrong("blank", field=Message("campaigns.step.finance"))
    return found


def plan_of(campaign: Campaign) -> Plan:
    """A campaign that is there, as a plan."""
    return Plan(
        campaign.year,
        campaign.standard,
        campaign.title,
        campaign.notice,
        campaign.noticed_on,
        campaign.opens_on,
        campaign.coverage_percent,
        tuple(campaign.attachments),
        tuple(campaign.remind_days),
        {deadline.step: deadline.due_on for deadline in campaign.deadlines.all()},
        frozenset(campaign.scope.values_list("pk", flat=True)),
    )


def differences(before: Plan, after: Plan) -> Iterator[tuple[str, object, object]]:
    """What ``after`` says otherwise, field by field; the units apart."""
    for name in (
        "title",
        "notice",
        "noticed_on",
        "opens_on",
        "coverage_percent",
        "attachments",
        "remind_days",
    ):
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            yield name, old, new
    for step in STEPS:
        old, new = before.deadlines.get(step.value), after.deadlines.get(step.value)
        if old != new:
            yield f"due_{step.value}", old, new
