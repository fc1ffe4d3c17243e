"""Sentences and figures in templates."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context

from ziping.wording import Lang, Message, Name, say

register = template.Library()


def _lang(context: Context) -> Lang:
    return "en" if context.get("lang") == "en" else "zh"


@register.simple_tag(takes_context=True)
def word(context: Context, key: str, **args: object) -> str:
    """A sentence of the catalogue: ``{% word "filling.saved" at=time %}``."""
    return say(Message(key, args), _lang(context))


@register.simple_tag(takes_context=True)
def said(context: Context, value: Any) -> str:
    """A message, a name in two languages, or anything else as it is."""
    if isinstance(value, Message):
        return say(value, _lang(context))
    if isinstance(value, Name):
        return value.en if _lang(context) == "en" else value.zh
    return str(value)
