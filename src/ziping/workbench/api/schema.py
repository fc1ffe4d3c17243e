"""The OpenAPI description finished: our own shapes put in, every operation and field described in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from ninja.openapi.schema import OpenAPISchema

from ziping.checking import json_schema as check_schema
from ziping.report import json_schema as report_schema
from ziping.wording import Lang, Message, say
from ziping.workbench.api import fiscal
from ziping.workbench.api.once import HEADER, LONGEST
from ziping.workbench.api.problems import CONTENT_TYPE

_METHODS = ("get", "post", "put", "delete")
_LEAST_PROBLEM = 400
Node = dict[str, Any]


def finished(made: OpenAPISchema, scopes: Mapping[str, str]) -> OpenAPISchema:
    """``made`` with the shapes of reports, findings and 一体化 data, problem+json, idempotency keys and operation names."""
    components = made["components"]
    components.setdefault("schemas", {}).update(_shapes())
    for operation in operations(made):
        _finish(operation, scopes[operation["operationId"]])
    made["info"]["license"] = {"name": "Apache-2.0", "identifier": "Apache-2.0"}
    return made


def operations(made: Node) -> Iterator[Node]:
    for path in made["paths"].values():
        yield from (path[method] for method in _METHODS if method in path)


def _finish(operation: Node, scope: str) -> None:
    operation["x-scope"] = scope
    for status, response in operation["responses"].items():
        if int(status) >= _LEAST_PROBLEM and "content" in response:
            response["content"] = {CONTENT_TYPE: response["content"].get("application/json", {})}
    parameters = operation.setdefault("parameters", [])
    if operation["operationId"].startswith(("post_", "retry_")):
        key = {"type": "string", "minLength": 1, "maxLength": LONGEST, "pattern": "^[!-~]+$"}
        parameters.append({"in": "header", "name": HEADER, "schema": key, "required": False})


@cache
def _shapes() -> dict[str, Node]:
    """Our published shapes as components: ``Report``, ``Findings``, ``Fiscal`` and what they consist of."""
    report, check = report_schema(), check_schema()
    parts = {
        **{name: _moved(part, "Report") for name, part in _named(report, "Report").items()},
        **{name: _moved(part, "Check") for name, part in _named(check, "Check").items()},
    }
    return {
        **parts,
        "Report": _moved({"$ref": report["$ref"]}, "Report"),
        "Findings": {
            "type": "object",
            "properties": {
                "revision": {"type": "integer"},
                "summary": {"$ref": "#/components/schemas/Check.SummaryOut"},
                "findings": {"type": "array", "items": {"$ref": "#/components/schemas/Check.FindingOut"}},
            },
            "required": ["revision", "summary", "findings"],
        },
        "Fiscal": fiscal.json_schema(),
    }


def _named(schema: Node, room: str) -> dict[str, Node]:
    return {f"{room}.{name}": part for name, part in schema["$defs"].items()}


def _moved(node: Any, room: str) -> Any:
    """References within a schema as references to its components."""
    if isinstance(node, dict):
        return {
            key: value.replace("#/$defs/", f"#/components/schemas/{room}.")
            if key == "$ref"
            else _moved(value, room)
            for key, value in node.items()
        }
    return [_moved(one, room) for one in node] if isinstance(node, list) else node


def described(made: Node, lang: Lang) -> Node:
    """A copy of the description with what everything means, in ``lang``."""
    return _said(made, lang) | {
        "info": {**made["info"], "title": _word("title", lang), "description": _word("intro", lang)}
    }


def _said(made: Node, lang: Lang) -> Node:
    paths = {
        path: {method: _operation(operation, lang) for method, operation in held.items()}
        for path, held in made["paths"].items()
    }
    schemes = {
        name: {**scheme, "description": _word("bearer", lang)}
        for name, scheme in made["components"].get("securitySchemes", {}).items()
    }
    return {**made, "paths": paths, "components": {**made["components"], "securitySchemes": schemes}}


def _operation(operation: Node, lang: Lang) -> Node:
    name = operation["operationId"]
    parameters = [
        {**one, "description": _word(f"field.{field_key(one['name'])}", lang)}
        for one in operation["parameters"]
    ]
    responses = {
        status: {**response, "description": _word(f"status.s{status}", lang)}
        for status, response in operation["responses"].items()
    }
    said = {"summary": _word(f"op.{name}", lang), "description": _word(f"more.{name}", lang)}
    return {**operation, **said, "parameters": parameters, "responses": responses}


def field_key(name: str) -> str:
    return name.lower().replace("-", "_")


def _word(key: str, lang: Lang) -> str:
    return say(Message(f"api.{key}"), lang)
