"""Titles, headings and paragraphs by role, after GB/T 9704-2012 §7.3."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ziping.documents.docx.page import CHARACTERS, LINE_PITCH, TEXT_WIDTH, text_width
from ziping.documents.docx.styles import TWO_CHARACTERS
from ziping.documents.docx.xml import paragraph, run, runs_xml
from ziping.documents.measure import FULL, HALF
from ziping.documents.measure import text_width as characters
from ziping.documents.model import Orientation, Paragraph, runs

STYLES = {
    "body": "BodyText",
    "addressee": "Addressee",
    "note": "Note",
    "caption": "Caption",
    "signature": "Signature",
    "date": "Date",
    "attachment_list": "AttachmentList",
    "attachment_mark": "AttachmentMark",
}
_LIST_ITEM = re.compile(r"(?P<lead>附件[：:])?\s*(?P<number>\d+(?:-\d+)*[.．、]\s*)?(?P<name>.*)", re.DOTALL)
# A document number cannot be broken inside its brackets, nor an address on the web: justified, the line before is pulled apart.
_UNBREAKABLE = re.compile(r"〔\d{4}〕|https?://|www\.")
_LEAD = 3 * FULL  # 附件：
_LANDSCAPE_TABS = (
    f'<w:tabs><w:tab w:val="clear" w:pos="{TEXT_WIDTH}"/>'
    f'<w:tab w:val="right" w:pos="{text_width("landscape")}"/></w:tabs>'
)


@dataclass(frozen=True, slots=True)
class Setting:
    """What a paragraph's surroundings add to it: a new page, the end of a section, the room it stands in."""

    new_page: bool = False
    section: str = ""
    orientation: Orientation = "portrait"
    right_indent: int | None = None  # thousandths of a character, for a signature and its date
    loose: bool = False  # a caption that belongs to what stands above it
    keep: bool = False  # on one page with what follows


def styled(style: str, inner: str, setting: Setting) -> str:
    """Return a paragraph in ``style`` that also opens a page or closes a section where its setting says so."""
    keep = "<w:keepNext/>" if setting.keep else ""
    return paragraph(
        style, inner, keep + ("<w:pageBreakBefore/>" if setting.new_page else "") + setting.section
    )


def separator(setting: Setting) -> str:
    """Return a paragraph one point high: parts two tables, ends a document after a table, carries a section's end."""
    return styled("Separator", "", setting)


def role_paragraph(block: Paragraph, setting: Setting) -> str:
    """Return the paragraph in its role's style, with its own alignment and indent where it has them."""
    inner = runs_xml(runs(block.content))
    keep, tabs, indent = "<w:keepNext/>" if setting.keep else "", "", ""
    match block.role:
        case "attachment_list":
            inner, indent = _list_item(block.text)
        case "signature" | "date":
            indent = _right(2 * FULL if setting.right_indent is None else setting.right_indent)
        case "note" if setting.orientation == "landscape":
            tabs = _LANDSCAPE_TABS  # the style's own ends at the portrait margin
        case "caption" if setting.loose:
            keep = '<w:keepNext w:val="0"/>'
    if block.indent is not None:
        indent = TWO_CHARACTERS if block.indent else '<w:ind w:firstLine="0" w:firstLineChars="0"/>'
    align = block.align or ("left" if block.role == "body" and _UNBREAKABLE.search(block.text) else None)
    jc = f'<w:jc w:val="{"both" if align == "justify" else align}"/>' if align else ""
    page = "<w:pageBreakBefore/>" if setting.new_page else ""
    return paragraph(STYLES[block.role], inner, keep + page + tabs + indent + jc + setting.section)


def _list_item(text: str) -> tuple[str, str]:
    """附件：1. 名称, its following lines under the first character of the name; a tab keeps the name in place."""
    match = _LIST_ITEM.fullmatch(text)
    lead, number, name = match.group("lead", "number", "name") if match else (None, None, text)
    number = (number or "").strip()
    label = -(-characters(number + " ") // HALF) * HALF if number else 0
    left = 2 * FULL + _LEAD + label
    hanging = label + (_LEAD if lead else 0)
    space = f'<w:spacing w:before="{LINE_PITCH}"/>' if lead else ""  # one blank line below the text
    ind = (
        f'<w:ind w:left="{twips(left)}" w:leftChars="{left // 10}"'
        f' w:hanging="{twips(hanging)}" w:hangingChars="{hanging // 10}"/>'
    )
    return run(f"{lead or ''}{number}" + ("\t" if number else "") + name), space + ind


def twips(thousandths: int) -> int:
    """Thousandths of a grid character as twips."""
    return thousandths * TEXT_WIDTH // (CHARACTERS * FULL)


def _right(indent: int) -> str:
    return f'<w:ind w:right="{twips(indent)}" w:rightChars="{indent // 10}"/>'


def signature_indents(signature: str, date: str) -> tuple[int, int]:
    """Right indents of a signature without seal and the date below it, in thousandths of a character (7.3.5.2).

    The signature keeps two characters free on the right, the date begins two characters to the right of its first
    character; a date too long for that keeps two characters free itself and pushes the signature to the left.

    >>> signature_indents("示例县人力资源和社会保障局", "2025年5月14日")
    (2000, 6500)
    """
    signed, dated = characters(signature), characters(date)
    date_indent = signed - dated
    if date_indent >= 2 * FULL:
        return 2 * FULL, date_indent
    return 4 * FULL + dated - signed, 2 * FULL
