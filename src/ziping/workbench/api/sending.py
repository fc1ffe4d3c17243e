"""Events sent by the queue: signed, tried again with growing pauses, every try kept."""

from __future__ import annotations

import datetime as dt
import time

from cryptography.hazmat.primitives import hashes, hmac
from django.db import transaction
from django.utils import timezone
from django_tasks import default_task_backend, task

from ziping.wording import InputError, Message, say
from ziping.workbench.accounts.sealing import unseal
from ziping.workbench.api.models import Delivery
from ziping.workbench.api.reaching import NotReachedError, post

PAUSES = (
    60,
    300,
    1_800,
    7_200,
    21_600,
    43_200,
)  # seconds before the next try; after the last one nothing more
_LONGEST = 200
_GOOD = range(200, 300)


def signature(secret: bytes, at: int, body: bytes) -> str:
    """HMAC-SM3 over time and body: who gets the event reckons the same and refuses what is old or not signed so."""
    mac = hmac.HMAC(secret, hashes.SM3())
    mac.update(f"{at}.".encode() + body)
    return mac.finalize().hex()


@task()
def deliver(number: int) -> None:
    """One try. Done once: what was delivered, or waits for a later try, is left alone."""
    delivery = Delivery.objects.select_related("hook").filter(pk=number).first()
    now = timezone.now()
    if delivery is None or delivery.state != Delivery.State.WAITING:
        return
    if delivery.next_at is not None and delivery.next_at > now:
        return
    body, at = delivery.body.encode(), int(time.time())
    try:
        secret = unseal(bytes.fromhex(delivery.hook.secret))
        headers = {
            "Content-Type": "application/json",
            "X-Ziping-Event": delivery.event,
            "X-Ziping-Delivery": str(delivery.number),
            "X-Ziping-Timestamp": str(at),
            "X-Ziping-Signature": f"sm3={signature(secret, at, body)}",
        }
        delivery.status = post(delivery.hook.url, body, headers)
        good = delivery.status in _GOOD
        problem = "" if good else say(Message("api.reach.status", {"status": delivery.status}), "zh")
    except NotReachedError as error:
        good, problem, delivery.status = False, say(error.message, "zh"), None
    except InputError as error:
        good, problem, delivery.status = False, str(error), None
    _tried(delivery, good=good, problem=problem)


def _tried(delivery: Delivery, *, good: bool, problem: str) -> None:
    delivery.tries += 1
    delivery.problem = problem[:_LONGEST]
    delivery.next_at = None
    if good:
        delivery.state, delivery.done_at = Delivery.State.DONE, timezone.now()
    elif delivery.tries > len(PAUSES):
        delivery.state = Delivery.State.FAILED
    else:
        delivery.next_at = timezone.now() + dt.timedelta(seconds=PAUSES[delivery.tries - 1])
    with transaction.atomic():
        delivery.save()
        if delivery.next_at is not None and default_task_backend.supports_defer:
            deliver.using(run_after=delivery.next_at).enqueue(delivery.pk)


def again(delivery: Delivery) -> None:
    """Try anew what was given up."""
    with transaction.atomic():
        delivery.state, delivery.tries, delivery.next_at = Delivery.State.WAITING, 0, None
        delivery.save(update_fields=["state", "tries", "next_at"])
        deliver.enqueue(delivery.pk)
    delivery.refresh_from_db()
