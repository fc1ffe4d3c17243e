"""The composed report in a template: thousands of pieces, each escaped, without a template of its own for each."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from ziping.workbench.review.paper import Piece

register = template.Library()


@register.simple_tag
def pieces(found: Iterable[Piece], linked: bool) -> SafeString:
    """Text as HTML: figures lead to their cell where ``linked``, what was found wrong is marked by its severity."""
    return mark_safe("".join(_html(piece, linked) for piece in found))  # noqa: S308 - every text is escaped in _html


def _html(piece: Piece, linked: bool) -> str:
    text = escape(piece.text).replace("\n", "<br>")
    said = f"said-{piece.severity}" if piece.severity else ""
    if piece.cell and linked:
        return f'<a class="fig {said}" href="?on={quote(piece.cell)}#new-remark">{text}</a>'
    return f'<span class="{said}">{text}</span>' if said else text
