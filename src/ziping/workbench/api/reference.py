"""The description of the API: as OpenAPI for programs, as a page for people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ziping.wording import Lang
from ziping.workbench.api.door import opened
from ziping.workbench.api.events import Event
from ziping.workbench.api.schema import described, operations
from ziping.workbench.api.scopes import Scope
from ziping.workbench.api.sending import PAUSES
from ziping.workbench.pages.middleware import language_of

api = opened()


@cache
def description(lang: Lang) -> dict[str, Any]:
    """The whole description in ``lang``: it never changes while the site runs."""
    return described(dict(api.get_openapi_schema()), lang)


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    where: str
    kind: str
    required: bool
    meaning: str


@dataclass(frozen=True, slots=True)
class OperationText:
    """One address as the page shows it."""

    name: str
    method: str
    path: str
    summary: str
    more: str
    scope: str
    fields: tuple[Field, ...]
    takes: str
    answers: tuple[tuple[str, str, str], ...]


def reference(lang: Lang) -> tuple[OperationText, ...]:
    """Every operation, in the order of the description."""
    return tuple(_texts(description(lang)))


@dataclass(frozen=True, slots=True)
class Shape:
    """What a record holds: its fields, each with its kind."""

    name: str
    fields: tuple[tuple[str, str], ...]


def shapes(lang: Lang) -> tuple[Shape, ...]:
    """Every record the operations speak of; those of reports and findings have a published schema of their own."""
    held = description(lang)["components"]["schemas"]
    rows = {
        f"Fiscal.{name}": table["items"]
        for name, table in held["Fiscal"]["properties"].items()
        if table["type"] == "array"
    }
    plain = {name: schema for name, schema in held.items() if "." not in name and schema.get("properties")}
    return tuple(
        Shape(name, tuple((field, _shape(kind)) for field, kind in schema["properties"].items()))
        for name, schema in sorted({**plain, **rows}.items())
    )


def _texts(made: dict[str, Any]) -> Iterator[OperationText]:
    scopes = {operation["operationId"]: operation.get("x-scope", "") for operation in operations(made)}
    for path, held in made["paths"].items():
        for method, operation in held.items():
            body = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
            yield OperationText(
                name=operation["operationId"],
                method=method.upper(),
                path=path,
                summary=operation["summary"],
                more=operation["description"],
                scope=scopes[operation["operationId"]],
                fields=tuple(_field(one) for one in operation["parameters"]),
                takes=_shape(body.get("schema", {})),
                answers=tuple(_answers(operation["responses"])),
            )


def _field(one: dict[str, Any]) -> Field:
    return Field(
        one["name"], one["in"], _shape(one["schema"]), one.get("required", False), one["description"]
    )


def _answers(responses: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    for status, response in sorted(responses.items()):
        content: dict[str, Any] = next(iter(response.get("content", {}).values()), {})
        yield str(status), response["description"], _shape(content.get("schema", {}))


def _shape(schema: dict[str, Any]) -> str:
    """A schema in a word or two."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " | ".join(filter(None, (_shape(one) for one in schema["anyOf"] if one.get("type") != "null")))
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    if schema.get("type") == "array":
        return f"{_shape(schema.get('items', {})) or 'object'}[]"
    kind = schema.get("format") or schema.get("type", "")
    return " | ".join(kind) if isinstance(kind, list) else str(kind)


@require_GET
def openapi(request: HttpRequest) -> JsonResponse:
    """The description; ``?lang=en`` for English."""
    lang = "en" if request.GET.get("lang") == "en" else "zh"
    return JsonResponse(description(lang), json_dumps_params={"ensure_ascii": False})


@require_GET
def page(request: HttpRequest) -> HttpResponse:
    lang = language_of(request)
    context = {
        "operations": reference(lang),
        "shapes": shapes(lang),
        "scopes": [(scope.value, scope.called) for scope in Scope],
        "events": [(event.value, f"api.event.{event.name.lower()}") for event in Event],
        "pauses": ", ".join(str(pause // 60) for pause in PAUSES),
    }
    return render(request, "api/reference.html", context)
