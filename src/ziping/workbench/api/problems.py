"""Errors as problem+json (RFC 9457), in both languages at once; ``detail`` in the one the asker prefers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, JsonResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from ziping.wording import InputError, Lang, Message, say
from ziping.workbench.filling.store import LockedError

CONTENT_TYPE = "application/problem+json"
_KNOWN = frozenset(
    [
        "missing",
        "int_parsing",
        "int_type",
        "greater_than_equal",
        "less_than_equal",
        "enum",
        "literal_error",
        "string_type",
        "string_too_long",
        "string_too_short",
        "string_pattern_mismatch",
        "list_type",
        "too_long",
        "too_short",
        "dict_type",
        "model_attributes_type",
        "extra_forbidden",
        "json_invalid",
    ]
)


class ProblemError(Exception):
    """An answer other than the one asked for: ``message`` is ``api.problem.<code>``."""

    def __init__(self, status: int, code: str, *errors: tuple[str, Message], **args: object) -> None:
        super().__init__(code)
        self.status, self.code, self.errors = status, code, errors
        self.message = Message(f"api.problem.{code}", args)
        self.headers: dict[str, str] = {}

    def with_header(self, name: str, value: str) -> ProblemError:
        self.headers[name] = value
        return self


def language_of(request: HttpRequest) -> Lang:
    """English where it is asked for before Chinese, Chinese otherwise."""
    wanted = request.headers.get("Accept-Language", "").lower()
    english, chinese = wanted.find("en"), wanted.find("zh")
    return "en" if english >= 0 and (chinese < 0 or english < chinese) else "zh"


def answer(
    request: HttpRequest,
    status: int,
    code: str,
    messages: Sequence[Message],
    errors: Iterable[tuple[str, Message]] = (),
    headers: Mapping[str, str] | None = None,
) -> JsonResponse:
    lang = language_of(request)
    told = {
        "zh": "\n".join(say(one, "zh") for one in messages),
        "en": "\n".join(say(one, "en") for one in messages),
    }
    body: dict[str, Any] = {
        "type": f"urn:ziping:problem:{code}",
        "title": say(Message(f"api.status.s{status}"), lang),
        "status": status,
        "detail": told[lang],
        "said": told,
        "errors": [
            {"where": where, "said": {"zh": say(one, "zh"), "en": say(one, "en")}} for where, one in errors
        ],
    }
    return JsonResponse(
        body,
        status=status,
        headers=dict(headers or {}),
        content_type=CONTENT_TYPE,
        json_dumps_params={"ensure_ascii": False},
    )


def _of_problem(request: HttpRequest, error: ProblemError) -> JsonResponse:
    return answer(request, error.status, error.code, [error.message], error.errors, error.headers)


def _of_nothing(request: HttpRequest, _error: Http404) -> JsonResponse:
    return answer(request, 404, "not_found", [Message("api.problem.not_found")])


def _of_http(request: HttpRequest, error: HttpError) -> JsonResponse:
    """The library's own: no token (401), a body that is no JSON (400)."""
    if error.status_code == HTTPStatus.UNAUTHORIZED:
        return answer(
            request,
            401,
            "no_token",
            [Message("api.problem.no_token")],
            headers={"WWW-Authenticate": "Bearer"},
        )
    return answer(request, error.status_code, "not_json", [Message("api.problem.not_json")])


def _of_input(request: HttpRequest, error: InputError) -> JsonResponse:
    return answer(request, 422, "not_usable", error.messages)


def _of_lock(request: HttpRequest, error: LockedError) -> JsonResponse:
    state = Message(f"filling.state.{error.state}")
    return answer(request, 409, "locked", [Message("api.problem.locked", {"state": state})])


def _of_validation(request: HttpRequest, error: ValidationError) -> JsonResponse:
    errors = [(".".join(map(str, one["loc"])), _invalid(one)) for one in error.errors]
    return answer(
        request, 422, "not_valid", [Message("api.problem.not_valid", {"count": len(errors)})], errors
    )


def _invalid(one: Mapping[str, Any]) -> Message:
    """What was expected, in our words; the library's for what we have none for."""
    kind = one["type"] if one["type"] in _KNOWN else "other"
    args = {name: str(value) for name, value in one.get("ctx", {}).items()}
    return Message(f"api.invalid.{kind}", {**args, "problem": one.get("msg", "")})


def install(api: NinjaAPI) -> None:
    """Every way an address can fail, said in our way."""
    handlers: dict[type[Exception], Any] = {  # ninja's type of a handler would take classes of errors too
        ProblemError: _of_problem,
        Http404: _of_nothing,
        HttpError: _of_http,
        InputError: _of_input,
        LockedError: _of_lock,
        ValidationError: _of_validation,
    }
    for kind, handler in handlers.items():
        api.add_exception_handler(kind, handler)
