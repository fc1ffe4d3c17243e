"""Evidence: the ledger, files sent in, looked at, taken away."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ziping.wording import InputError
from ziping.workbench.filling.data_views import (
    FILLS,
    download,
    holds,
    package_by,
    picture,
    refuse,
    tell,
    uploads,
)
from ziping.workbench.filling.evidence import (
    attach,
    file_bytes,
    image_type,
    ledger_of,
    page_picture,
    remove,
)
from ziping.workbench.filling.models import EvidenceFile, Package
from ziping.workbench.filling.states import OPEN
from ziping.workbench.filling.store import LockedError
from ziping.workbench.filling.uploads import TO_KEEP, accept
from ziping.workbench.filling.views import package_for
from ziping.workbench.journal.chain import record
from ziping.workbench.organisation.request import Request
from ziping.workbench.organisation.roles import Right

_MOST_AT_ONCE = 20


@login_required
@require_http_methods(["GET", "POST"])
def evidence(request: Request, package: int) -> HttpResponse:
    """The ledger; posted, files (``file``, several) for an indicator (``line``) or a required paper (``attachment``)."""
    if request.method == "POST":
        found = package_by(request, package, FILLS)
        _attach(request, found)
        return redirect(f"{request.path}#e-{request.POST.get('line', '')}")
    found = package_for(request, package, Right.REPORT_SEE)
    shown = {
        "package": found,
        "ledger": ledger_of(found),
        "may": found.state in OPEN and holds(request, found, FILLS),
        "tab": "evidence",
    }
    return render(request, "filling/data/evidence.html", shown)


def _attach(request: Request, package: Package) -> None:
    """Each file by itself: one that is refused does not keep the others out."""
    line, attachment = request.POST.get("line", ""), request.POST.get("attachment", "")
    kept = 0
    try:
        sent = uploads(request, "file")[:_MOST_AT_ONCE]
    except InputError as error:
        refuse(request, error)
        return
    for upload in sent:
        try:
            accepted = accept(upload, TO_KEEP, keeps=True)
            attach(package, accepted, request.user, line=line, attachment=attachment)
            kept += 1
        except (InputError, LockedError) as error:
            refuse(request, error)
    if kept:
        tell(request, "filling_data.evidence_kept", count=kept)


@login_required
@require_GET
def evidence_file(request: Request, package: int, file: int) -> HttpResponse:
    """The file itself, to be saved."""
    found = package_for(request, package, Right.REPORT_SEE)
    one = _kept(found, file)
    try:
        data = file_bytes(one)
    except InputError as error:
        refuse(request, error)
        return redirect("report-evidence", found.pk)
    _seen(request, found, one)
    return download(data, one.name)


@login_required
@require_GET
def evidence_look(request: Request, package: int, file: int) -> HttpResponse:
    """The file beside what is known of it; PDFs and pictures are shown."""
    found = package_for(request, package, Right.REPORT_SEE)
    one = _kept(found, file)
    written = request.GET.get("page", "1")
    number = int(written) if written.isascii() and written.isdigit() else 1
    pages, problem = 1, None
    try:
        data = file_bytes(one)
        shows = one.kind == "pdf" or bool(one.kind == "image" and image_type(data))
        if one.kind == "pdf":
            pages = page_picture(data, number)[1]
    except InputError as error:
        shows, problem = False, error.messages[0]
    _seen(request, found, one)
    shown = {
        "package": found,
        "file": one,
        "shows": shows,
        "problem": problem,
        "number": number,
        "before": number - 1,
        "after": number + 1 if number < pages else 0,
        "pages": pages,
        "kind": f"filling_data.kind.{one.kind}",
        "tab": "evidence",
    }
    return render(request, "filling/data/look.html", shown)


@login_required
@require_GET
def evidence_page(request: Request, package: int, file: int, number: int) -> HttpResponse:
    """A page of a PDF, or a picture, as a picture."""
    one = _kept(package_for(request, package, Right.REPORT_SEE), file)
    try:
        data = file_bytes(one)
        if one.kind == "pdf":
            return picture(page_picture(data, number)[0], "image/png")
    except InputError as error:
        raise Http404 from error
    mime = image_type(data) if one.kind == "image" else ""
    if not mime:
        raise Http404
    return picture(data, mime)


@login_required
@require_POST
def evidence_remove(request: Request, package: int, file: int) -> HttpResponse:
    found = package_by(request, package, FILLS)
    try:
        remove(_kept(found, file), request.user)
    except LockedError as error:
        refuse(request, error)
    return redirect("report-evidence", found.pk)


def _kept(package: Package, number: int) -> EvidenceFile:
    one = EvidenceFile.objects.filter(package=package, pk=number).select_related("person").first()
    if one is None:
        raise Http404
    return one


def _seen(request: Request, package: Package, one: EvidenceFile) -> None:
    record("evidence.seen", str(package), person=request.user.username, file=one.name, digest=one.digest)
