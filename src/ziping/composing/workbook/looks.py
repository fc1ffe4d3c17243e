"""How the cells of the clerk's workbook look: typed ones typable, computed ones computed, words quiet."""

from __future__ import annotations

from dataclasses import replace

from ziping.documents import Style
from ziping.documents.model import Align
from ziping.standards.model.workbook import Field

MONEY = "#,##0.00####;[Red]-#,##0.00####"
NUMBER = "#,##0.######;[Red]-#,##0.######"
COUNT = "0"
PERCENT = "0.00%"
DATE = "yyyy-mm-dd"
TEXT = "@"  # what is typed stays as typed: 2-3 is no date, = is no formula

TITLE = Style(font="title", valign="center")
BLOCK = Style(font="head", bold=True, valign="center")
SUBTITLE = Style(font="note", align="left")
INTRO = Style(font="note", wrap=True, valign="center")
HEAD = Style(font="head", fill="head", border=True, align="center", wrap=True)
LABEL = Style(border=True, align="left", wrap=True, indent=1)
SUBHEAD = Style(font="head", fill="head", border=True, align="left", indent=1)
NUMBERING = Style(font="note", fill="computed", border=True, align="center")
NOTE = Style(font="note", border=True, align="left", wrap=True, indent=1)
CLOSED = Style(font="note", fill="computed", border=True, align="center")
LAST_YEAR = Style(font="note", fill="computed", border=True, wrap=True, valign="top")
TOTAL_LABEL = Style(font="note", fill="total", border=True, align="center")
TOTAL = Style(font="note", fill="total", border=True, align="right", indent=1, number_format=MONEY)
REFERENCE = Style(font="note", fill="computed", border=True, align="right", indent=1, number_format=MONEY)
REFERENCE_LABEL = Style(font="note", fill="computed", border=True, align="left", wrap=True, indent=1)
GUIDE_LINE = Style(wrap=True, valign="top")

_INPUT = Style(fill="input", border=True, locked=False)
_FORMATS: dict[str, tuple[str, Align]] = {
    "money": (MONEY, "right"),
    "number": (NUMBER, "right"),
    "integer": (COUNT, "right"),
    "percent": (TEXT, "right"),
    "date": (DATE, "center"),
    "yes_no": (TEXT, "center"),
    "figure": (TEXT, "center"),
}


def input_style(field: Field) -> Style:
    """The look of a cell that is filled; never locked."""
    if field.kind in _FORMATS:
        number_format, align = _FORMATS[field.kind]
        indent = 1 if align == "right" else 0
        return replace(
            _INPUT, number_format=number_format, align=align, indent=indent, wrap=field.kind == "figure"
        )
    if (
        field.kind == "long_text"
    ):  # not as text: some versions of Excel show long texts of that format as ####
        return replace(_INPUT, wrap=True, align="left", indent=1)
    return replace(_INPUT, number_format=TEXT, wrap=True, align="left", indent=1)


def indented(style: Style, indent: int) -> Style:
    return replace(style, indent=style.indent + indent, align="left") if indent else style
