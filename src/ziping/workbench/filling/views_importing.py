"""Bringing a file in: send it, wait until it is read, choose what it may change."""

from __future__ import annotations

import json

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from ziping.wording import InputError
from ziping.workbench.filling.data_views import refuse, require_open, tell, uploads
from ziping.workbench.filling.importing import bring, read_brought, take
from ziping.workbench.filling.models import Brought, Package
from ziping.workbench.filling.preview import preview_of
from ziping.workbench.filling.states import OPEN
from ziping.workbench.filling.store import LockedError
from ziping.workbench.filling.uploads import TO_READ, accept
from ziping.workbench.filling.views import package_for
from ziping.workbench.organisation.request import Request
from ziping.workbench.organisation.roles import Right


@login_required
@require_http_methods(["GET", "POST"])
def imports(request: Request, package: int) -> HttpResponse:
    """The files brought in so far, and a place for another (``file``)."""
    found = package_for(request, package, Right.REPORT_FILL)
    if request.method == "POST":
        try:
            require_open(found)
            brought = bring(found, accept(uploads(request, "file")[0], TO_READ), request.user)
        except (InputError, LockedError) as error:
            refuse(request, error)
            return redirect("report-imports", found.pk)
        return redirect("report-import", found.pk, brought.pk)
    listed = found.brought.select_related("person").defer("proposal")[:50]
    return render(
        request,
        "filling/data/imports.html",
        {"package": found, "listed": listed, "may": found.state in OPEN, "tab": "imports"},
    )


@login_required
@require_http_methods(["GET", "POST"])
def one_import(request: Request, package: int, brought: int) -> HttpResponse:
    """What the file would change; posted, what was chosen of it (``cell`` numbers, ``seen`` what stood there)."""
    found = package_for(request, package, Right.REPORT_FILL)
    one = _brought(found, brought)
    if request.method == "POST" and one.state in (Brought.State.READY, Brought.State.DONE):
        return _take(request, found, one)
    ready = one.state in (Brought.State.READY, Brought.State.DONE)
    preview = preview_of(one) if ready else None
    shown = {
        "package": found,
        "brought": one,
        "preview": preview,
        "seen_json": json.dumps(preview.seen, ensure_ascii=False) if preview else "",
        "problems": one.problem.get(request.lang, []),
        "notices": one.notices.get(request.lang, []),
        "what": f"filling_data.what.{one.what}",
        "may": found.state in OPEN,
        "tab": "imports",
    }
    template = "filling/data/import_state.html" if request.htmx else "filling/data/import.html"  # type: ignore[attr-defined] # django-htmx
    return render(request, template, shown)


def _take(request: Request, package: Package, brought: Brought) -> HttpResponse:
    numbers = [int(text) for text in request.POST.getlist("cell") if text.isascii() and text.isdigit()]
    seen = {str(key): str(value) for key, value in json.loads(request.POST.get("seen") or "{}").items()}
    if not numbers:
        tell(request, "filling_data.nothing_chosen")
        return redirect("report-import", package.pk, brought.pk)
    try:
        saved = take(brought, numbers, seen, request.user)
    except LockedError as error:
        refuse(request, error)
        return redirect("report-import", package.pk, brought.pk)
    if saved.conflicts:
        tell(
            request,
            "filling_data.taken_but",
            done=len(numbers) - len(saved.conflicts),
            left=len(saved.conflicts),
        )
        return redirect("report-import", package.pk, brought.pk)
    tell(request, "filling_data.taken", done=len(numbers))
    return redirect("report", package.pk)


@login_required
@require_POST
def import_again(request: Request, package: int, brought: int) -> HttpResponse:
    """Have a file read again whose reading never ended. Reading twice does no harm."""
    found = package_for(request, package, Right.REPORT_FILL)
    one = _brought(found, brought)
    if one.state == Brought.State.FAILED:
        Brought.objects.filter(pk=one.pk).update(state=Brought.State.WAITING, problem={})
    read_brought.enqueue(one.pk)
    return redirect("report-import", found.pk, one.pk)


def _brought(package: Package, number: int) -> Brought:
    one = Brought.objects.select_related("package__campaign").filter(package=package, pk=number).first()
    if one is None:
        raise Http404
    return one
