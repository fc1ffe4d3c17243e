"""What happens here made into deliveries, in the transaction in which it happens."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from typing import Any

from django.db.models.signals import post_save, pre_save
from django.utils import timezone

from ziping.workbench.api.events import Event, events_of
from ziping.workbench.api.models import Delivery, Hook
from ziping.workbench.api.sending import deliver
from ziping.workbench.campaigns.models import Campaign
from ziping.workbench.filling.models import Made, Package, Step
from ziping.workbench.organisation.access import standing_of
from ziping.workbench.organisation.models import Person
from ziping.workbench.organisation.roles import Right

_OF_STATE = {Campaign.State.OPEN: Event.CAMPAIGN_OPENED, Campaign.State.CLOSED: Event.CAMPAIGN_CLOSED}


def connect() -> None:
    """From now on steps, files and campaigns are told to who asked."""
    post_save.connect(_step_taken, Step, dispatch_uid="api.step")
    post_save.connect(_file_made, Made, dispatch_uid="api.made")
    pre_save.connect(_campaign_before, Campaign, dispatch_uid="api.campaign_before")
    post_save.connect(_campaign_saved, Campaign, dispatch_uid="api.campaign")


def tell(event: Event, hook: Hook, data: Mapping[str, Any]) -> Delivery:
    number = uuid.uuid4()
    body = {"id": str(number), "event": event, "at": timezone.now().isoformat(), "data": data}
    delivery = Delivery.objects.create(
        hook=hook, event=event, number=number, body=json.dumps(body, ensure_ascii=False)
    )
    deliver.enqueue(delivery.pk)
    return delivery


def _hooks() -> list[Hook]:
    return list(
        Hook.objects.filter(active=True, system__person__is_active=True).select_related("system__person")
    )


def _sees(person: Person, package: Package) -> bool:
    condition = standing_of(person).things(Right.REPORT_SEE, "unit")
    return Package.objects.filter(condition, pk=package.pk).exists()


def _step_taken(sender: object, instance: Step, created: bool, **_: object) -> None:  # noqa: ARG001 - Django's signature
    if not created or not (hooks := _hooks()):
        return
    data = {
        **_about(instance.package),
        "action": instance.action,
        "before": instance.before,
        "after": instance.after,
        "round": instance.round,
        "late": instance.late,
        "digest": instance.digest,
    }
    wanted = list(events_of(instance.action))
    for hook in hooks:
        asked_for = [event for event in wanted if event in hook.events]
        if asked_for and _sees(hook.system.person, instance.package):
            for event in asked_for:
                tell(event, hook, data)


def _file_made(sender: object, instance: Made, **_: object) -> None:  # noqa: ARG001 - Django's signature
    """Only who had it made is told."""
    if instance.state != Made.State.READY or instance.taken:
        return
    for hook in _hooks():
        if Event.EXPORT_READY in hook.events and hook.system.person_id == instance.person_id:
            data = {**_about(instance.package), "export": instance.pk, "form": instance.form}
            tell(Event.EXPORT_READY, hook, {**data, "digest": instance.digest})


def _campaign_before(sender: object, instance: Campaign, **_: object) -> None:  # noqa: ARG001 - Django's signature
    before = Campaign.objects.filter(pk=instance.pk).values_list("state", flat=True).first()
    instance.state_before = before  # type: ignore[attr-defined]


def _campaign_saved(sender: object, instance: Campaign, **_: object) -> None:  # noqa: ARG001 - Django's signature
    from ziping.workbench.api.units import campaigns_of  # noqa: PLC0415 - the API is loaded when something is told

    event = _OF_STATE.get(Campaign.State(instance.state))
    if event is None or getattr(instance, "state_before", None) == instance.state:
        return
    for hook in _hooks():
        seen = campaigns_of(standing_of(hook.system.person)).filter(pk=instance.pk)
        if event in hook.events and seen.exists():
            data = {"campaign": instance.pk, "fiscal_year": instance.year, "title": instance.title}
            tell(event, hook, {**data, "mof_div_code": instance.place.code})


def _about(package: Package) -> dict[str, Any]:
    return {
        "package": package.pk,
        "campaign": package.campaign_id,
        "fiscal_year": package.campaign.year,
        "mof_div_code": package.unit.place.code,
        "agency_code": package.unit.code,
        "agency_name": package.unit.name,
        "state": package.state,
    }
