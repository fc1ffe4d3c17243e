"""The security administrator's pages: people and what each is to each unit."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Prefetch, Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ziping.wording import InputError, Message, say
from ziping.workbench.accounts import people as acts
from ziping.workbench.accounts.holdings import end_holding, grant
from ziping.workbench.accounts.importing import COLUMNS, import_people
from ziping.workbench.accounts.staff_forms import GrantForm, PersonForm
from ziping.workbench.organisation.access import units_for
from ziping.workbench.organisation.importing import rows_of
from ziping.workbench.organisation.models import Holding, Person
from ziping.workbench.organisation.request import Request
from ziping.workbench.organisation.roles import Right
from ziping.workbench.organisation.views import complain, place_for, tell

_A_PAGE = 100


def person_for(request: Request, number: int) -> Person:
    """The person, if the one who asks sees to the people there (else 404)."""
    found = acts.people_for(request.standing, Right.PERSON_MANAGE).filter(pk=number).first()
    if found is None:
        raise Http404
    return found


@login_required
@require_GET
def people(request: Request) -> HttpResponse:
    place_for(request, Right.PERSON_MANAGE)
    wanted = request.GET.get("q", "").strip()
    now = Holding.objects.filter(Holding.on(timezone.localdate())).select_related("unit", "section")
    found = acts.people_for(request.standing, Right.PERSON_MANAGE).order_by("username")
    if wanted:
        found = found.filter(
            Q(name__icontains=wanted)
            | Q(username__icontains=wanted)
            | Q(pk__in=Holding.objects.filter(unit__name__icontains=wanted).values("person"))
        )
    found = found.prefetch_related(Prefetch("holdings", now, "now_held"), "factors")
    page = Paginator(found, _A_PAGE).get_page(request.GET.get("page"))
    return render(request, "accounts/people.html", {"page": page, "wanted": wanted})


@login_required
@require_http_methods(["GET", "POST"])
def person_add(request: Request) -> HttpResponse:
    place = place_for(request, Right.PERSON_MANAGE)
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            made, password = acts.create_person(
                request.user, place, typed["username"], typed["person_name"], typed["phone"]
            )
        except InputError as error:
            complain(request, form, error)
        else:
            return render(request, "accounts/initial.html", {"made": [(made, password)]})
    return render(request, "accounts/person_add.html", {"form": form})


@login_required
@require_GET
def person(request: Request, person: int) -> HttpResponse:
    found = person_for(request, person)
    return _person_page(
        request, found, GrantForm(units_for(request.standing, Right.PERSON_MANAGE), request.lang)
    )


def _person_page(request: Request, found: Person, form: GrantForm) -> HttpResponse:
    held = found.holdings.select_related("unit", "section", "lent_by__person").order_by("-since", "-id")
    shown = {
        "person": found,
        "form": form,
        "holdings": held,
        "today": timezone.localdate(),
        "oneself": found.pk == request.user.pk,
        "factors": found.factors.count(),
    }
    return render(request, "accounts/person.html", shown)


@login_required
@require_POST
def holding_grant(request: Request, person: int) -> HttpResponse:
    found = person_for(request, person)
    form = GrantForm(units_for(request.standing, Right.PERSON_MANAGE), request.lang, request.POST)
    if form.is_valid():
        try:
            grant(request.user, found, form.wanted)
            return redirect("person", found.pk)
        except InputError as error:
            complain(request, form, error)
    return _person_page(request, found, form)


@login_required
@require_POST
def holding_end(request: Request, person: int, holding: int) -> HttpResponse:
    found = person_for(request, person)
    units = units_for(request.standing, Right.PERSON_MANAGE)
    held = found.holdings.filter(pk=holding, unit__in=units).select_related("person", "unit").first()
    if held is None:
        raise Http404
    return _acted(request, found, lambda: end_holding(request.user, held, request.POST.get("reason", "")))


@login_required
@require_POST
def person_password(request: Request, person: int) -> HttpResponse:
    found = person_for(request, person)
    try:
        password = acts.reset_password(request.user, found)
    except InputError as error:
        tell(request, error)
        return redirect("person", found.pk)
    return render(request, "accounts/initial.html", {"made": [(found, password)]})


@login_required
@require_POST
def person_factors(request: Request, person: int) -> HttpResponse:
    found = person_for(request, person)
    return _acted(request, found, lambda: acts.reset_factors(request.user, found))


@login_required
@require_POST
def person_switch(request: Request, person: int) -> HttpResponse:
    """``on`` is ``yes`` or ``no``."""
    found = person_for(request, person)
    return _acted(
        request, found, lambda: acts.switch(request.user, found, on=request.POST.get("on") == "yes")
    )


def _acted(request: Request, found: Person, act: Callable[[], object]) -> HttpResponse:
    try:
        act()
        messages.success(request, say(Message("organisation.saved"), request.lang))
    except InputError as error:
        tell(request, error)
    return redirect("person", found.pk)


@login_required
@require_http_methods(["GET", "POST"])
def people_import(request: Request) -> HttpResponse:
    """People and roles from a sheet: all of it or nothing; the initial passwords are shown once."""
    place = place_for(request, Right.PERSON_MANAGE)
    problems: tuple[Message, ...] = ()
    if request.method == "POST":
        try:
            made = import_people(request.user, place, rows_of(request.FILES.get("file"), COLUMNS))
            return render(request, "accounts/initial.html", {"made": made})
        except InputError as error:
            problems = error.messages
    shown = {"problems": problems, "columns": COLUMNS, "people": True}
    return render(request, "organisation/import.html", shown)
