"""What the public pages show."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from ziping.wording import Lang
from ziping.workbench.disclosure.models import Edition, EditionFile, PlaceTerms
from ziping.workbench.disclosure.publishing import Clock, clock

A_PAGE = 50
_FORMS = ("docx", "pdf", "json", "csv")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the list. ``score`` is empty where the place does not show it, or there is none."""

    key: str
    unit: str
    year: int
    title: str
    published_on: dt.datetime
    withdrawn: bool
    score: str
    grade: str


@dataclass(frozen=True, slots=True)
class Listing:
    years: tuple[int, ...]
    year: int | None
    search: str
    entries: tuple[Entry, ...]
    page: int
    more: bool


def standing_editions() -> QuerySet[Edition]:
    """The last edition of every page: what stands there, or that it was withdrawn."""
    newer = Edition.objects.filter(
        publication=OuterRef("publication"), number__gt=OuterRef("number"), published_at__isnull=False
    )
    return Edition.objects.filter(~Exists(newer), published_at__isnull=False)


def listing(year: int | None, search: str, page: int) -> Listing:
    """The published reports, the newest year first; ``search`` looks in units' names, earlier ones too."""
    found = standing_editions()
    years = tuple(found.order_by("-year").values_list("year", flat=True).distinct())
    if year is not None:
        found = found.filter(year=year)
    for word in search.split():
        unit = "publication__package__unit"
        found = found.filter(
            Q(unit_name__icontains=word)
            | Q(title__icontains=word)
            | Q(**{f"{unit}__name__icontains": word})
            | Q(**{f"{unit}__code": word})
            | Q(
                pk__in=Edition.objects.filter(**{f"{unit}__earlier_names__name__icontains": word}).values(
                    "pk"
                )
            )
        )
    found = found.select_related("publication__package__unit").order_by(
        "-year", "publication__package__unit__code", "pk"
    )
    first = (page - 1) * A_PAGE
    rows = list(found[first : first + A_PAGE + 1])
    hidden = hidden_places()
    entries = tuple(_entry(edition, hidden) for edition in rows[:A_PAGE])
    return Listing(years, year, search, entries, page, len(rows) > A_PAGE)


def hidden_places() -> frozenset[int]:
    """The places that do not show marks."""
    return frozenset(PlaceTerms.objects.filter(shows_score=False).values_list("place", flat=True))


def _entry(edition: Edition, hidden: frozenset[int]) -> Entry:
    shows = edition.publication.package.unit.place_id not in hidden and edition.withdrawn_at is None
    return Entry(
        edition.publication.key,
        edition.unit_name,
        edition.year,
        edition.title,
        edition.published_at or edition.asked_at,
        edition.withdrawn_at is not None,
        edition.shown["score"] if shows else "",
        edition.shown["grade"] if shows else "",
    )


@dataclass(frozen=True, slots=True)
class HeadFigure:
    label: str
    stage: str
    written: str
    unit: str


@dataclass(frozen=True, slots=True)
class Shown:
    """The page of a unit and a year. ``blocks`` is the report's text; nothing of a withdrawn edition is shown."""

    edition: Edition
    key: str
    figures: tuple[HeadFigure, ...]
    score: str
    grade: str
    files: tuple[EditionFile, ...]
    blocks: list[dict[str, Any]]
    others: tuple[Edition, ...]
    clock: Clock
    current: bool


def page_of(key: str, number: int | None, lang: Lang) -> Shown | None:
    """The page at ``key``: its last edition, or the one with ``number``; ``None`` where nothing was published."""
    editions = list(
        Edition.objects.filter(publication__key=key, published_at__isnull=False)
        .select_related("publication__package__unit", "publication__package__campaign")
        .order_by("-number")
    )
    edition = next((one for one in editions if number is None or one.number == number), None)
    if edition is None or edition.published_at is None:
        return None
    package = edition.publication.package
    gone = edition.withdrawn_at is not None
    files = () if gone else tuple(edition.files.all())
    shows = not gone and package.unit.place_id not in hidden_places()
    return Shown(
        edition,
        key,
        () if gone else tuple(_head_figure(one, lang) for one in edition.shown["figures"]),
        edition.shown["score"] if shows else "",
        edition.shown["grade"] if shows else "",
        tuple(
            sorted((file for file in files if file.form in _FORMS), key=lambda file: _FORMS.index(file.form))
        ),
        next((_read(file) for file in files if file.form == "page"), []),
        tuple(one for one in editions if one is not edition),
        clock(package, edition.publication.approved_on, edition.published_at.date()),
        edition is editions[0],
    )


def _head_figure(one: dict[str, Any], lang: Lang) -> HeadFigure:
    return HeadFigure(one["label"][lang], one["stage"][lang], one["written"], one["unit"])


def _read(file: EditionFile) -> list[dict[str, Any]]:
    with file.file.open("rb") as opened:
        blocks: list[dict[str, Any]] = json.loads(opened.read())
    return blocks
