"""A server process is ready before its first visitor comes."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from django.db import OperationalError, connections

from ziping.workbench.campaigns.models import Campaign
from ziping.workbench.filling import assemble, warming

pytestmark = pytest.mark.usefixtures("cast", "parted")


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


@pytest.fixture
def parted(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Connections are not really closed: the database of the tests lives in its connection."""
    closed: list[bool] = []
    monkeypatch.setattr(connections, "close_all", lambda: closed.append(True))
    return closed


def test_the_standards_of_the_campaigns_are_loaded_and_no_connection_is_left_to_share(
    parted: list[bool],
) -> None:
    assemble.standard_named.cache_clear()
    warming.warm()
    assert (
        assemble.standard_named.cache_info().currsize
        == Campaign.objects.values("standard").distinct().count()
    )
    assert parted == [True]


def test_the_collector_walks_through_all_that_is_kept_a_hundred_times_less_often() -> None:
    gc.set_threshold(700, 10, 10)
    warming.warm()
    first, second, third = gc.get_threshold()
    assert first * second * third >= 100 * 700 * 10 * 10


def test_a_database_that_cannot_be_asked_yet_does_not_keep_the_site_from_starting(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, parted: list[bool]
) -> None:
    def broken() -> None:
        raise OperationalError("no such table: campaigns_campaign")

    monkeypatch.setattr(Campaign.objects, "order_by", broken)
    warming.warm()
    assert "not warmed up" in caplog.text
    assert parted == [True]
