"""What the roles of a cell look like: few fonts, quiet fills that stay readable when printed black on white."""

from __future__ import annotations

from ziping.documents.model import Align
from ziping.documents.xlsx.model import Fill, FontRole, Style

_FONTS: dict[FontRole, tuple[str, int]] = {
    "body": ("宋体", 11),
    "head": ("黑体", 11),
    "title": ("方正小标宋简体", 18),
    "note": ("宋体", 10),
}
FILLS: dict[Fill, str] = {
    "head": "#E7EBEF",
    "input": "#FFFBE6",
    "computed": "#F3F4F6",
    "total": "#E3E6EA",
    "error": "#F8D7DA",
    "warning": "#FCEBCB",
}
TABS: dict[Fill, str] = {
    "head": "#5B6B7B",
    "input": "#C9A227",
    "computed": "#8A94A0",
    "total": "#3B5368",
    "error": "#B23B46",
    "warning": "#D08A1D",
}
_ALIGN: dict[Align, str] = {"left": "left", "center": "center", "right": "right", "justify": "justify"}
_VALIGN = {"top": "top", "center": "vcenter", "bottom": "bottom"}
_SMALLER = 2


def properties(style: Style) -> dict[str, object]:
    """``style`` in xlsxwriter's words."""
    font, size = _FONTS[style.font]
    named: dict[str, object] = {
        "font_name": font,
        "font_size": size - _SMALLER if style.small else size,
        "valign": _VALIGN[style.valign],
        "locked": style.locked,
    }
    if style.bold:
        named["bold"] = True
    if style.fill != "none":
        named["bg_color"] = FILLS[style.fill]
    if style.border:
        named["border"] = 1
    if style.align:
        named["align"] = _ALIGN[style.align]
    if style.wrap:
        named["text_wrap"] = True
    if style.indent:
        named["indent"] = style.indent
    if style.number_format:
        named["num_format"] = style.number_format
    return named
