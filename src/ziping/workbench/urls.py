"""The map of the site: which app answers where."""

from __future__ import annotations

from django.urls import include, path

from ziping.workbench.desk.views import home
from ziping.workbench.disclosure.views import robots
from ziping.workbench.filling.views_inquiries import survey

_APPS = "ziping.workbench"

urlpatterns = [
    path("robots.txt", robots, name="robots"),
    path("", home, name="home"),
    path("", include(f"{_APPS}.accounts.urls")),
    path("", include(f"{_APPS}.operating.urls")),
    path("organisation/", include(f"{_APPS}.organisation.urls")),
    path("journal/", include(f"{_APPS}.journal.urls")),
    path("notices/", include(f"{_APPS}.notices.urls")),
    path("campaigns/", include(f"{_APPS}.campaigns.urls")),
    path("reports/", include(f"{_APPS}.filling.urls")),
    path("s/<slug:token>/", survey, name="survey"),
    path("review/", include(f"{_APPS}.review.urls")),
    path("public/", include(f"{_APPS}.disclosure.urls")),
    path("demo/", include(f"{_APPS}.demo.urls")),
    path("api/", include(f"{_APPS}.api.urls")),
]
