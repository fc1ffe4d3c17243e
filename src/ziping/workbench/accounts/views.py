"""Coming in, going out, and the language."""

from __future__ import annotations

from django.contrib.auth import views as auth_views
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from ziping.wording import LANGUAGES
from ziping.workbench.pages.middleware import COOKIE

_YEAR = 365 * 24 * 3600


class LogIn(auth_views.LoginView):
    template_name = "accounts/login.html"
    redirect_authenticated_user = True


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
