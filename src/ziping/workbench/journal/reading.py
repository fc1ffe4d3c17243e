"""The journal as its reader sees it: filtered, line by line, in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from ziping.wording import Lang, Message, say
from ziping.workbench.journal.models import Entry

# The first word of an action: what it is about.
AREAS = (
    "login", "logout", "session", "password", "factor", "person", "holding", "leave", "place", "unit", "section",
    "campaign", "package", "report", "evidence", "survey", "remark", "sample", "rectification", "result",
    "edition", "system", "token", "hook", "journal",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """A line in words. ``details`` is one text, ``name: value`` by semicolons."""

    number: int
    at: dt.datetime
    person: str
    address: str
    called: str
    subject: str
    details: str
    succeeded: bool


@dataclass(frozen=True, slots=True)
class Filters:
    """What is looked for; blank means anything. Days are of the place's own time, both included."""

    person: str = ""
    area: str = ""
    subject: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    failed: bool = False

    @property
    def wanted(self) -> Q:
        condition = Q()
        if self.person:
            condition &= Q(person=self.person)
        if self.area in AREAS:
            condition &= Q(action=self.area) | Q(action__startswith=f"{self.area}.")
        if self.subject:
            condition &= Q(subject__icontains=self.subject)
        if self.since:
            condition &= Q(at__gte=_midnight(self.since))
        if self.until:
            condition &= Q(at__lt=_midnight(self.until + dt.timedelta(days=1)))
        if self.failed:
            condition &= Q(succeeded=False)
        return condition


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))


def entries_for(filters: Filters) -> QuerySet[Entry]:
    """Newest first."""
    return Entry.objects.filter(filters.wanted).order_by("-number")


def lines_of(entries: Iterable[Entry], lang: Lang) -> Iterator[Line]:
    for entry in entries:
        yield Line(
            entry.number,
            entry.at,
            entry.person,
            entry.address or "",
            called(entry.action, lang),
            entry.subject,
            _details(entry.details, lang),
            entry.succeeded,
        )


def _details(details: Mapping[str, object], lang: Lang) -> str:
    said = Message("journal.colon")
    return say(Message("journal.semicolon"), lang).join(
        f"{_named('detail', name, lang)}{say(said, lang)}{_shown(value, lang)}"
        for name, value in details.items()
        if value not in ("", None)
    )


def _named(table: str, name: str, lang: Lang) -> str:
    """What ``name`` is called in a table of the catalogue; one that is not there stays as it is."""
    try:
        return say(Message(f"journal.{table}.{name}"), lang)
    except KeyError:
        return name


def called(action: str, lang: Lang) -> str:
    """What an action is called; one without a name of its own by what it is about, and its code."""
    area, _, rest = action.partition(".")
    named = _named("action", action, lang)
    return named if named != action else f"{_named('area', area, lang)} {rest}".rstrip()


def _shown(value: object, lang: Lang) -> str:
    match value:
        case [str() as before, str() as after]:
            return f"{before or '—'} → {after or '—'}"
        case list():
            return ", ".join(_shown(one, lang) for one in value)
        case str():
            return _named("value", value, lang)
        case _:
            return str(value)
