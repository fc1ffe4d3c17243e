"""The tabs of a report: the form and the pages beside it, those this person may open."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context
from django.urls import reverse

from ziping.workbench.filling.models import Package
from ziping.workbench.organisation.roles import Right

register = template.Library()
_TABS: tuple[tuple[str, str, tuple[Right, ...]], ...] = (
    ("form", "report", (Right.REPORT_SEE,)),
    ("imports", "report-imports", (Right.REPORT_FILL,)),
    ("evidence", "report-evidence", (Right.REPORT_SEE,)),
    ("inquiries", "report-inquiries", (Right.REPORT_SEE,)),
    ("preview", "report-preview", (Right.REPORT_SEE,)),
    ("files", "report-files", (Right.REPORT_EXPORT,)),
    ("ready", "report-ready", (Right.REPORT_FILL, Right.REPORT_SIGN)),
)


@register.inclusion_tag("filling/data/tabs.html", takes_context=True)
def data_tabs(context: Context, package: Package, here: str = "form") -> dict[str, Any]:
    standing = context["request"].standing
    shown = [
        (name, reverse(url, args=[package.pk]), f"filling_data.tab.{name}")
        for name, url, rights in _TABS
        if any(standing.may(right) for right in rights)
    ]
    return {"tabs": shown, "here": here, "lang": context.get("lang", "zh")}
