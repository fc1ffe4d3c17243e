"""What the pages beside the form share: who may open them, uploads read, sentences shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse

from ziping.wording import InputError, Message, say
from ziping.workbench.filling.models import Package
from ziping.workbench.filling.states import OPEN
from ziping.workbench.filling.store import LockedError
from ziping.workbench.filling.views import package_for
from ziping.workbench.organisation.request import Request
from ziping.workbench.organisation.roles import Right

FILLS = (Right.REPORT_FILL, Right.REPORT_FILL_SECTION)
_TYPES = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".json": "application/json",
    ".zip": "application/zip",
}


def package_by(request: Request, number: int, rights: Iterable[Right]) -> Package:
    """The package, if this person has one of ``rights`` over it; 404 for everybody else."""
    for right in rights:
        if request.standing.may(right):
            try:
                return package_for(request, number, right)
            except Http404:
                continue
    raise Http404


def holds(request: Request, package: Package, rights: Iterable[Right]) -> bool:
    return any(request.standing.may(right) and request.standing.over(right, package.unit) for right in rights)


def require_open(package: Package) -> None:
    """Raises ``LockedError`` where the package is on its way."""
    if package.state not in OPEN:
        raise LockedError(package.state)


def refuse(request: Request, error: InputError | LockedError) -> None:
    """Say on the next page why nothing was done."""
    for message in _why(error):
        messages.error(request, say(message, request.lang))


def tell(request: Request, key: str, **args: Any) -> None:
    messages.success(request, say(Message(key, args), request.lang))


def _why(error: InputError | LockedError) -> Sequence[Message]:
    if isinstance(error, LockedError):
        return [Message("filling.locked", {"state": Message(f"filling.state.{error.state}")})]
    return error.messages


def uploads(request: Request, name: str) -> list[UploadedFile[Any]]:
    """The files sent under ``name``. Raises ``InputError`` where there is none."""
    found = [one for one in request.FILES.getlist(name) if isinstance(one, UploadedFile)]
    if not found:
        raise InputError(Message("filling_data.no_file"))
    return found


def download(data: bytes, name: str) -> HttpResponse:
    """A file to be saved: never shown, whatever it holds."""
    answer = HttpResponse(
        data, content_type=_TYPES.get(PurePath(name).suffix.lower(), "application/octet-stream")
    )
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


def picture(data: bytes, mime: str) -> HttpResponse:
    """A picture to be shown in a page; opened alone it can do nothing."""
    answer = HttpResponse(data, content_type=mime)
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cache-Control"] = "private, max-age=600"
    return answer
