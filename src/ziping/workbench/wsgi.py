"""The site as a WSGI application, for gunicorn or any other server."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ziping.workbench.settings")
application = get_wsgi_application()

from ziping.workbench.filling.warming import warm  # noqa: E402 - the apps are only ready now

warm()
