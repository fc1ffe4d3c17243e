"""What somebody sees to about their own account: password, second factor, open logins."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import PasswordChangeForm
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ziping.wording import Message, say
from ziping.workbench.accounts import factors, passkeys
from ziping.workbench.accounts.entering import end_all, logins_of
from ziping.workbench.accounts.models import Factor
from ziping.workbench.accounts.passwords import password_due
from ziping.workbench.accounts.sealing import seal, unseal
from ziping.workbench.journal.request import recorded
from ziping.workbench.organisation.models import Holding
from ziping.workbench.organisation.request import Request

_PENDING = "new_authenticator"  # in the session, sealed: a secret whose first code has not been typed yet


@login_required
@require_GET
def account(request: Request) -> HttpResponse:
    person = request.user
    held = Holding.objects.filter(Holding.on(request.standing.day), person=person)
    shown = {
        "holdings": held.select_related("unit", "section", "lent_by__person"),
        "logins": logins_of(person, request.session.session_key),
        "most": settings.SESSIONS_AT_ONCE,
        "factors": person.factors.all(),
    }
    return render(request, "accounts/account.html", shown)


@sensitive_post_parameters()
@login_required
@require_http_methods(["GET", "POST"])
def password(request: Request) -> HttpResponse:
    """Choose a new password. All other logins of the person end by it."""
    form = PasswordChangeForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            person = form.save(commit=False)
            person.must_change_password = False
            person.save()
            update_session_auth_hash(request, person)
            end_all(person, but=request.session.session_key)
            recorded(request, "password.change", person.username)
        messages.success(request, say(Message("accounts.password_changed"), request.lang))
        return redirect("account")
    return render(request, "accounts/password.html", {"form": form, "due": password_due(request.user)})


@login_required
@require_POST
def end_others(request: Request) -> HttpResponse:
    ended = end_all(request.user, but=request.session.session_key)
    recorded(request, "session.end_others", request.user.username, ended=ended)
    messages.success(request, say(Message("accounts.others_ended", {"count": ended}), request.lang))
    return redirect("account")


@login_required
@require_GET
def second_factors(request: Request) -> HttpResponse:
    """Which second factors there are, and the way to a new one."""
    owned = list(request.user.factors.all())
    shown = {
        "factors": owned,
        "due": factors.factor_due(request),
        "kept": settings.SECRET_KEPT,
        "has_codes": any(one.kind == Factor.Kind.CODES for one in owned),
        "codes_left": request.user.recovery_codes.filter(used_at=None).count(),
    }
    return render(request, "accounts/factors.html", shown)


@sensitive_post_parameters()
@login_required
@require_http_methods(["GET", "POST"])
def add_codes(request: Request) -> HttpResponse:
    """An authenticator: a picture to photograph, and its first code to prove that it was."""
    if not settings.SECRET_KEPT or request.user.factors.filter(kind=Factor.Kind.CODES).exists():
        return redirect("factors")
    if request.method == "GET" or _PENDING not in request.session:
        secret = factors.new_secret()
        request.session[_PENDING] = seal(secret).hex()
    else:
        secret = unseal(bytes.fromhex(request.session[_PENDING]))
        if step := factors.step_of(secret, request.POST.get("code", "")):
            sealed = bytes.fromhex(request.session.pop(_PENDING))
            name = say(Message("accounts.authenticator"), request.lang)
            kept = Factor(kind=Factor.Kind.CODES, name=name, sealed=sealed, counter=step)
            return _added(request, kept)
    shown = {
        "picture": factors.picture(secret, request.user),
        "written": factors.written(secret),
        "wrong": request.method == "POST",
    }
    return render(request, "accounts/codes_add.html", shown)


@login_required
@require_http_methods(["GET", "POST"])
def add_passkey(request: Request) -> HttpResponse:
    if not settings.SECRET_KEPT:
        return redirect("factors")
    wrong = False
    if request.method == "POST":
        credential = passkeys.finish_registration(request, request.POST.get("credential", ""))
        if credential is not None:
            name = request.POST.get("name", "").strip()[:40] or say(Message("accounts.passkey"), request.lang)
            return _added(request, Factor(kind=Factor.Kind.PASSKEY, name=name, sealed=seal(credential)))
        wrong = True
    shown = {"options": passkeys.begin_registration(request, request.user), "wrong": wrong}
    return render(request, "accounts/passkey_add.html", shown)


def _added(request: Request, factor: Factor) -> HttpResponse:
    """The first second factor brings the recovery codes, shown this once."""
    with transaction.atomic():
        factor.person = request.user
        factor.save()
        recorded(request, "factor.add", request.user.username, kind=factor.kind, name=factor.name)
        if request.user.recovery_codes.exists():
            return redirect("factors")
        codes = factors.new_recovery_codes(request.user)
    return render(request, "accounts/recovery.html", {"codes": codes})


@login_required
@require_POST
def new_recovery(request: Request) -> HttpResponse:
    if not request.user.factors.exists():
        raise Http404
    with transaction.atomic():
        codes = factors.new_recovery_codes(request.user)
        recorded(request, "factor.recovery", request.user.username)
    return render(request, "accounts/recovery.html", {"codes": codes})


@sensitive_post_parameters()
@login_required
@require_POST
def remove_factor(request: Request, factor: int) -> HttpResponse:
    """Give a second factor up; the password is asked for, so that an open screen is not enough."""
    found = request.user.factors.filter(pk=factor).first()
    if found is None:
        raise Http404
    if not request.user.check_password(request.POST.get("password", "")):
        messages.error(request, say(Message("accounts.password_wrong"), request.lang))
        return redirect("factors")
    with transaction.atomic():
        recorded(request, "factor.remove", request.user.username, kind=found.kind, name=found.name)
        found.delete()
        if not request.user.factors.exists():
            factors.forget_factors(request.user)
    request.session.pop(factors.HAS_FACTOR, None)
    return redirect("factors")
