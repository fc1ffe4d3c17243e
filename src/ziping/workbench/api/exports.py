"""Files made of a report: asked for, waited for, taken."""

from __future__ import annotations

import mimetypes
from http import HTTPStatus
from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpResponse
from ninja import Path, Router, Status

from ziping.wording import Message
from ziping.workbench.api.asking import Asked
from ziping.workbench.api.door import answers, bearer
from ziping.workbench.api.packages import package_for
from ziping.workbench.api.problems import ProblemError
from ziping.workbench.api.scopes import Scope
from ziping.workbench.api.shapes import ExportIn, ExportOut, Number
from ziping.workbench.filling.making import EDITIONS, FORMS, make
from ziping.workbench.filling.models import Made, Package
from ziping.workbench.organisation.roles import Right

router = Router()
_FILE: dict[str, Any] = {"responses": {200: {"content": {"*/*": {}}}}}


@router.post(
    "/packages/{package}/exports",
    auth=bearer(Scope.EXPORTS),
    response=answers({202: ExportOut}, (400, 409)),
)
def post_export(request: Asked, package: Path[Number], wanted: ExportIn) -> Status[ExportOut]:
    found = package_for(request, package, Right.REPORT_EXPORT)
    errors = [
        (name, Message("api.invalid.enum", {"expected": ", ".join(known)}))
        for name, said, known in (("form", wanted.form, FORMS), ("edition", wanted.edition, EDITIONS))
        if said not in known
    ]
    if errors:
        raise ProblemError(422, "not_valid", *errors, count=len(errors))
    return Status(HTTPStatus.ACCEPTED, _shown(make(found, wanted.form, wanted.edition, request.user)))


@router.get("/exports/{export}", auth=bearer(Scope.EXPORTS), response=answers({200: ExportOut}))
def get_export(request: Asked, export: Path[Number]) -> ExportOut:
    return _shown(_export_for(request, export))


@router.get(
    "/exports/{export}/file",
    auth=bearer(Scope.EXPORTS),
    response=answers({200: None}, (409,)),
    openapi_extra=_FILE,
)
def get_export_file(request: Asked, export: Path[Number]) -> HttpResponse | FileResponse:
    made = _export_for(request, export)
    if made.state != Made.State.READY:
        raise ProblemError(409, f"export_{made.state}").with_header("Retry-After", "2")
    kind = mimetypes.guess_type(made.name)[0] or "application/octet-stream"
    return FileResponse(
        made.file.open(),
        as_attachment=True,
        filename=made.name,
        content_type=kind,
        headers={"ETag": f'"{made.digest}"'},
    )


def _export_for(request: Asked, number: int) -> Made:
    """What this system had made, while it still has the right to it."""
    reached = Package.objects.filter(request.standing.things(Right.REPORT_EXPORT, "unit"))
    mine: QuerySet[Made] = Made.objects.filter(pk=number, person=request.user, package__in=reached)
    found = mine.first()
    if found is None:
        raise Http404
    return found


def _shown(made: Made) -> ExportOut:
    return ExportOut(
        id=made.pk,
        package=made.package_id,
        form=made.form,
        edition=made.edition,
        revision=made.revision,
        state=made.state,
        name=made.name,
        size=made.size,
        digest=made.digest,
        at=made.at,
    )
