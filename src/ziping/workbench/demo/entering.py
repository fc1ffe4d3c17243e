"""Coming in as one of the people of the demo: only in demo mode, and only as those the login page names."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from ziping.wording import Message
from ziping.workbench.demo.data import logins
from ziping.workbench.journal.chain import record
from ziping.workbench.organisation.models import Holding, Person
from ziping.workbench.organisation.roles import Role


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody one can be: the login, the name, the role, and where it is held."""

    login: str
    name: str
    role: Message
    where: str


def people() -> tuple[Guest, ...]:
    """Those named on the login page, in its order; nobody outside demo mode. One query."""
    if not settings.DEMO:
        return ()
    order = {name: number for number, name in enumerate(logins())}
    holdings = Holding.objects.filter(person__username__in=order, lent_by=None).select_related(
        "person", "unit", "section"
    )
    first: dict[str, Guest] = {}
    for holding in holdings:
        where = f"{holding.unit} {holding.section}" if holding.section else str(holding.unit)
        person = holding.person
        first.setdefault(
            person.username, Guest(person.username, str(person), Role(holding.role).called, where)
        )
    return tuple(sorted(first.values(), key=lambda guest: order[guest.login]))


@require_POST
def enter(request: HttpRequest) -> HttpResponse:
    """Log in as one of them, without a password: nobody of the demo has one."""
    name = request.POST.get("username", "")
    if not settings.DEMO or name not in logins():
        raise Http404
    person = get_object_or_404(Person, username=name, is_active=True)
    if person.has_usable_password():
        raise Http404  # somebody real of the same name
    login(request, person, backend="django.contrib.auth.backends.ModelBackend")
    record("demo.entered", person=name)
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = resolve_url("home")
    return HttpResponseRedirect(back)
