"""The blocks of a document one after another: pages, sections and what stands between them."""

from __future__ import annotations

from ziping.documents.docx import page
from ziping.documents.docx.chart import drawing
from ziping.documents.docx.contents import Entry, contents, entries, listed
from ziping.documents.docx.paragraphs import Setting, role_paragraph, separator, signature_indents, styled
from ziping.documents.docx.tables import is_tight, table
from ziping.documents.docx.xml import run
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
    Title,
)


def chart_relation(number: int) -> str:
    """Return the relation id of chart ``number`` (from 1)."""
    return f"chart{number}"


class Body:
    """Writes blocks and remembers what the next one needs to know."""

    def __init__(self, blocks: tuple[Block, ...]) -> None:
        self.charts: list[Chart] = []
        self._blocks = blocks
        self._entries = entries(blocks)
        self._parts: list[str] = []
        self._orientation: Orientation = "portrait"
        self._new_page = False  # the next block opens a page
        self._at_top = True  # the next block stands at the top of a page anyhow
        self._attached = False  # titles belong to an attachment now
        self._after_table = False

    def xml(self) -> str:
        """All of ``w:body``, the last section included."""
        for index, block in enumerate(self._blocks):
            self._add(index, block)
        if self._after_table or not self._parts:
            # A body may not end in a table: LibreOffice loses it when it saves as .doc.
            self._parts.append(separator(Setting(new_page=self._take_new_page())))
        return "".join(self._parts) + page.section(self._orientation)

    def _add(self, index: int, block: Block) -> None:
        match block:
            case Section():
                self._section(index, block)
            case PageBreak():
                self._new_page = not self._at_top
            case Table():
                self._table(index, block)
            case _:
                self._flowing(index, block)

    def _flowing(self, index: int, block: Title | Heading | Paragraph | Chart | Contents) -> None:
        setting = self._setting(index, block)
        self._after_table = False
        self._at_top = False
        match block:
            case Title():
                style = "AttachmentTitle" if self._attached else "Title"
                self._put(styled(style, self._marked(index, block.text), setting))
            case Heading():
                self._put(styled(f"Heading{block.level}", self._marked(index, block.text), setting))
            case Paragraph():
                self._attached = self._attached or block.role == "attachment_mark"
                self._put(role_paragraph(block, setting))
            case Chart():
                self.charts.append(block)
                number = len(self.charts)
                self._put(styled("Figure", drawing(block, chart_relation(number), number), setting))
            case Contents():
                opening = "<w:pageBreakBefore/>" if setting.new_page else ""
                self._put(contents(block, self._entries, opening))
                if setting.section:
                    self._put(separator(Setting(section=setting.section)))

    def _put(self, xml: str) -> None:
        self._parts.append(xml)

    def _take_new_page(self) -> bool:
        taken, self._new_page = self._new_page, False
        return taken

    def _neighbour(self, index: int) -> Block | None:
        return self._blocks[index] if 0 <= index < len(self._blocks) else None

    def _closing(self, index: int) -> str:
        """Return the section that ends with block ``index``, if a section block follows it."""
        return page.section(self._orientation) if isinstance(self._neighbour(index + 1), Section) else ""

    def _section(self, index: int, block: Section) -> None:
        if not self._at_top and isinstance(self._neighbour(index - 1), Table | PageBreak):
            # Any other block has closed its section itself.
            self._put(separator(Setting(section=page.section(self._orientation))))
        self._orientation = block.orientation
        self._new_page, self._at_top, self._after_table = False, True, False

    def _table(self, index: int, block: Table) -> None:
        if self._after_table or self._new_page:
            # Two tables in a row would grow together; a table cannot open a page itself.
            self._put(separator(Setting(new_page=self._take_new_page())))
        below = self._neighbour(index + 1)
        self._put(
            table(
                block.grid,
                page.text_width(self._orientation),
                tight=is_tight(block.grid, attached=self._attached),
                kept=isinstance(below, Paragraph) and below.role == "note",
            )
        )
        self._after_table, self._at_top = True, False

    def _setting(self, index: int, block: Block) -> Setting:
        new_page = self._take_new_page()
        if isinstance(block, Paragraph) and block.role == "attachment_mark":
            new_page = not self._at_top
        indent, loose, keep = None, False, False
        match block:
            case Paragraph():
                indent = self._right_indent(index, block)
                loose = block.role == "caption" and isinstance(self._neighbour(index - 1), Chart)
                keep = self._stays(block, self._neighbour(index + 1))
            case Chart():
                after = self._neighbour(index + 1)
                keep = isinstance(after, Paragraph) and after.role == "caption"
        return Setting(new_page, self._closing(index), self._orientation, indent, loose, keep)

    @staticmethod
    def _stays(block: Paragraph, after: Block | None) -> bool:
        """Lines around a table stay with it and with each other, and a signature never stands alone on a page."""
        if block.role == "note":
            return isinstance(after, Table) or (isinstance(after, Paragraph) and after.role == "note")
        closing = ("attachment_list", "signature")
        return block.role == "body" and isinstance(after, Paragraph) and after.role in closing

    def _right_indent(self, index: int, block: Paragraph) -> int | None:
        """Signature and date are set by each other's length; alone, each keeps two characters free."""
        before, after = self._neighbour(index - 1), self._neighbour(index + 1)
        if block.role == "signature" and isinstance(after, Paragraph) and after.role == "date":
            return signature_indents(block.text, after.text)[0]
        if block.role == "date" and isinstance(before, Paragraph) and before.role == "signature":
            return signature_indents(before.text, block.text)[1]
        return None

    def _marked(self, index: int, text: str) -> str:
        """Return the text, bookmarked where the table of contents can point to it."""
        entry: Entry | None = self._entries.get(index)
        if entry is None:
            return run(text)
        marked = f'<w:bookmarkStart w:id="{index}" w:name="{entry.bookmark}"/>{run(text)}<w:bookmarkEnd w:id="{index}"/>'
        return listed(entry) + marked if entry.attached else marked
