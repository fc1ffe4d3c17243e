"""One package side by side, with remarks, the return and its list."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_POST

from ziping.workbench.filling.models import Package
from ziping.workbench.filling.moving import move as move_package
from ziping.workbench.filling.states import OPEN
from ziping.workbench.organisation.request import Request
from ziping.workbench.organisation.roles import Right
from ziping.workbench.review.desk import desk_of, label_of
from ziping.workbench.review.models import Remark
from ziping.workbench.review.paper import text_of
from ziping.workbench.review.reach import holds, package_of
from ziping.workbench.review.remarking import remark as make_remark
from ziping.workbench.review.remarking import reply as make_reply
from ziping.workbench.review.remarking import settle as settle_remark
from ziping.workbench.review.returning import annotated, file_name, list_of
from ziping.workbench.review.views.frame import page, tried

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_KINDS = {"listing": ("xlsx", _XLSX), "annotated": ("docx", _DOCX)}


@login_required
@require_GET
def desk(request: Request, package: int, tab: str = "report") -> HttpResponse:
    found = package_of(request, package, Right.REPORT_SEE)
    try:
        shown = desk_of(
            found, tab, request.GET.get("page", ""), request.GET.get("on", ""), request.standing, request.lang
        )
        label = shown.on_label
    except KeyError as error:
        raise Http404 from error
    return page(request, "review/desk.html", found.campaign, desk=shown, package=found, on_label=label)


@login_required
@require_POST
def remark(request: Request, package: int) -> HttpResponse:
    """Make a remark (``text``, and ``on`` a cell or ``quote`` a sentence)."""
    found = package_of(request, package, Right.REPORT_REMARK)
    if found.state in OPEN:
        raise Http404
    on, quote = request.POST.get("on", ""), request.POST.get("quote", "")
    shown = desk_of(found, "report", "", "", request.standing, request.lang)
    try:
        label = label_of(shown.form, on, "zh") if on else ""
    except KeyError as error:
        raise Http404 from error
    text = request.POST.get("text", "")
    whole = text_of(shown.paper) if quote else ""
    tried(request, lambda: make_remark(found, request.user, text, on, label, quote, whole))
    return _back(request, found)


@login_required
@require_POST
def reply(request: Request, package: int, remark: int) -> HttpResponse:
    """Answer a remark (``text``), as the unit or as whoever may make remarks."""
    found = package_of(request, package, Right.REPORT_SEE)
    unit = any(
        request.standing.may(right) and request.standing.over(right, found.unit)
        for right in (Right.REPORT_FILL, Right.REPORT_SIGN)
    )
    if not unit and not holds(request.standing, Right.REPORT_REMARK, found):
        raise Http404
    one = _remark(found, remark)
    tried(request, lambda: make_reply(one, request.user, request.POST.get("text", ""), from_unit=unit))
    return _back(request, found)


@login_required
@require_POST
def settle(request: Request, package: int, remark: int) -> HttpResponse:
    found = package_of(request, package, Right.REPORT_REMARK)
    settle_remark(_remark(found, remark), request.user)
    return _back(request, found)


@login_required
@require_POST
def move(request: Request, package: int) -> HttpResponse:
    """Take a reviewer's step of the road (``action``, ``comment``): pass on, accept, or give back with a list."""
    found = package_of(request, package, Right.REPORT_REMARK)
    action, comment = request.POST.get("action", ""), request.POST.get("comment", "")
    try:
        tried(request, lambda: move_package(found, action, request.standing, comment))
    except (KeyError, PermissionError) as error:
        raise Http404 from error
    return redirect("review-desk", found.pk)


@login_required
@require_GET
def findings_file(request: Request, package: int) -> HttpResponse:
    """The list of findings and remarks, as it would be returned now."""
    found = package_of(request, package, Right.REPORT_REMARK)
    return _file(list_of(found, request.lang), file_name(found, request.lang, "listing"), "listing")


@login_required
@require_GET
def annotated_file(request: Request, package: int) -> HttpResponse:
    found = package_of(request, package, Right.REPORT_REMARK)
    return _file(annotated(found, request.lang), file_name(found, request.lang, "annotated"), "annotated")


@login_required
@require_GET
def returned_file(request: Request, package: int, kind: str) -> HttpResponse | FileResponse:
    """What the unit got back last: the list (``listing``) or the annotated report (``annotated``)."""
    found = package_of(request, package, Right.REPORT_SEE)
    made = found.return_lists.filter(made_at__isnull=False).first()
    if made is None or kind not in _KINDS:
        raise Http404
    suffix, content_type = _KINDS[kind]
    stored = made.listing if kind == "listing" else made.annotated
    name = f"{file_name(found, 'zh', kind)}.{suffix}"
    return FileResponse(stored.open("rb"), as_attachment=True, filename=name, content_type=content_type)


def _remark(package: Package, number: int) -> Remark:
    found = package.remarks.filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def _file(content: bytes, name: str, kind: str) -> HttpResponse:
    suffix, content_type = _KINDS[kind]
    answer = HttpResponse(content, content_type=content_type)
    answer["Content-Disposition"] = content_disposition_header(True, f"{name}.{suffix}") or ""
    return answer


def _back(request: Request, package: Package) -> HttpResponse:
    """To the tab and page the form was on."""
    tab, form_page = request.POST.get("tab", "report"), request.POST.get("page", "")
    to = reverse("review-desk-tab", args=(package.pk, tab)) if tab.isidentifier() else ""
    query = f"?{urlencode({'page': form_page})}" if form_page else ""
    return redirect(f"{to or reverse('review-desk', args=(package.pk,))}{query}#remarks")
