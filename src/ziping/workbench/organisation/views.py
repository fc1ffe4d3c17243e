"""The system administrator's pages: places, units, sections."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Q
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ziping.wording import InputError, Message, say
from ziping.workbench.journal.request import recorded
from ziping.workbench.organisation.access import units_for
from ziping.workbench.organisation.forms import CloseForm, PlaceForm, UnitForm
from ziping.workbench.organisation.importing import COLUMNS, import_units, rows_of
from ziping.workbench.organisation.models import Place, Section, Unit
from ziping.workbench.organisation.request import Request
from ziping.workbench.organisation.roles import Right
from ziping.workbench.organisation.units import (
    add_section,
    change_unit,
    close_unit,
    create_unit,
    remove_section,
)

_A_PAGE = 100


def place_for(request: Request, right: Right) -> Place:
    """The place this person administers; for everybody else there is none (404)."""
    place = (
        Place.objects.filter(units__in=units_for(request.standing, right)).distinct().order_by("id").first()
    )
    if place is None:
        raise Http404
    return place


def unit_for(request: Request, number: int, right: Right) -> Unit:
    """The unit, if this person has this right over it (else 404)."""
    units = units_for(request.standing, right)
    found = units.filter(pk=number).select_related("place", "supervisor", "line", "successor").first()
    if found is None:
        raise Http404
    return found


def tell(request: Request, error: InputError) -> None:
    for message in error.messages:
        messages.error(request, say(message, request.lang))


def complain(request: Request, form: Form, error: InputError) -> None:
    """Put what does not fit at the head of the form."""
    for message in error.messages:
        form.add_error(None, say(message, request.lang))


@login_required
@require_GET
def units(request: Request) -> HttpResponse:
    place = place_for(request, Right.UNIT_MANAGE)
    wanted = request.GET.get("q", "").strip()
    found = units_for(request.standing, Right.UNIT_MANAGE).select_related("supervisor", "line", "successor")
    if wanted:
        found = found.filter(Q(name__icontains=wanted) | Q(code__startswith=wanted))
    page = Paginator(found, _A_PAGE).get_page(request.GET.get("page"))
    return render(request, "organisation/units.html", {"page": page, "wanted": wanted, "the_place": place})


@login_required
@require_http_methods(["GET", "POST"])
def unit_add(request: Request) -> HttpResponse:
    place = place_for(request, Right.UNIT_MANAGE)
    form = UnitForm(place, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = create_unit(request.user, place, form.data_typed)
            return redirect("unit", made.pk)
        except InputError as error:
            complain(request, form, error)
    return render(request, "organisation/unit_add.html", {"form": form})


@login_required
@require_http_methods(["GET", "POST"])
def unit(request: Request, unit: int) -> HttpResponse:
    found = unit_for(request, unit, Right.UNIT_MANAGE)
    form = UnitForm(found.place, request.POST or None, unit=found)
    if request.method == "POST" and form.is_valid():
        try:
            change_unit(request.user, found, form.data_typed)
            messages.success(request, say(Message("organisation.saved"), request.lang))
            return redirect("unit", found.pk)
        except InputError as error:
            complain(request, form, error)
    shown = {
        "unit": found,
        "form": form,
        "close": CloseForm(found),
        "earlier": found.earlier_names.order_by("-until", "-id"),
        "merged": found.predecessors.all(),
        "sections": found.sections.all(),
    }
    return render(request, "organisation/unit.html", shown)


@login_required
@require_POST
def unit_close(request: Request, unit: int) -> HttpResponse:
    found = unit_for(request, unit, Right.UNIT_MANAGE)
    form = CloseForm(found, request.POST)
    if not form.is_valid():
        messages.error(request, say(Message("organisation.close_needs_reason"), request.lang))
        return redirect("unit", found.pk)
    try:
        close_unit(request.user, found, **form.cleaned_data)
    except InputError as error:
        tell(request, error)
    return redirect("unit", found.pk)


@login_required
@require_POST
def section_add(request: Request, unit: int) -> HttpResponse:
    found = unit_for(request, unit, Right.UNIT_MANAGE)
    try:
        add_section(request.user, found, request.POST.get("name", ""))
    except InputError as error:
        tell(request, error)
    return redirect("unit", found.pk)


@login_required
@require_POST
def section_remove(request: Request, unit: int, section: int) -> HttpResponse:
    found = unit_for(request, unit, Right.UNIT_MANAGE)
    wanted = Section.objects.filter(unit=found, pk=section).select_related("unit").first()
    if wanted is None:
        raise Http404
    try:
        remove_section(request.user, wanted)
    except InputError as error:
        tell(request, error)
    return redirect("unit", found.pk)


@login_required
@require_POST
def place_rename(request: Request) -> HttpResponse:
    found = place_for(request, Right.UNIT_MANAGE)
    form = PlaceForm(request.POST)
    if form.is_valid() and form.cleaned_data["name"] != found.name:
        recorded(request, "place.rename", found.code, before=found.name, after=form.cleaned_data["name"])
        found.name = form.cleaned_data["name"]
        found.save(update_fields=["name"])
    return redirect("units")


@login_required
@require_http_methods(["GET", "POST"])
def units_import(request: Request) -> HttpResponse:
    """Units from a sheet: all of it or nothing, every bad cell told."""
    place = place_for(request, Right.UNIT_MANAGE)
    problems: tuple[Message, ...] = ()
    if request.method == "POST":
        try:
            made = import_units(request.user, place, rows_of(request.FILES.get("file"), COLUMNS))
            messages.success(request, say(Message("organisation.imported", {"count": made}), request.lang))
            return redirect("units")
        except InputError as error:
            problems = tuple(error.messages)
    shown = {"problems": problems, "columns": COLUMNS}
    return render(request, "organisation/import.html", shown)
