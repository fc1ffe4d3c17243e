"""A package moved along its road: allowed, complete, in one transaction, with a digest of what it held."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from ziping.checking import Finding
from ziping.report import data_of, dump_report
from ziping.wording import InputError, Message
from ziping.workbench.campaigns.models import Deadline, Extension
from ziping.workbench.filling.assemble import Assembled, assemble
from ziping.workbench.filling.models import EvidenceFile, FindingNote, Handed, Package, Step
from ziping.workbench.filling.road import BY_ACTION, Way, due_of, target_of
from ziping.workbench.filling.waiting import announce
from ziping.workbench.journal.chain import record, sm3
from ziping.workbench.organisation.access import Standing
from ziping.workbench.organisation.models import Holding
from ziping.workbench.organisation.roles import Role


def move(package: Package, action: str, standing: Standing, comment: str = "") -> Step:
    """Take the step ``action``.

    Raises ``InputError`` saying why not: not from here, no reason given, errors left, warnings nobody has said anything
    to. Whoever has no right to it must not get here (``PermissionError``).
    """
    way = BY_ACTION[action]
    with transaction.atomic():
        held = Package.objects.select_for_update().select_related("unit", "campaign").get(pk=package.pk)
        if not standing.over(way.right, held.unit):
            raise PermissionError(action)
        if held.state not in way.sources:
            raise InputError(
                Message("filling.moved_meanwhile", {"state": Message(f"filling.state.{held.state}")})
            )
        if way.asks_reason and not comment.strip():
            raise InputError(Message("filling.reason_needed", {"action": way.called}))
        assembled = assemble(held)
        if way.hands_in:
            _refuse_unready(held, assembled)
        return _moved(held, way, standing, comment.strip(), assembled)


def _moved(held: Package, way: Way, standing: Standing, comment: str, assembled: Assembled) -> Step:
    department = has_department(held)
    before, held.state = held.state, target_of(way, has_department=department)
    late = _late(held, due_of(way, has_department=department))
    if way.hands_in and way.action == "sign":
        held.round += 1
        held.late = held.late or late
    held.save(update_fields=["state", "round", "late", "changed_at"])
    text = dump_report(assembled.entered.report)
    step = Step.objects.create(
        package=held,
        action=way.action,
        before=before,
        after=held.state,
        round=held.round,
        comment=comment,
        digest=sm3(text.encode()),
        late=late,
        person=standing.person,
    )
    if way.action == "sign":
        _hand_in(held, step, assembled)
    record(
        f"package.{way.action}",
        str(held),
        person=standing.person.username,
        digest=step.digest,
        before=before,
        after=held.state,
    )
    announce(held, step)
    return step


def _hand_in(held: Package, step: Step, assembled: Assembled) -> None:
    summary, card = assembled.checked.summary, assembled.scorecard
    total = card.total if card else None
    Handed.objects.create(
        package=held,
        step=step,
        round=held.round,
        report=data_of(assembled.entered.report),
        errors=summary.errors,
        warnings=summary.warnings,
        notices=summary.notices,
        self_score="" if total is None else str(total),
        digest=step.digest,
    )


def has_department(package: Package) -> bool:
    """Whether somebody at an upper department reviews first: its road skips those states otherwise."""
    supervisor = package.unit.supervisor_id
    if supervisor is None:
        return False
    return Holding.objects.filter(
        Holding.on(timezone.localdate()), unit=supervisor, role=Role.DEPARTMENT
    ).exists()


def mark_of(finding: Finding) -> str:
    """What a note to a finding hangs on: the finding with the values it quotes, so that a changed figure asks anew."""
    return sm3(f"{finding.id}|{finding.stated}|{finding.computed}".encode())[:32]


def unanswered(package: Package, assembled: Assembled) -> tuple[Finding, ...]:
    """The warnings the unit has said nothing to yet."""
    answered = set(FindingNote.objects.filter(package=package).values_list("mark", flat=True))
    return tuple(
        finding
        for finding in assembled.checked.findings
        if finding.counted and finding.severity == "warning" and mark_of(finding) not in answered
    )


def _refuse_unready(held: Package, assembled: Assembled) -> None:
    troubles, errors = len(assembled.entered.troubles), assembled.checked.summary.errors
    if troubles or errors:
        raise InputError(Message("filling.errors_left", {"errors": troubles + errors}))
    if left := unanswered(held, assembled):
        raise InputError(Message("filling.warnings_left", {"warnings": len(left)}))
    if missing := missing_attachments(held):
        raise InputError(Message("filling_data.attachments_missing", {"names": missing}))


def missing_attachments(package: Package) -> tuple[str, ...]:
    """The papers the campaign asks for of which no file was sent in."""
    asked = [str(name) for name in package.campaign.attachments]
    if not asked:
        return ()
    files = EvidenceFile.objects.filter(package=package, line="", removed=False)
    there = set(files.values_list("attachment", flat=True))
    return tuple(name for name in asked if name not in there)


def due_on(package: Package, step: str) -> dt.date | None:
    """By when the step is due for this unit, extensions counted; ``None`` where nothing was set."""
    days = [
        *Deadline.objects.filter(campaign=package.campaign_id, step=step).values_list("due_on", flat=True),
        *Extension.objects.filter(campaign=package.campaign_id, unit=package.unit_id, step=step).values_list(
            "due_on", flat=True
        ),
    ]
    return max(days, default=None)


def _late(package: Package, step: str) -> bool:
    day = due_on(package, step) if step else None
    return day is not None and timezone.localdate() > day
