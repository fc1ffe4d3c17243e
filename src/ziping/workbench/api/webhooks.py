"""Where a system wants to be told, and what it was told."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404
from ninja import Path, Query, Router, Status

from ziping.workbench.accounts.sealing import seal
from ziping.workbench.api.asking import Asked
from ziping.workbench.api.door import answers, bearer
from ziping.workbench.api.events import Event
from ziping.workbench.api.models import Delivery, Hook
from ziping.workbench.api.paging import Page, listed
from ziping.workbench.api.problems import ProblemError
from ziping.workbench.api.reaching import allowed
from ziping.workbench.api.scopes import Scope
from ziping.workbench.api.sending import again
from ziping.workbench.api.shapes import (
    DeliveriesOut,
    DeliveryOut,
    HookIn,
    HookMadeOut,
    HookOut,
    HooksOut,
    Number,
    Record,
)
from ziping.workbench.journal.chain import record

router = Router()
MOST_HOOKS = 20
_AUTH = bearer(Scope.WEBHOOKS)


def _hooks(request: Asked) -> QuerySet[Hook]:
    return Hook.objects.filter(system=request.token.system)


def _hook_for(request: Asked, number: int) -> Hook:
    found = _hooks(request).filter(pk=number).first()
    if found is None:
        raise Http404
    return found


@router.get("/webhooks", auth=_AUTH, response=answers({200: HooksOut}))
def list_webhooks(request: Asked, page: Query[Page]) -> Record:
    return listed(_hooks(request), page, _shown)


@router.post("/webhooks", auth=_AUTH, response=answers({201: HookMadeOut}, (400, 409)))
def post_webhook(request: Asked, wanted: HookIn) -> Status[HookMadeOut]:
    """The secret that signs what is sent is in this answer and nowhere else."""
    if not settings.SECRET_KEPT:
        raise ProblemError(409, "no_key")
    if refusal := allowed(wanted.url):
        raise ProblemError(422, "not_valid", ("url", refusal), count=1)
    secret = secrets.token_urlsafe(32)
    with transaction.atomic():
        if _hooks(request).count() >= MOST_HOOKS:
            raise ProblemError(409, "too_many_hooks", most=MOST_HOOKS)
        hook = Hook.objects.create(
            system=request.token.system,
            url=wanted.url,
            events=sorted(set(wanted.events)),
            secret=seal(secret.encode()).hex(),
        )
        record("hook.make", hook.url, person=request.user.username, events=hook.events)
    return Status(201, HookMadeOut(**_shown(hook).model_dump(), secret=secret))


@router.get("/webhooks/{webhook}", auth=_AUTH, response=answers({200: HookOut}))
def get_webhook(request: Asked, webhook: Path[Number]) -> HookOut:
    return _shown(_hook_for(request, webhook))


@router.delete("/webhooks/{webhook}", auth=_AUTH, response=answers({204: None}))
def delete_webhook(request: Asked, webhook: Path[Number]) -> Status[None]:
    hook = _hook_for(request, webhook)
    with transaction.atomic():
        record("hook.end", hook.url, person=request.user.username)
        hook.delete()
    return Status(204, None)


@router.get("/webhooks/{webhook}/deliveries", auth=_AUTH, response=answers({200: DeliveriesOut}))
def list_deliveries(request: Asked, webhook: Path[Number], page: Query[Page]) -> Record:
    return listed(_hook_for(request, webhook).deliveries.all(), page, _delivery)


@router.post(
    "/webhooks/{webhook}/deliveries/{delivery}/retry",
    auth=_AUTH,
    response=answers({202: DeliveryOut}, (400, 409)),
)
def retry_delivery(request: Asked, webhook: Path[Number], delivery: Path[Number]) -> Status[DeliveryOut]:
    found = _hook_for(request, webhook).deliveries.filter(pk=delivery).first()
    if found is None:
        raise Http404
    if found.state != Delivery.State.FAILED:
        raise ProblemError(409, "not_failed")
    again(found)
    return Status(202, _delivery(found))


def _shown(hook: Hook) -> HookOut:
    return HookOut(
        id=hook.pk,
        url=hook.url,
        events=[Event(one) for one in hook.events],
        active=hook.active,
        made_at=hook.made_at,
    )


def _delivery(delivery: Delivery) -> DeliveryOut:
    return DeliveryOut(
        id=delivery.pk,
        number=str(delivery.number),
        event=delivery.event,
        state=delivery.state,
        tries=delivery.tries,
        status=delivery.status,
        problem=delivery.problem,
        next_at=delivery.next_at,
        at=delivery.at,
        done_at=delivery.done_at,
    )
