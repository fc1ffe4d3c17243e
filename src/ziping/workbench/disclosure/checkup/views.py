"""The pages of 体检: bring a report, see what was found, take it away, have it removed."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ziping.wording import Message, say
from ziping.workbench.disclosure.checkup import visits
from ziping.workbench.disclosure.checkup.contained import start
from ziping.workbench.disclosure.checkup.limits import Slot, forget_rates, take_slot, wait_for
from ziping.workbench.disclosure.checkup.result import result_of
from ziping.workbench.disclosure.showing import language, show
from ziping.workbench.disclosure.sweeping import sweep_later
from ziping.workbench.journal.request import address_of

_MEGA = 1_000_000
_ROOM_FOR_FORM = 100_000  # bytes a form has beside its file
_AT_ONCE = 4  # seconds worth waiting for before the page that waits is shown
_BUSY_WAIT = 20
# The page brings its own policy for style and script in its head; this one shuts it off from the site it came from.
_FRAMED = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; sandbox allow-scripts; "
    "frame-ancestors 'self'; base-uri 'none'; form-action 'none'"
)
_KINDS = {
    "html": "text/html; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@csrf_exempt  # there is no cookie to ride on, and nobody's data to change: what is brought is all there is
@require_http_methods(["GET", "HEAD", "POST"])
def checkup(request: HttpRequest) -> HttpResponse:
    """Bring a file (``file``) or a text (``text``)."""
    _open()
    if request.method != "POST":
        return _form(request)
    try:
        brought = _brought(request)
    except RequestDataTooBig:
        message = Message("disclosure.checkup.too_large", {"megabytes": settings.CHECKUP_MEGABYTES})
        return _form(request, message, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    if brought is None:
        return _form(request, Message("disclosure.checkup.nothing"), HTTPStatus.BAD_REQUEST)
    if wait := wait_for(address_of(request) or ""):
        minutes = -(-wait // 60)
        message = Message(
            "disclosure.checkup.too_often", {"times": settings.CHECKUP_PER_HOUR, "minutes": minutes}
        )
        return _form(request, message, HTTPStatus.TOO_MANY_REQUESTS, wait)
    slot = take_slot()
    if slot is None:
        return _form(request, Message("disclosure.checkup.busy"), HTTPStatus.SERVICE_UNAVAILABLE, _BUSY_WAIT)
    return _to_result(_begin(request, brought, slot), language(request))


def _open() -> None:
    if not settings.CHECKUP:
        raise Http404


def _length(request: HttpRequest) -> int:
    said = request.META.get("CONTENT_LENGTH") or "0"
    return int(said) if said.isdigit() else 0


def _brought(request: HttpRequest) -> Any:
    """The uploaded file, else the pasted text as bytes, ``None`` for neither.

    Raises ``RequestDataTooBig`` before anything of a body that says it is too large has been read.
    """
    if settings.CHECKUP_LIMITS and _length(request) > settings.CHECKUP_MEGABYTES * _MEGA + _ROOM_FOR_FORM:
        raise RequestDataTooBig
    if file := request.FILES.get("file"):
        return file
    text = request.POST.get("text", "").strip()
    return text.encode() if text else None


def _begin(request: HttpRequest, brought: Any, slot: Slot) -> visits.Visit:
    visits.sweep()
    forget_rates()
    lang = language(request)
    pasted = isinstance(brought, bytes)
    name = say(Message("disclosure.checkup.pasted_name"), lang) if pasted else str(brought.name)
    visit = visits.begin(name, lang)
    with (visit.brought / visit.name).open("wb") as file:
        file.writelines([brought] if pasted else brought.chunks())
    sweep_later()
    start(visit, slot).join(_AT_ONCE)
    return visit


def _to_result(visit: visits.Visit, lang: str) -> HttpResponse:
    return redirect(f"{reverse('checkup-result', args=[visit.token])}?lang={lang}")


def _form(
    request: HttpRequest,
    problem: Message | None = None,
    status: int = 200,
    retry_after: int = 0,
) -> HttpResponse:
    """The form; a text that was pasted in vain is still in it."""
    context = {
        "problem": problem,
        "text": request.POST.get("text", "") if retry_after else "",
        "megabytes": settings.CHECKUP_MEGABYTES if settings.CHECKUP_LIMITS else 0,
        "minutes": settings.CHECKUP_MINUTES,
    }
    answer = show(request, "disclosure/checkup.html", context, status)
    if retry_after:
        answer["Retry-After"] = str(retry_after)
    return answer


@require_GET
def result(request: HttpRequest, token: str) -> HttpResponse:
    """What was found, or that it is still being looked for, or why nothing could be."""
    visit = _visit(token)
    if visit is None:
        return _private(show(request, "disclosure/checkup_gone.html", {}, HTTPStatus.NOT_FOUND))
    shown = result_of(visit, language(request))
    answer = show(request, "disclosure/checkup_result.html", {"result": shown})
    if shown.waiting:
        answer["Refresh"] = "2"
    return _private(answer)


@require_GET
def page(_request: HttpRequest, token: str) -> HttpResponse:
    """The document with findings in its margin, shut off from the site it is shown in."""
    answer = _private(_file(token, "html"))
    answer["Content-Security-Policy"] = _FRAMED
    return answer


@require_GET
def download(_request: HttpRequest, token: str, form: str) -> HttpResponse:
    """What was found as a file."""
    answer = _file(token, form)
    visit = _visit(token)
    name = visit.name if visit else ""
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(f'{name}.check.{form}')}"
    return _private(answer)


@csrf_exempt  # whoever knows the token is who brought the file; there is no cookie to ride on
@require_POST
def remove(request: HttpRequest, token: str) -> HttpResponse:
    """Everything of this visit, now."""
    if (visit := _visit(token)) is None:
        raise Http404
    visits.remove(visit)
    return show(request, "disclosure/checkup_gone.html", {"removed": True})


@csrf_exempt  # as ``remove``
@require_POST
def keep(request: HttpRequest, token: str) -> HttpResponse:
    """Keep it some days: only because the visitor says so."""
    if (visit := _visit(token)) is None:
        raise Http404
    visits.keep(visit)
    return _to_result(visit, language(request))


def _visit(token: str) -> visits.Visit | None:
    _open()
    return visits.find(token)


def _file(token: str, form: str) -> HttpResponse:
    visit = _visit(token)
    if visit is None or form not in _KINDS:
        raise Http404
    try:
        content = (visit.found / f"found.{form}").open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    return FileResponse(content, content_type=_KINDS[form])  # type: ignore[return-value]  # streams, else the same


def _private(answer: HttpResponse) -> HttpResponse:
    """For one visitor alone: not kept by anybody on the way, found by no search, its address told to nobody."""
    answer["Cache-Control"] = "no-store"
    answer["X-Robots-Tag"] = "noindex, nofollow"
    answer["Referrer-Policy"] = "no-referrer"
    return answer
