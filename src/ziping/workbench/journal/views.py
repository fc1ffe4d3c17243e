"""The audit administrator's page: the journal, its filters, its proof, and a copy to take away."""

from __future__ import annotations

from itertools import islice

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_POST

from ziping.wording import Message, say
from ziping.workbench.journal.reading import AREAS, Filters, entries_for, lines_of
from ziping.workbench.journal.request import recorded
from ziping.workbench.journal.verifying import last_verified, verify_chain
from ziping.workbench.organisation.request import Request
from ziping.workbench.organisation.roles import Right
from ziping.workbench.pages.exporting import export

_A_PAGE = 100
_MOST_EXPORTED = 100_000


class FilterForm(forms.Form):
    person = forms.CharField(required=False, max_length=150)
    area = forms.CharField(required=False, max_length=20)
    subject = forms.CharField(required=False, max_length=200)
    since = forms.DateField(required=False)
    until = forms.DateField(required=False)
    failed = forms.BooleanField(required=False)


def _allow(request: Request) -> None:
    if not request.standing.may(Right.JOURNAL_READ):
        raise Http404


def _filters(request: Request) -> Filters:
    """What the address asks for; a day that is none is passed over."""
    form = FilterForm(request.GET)
    form.is_valid()
    return Filters(**form.cleaned_data)


@login_required
@require_GET
def journal(request: Request) -> HttpResponse:
    _allow(request)
    filters = _filters(request)
    page = Paginator(entries_for(filters), _A_PAGE).get_page(request.GET.get("page"))
    asked = {name: str(value) for name, value in request.GET.items() if value and name != "page"}
    shown = {
        "page": page,
        "lines": list(lines_of(page.object_list, request.lang)),
        "filters": f"{urlencode(asked)}&" if asked else "",
        "asked": request.GET,
        "areas": [(area, Message(f"journal.area.{area}")) for area in AREAS],
        "verified": last_verified(),
    }
    return render(request, "journal/journal.html", shown)


@login_required
@require_POST
def verify(request: Request) -> HttpResponse:
    _allow(request)
    verify_chain.enqueue(request.user.username)
    messages.info(request, say(Message("journal.verifying"), request.lang))
    return redirect("journal")


@login_required
@require_GET
def journal_export(request: Request, file_format: str) -> HttpResponse:
    """The lines looked for as .xlsx or .csv; that they were taken is a line too."""
    _allow(request)
    filters = _filters(request)
    columns = ("number", "at", "person", "address", "action", "subject", "details", "succeeded")
    headings = [say(Message(f"journal.column.{name}"), request.lang) for name in columns]
    lines = islice(lines_of(entries_for(filters).iterator(chunk_size=2_000), request.lang), _MOST_EXPORTED)
    rows = [
        (
            line.number,
            timezone.localtime(line.at).strftime("%Y-%m-%d %H:%M:%S"),
            line.person,
            line.address,
            line.called,
            line.subject,
            line.details,
            say(Message("journal.yes" if line.succeeded else "journal.no"), request.lang),
        )
        for line in lines
    ]
    recorded(request, "journal.export", lines=len(rows), format=file_format)
    return export(file_format, say(Message("journal.title"), request.lang), headings, rows)
