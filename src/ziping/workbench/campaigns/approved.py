"""Approved goals: recorded once, changed only by a later version on a paper of its own, put into the unit's report."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction
from django.db.models import F

from ziping.reading import read_entered
from ziping.report import Line
from ziping.standards.model.workbook import Field
from ziping.wording import InputError, Message
from ziping.workbench.campaigns.frozen import APPROVED
from ziping.workbench.campaigns.models import ApprovedGoals, Campaign
from ziping.workbench.filling.assemble import standard_named
from ziping.workbench.filling.models import Change, EntryLine, Package
from ziping.workbench.filling.states import OPEN
from ziping.workbench.journal.chain import record, sm3
from ziping.workbench.organisation.models import Person, Unit

Cells = Mapping[str, str]
_LONGEST_DOCUMENT, _MOST = 60, 300
_DOCUMENT, _CHANGED_BY = "document", "changed_by"
_OURS = frozenset((_DOCUMENT, _CHANGED_BY))  # follows from the versions


def fields_of(campaign: Campaign) -> tuple[Field, ...]:
    """The columns of the form's list of approved indicators; none where the form has no such list."""
    form = standard_named(campaign.standard).workbook
    assert form is not None, "a campaign takes only standards that have one"
    return next((sheet.fields for sheet in form.sheets if sheet.id == APPROVED), ())


def typed_fields(campaign: Campaign) -> tuple[Field, ...]:
    """Those somebody fills in: the document numbers follow from the versions."""
    return tuple(field for field in fields_of(campaign) if field.field not in _OURS)


def record_goals(
    campaign: Campaign, unit: Unit, document: str, indicators: Sequence[Cells], person: Person
) -> ApprovedGoals:
    """Freeze ``indicators`` as the unit's next version, on ``document``, and put them into its report.

    Raises ``InputError``: no document number, no indicators, cells that cannot be read, nothing that differs from the
    version before, or a report that is on its way and must first be returned.
    """
    document = document.strip()
    if not document or len(document) > _LONGEST_DOCUMENT:
        raise InputError(Message("campaigns.wrong.document", {"most": _LONGEST_DOCUMENT}))
    rows = _checked(campaign, indicators)
    with transaction.atomic():
        Campaign.objects.select_for_update().get(pk=campaign.pk)
        package = Package.objects.select_for_update().filter(campaign=campaign, unit=unit).first()
        if package is not None and package.state not in OPEN:
            state = Message(f"filling.state.{package.state}")
            raise InputError(Message("campaigns.wrong.on_its_way", {"unit": unit.name, "state": state}))
        before = versions_of(campaign.pk, unit.pk)
        if before and before[-1].content[APPROVED] == rows:
            raise InputError(Message("campaigns.wrong.same_goals", {"version": before[-1].version}))
        goals = ApprovedGoals.objects.create(
            campaign=campaign,
            unit=unit,
            version=len(before) + 1,
            document=document,
            content={APPROVED: rows},
            digest=digest_of(document, rows),
            recorded_by=person,
        )
        record(
            "goals.record",
            f"{unit} {campaign.year}",
            person=person.username,
            version=goals.version,
            document=document,
            digest=goals.digest,
        )
        if package is not None:
            put_approved(package, person)
    return goals


def digest_of(document: str, rows: Sequence[Cells]) -> str:
    """The SM3 of what was approved and on which paper."""
    return sm3(json.dumps([document, list(rows)], ensure_ascii=False, sort_keys=True).encode())


def versions_of(campaign: int, unit: int) -> list[ApprovedGoals]:
    """What was approved for the unit, the first version first."""
    found = ApprovedGoals.objects.filter(campaign=campaign, unit=unit).select_related("recorded_by")
    return list(found.order_by("version"))


