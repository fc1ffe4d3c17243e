"""Lists by cursor: what comes after the last line seen, however many were added before it meanwhile."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from typing import Annotated, Any, TypeVar

from django.db.models import Model, QuerySet
from ninja import Query, Schema

from ziping.workbench.api.problems import ProblemError

M = TypeVar("M", bound=Model)
MOST = 200
_USUAL = 50
_BIGGEST = 2**63 - 1


class Page(Schema):
    """Which part of a list is wanted: at most ``limit`` lines after ``cursor``."""

    cursor: Annotated[str, Query(max_length=40)] = ""
    limit: Annotated[int, Query(ge=1, le=MOST)] = _USUAL


def listed(found: QuerySet[M], page: Page, shape: Callable[[M], Any]) -> dict[str, Any]:
    """``{"items": […], "next": the cursor of what follows, or null}``, in the order things were made."""
    rows = list(found.order_by("pk").filter(pk__gt=_after(page.cursor))[: page.limit + 1])
    more = len(rows) > page.limit
    rows = rows[: page.limit]
    return {"items": [shape(row) for row in rows], "next": _cursor(rows[-1].pk) if more else None}


def _cursor(number: int) -> str:
    return urlsafe_b64encode(f"after:{number}".encode()).decode().rstrip("=")


def _after(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        said = urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4)).decode("ascii")
    except ValueError:
        said = ""
    word, _, number = said.partition(":")
    if word != "after" or not number.isdigit() or int(number) > _BIGGEST or _cursor(int(number)) != cursor:
        raise ProblemError(422, "bad_cursor", cursor=cursor)
    return int(number)
