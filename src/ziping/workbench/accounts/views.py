"""Coming in, going out, and the language."""

from __future__ import annotations

import time
from typing import Any, cast

from django.contrib.auth import views as auth_views
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ziping.wording import LANGUAGES, InputError, Message, say
from ziping.workbench.accounts import lockout, oidc, passkeys
from ziping.workbench.accounts.entering import end, enter
from ziping.workbench.accounts.factors import takes_code
from ziping.workbench.accounts.middleware import away, by_script
from ziping.workbench.accounts.models import Factor
from ziping.workbench.journal.request import address_of, recorded
from ziping.workbench.organisation.models import Person
from ziping.workbench.organisation.request import Request
from ziping.workbench.pages.middleware import COOKIE, language_of

_YEAR = 365 * 24 * 3600
_WAITS = "second_factor"  # in the session: who has said the password and still owes the second factor
_PATIENCE = 600  # seconds


class LogInForm(AuthenticationForm):
    """Django's form, with the lock after five wrong tries."""

    def clean(self) -> dict[str, Any]:
        request = cast("HttpRequest", self.request)
        name, address = self.cleaned_data.get("username") or "", address_of(request)
        if minutes := lockout.minutes_left(name, address):
            raise self._said(request, "accounts.locked", minutes=minutes)
        try:
            return super().clean()
        except ValidationError as error:
            left = lockout.failed(name, address)
            key = "accounts.wrong" if left else "accounts.now_locked"
            raise self._said(request, key, left=left, minutes=lockout.MINUTES) from error

    @staticmethod
    def _said(request: HttpRequest, key: str, **args: object) -> ValidationError:
        return ValidationError(say(Message(key, args), language_of(request)))


class LogIn(auth_views.LoginView):
    template_name = "accounts/login.html"
    redirect_authenticated_user = True
    authentication_form = LogInForm

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        person = form.get_user()
        if not Factor.objects.filter(person=person).exists():
            enter(self.request, person, "password")
            return HttpResponseRedirect(self.get_success_url())
        self.request.session.cycle_key()
        self.request.session[_WAITS] = {
            "person": person.pk,
            "at": int(time.time()),
            "next": self.get_success_url(),
        }
        return redirect("second")

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        return super().get_context_data(oidc=oidc.configured(), **more)


def _waiting(request: HttpRequest) -> Person | None:
    """Who has said the right password in this session not long ago."""
    waits = request.session.get(_WAITS)
    if not waits or time.time() - waits["at"] > _PATIENCE:
        return None
    return Person.objects.filter(pk=waits["person"], is_active=True).first()


@require_http_methods(["GET", "POST"])
def second(request: HttpRequest) -> HttpResponse:
    """The second factor: six digits, a recovery code, or a passkey."""
    person = _waiting(request)
    if person is None:
        return redirect("login")
    problem = None
    if request.method == "POST":
        address = address_of(request)
        if minutes := lockout.minutes_left(person.username, address):
            problem = Message("accounts.locked", {"minutes": minutes})
        else:
            try:
                way = _second_way(request, person)
            except InputError as error:
                way, problem = "", error.messages[0]
            if way:
                back = request.session.pop(_WAITS)["next"]
                enter(request, person, way)
                return HttpResponseRedirect(back)
            left = lockout.failed(person.username, address, "login.second")
            problem = problem or Message("accounts.second_wrong", {"left": left})
    keys = person.factors.filter(kind=Factor.Kind.PASSKEY).exists()
    options = passkeys.begin_login(request, person) if keys else None
    codes = person.factors.filter(kind=Factor.Kind.CODES).exists()
    shown = {"problem": problem, "options": options, "codes": codes}
    return render(request, "accounts/second.html", shown)


def _second_way(request: HttpRequest, person: Person) -> str:
    """Raises ``InputError`` when the secret cannot be read any more."""
    credential = request.POST.get("credential", "")
    if credential:
        return "passkey" if passkeys.finish_login(request, person, credential) else ""
    return takes_code(person, request.POST.get("code", ""))


class LogOut(auth_views.LogoutView):
    def post(self, request: HttpRequest, *args: str, **kwargs: Any) -> Any:
        if request.user.is_authenticated:
            recorded(request, "logout", request.user.get_username())
            end(request.user, [request.session.session_key or ""])
        return super().post(request, *args, **kwargs)


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Switch between Chinese and English and stay on the page."""
    chosen, back = request.POST.get("lang", "zh"), request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    if chosen in LANGUAGES:
        response.set_cookie(COOKIE, chosen, max_age=_YEAR, samesite="Lax", httponly=True)
    return response


@login_required
@require_GET
def session_back(request: Request) -> HttpResponse:
    """Shown inside the login dialog of a page once somebody is logged in again: tells the page and closes it."""
    return render(request, "accounts/session_back.html")


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    """A form from before the last login, or from another site: nothing was done with it."""
    if by_script(request):
        return away()
    came = request.headers.get("Referer", "")
    safe = url_has_allowed_host_and_scheme(came, {request.get_host()}, request.is_secure())
    return render(request, "accounts/stale.html", {"back": came if safe else reverse("home")}, status=403)
