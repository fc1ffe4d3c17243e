"""What the API does is what its description says: schemathesis asks every operation, rightly and wrongly."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from workbench.cast import Cast
from workbench.connected import ROOT, Connected, connect
from ziping.workbench.api import sending
from ziping.workbench.api.once import HEADER

EXAMPLES = 8
_site = get_wsgi_application()


def site(environ: dict[str, Any], start: Any) -> list[bytes]:
    """The site, each answer read and closed as a server does it; the test's own connection stays open behind it."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        answer = _site(environ, start)
        try:
            return [b"".join(answer)]
        finally:
            answer.close()
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)


schema = schemathesis.openapi.from_wsgi(f"{ROOT}/openapi.json", site)
schema.config.generation.update(with_security_parameters=False)  # the token is put there for every request
# A report of the right shape must also fit its form and its year, an address must also be a public one.
MORE_THAN_SHAPE = ["put_report", "put_fiscal", "post_webhook"]
bounded = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def asker(cast: Cast, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Connected:
    """A system that may do everything the API offers, with something to be found by every number."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    settings.API_RATE = 1_000_000
    monkeypatch.setattr(sending, "post", lambda *_: 204)
    system = connect(cast, "clerk")
    system.post("/webhooks", {"url": "https://example.org/told", "events": ["export.ready"]})
    system.post(f"/packages/{cast.packages['subordinate'].pk}/exports", {"form": "json"})
    return system


def called(case: schemathesis.Case[Any], cast: Cast, asker: Connected, *excluded: Any) -> None:
    """Ask, half of the time for the report that is there, and hold the answer against the description."""
    found = case.path_parameters or {}
    if isinstance(found.get("package"), int) and found["package"] % 2:
        found["package"] = cast.packages["subordinate"].pk
    # What is ours to give out (a cursor) or may be used once (a key) no description can make: their own tests have them.
    (case.query or {}).pop("cursor", "")
    if case.headers:
        case.headers.pop(HEADER, "")
    case.call_and_validate(headers={"Authorization": f"Bearer {asker.token}"}, excluded_checks=list(excluded))


@pytest.mark.usefixtures("public_names")
@schema.exclude(operation_id=MORE_THAN_SHAPE).parametrize()
@bounded
def test_every_operation_answers_as_described(
    case: schemathesis.Case[Any], cast: Cast, asker: Connected
) -> None:
    called(case, cast, asker)


@pytest.mark.usefixtures("public_names")
@schema.include(operation_id=MORE_THAN_SHAPE).parametrize()
@settings(bounded, phases=(Phase.generate,))
def test_what_must_fit_more_than_a_shape_is_answered_as_described(
    case: schemathesis.Case[Any], cast: Cast, asker: Connected
) -> None:
    called(case, cast, asker, positive_data_acceptance)
