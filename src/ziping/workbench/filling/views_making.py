"""The report to look at and to take away."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from ziping.wording import InputError, Message
from ziping.workbench.filling.data_views import download, refuse
from ziping.workbench.filling.making import EDITIONS, FORMS, Edition, content_of, make
from ziping.workbench.filling.models import Made
from ziping.workbench.filling.showing import parts_of
from ziping.workbench.filling.views import package_for
from ziping.workbench.journal.chain import record
from ziping.workbench.organisation.request import Request
from ziping.workbench.organisation.roles import Right


@login_required
@require_http_methods(["GET", "POST"])
def files(request: Request, package: int) -> HttpResponse:
    """The files made of the report, and which can be made (``form``, ``edition``)."""
    found = package_for(request, package, Right.REPORT_EXPORT)
    if request.method == "POST":
        try:
            make(found, request.POST.get("form", ""), request.POST.get("edition", "internal"), request.user)
        except KeyError as error:
            raise Http404 from error
        return redirect("report-files", found.pk)
    made = Made.objects.filter(package=found, person=request.user)[:30]
    rows = [(one, one.problem.get(request.lang, [])) for one in made]
    shown = {
        "package": found,
        "rows": rows,
        "forms": [(form, f"filling_data.form.{form}", f"filling_data.form_help.{form}") for form in FORMS],
        "waiting": any(one.state == Made.State.WAITING for one, _ in rows),
        "tab": "files",
    }
    template = "filling/data/made.html" if request.htmx else "filling/data/files.html"  # type: ignore[attr-defined] # django-htmx
    return render(request, template, shown)


@login_required
@require_GET
def file(request: Request, package: int, made: int) -> HttpResponse:
    """Take a file that was made; only who had it made does."""
    found = package_for(request, package, Right.REPORT_EXPORT)
    one = Made.objects.filter(package=found, pk=made, person=request.user, state=Made.State.READY).first()
    if one is None:
        raise Http404
    try:
        data = _stored(one)
    except InputError as error:
        refuse(request, error)
        return redirect("report-files", found.pk)
    Made.objects.filter(pk=one.pk).update(taken=True)
    record("report.exported", str(found), person=request.user.username, file=one.name, digest=one.digest)
    return download(data, one.name)


def _stored(one: Made) -> bytes:
    try:
        with one.file.open() as stored:
            data: bytes = stored.read()
    except OSError as error:
        raise InputError(Message("filling_data.file_gone", {"name": one.name})) from error
    return data


@login_required
@require_GET
def preview(request: Request, package: int) -> HttpResponse:
    """The report as it reads now (``edition``): composed for this page, kept nowhere."""
    from ziping.composing import compose, gaps  # noqa: PLC0415 - loaded by who looks

    found = package_for(request, package, Right.REPORT_SEE)
    edition: Edition = next((one for one in EDITIONS if one == request.GET.get("edition")), "internal")
    report, standard, card = content_of(found)
    document = compose(report, standard, card, edition=edition)
    shown = {
        "package": found,
        "parts": parts_of(document),
        "gaps": len(gaps(document)),
        "edition": edition,
        "tab": "preview",
    }
    return render(request, "filling/data/preview.html", shown)
