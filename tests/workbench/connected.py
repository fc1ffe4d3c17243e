"""Connected systems for tests of the API: ``connect(cast, "clerk")`` asks as a system with that role."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.utils import timezone

from workbench.cast import Cast
from ziping.workbench.api.connecting import connect_system
from ziping.workbench.api.models import System
from ziping.workbench.api.scopes import Scope
from ziping.workbench.api.tokens import issue
from ziping.workbench.organisation.models import Section, Unit
from ziping.workbench.organisation.roles import Role

ROOT = "/api/v1"


@dataclass
class Connected:
    """A system with a token."""

    system: System
    token: str

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        sent = body if isinstance(body, str | bytes) else json.dumps(body, ensure_ascii=False)
        data = "" if body is None else sent
        named = {"Authorization": f"Bearer {self.token}"} | {
            name.replace("_", "-"): value for name, value in headers.items()
        }
        return Client().generic(method, ROOT + path, data, "application/json", headers=named)

    def get(self, path: str, **headers: str) -> Any:
        return self.ask("GET", path, **headers)

    def put(self, path: str, body: Any, **headers: str) -> Any:
        return self.ask("PUT", path, body, **headers)

    def post(self, path: str, body: Any, **headers: str) -> Any:
        return self.ask("POST", path, body, **headers)


def connect(
    cast: Cast,
    role: str,
    unit: Unit | None = None,
    section: Section | None = None,
    scopes: Iterable[Scope] = tuple(Scope),
    days: int = 30,
) -> Connected:
    """A system that is ``role`` where the person of that name is, unless ``unit`` says otherwise."""
    holding = cast.person(role).holdings.get()
    system = connect_system(
        name=f"一体化-{role}",
        username=f"sys-{role.replace('_', '-')}-{System.objects.count()}",
        contact="",
        role=Role(holding.role),
        unit=unit or holding.unit,
        section=section or holding.section,
        until=None,
        by=cast.person("security_admin"),
    )
    until = timezone.localdate() + dt.timedelta(days=days)
    _, text = issue(system, "test", scopes, until, cast.person("security_admin"))
    return Connected(system, text)
