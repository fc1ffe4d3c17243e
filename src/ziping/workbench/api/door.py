"""The API itself: who is let in, what every operation may be answered besides, where each stands."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from ninja import NinjaAPI, Router
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation
from ninja.renderers import JSONRenderer

from ziping.workbench.api.asking import Bearer
from ziping.workbench.api.once import once
from ziping.workbench.api.problems import install
from ziping.workbench.api.schema import finished
from ziping.workbench.api.scopes import Scope
from ziping.workbench.api.shapes import ProblemOut

VERSION = "1.0.0"
_ALWAYS = (
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.UNPROCESSABLE_ENTITY,
)


class Renderer(JSONRenderer):
    json_dumps_params = {"ensure_ascii": False}


class Api(NinjaAPI):
    """Operations are called what their functions are; ``scopes`` is what each asks of a token."""

    scopes: dict[str, str]

    def get_openapi_operation_id(self, operation: Operation) -> str:
        return operation.view_func.__name__

    def get_operation_url_name(self, operation: Operation, router: Router) -> str:  # noqa: ARG002 - ninja's signature
        return operation.view_func.__name__

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        made = super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
        return finished(made, self.scopes)


def bearer(scope: Scope | None = None) -> Bearer:
    return Bearer(scope)


def answers(good: dict[int, Any], more: Iterable[int] = ()) -> dict[int, Any]:
    """What an operation answers: ``good``, what all may answer besides, and ``more`` problems of its own."""
    problems = {int(status): ProblemOut for status in (*_ALWAYS, HTTPStatus.TOO_MANY_REQUESTS, *more)}
    return {**problems, **good}


def opened() -> Api:
    """The API with all its addresses."""
    from ziping.workbench.api import contents, exports, packages, units, webhooks  # noqa: PLC0415 - they need ``answers``

    api = Api(
        title="ziping",
        version=VERSION,
        urls_namespace="v1",
        openapi_url=None,
        docs_url=None,
        renderer=Renderer(),
    )
    install(api)
    api.add_decorator(once, mode="view")
    api.scopes = {}
    for room in (units, packages, contents, exports, webhooks):
        api.add_router("", room.router)
        api.scopes.update(_scopes(room.router))
    return api


def _scopes(router: Router) -> dict[str, str]:
    """What each operation of ``router`` asks of a token; nothing for what every token may do."""
    operations = [one for view in router.path_operations.values() for one in view.operations]
    return {
        one.view_func.__name__: str(one.auth_param.scope or "")
        for one in operations
        if isinstance(one.auth_param, Bearer)
    }
