"""A request as our middleware hands it on."""

from __future__ import annotations

from django.http import HttpRequest

from ziping.wording import Lang
from ziping.workbench.organisation.access import Standing
from ziping.workbench.organisation.models import Person


class Request(HttpRequest):
    """``standing``: what the person who asks is today; ``lang``: the language they read. Only behind a login."""

    user: Person  # behind a login there is no anonymous user
    standing: Standing
    lang: Lang
