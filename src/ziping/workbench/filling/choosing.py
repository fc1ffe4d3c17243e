"""Indicators to take over: from the library, from the approved goals, from last year's report."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db import transaction

from ziping.report import Address, Entries, Line
from ziping.standards import Standard
from ziping.standards.model.scoring import LibraryIndicator
from ziping.standards.model.workbook import WorkSheet
from ziping.wording import Message
from ziping.workbench.filling.models import Change, Package
from ziping.workbench.filling.sheets import MARKED
from ziping.workbench.filling.store import Edit, Saved, entries, save
from ziping.workbench.organisation.models import Person

APPROVED = "approved_indicators"  # the list of the Report that holds the approved goals
LIBRARY, LAST = "library", "last"


@dataclass(frozen=True, slots=True)
class Choice:
    """An indicator that may be taken over; ``cells`` are what its line begins with."""

    id: str
    cells: Mapping[str, str]
    there: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Where indicators come from: a library by its title, the approved goals, last year."""

    id: str
    title: Message | str
    choices: tuple[Choice, ...]
    first: bool = False


def topic_of(standard: Standard, of: str) -> WorkSheet | None:
    """The list of the form that holds ``of`` of the report."""
    sheets = standard.workbook.sheets if standard.workbook else ()
    return next((sheet for sheet in sheets if sheet.of == of and sheet.kind == "list"), None)


def groups(package: Package, standard: Standard, typed: Entries) -> tuple[Group, ...]:
    """Everything on offer. What already stands in the report, by its name, is told from what does not."""
    sheet = topic_of(standard, MARKED)
    if sheet is None:
        return ()
    names = {line.cells.get("name", "").strip() for line in typed.get(sheet.id, ())}
    field = _field_of_work(standard, typed)

    def group(name: str, title: Message | str, found: Iterable[tuple[str, Mapping[str, str]]]) -> Group:
        choices = tuple(
            Choice(f"{name}/{key}", cells, cells.get("name", "").strip() in names) for key, cells in found
        )
        return Group(name, title, choices, title == field)

    found = [
        group("approved", Message("filling_sheet.from_approved"), _approved(standard, sheet, typed)),
        group(LAST, Message("filling_sheet.from_last_year"), _last_year(package, sheet)),
        *(
            group(
                f"{LIBRARY}-{name}",
                library.title.zh,
                ((one.id, _of_library(one, sheet)) for one in library.indicators),
            )
            for name, library in standard.libraries.items()
        ),
    ]
    return tuple(sorted((one for one in found if one.choices), key=_rank))


def _rank(group: Group) -> int:
    if not group.id.startswith(LIBRARY):
        return 0
    return 1 if group.first else 2


def take(package: Package, standard: Standard, chosen: Iterable[str], person: Person) -> Saved | None:
    """Add a line for each of ``chosen`` (``Choice.id``); ``None`` where there was nothing to add."""
    sheet = topic_of(standard, MARKED)
    wanted = set(chosen)
    with transaction.atomic():
        Package.objects.select_for_update().get(pk=package.pk)
        offered = groups(package, standard, entries(package))
        lines = [one for group in offered for one in group.choices if one.id in wanted and not one.there]
        if sheet is None or not lines:
            return None
        edits: list[Edit] = []
        for one in lines:
            key = f"{sheet.id}-{secrets.token_hex(5)}"
            edits += [
                Edit(Address(sheet.id, key, column), "", text) for column, text in one.cells.items() if text
            ]
        return save(package, edits, person, Change.Way.IMPORTED)


def _approved(
    standard: Standard, sheet: WorkSheet, typed: Entries
) -> Iterator[tuple[str, Mapping[str, str]]]:
    source = topic_of(standard, APPROVED)
    columns = {one.field for one in sheet.fields}
    for line in typed.get(source.id, ()) if source else ():
        yield line.key, {name: text for name, text in line.cells.items() if name in columns}


def _last_year(package: Package, sheet: WorkSheet) -> Iterator[tuple[str, Mapping[str, str]]]:
    """The indicators of the unit's report of the year before, without what was so only then."""
    last = Package.objects.filter(unit=package.unit_id, campaign__year=package.campaign.year - 1).first()
    kept = {one.field for one in sheet.fields if not one.clears}
    lines: Iterable[Line] = entries(last).get(sheet.id, ()) if last is not None else ()
    for line in lines:
        yield line.key, {name: text for name, text in line.cells.items() if name in kept}


def _of_library(one: LibraryIndicator, sheet: WorkSheet) -> Mapping[str, str]:
    stored = {
        "level1": one.level1,
        "level2": one.level2,
        "name": one.name.zh,
        "explanation": one.explanation,
        "sign": one.sign,
        "unit": one.unit,
        "mode": one.mode.mode if one.mode else "",
        "value_source": one.value_source,
        "value_method": one.value_method,
    }
    fields = {field.field: field for field in sheet.fields}
    return {
        name: dict(zip(fields[name].stored, fields[name].choices, strict=True)).get(text, text)
        if fields[name].stored
        else text
        for name, text in stored.items()
        if name in fields and text
    }


def _field_of_work(standard: Standard, typed: Entries) -> str:
    """The unit's field of work as typed, by which one library comes first."""
    assert standard.workbook is not None, "a campaign takes only standards that have one"
    asked = [
        (sheet.id, one.field)
        for sheet in standard.workbook.sheets
        for one in sheet.fields
        if one.choices_from == "standard.libraries"
    ]
    texts = (
        line.cells.get("value", "").strip()
        for topic, field in asked
        for line in typed.get(topic, ())
        if line.key == field
    )
    return next(filter(None, texts), "")
