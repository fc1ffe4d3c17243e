from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from workbench.cast import Cast, assemble_cast


@pytest.fixture
def cast(db: None) -> Cast:  # noqa: ARG001 - opens the database
    return assemble_cast()


@pytest.fixture
def as_(cast: Cast) -> Callable[[str], Client]:
    """``as_("clerk").get(…)``: a browser in which that person is logged in."""

    def logged_in(name: str) -> Client:
        client = Client()
        client.force_login(cast.person(name))
        return client

    return logged_in
