"""The table of contents: a field Word can update, pre-filled, with page numbers that are fields of their own.

Opening the file must not ask the user to update anything, so the cached numbers are estimated here from the grid of
22 x 28. In PDF they come out exact: see ``ziping.documents.pdf``.
"""

from __future__ import annotations

from dataclasses import dataclass

from ziping.documents.docx.chart import height_mm
from ziping.documents.docx.page import CHARACTERS, LINE_PITCH, TEXT_HEIGHT, TEXT_WIDTH, text_width
from ziping.documents.docx.tables import TIGHT_EDGE, TIGHT_LINE, is_tight
from ziping.documents.docx.xml import escaped, field, paragraph, run
from ziping.documents.layout import place, share_out
from ziping.documents.measure import FULL, lines_needed
from ziping.documents.model import (
    Block,
    Chart,
    Contents,
    Heading,
    Orientation,
    PageBreak,
    Paragraph,
    Section,
    Table,
    TableGrid,
    Title,
)

_ROOM = CHARACTERS * FULL
_TABLE_LINE = 275  # 五号, single line
_NOTE_LINE = 280
_ROW_PADDING = 60
_SMALL_EM = 210  # 五号 in twips
_TITLE_EM = 440
_TWIPS_PER_MM = 57


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents: what it points at and the page it is thought to be on."""

    block: int
    level: int
    text: str
    page: int
    attached: bool = False  # the title of an attachment, with its mark

    @property
    def bookmark(self) -> str:
        return f"_Toc{self.block + 1:09d}"


def entries(blocks: tuple[Block, ...]) -> dict[int, Entry]:
    """Every heading and attachment title by its block number."""
    pages = _Pages()
    found: dict[int, Entry] = {}
    mark = ""
    lines = _listed(blocks)
    for index, block in enumerate(blocks):
        page = pages.take(block, lines)
        match block:
            case Heading():
                found[index] = Entry(index, block.level, _one_line(block.text), page)
            case Title() if mark:
                found[index] = Entry(index, 1, f"{mark}　{_one_line(block.text)}", page, attached=True)
            case Paragraph(role="attachment_mark"):
                mark = block.text.strip()
    return found


def contents(block: Contents, found: dict[int, Entry], opening: str) -> str:
    """Return the heading and the field. ``opening`` is set before the heading's text properties (a page break)."""
    lines = [entry for entry in found.values() if entry.level <= block.levels]
    parts = [paragraph("TOCHeading", run(block.title), opening)]
    start = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> TOC \\o "1-{block.levels}" \\f \\h \\z </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    for entry in lines:
        number = field(rf"PAGEREF {entry.bookmark} \h", str(entry.page))
        text = f"{run(entry.text)}<w:r><w:tab/></w:r>{number}"
        link = f'<w:hyperlink w:anchor="{entry.bookmark}" w:history="1">{text}</w:hyperlink>'
        parts.append(paragraph(f"TOC{entry.level}", start + link))
        start = ""
    parts.append(paragraph("Separator", start + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'))
    return (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
        f"</w:sdtPr><w:sdtContent>{''.join(parts)}</w:sdtContent></w:sdt>"
    )


def listed(entry: Entry) -> str:
    """Return the hidden field by which an attachment is listed with its mark, also when Word makes the contents anew."""
    words = entry.text.replace("\\", "／").replace('"', "”")  # either would end the field's text
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr>"
    return (
        f'{hidden}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'{hidden}<w:instrText xml:space="preserve"> TC "{escaped(words)}" \\l {entry.level} </w:instrText></w:r>'
        f'{hidden}<w:fldChar w:fldCharType="end"/></w:r>'
    )


def _one_line(text: str) -> str:
    return text.replace("\n", "")


def _listed(blocks: tuple[Block, ...]) -> int:
    """Lines that the contents will take: headings down to its level, and attachment titles."""
    levels = max((block.levels for block in blocks if isinstance(block, Contents)), default=0)
    return sum(
        (isinstance(block, Heading) and block.level <= levels)
        or (isinstance(block, Paragraph) and block.role == "attachment_mark")
        for block in blocks
    )


class _Pages:
    """A running guess of the page: how much of the current one is used."""

    def __init__(self) -> None:
        self.page = 1
        self.used = 0
        self.orientation: Orientation = "portrait"
        self.attached = False

    @property
    def height(self) -> int:
        return TEXT_HEIGHT if self.orientation == "portrait" else TEXT_WIDTH

    def take(self, block: Block, listed: int) -> int:
        """Put ``block`` on the page and say on which page it begins."""
        page = self.page
        match block:
            case PageBreak():
                self._turn()
            case Section():
                self._turn()
                self.orientation = block.orientation
            case Paragraph():
                page = self._paragraph(block)
            case Title():
                below = LINE_PITCH // 4 if self.attached else LINE_PITCH
                page = self._put(lines_needed(block.text, _ROOM * 320 // _TITLE_EM) * LINE_PITCH + below)
            case Heading():
                page = self._put(lines_needed(block.text, _ROOM, 2 * FULL) * LINE_PITCH, keep=LINE_PITCH)
            case Contents():
                page = self._flow(listed + 2)
            case Chart():
                page = self._put(height_mm(block) * _TWIPS_PER_MM)
            case Table():
                page = self._table(block.grid)
        return page

    def _paragraph(self, block: Paragraph) -> int:
        if block.role == "attachment_mark":
            self.attached = True
            self._turn()
            return self._put(2 * LINE_PITCH)
        if block.role in ("note", "caption"):
            return self._put(lines_needed(block.text, 40 * FULL) * _NOTE_LINE)
        spaced = block.role == "signature" or (
            block.role == "attachment_list" and block.text.startswith("附件")
        )
        lead = LINE_PITCH if spaced else 0
        return self._flow(lines_needed(block.text, _ROOM, 2 * FULL), lead)

    def _flow(self, lines: int, lead: int = 0) -> int:
        self.used += lead
        first = self._put(LINE_PITCH)
        for _ in range(lines - 1):
            self._put(LINE_PITCH)
        return first

    def _put(self, height: int, keep: int = 0) -> int:
        if self.used and self.used + height + keep > self.height:
            self._turn()
        self.used += height
        return self.page

    def _turn(self) -> None:
        if self.used:
            self.page += 1
            self.used = 0

    def _table(self, grid: TableGrid) -> int:
        widths = share_out(text_width(self.orientation), grid.widths)
        lines = [1] * len(grid.rows)
        for placed in place(grid):
            if placed.cell.row_span == 1:
                width = sum(widths[placed.column : placed.column + placed.cell.col_span]) - 114
                needed = lines_needed(placed.cell.text, width * FULL // _SMALL_EM)
                lines[placed.row] = max(lines[placed.row], needed)
        tight = is_tight(grid, attached=self.attached)
        line, padding = (TIGHT_LINE, TIGHT_EDGE + 8) if tight else (_TABLE_LINE, _ROW_PADDING)
        first = 0
        for row, needed in zip(grid.rows, lines, strict=True):
            least = (row.min_height or 0) * _TWIPS_PER_MM
            page = self._put(max(needed * line + padding, least))
            first = first or page
        return first or self.page
