"""The public portal: what was published, for everybody and for search engines; no login, no cookie."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import quote

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from ziping.wording import Message, say
from ziping.workbench.disclosure.models import EditionFile
from ziping.workbench.disclosure.portal import hidden_places, listing, page_of, standing_editions
from ziping.workbench.disclosure.showing import language, show
from ziping.workbench.pages.exporting import export

_FRESH = "public, max-age=300"  # seconds a copy may be handed on: what is withdrawn is gone soon after
_MOST_IN_SITEMAP = 50_000
_LONGEST_SEARCH = 60
_KINDS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "json": "application/json; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
}


@require_safe
def portal(request: HttpRequest) -> HttpResponse:
    """What was published, by year and unit (``year``, ``search``, ``page``)."""
    year, page = request.GET.get("year", ""), request.GET.get("page", "")
    found = listing(
        int(year) if year.isascii() and year.isdigit() and len(year) == len("2024") else None,
        request.GET.get("search", "").replace("\0", "").strip()[:_LONGEST_SEARCH],
        max(1, int(page)) if page.isascii() and page.isdigit() and len(page) < len("10000") else 1,
    )
    return _fresh(show(request, "disclosure/portal.html", {"listing": found}))


@require_safe
def export_list(request: HttpRequest, form: str) -> HttpResponse:
    """Every report that stands, as .xlsx or .csv, with its address and digest."""
    lang = language(request)
    hidden = hidden_places()
    rows = [
        (
            edition.year,
            edition.unit_name,
            "" if edition.publication.package.unit.place_id in hidden else edition.shown["score"],
            edition.published_at.date() if edition.published_at else None,
            request.build_absolute_uri(reverse("public-report", args=[edition.publication.key])),
            edition.digest,
        )
        for edition in standing_editions()
        .filter(withdrawn_at__isnull=True)
        .select_related("publication__package__unit")
        .order_by("-year", "publication__key")[:_MOST_IN_SITEMAP]
    ]
    columns = ("year", "unit", "score", "published_on", "address", "digest_public")
    heads = [say(Message(f"disclosure.{name}"), lang) for name in columns]
    return _fresh(export(form, say(Message("disclosure.list_title"), lang), heads, rows))


@require_safe
def report(request: HttpRequest, key: str, number: int | None = None) -> HttpResponse:
    """The page of a unit and a year, or one edition of it: its address never changes."""
    found = page_of(key, number, language(request))
    if found is None:
        raise Http404
    return _fresh(show(request, "disclosure/report.html", {"shown": found}))


@require_safe
def download(request: HttpRequest, key: str, number: int, form: str) -> HttpResponse:
    """A file of an edition: always the same bytes, or that it was withdrawn (410)."""
    file = (
        EditionFile.objects.filter(
            edition__publication__key=key,
            edition__number=number,
            edition__published_at__isnull=False,
            form=form,
        )
        .select_related("edition")
        .first()
    )
    if file is None or form not in _KINDS:
        raise Http404
    if file.edition.withdrawn_at is not None:
        found = page_of(key, number, language(request))
        return show(request, "disclosure/report.html", {"shown": found}, HTTPStatus.GONE)
    answer = FileResponse(file.file.open("rb"), content_type=_KINDS[form])
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(f'{file.edition.title}.{form}')}"
    answer["ETag"] = f'"{file.digest}"'
    return _fresh(answer)  # type: ignore[arg-type]  # streams, else the same


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every page that stands, for search engines."""
    keys = (
        standing_editions().filter(withdrawn_at__isnull=True).values_list("publication__key", "published_at")
    )
    pages = [
        (request.build_absolute_uri(reverse("public-report", args=[key])), published)
        for key, published in keys[:_MOST_IN_SITEMAP]
    ]
    home = request.build_absolute_uri(reverse("public"))
    return render(
        request, "disclosure/sitemap.xml", {"home": home, "pages": pages}, content_type="application/xml"
    )


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines may read: the portal and nothing else."""
    context = {
        "sitemap": request.build_absolute_uri(reverse("public-sitemap")),
        "public": reverse("public"),
        "desk": reverse("publishing"),
        "results": reverse("checkup"),
        "static": f"/{settings.STATIC_URL.lstrip('/')}",
    }
    return render(request, "disclosure/robots.txt", context, content_type="text/plain; charset=utf-8")


def _fresh(answer: HttpResponse) -> HttpResponse:
    answer["Cache-Control"] = _FRESH
    return answer
