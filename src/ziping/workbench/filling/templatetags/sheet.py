"""Cells and rows in templates."""

from __future__ import annotations

from collections.abc import Mapping

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from ziping.wording import Lang
from ziping.workbench.filling.cells import Cell, Row
from ziping.workbench.filling.rendering import called, cell_html, row_html

register = template.Library()


def _lang(context: Context) -> Lang:
    return "en" if context.get("lang") == "en" else "zh"


@register.simple_tag(takes_context=True)
def cell(context: Context, one: Cell, row: Row | None = None) -> SafeString:
    lang = _lang(context)
    return cell_html(one, lang, called(row.label, lang) if row is not None else "")


@register.simple_tag(takes_context=True)
def row_cells(context: Context, row: Row) -> SafeString:
    return row_html(row, _lang(context))


@register.filter
def at(found: Mapping[str, object], key: str) -> object:
    """What a mapping has at ``key``; nothing where it has none."""
    return found.get(key)
