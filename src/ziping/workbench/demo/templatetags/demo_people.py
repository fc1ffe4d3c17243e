"""Who can be tried out: for the login page, in demo mode."""

from __future__ import annotations

from typing import Any

from django import template

from ziping.workbench.demo.entering import people

register = template.Library()


@register.inclusion_tag("demo/people.html", takes_context=True)
def demo_people(context: dict[str, Any]) -> dict[str, Any]:
    return {
        "people": people(),
        "lang": context.get("lang", "zh"),
        "csrf_token": context.get("csrf_token"),
        "next": context.get("next", ""),
    }
