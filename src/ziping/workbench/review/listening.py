"""What is handed in is weighed; what goes back gets its list: both by the queue, once the step stands."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver

from ziping.workbench.filling.models import Handed, Step
from ziping.workbench.filling.road import BY_ACTION
from ziping.workbench.filling.states import State
from ziping.workbench.review.models import ReturnList
from ziping.workbench.review.returning import make_return_list
from ziping.workbench.review.weighing import weigh_package

RETURNS = frozenset(
    action
    for action, way in BY_ACTION.items()
    if action.startswith("return_by_") and way.target is State.DRAFT
)


@receiver(post_save, sender=Handed, dispatch_uid="review-weigh")
def _weigh(instance: Handed, created: bool, **_: Any) -> None:
    if created:
        transaction.on_commit(lambda: weigh_package.enqueue(instance.package_id))


@receiver(post_save, sender=Step, dispatch_uid="review-return")
def _list(instance: Step, created: bool, **_: Any) -> None:
    if created and instance.action in RETURNS:
        made = ReturnList.objects.create(step=instance, package_id=instance.package_id)
        transaction.on_commit(lambda: make_return_list.enqueue(made.pk))
