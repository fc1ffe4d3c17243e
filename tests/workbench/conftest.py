from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from workbench.cast import Cast, assemble_cast
from ziping.workbench.filling.assemble import forget


@pytest.fixture
def cast(db: None) -> Cast:  # noqa: ARG001 - opens the database
    forget()  # every test has a database of its own, in which the same numbers come again
    return assemble_cast()


@pytest.fixture
def as_(cast: Cast) -> Callable[[str], Client]:
    """``as_("clerk").get(…)``: a browser in which that person is logged in."""

    def logged_in(name: str) -> Client:
        client = Client()
        client.force_login(cast.person(name))
        return client

    return logged_in


@pytest.fixture
def public_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every name has an address of the open internet; nothing is looked up."""

    def found(*_: Any, **__: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34", 443))]

    monkeypatch.setattr(socket, "getaddrinfo", found)