def _checked(campaign: Campaign, indicators: Sequence[Cells]) -> list[dict[str, str]]:
    fields = typed_fields(campaign)
    rows = [
        {field.field: row[field.field].strip() for field in fields if row.get(field.field, "").strip()}
        for row in indicators
    ]
    rows = [row for row in rows if row]
    if not rows or len(rows) > _MOST:
        raise InputError(Message("campaigns.wrong.no_indicators", {"most": _MOST}))
    troubles: list[Message] = []
    names = {field.field: field.label for field in fields}
    for number, row in enumerate(rows, 1):
        missing = [field.label for field in fields if field.required and field.field not in row]
        if missing:
            args = {"number": number, "fields": "、".join(missing)}
            troubles.append(Message("campaigns.wrong.indicator_blank", args))
    lines = tuple(Line(str(number), row) for number, row in enumerate(rows, 1))
    read = read_entered({APPROVED: lines}, standard_named(campaign.standard), campaign.year)
    for address, trouble in read.troubles.items():
        if address.topic == APPROVED and address.column in rows[int(address.line) - 1]:
            args = {"number": int(address.line), "field": names[address.column], "problem": trouble}
            troubles.append(Message("campaigns.wrong.indicator_cell", args))
    if troubles:
        raise InputError(*troubles)
    return rows


def entries_of_approved(package: Package) -> tuple[Line, ...] | None:
    """The lines of the report's list of approved indicators; ``None`` where nothing was recorded.

    The list stays as it was first approved: an indicator that a later version dropped or changed names that version's
    document beside it, one that a later version added stands at the end on its own document.
    """
    versions = versions_of(package.campaign_id, package.unit_id)
    if not versions or not fields_of(package.campaign):
        return None
    return tuple(_lines(versions))


def _lines(versions: Iterable[ApprovedGoals]) -> Iterable[Line]:
    listed: dict[tuple[str, str], dict[str, str]] = {}
    latest: dict[tuple[str, str], dict[str, str]] = {}
    for goals in versions:
        current = {(row.get("level1", ""), row.get("name", "")): row for row in goals.content[APPROVED]}
        for identity, row in listed.items():
            if current.get(identity) != latest.get(identity):
                row[_CHANGED_BY] = goals.document
        for identity, row in current.items():
            if identity not in listed:
                listed[identity] = {**row, _DOCUMENT: goals.document}
        latest = current
    return (Line(f"{APPROVED}-{number}", row) for number, row in enumerate(listed.values(), 1))


def put_approved(package: Package, person: Person) -> bool:
    """Make the list of approved indicators in ``package`` what was approved; every cell changed is kept as history.

    ``False`` where it said so already or the package is on its way.
    """
    wanted = {line.key: dict(line.cells) for line in entries_of_approved(package) or ()}
    with transaction.atomic():
        held = Package.objects.select_for_update().get(pk=package.pk)
        if not wanted or held.state not in OPEN:
            return False
        there = {line.key: line for line in EntryLine.objects.filter(package=held, topic=APPROVED)}
        changes: list[Change] = []
        for position, (key, cells) in enumerate(wanted.items()):
            line = there.pop(key, None) or EntryLine(package=held, topic=APPROVED, key=key, version=0)
            changes += _put_line(line, cells, position, person)
        for line in there.values():
            if not line.deleted:
                line.deleted, line.version = True, line.version + 1
                line.save()
                changes.append(_change(line, "", "", "", person))
        Change.objects.bulk_create(changes)
        if changes:
            Package.objects.filter(pk=held.pk).update(revision=F("revision") + 1)
    return bool(changes)


def _put_line(line: EntryLine, cells: dict[str, str], position: int, person: Person) -> list[Change]:
    before = {} if line.deleted else line.cells
    columns = [name for name in {**before, **cells} if before.get(name, "") != cells.get(name, "")]
    if columns or line.deleted or line.position != position:
        line.cells, line.deleted, line.position, line.version = cells, False, position, line.version + 1
        line.save()
    return [_change(line, name, before.get(name, ""), cells.get(name, ""), person) for name in columns]


def _change(line: EntryLine, column: str, before: str, after: str, person: Person) -> Change:
    return Change(
        package=line.package,
        topic=line.topic,
        key=line.key,
        column=column,
        before=before,
        after=after,
        version=line.version,
        way=Change.Way.IMPORTED,
        person=person,
    )
