"""The security administrator's page of connected systems: made, given tokens, switched off, and what they were told."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from ziping.wording import InputError, Message, say
from ziping.workbench.api.connecting import ROLES, connect_system, switch_off
from ziping.workbench.api.models import Delivery, System, Token
from ziping.workbench.api.scopes import Scope
from ziping.workbench.api.tokens import end, issue
from ziping.workbench.organisation.access import Standing, units_for
from ziping.workbench.organisation.models import Holding, Section, Unit
from ziping.workbench.organisation.request import Request
from ziping.workbench.organisation.roles import Right, Role

_LONGEST_DAYS = 366
_RECENT = 50
_TEXT = forms.TextInput({"class": "form-control"})
_SELECT = forms.Select({"class": "form-select"})
_DAY = forms.DateInput({"type": "date", "class": "form-control"}, "%Y-%m-%d")


class SystemForm(forms.Form):
    name = forms.CharField(max_length=40, widget=_TEXT)
    username = forms.CharField(max_length=40, widget=_TEXT)
    contact = forms.CharField(max_length=60, required=False, widget=_TEXT)
    role = forms.ChoiceField(choices=[(role.value, role.value) for role in ROLES], widget=_SELECT)
    unit = forms.ModelChoiceField(Unit.objects.none(), widget=_SELECT)
    section = forms.ModelChoiceField(Section.objects.none(), required=False, widget=_SELECT)
    until = forms.DateField(required=False, widget=_DAY)

    def __init__(self, standing: Standing, *args: Any, lang: Any = "zh", **more: Any) -> None:
        super().__init__(*args, **more)
        units = units_for(standing, Right.SECURITY_RUN)
        self.fields["unit"].queryset = units.filter(until=None)  # type: ignore[attr-defined]  # of a ModelChoiceField
        self.fields["section"].queryset = Section.objects.filter(unit__in=units, unit__is_bureau=True)  # type: ignore[attr-defined]  # as above
        self.fields["role"].choices = [(role.value, say(role.called, lang)) for role in ROLES]  # type: ignore[attr-defined]  # of a ChoiceField


class TokenForm(forms.Form):
    label = forms.CharField(max_length=60, widget=_TEXT)
    scopes = forms.MultipleChoiceField(
        choices=[(scope.value, scope.value) for scope in Scope], widget=forms.CheckboxSelectMultiple
    )
    until = forms.DateField(widget=_DAY)

    def clean_until(self) -> dt.date:
        until: dt.date = self.cleaned_data["until"]
        today = timezone.localdate()
        if not today <= until <= today + dt.timedelta(days=_LONGEST_DAYS):
            raise forms.ValidationError("until")
        return until


@dataclass(frozen=True, slots=True)
class SystemLine:
    """A system as the page shows it."""

    system: System
    holdings: tuple[Holding, ...]
    tokens: tuple[tuple[Token, bool], ...]
    hooks: int

    @property
    def on(self) -> bool:
        return self.system.person.is_active


@dataclass(frozen=True, slots=True)
class SystemsPage:
    lines: tuple[SystemLine, ...]
    deliveries: tuple[Delivery, ...]
    scopes: tuple[tuple[str, Message], ...]
    last_day: str


def systems_for(standing: Standing) -> QuerySet[System]:
    """The systems bound to units of this administrator's place."""
    units = units_for(standing, Right.SECURITY_RUN).values("pk")
    return System.objects.filter(person__holdings__unit__in=units).distinct()


def systems_page(standing: Standing) -> SystemsPage:
    """Everything about them: as many queries for one as for a hundred."""
    today = timezone.localdate()
    found = systems_for(standing).select_related("person")
    found = found.prefetch_related("tokens", "hooks", "person__holdings__unit", "person__holdings__section")
    lines = tuple(
        SystemLine(
            system,
            tuple(system.person.holdings.all()),
            tuple(
                (token, token.revoked_at is None and token.until >= today) for token in system.tokens.all()
            ),
            len(system.hooks.all()),
        )
        for system in found
    )
    told = Delivery.objects.filter(hook__system__in=systems_for(standing)).select_related("hook")
    return SystemsPage(
        lines,
        tuple(told[:_RECENT]),
        tuple((scope.value, scope.called) for scope in Scope),
        (today + dt.timedelta(days=_LONGEST_DAYS)).isoformat(),
    )


def system_for(request: Request, number: int) -> System:
    """The system, if this person administers it; for everybody else there is none (404)."""
    found = systems_for(request.standing).select_related("person").filter(pk=number).first()
    if found is None:
        raise Http404
    return found


@login_required
@require_GET
def page(request: Request) -> HttpResponse:
    return _shown(request, SystemForm(_allowed(request), lang=request.lang))


@login_required
@require_POST
def add(request: Request) -> HttpResponse:
    form = SystemForm(_allowed(request), request.POST, lang=request.lang)
    if not form.is_valid():
        return _shown(request, form)
    typed = {**form.cleaned_data, "role": Role(form.cleaned_data["role"])}
    try:
        connect_system(**typed, by=request.user)
    except InputError as error:
        for message in error.messages:
            form.add_error(None, say(message, request.lang))
        return _shown(request, form)
    return redirect("systems")


@login_required
@require_POST
@never_cache
def make_token(request: Request, system: int) -> HttpResponse:
    """The answer shows the token's text, once: it cannot be asked for again."""
    found = system_for(request, system)
    form = TokenForm(request.POST)
    if not form.is_valid():
        messages.error(request, say(Message("api.system.token_wrong", {"days": _LONGEST_DAYS}), request.lang))
        return redirect("systems")
    typed = form.cleaned_data
    scopes = [Scope(one) for one in typed["scopes"]]
    token, text = issue(found, typed["label"], scopes, typed["until"], request.user)
    return render(request, "api/token.html", {"token": token, "text": text, "system": found})


@login_required
@require_POST
def end_token(request: Request, token: int) -> HttpResponse:
    found = (
        Token.objects.filter(system__in=systems_for(request.standing), pk=token)
        .select_related("system")
        .first()
    )
    if found is None:
        raise Http404
    end(found, request.user)
    return redirect("systems")


@login_required
@require_POST
def switch(request: Request, system: int) -> HttpResponse:
    """Off, or on again (``on``)."""
    switch_off(system_for(request, system), request.user, on=request.POST.get("on") == "yes")
    return redirect("systems")


def _allowed(request: Request) -> Standing:
    if not request.standing.may(Right.SECURITY_RUN):
        raise Http404
    return request.standing


def _shown(request: Request, form: SystemForm) -> HttpResponse:
    shown = {"page": systems_page(request.standing), "form": form}
    return render(request, "api/systems.html", shown)
