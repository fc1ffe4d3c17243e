"""What may be told to other systems, and which step of the road is which event."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum


class Event(StrEnum):
    CAMPAIGN_OPENED = "campaign.opened"
    CAMPAIGN_CLOSED = "campaign.closed"
    PACKAGE_MOVED = "package.moved"
    PACKAGE_HANDED_IN = "package.handed_in"
    PACKAGE_RETURNED = "package.returned"
    PACKAGE_ACCEPTED = "package.accepted"
    PACKAGE_PUBLISHED = "package.published"
    EXPORT_READY = "export.ready"


_OF_ACTION = {
    "sign": Event.PACKAGE_HANDED_IN,
    "return_by_department": Event.PACKAGE_RETURNED,
    "return_by_line": Event.PACKAGE_RETURNED,
    "return_by_performance": Event.PACKAGE_RETURNED,
    "accept": Event.PACKAGE_ACCEPTED,
    "publish": Event.PACKAGE_PUBLISHED,
}


def events_of(action: str) -> Iterator[Event]:
    """Every step is a move; some are what others wait for."""
    yield Event.PACKAGE_MOVED
    if action in _OF_ACTION:
        yield _OF_ACTION[action]
