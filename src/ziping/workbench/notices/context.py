"""The bell on every page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from ziping.workbench.notices.models import Notice


def bell(request: HttpRequest) -> dict[str, Any]:
    """``unread``: how many notices wait, counted only where a page shows it."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"unread": 0}
    return {
        "unread": SimpleLazyObject(
            lambda: Notice.objects.filter(person=user.pk, read_at__isnull=True).count()
        )
    }
