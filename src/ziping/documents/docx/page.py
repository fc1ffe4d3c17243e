"""The page of GB/T 9704-2012: A4, margins, the grid of 22 lines by 28 characters, page numbers.

Lengths are twentieths of a point (twips) as Word counts them; 1 mm is 1440/25.4 of them. The standard gives 天头 37 mm,
订口 28 mm and a text block (版心) of 156 x 225 mm; the rest of A4 leaves 26 mm on the right and 35 mm below.
A landscape page is the same sheet turned: its head lies at the binding edge of an odd page, its page number stays
where it is on all other pages, so that it stands upright along the short edge (7.5 页码, 附则 横排表格).
"""

from __future__ import annotations

from ziping.documents.docx.xml import HEADER, NAMESPACES, field, paragraph, run
from ziping.documents.model import Orientation

LINES = 22
CHARACTERS = 28
BODY_POINTS = 16  # 三号
PAGE_SHORT, PAGE_LONG = 11906, 16838
HEAD, BINDING, FOOT, FORE = 2098, 1588, 1984, 1474  # 37, 28, 35 and 26 mm
TEXT_WIDTH = PAGE_SHORT - BINDING - FORE  # 156 mm
TEXT_HEIGHT = PAGE_LONG - HEAD - FOOT  # 225 mm
LINE_PITCH = TEXT_HEIGHT // LINES  # 579: the largest whole pitch that still holds 22 lines
# The grid widens (here: narrows) a character of the Normal style by this many 4096ths of a point.
CHAR_SPACE = (TEXT_WIDTH * 4096 // (CHARACTERS * 20)) - BODY_POINTS * 4096
# The dash of the page number stands 7 mm below the text block: with a line of 18 pt, 24.8 mm above the paper's edge.
FOOTER_DISTANCE = 1407
NUMBER_LINE = 360
NUMBER_INDENT = 280  # one character of 四号

ODD, EVEN = "default", "even"
FOOTERS: tuple[tuple[str, Orientation, str], ...] = (
    ("footer1", "portrait", ODD),
    ("footer2", "portrait", EVEN),
    ("footer3", "landscape", ODD),
    ("footer4", "landscape", EVEN),
)
FOOTER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"


def text_width(orientation: Orientation) -> int:
    """Width of the text block in twips."""
    return TEXT_WIDTH if orientation == "portrait" else TEXT_HEIGHT


def section(orientation: Orientation) -> str:
    """Return the ``w:sectPr`` of a section whose footers are related as :data:`FOOTERS` names them."""
    references = "".join(
        f'<w:footerReference w:type="{kind}" r:id="{name}"/>'
        for name, turned, kind in FOOTERS
        if turned == orientation
    )
    if orientation == "portrait":
        size = f'<w:pgSz w:w="{PAGE_SHORT}" w:h="{PAGE_LONG}"/>'
        top, right, bottom, left = HEAD, FORE, FOOT, BINDING
    else:
        size = f'<w:pgSz w:w="{PAGE_LONG}" w:h="{PAGE_SHORT}" w:orient="landscape"/>'
        top, right, bottom, left = BINDING, HEAD, FORE, FOOT
    return (
        f"<w:sectPr>{references}"
        f'<w:type w:val="nextPage"/>{size}'
        f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}"'
        f' w:header="851" w:footer="{FOOTER_DISTANCE if orientation == "portrait" else 567}" w:gutter="0"/>'
        '<w:cols w:space="0"/>'
        f'<w:docGrid w:type="linesAndChars" w:linePitch="{LINE_PITCH}" w:charSpace="{CHAR_SPACE}"/>'
        "</w:sectPr>"
    )


def footer(orientation: Orientation, kind: str) -> str:
    """Return a footer part with '— 1 —' in 四号宋体: right on odd pages, left on even ones, one character from the edge."""
    number = _number()
    if orientation == "portrait":
        side = "right" if kind == ODD else "left"
        indent = f'<w:ind w:{side}="{NUMBER_INDENT}" w:{side}Chars="100"/>'
        inner = paragraph("Footer", number, f'{indent}<w:jc w:val="{side}"/>')
    else:
        inner = paragraph("Footer", _turned(number, kind))
    return f"{HEADER}<w:ftr {NAMESPACES}>{inner}</w:ftr>"


def _number() -> str:
    dash = '<w:rFonts w:hint="eastAsia" w:ascii="宋体" w:hAnsi="宋体" w:eastAsia="宋体"/><w:sz w:val="28"/>'
    return run("— ", dash) + field("PAGE", "1", dash) + run(" —", dash)


_EMU = 635  # per twip
_BOX_WIDE, _BOX_LONG = NUMBER_LINE, 1700


def _turned(number: str, kind: str) -> str:
    """Return the number in a box at the left edge of the landscape page, turned a quarter clockwise.

    Turned back to portrait, the left edge is the foot of the page and down is right: an odd page's number therefore
    ends one character above the lower edge of the text block, an even page's begins one below the upper edge.
    """
    left = FOOTER_DISTANCE
    if kind == ODD:
        top, align = PAGE_SHORT - FORE - NUMBER_INDENT - _BOX_LONG, "right"
    else:
        top, align = BINDING + NUMBER_INDENT, "left"
    inside = paragraph("Footer", number, f'<w:jc w:val="{align}"/>')
    ident = 9001 if kind == ODD else 9002
    body = (
        '<wps:bodyPr rot="0" vert="vert" wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr">'
        "<a:noAutofit/></wps:bodyPr>"
    )
    size = f'cx="{_BOX_WIDE * _EMU}" cy="{_BOX_LONG * _EMU}"'
    drawing = (
        '<w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="251659264"'
        ' behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="page"><wp:posOffset>{left * _EMU}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="page"><wp:posOffset>{top * _EMU}</wp:posOffset></wp:positionV>'
        f'<wp:extent {size}/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f'<wp:docPr id="{ident}" name="Page number {ident}"/><wp:cNvGraphicFramePr/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        '<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr>'
        f'<a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>'
        f"<wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx>{body}</wps:wsp>"
        "</a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )
    # Older WPS reads only the VML form.
    style = (
        f"position:absolute;margin-left:{left / 20:g}pt;margin-top:{top / 20:g}pt;width:{_BOX_WIDE / 20:g}pt;"
        f"height:{_BOX_LONG / 20:g}pt;mso-position-horizontal-relative:page;mso-position-vertical-relative:page"
    )
    fallback = (
        f'<w:pict><v:rect style="{style}" filled="f" stroked="f">'
        '<v:textbox style="layout-flow:vertical" inset="0,0,0,0">'
        f"<w:txbxContent>{inside}</w:txbxContent></v:textbox></v:rect></w:pict>"
    )
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{drawing}</mc:Choice>'
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent></w:r>"
    )
