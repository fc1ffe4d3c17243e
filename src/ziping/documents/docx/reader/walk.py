"""The blocks of a document in order, each with the elements it was read from.

Reading and commenting take this same walk, so that a place means the same to both.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from ziping.documents.docx.reader import names
from ziping.documents.docx.reader.fields import paired
from ziping.documents.docx.reader.lines import Line, LineReader, Tally
from ziping.documents.docx.reader.names import VAL, chosen, first, is_on, w
from ziping.documents.docx.reader.numbering import Numbering
from ziping.documents.docx.reader.package import Package
from ziping.documents.docx.reader.styles import StyleSheet, heading_level
from ziping.documents.docx.reader.tables import Spot, spots
from ziping.documents.source import Grid, GridCell, Passage, PassageRole, SourceBlock
from ziping.figures import Place

if TYPE_CHECKING:
    from ziping.documents.docx.reader.names import Element

_STYLE, _NUMBERED, _OUTLINE = w("pStyle"), w("numPr"), w("outlineLvl")
_FRAME, _DROP_CAP = w("framePr"), w("dropCap")
_PART_OBJECT = f"{w('docPartObj')}/{w('docPartGallery')}"
_TYPE, _PAGE_PARTS = w("type"), {w("headerReference"): "header", w("footerReference"): "footer"}
_NOTES: tuple[tuple[str, str, PassageRole], ...] = (
    ("footnotes", "footnote", "footnote"),
    ("endnotes", "endnote", "footnote"),
    ("comments", "comment", "comment"),
)
_NO_NOTES = {"separator", "continuationSeparator", "continuationNotice"}


class Walked(Struct):
    """A block, its lines by row and column (a paragraph's at 0, 0), and the paragraph it hangs on if it floats."""

    block: SourceBlock
    lines: dict[tuple[int, int], list[Line]]
    part: str
    anchor: Element | None = None


class _Story(Struct, frozen=True):
    """Where a walk is: in which part of the package, as what, and what the text floats on."""

    part: str
    name: str | None = None
    role: PassageRole = "body"
    anchor: Element | None = None
    inside: tuple[int, int, int] | None = None


class Walk:
    """Walks a whole package once: ``blocks`` holds what it found, ``tally`` what there is to tell."""

    def __init__(self, package: Package, *, keep_lines: bool = True) -> None:
        """``keep_lines``: remember which elements each block came from, which takes several times the room."""
        self.package = package
        self._keep = keep_lines
        self.tally = Tally()
        self.blocks: list[Walked] = []
        self.references: dict[
            tuple[str, str], Element
        ] = {}  # where the body refers to a note, by kind and id
        self.body = self._body()

    def _body(self) -> Element | None:
        package = self.package
        data = package.text(package.main)
        root = package.parse(package.main, data)
        self._find_styles(data)
        self.root = root
        body = None if root is None else root.find(w("body"))
        self._reader = LineReader(self._styles, self.tally, self.references)
        self._numbering = Numbering(self._root_of("numbering"), self._styles)
        self._tables = 0
        if body is not None and root is not None:
            self._enter(root, data)
            self._blocks(body, _Story(package.main))
            self._notes()
            self._page_parts(root)
        return body

    def _find_styles(self, data: bytes) -> None:
        """Styles are many and long: they are parsed only if a paragraph or a run may name one."""
        named = b"pStyle" in data or b"rStyle" in data or b"numPr" in data
        part = self.package.related("styles") if named else None
        styles = b"" if part is None else self.package.text(part)
        self._styles = StyleSheet(None if part is None else self.package.parse(part, styles))
        self._styles_hide = b"vanish" in styles

    def _root_of(self, kind: str) -> Element | None:
        part = self.package.related(kind)
        return None if part is None else self.package.parsed(part)

    def _enter(self, root: Element, data: bytes) -> None:
        """Make ready for another part. What a part nowhere has is not looked for in every paragraph."""
        marks = paired(root) if b"fldChar" in data else {}
        self._reader.enter(marks, may_hide=self._styles_hide or b"vanish" in data)
        self._may_join = any(sign in data for sign in (b"del", b"moveFrom", b"dropCap"))

    def _notes(self) -> None:
        for kind, name, role in _NOTES:
            part = self.package.related(kind)
            if part is None:
                continue
            data = self.package.text(part)
            root = self.package.parse(part, data)
            if root is None:
                continue
            self._enter(root, data)
            for note in root.iterchildren(w(name)):
                if note.get(_TYPE) not in _NO_NOTES:
                    ident = note.get(names.ID, "")
                    anchor = self.references.get((name, ident))
                    self._blocks(note, _Story(part, f"{name} {ident}", role, anchor))

    def _page_parts(self, root: Element) -> None:
        """Headers and footers that a section shows, each once however often it is used."""
        seen: set[tuple[str, ...]] = set()
        used: set[str] = set()
        for reference in root.iter(*_PAGE_PARTS):
            relation = self.package.main_relations.get(reference.get(names.RELATION_ID, ""))
            part = "" if relation is None else relation.target
            if part in used or part not in self.package.archive:
                continue
            used.add(part)
            role: PassageRole = "header" if _PAGE_PARTS[str(reference.tag)] == "header" else "footer"
            data = self.package.text(part)
            page_root = self.package.parse(part, data)
            if page_root is None:
                continue
            self._enter(page_root, data)
            before = len(self.blocks)
            self._blocks(page_root, _Story(part, role, role))
            texts = tuple(_text(walked.block) for walked in self.blocks[before:])
            if texts in seen:
                del self.blocks[before:]
            seen.add(texts)

    # -- blocks ------------------------------------------------------------------------------------------------------

    def _blocks(self, parent: Element, story: _Story) -> None:
        """Read what ``parent`` holds, block by block."""
        for element, line in self._elements(parent):
            if line is not None:
                self._passage(line, story)
            else:
                self._table(element, story)

    def _elements(self, parent: Element) -> Iterator[tuple[Element, Line | None]]:
        """The tables, and the paragraphs as lines; paragraphs whose mark was deleted run into the next."""
        pending: Line | None = None
        for element in self._flat(parent):
            if element.tag == names.TBL:
                if pending is not None:
                    yield pending.paragraphs[0], pending
                    pending = None
                yield element, None
                continue
            runs_on = self._may_join and self._runs_on(element)
            line = self._line(element, counts=not runs_on)
            if pending is not None:
                pending.paragraphs += line.paragraphs
                pending.pieces += line.pieces
                pending.boxes += line.boxes
                pending.number = line.number
                pending.level, pending.role = line.level, line.role
                line = pending
            pending = line if runs_on else None
            if pending is None:
                yield element, line
        if pending is not None:
            yield pending.paragraphs[0], pending

    def _runs_on(self, paragraph: Element) -> bool:
        """Whether a paragraph goes on in the next: a tracked change took its mark away, or it is a drop cap."""
        properties = first(paragraph, names.PPR)
        if properties is None:
            return False
        look = first(properties, names.RPR)
        if look is not None and any(first(look, tag) is not None for tag in names.DELETED):
            self.tally.deleted += 1
            return True
        frame = first(properties, _FRAME)
        return frame is not None and frame.get(_DROP_CAP, "none") != "none"

    def _flat(self, parent: Element) -> Iterator[Element]:
        """The paragraphs and tables in ``parent``, whatever they are wrapped in."""
        for child in parent:
            tag = child.tag
            if tag in (names.P, names.TBL):
                yield child
            elif tag == names.SDT:
                content = child.find(names.SDT_CONTENT)
                if content is not None and not self._is_contents(child):
                    yield from self._flat(content)
            elif tag in names.WRAPPERS or tag in names.INSERTED:
                yield from self._flat(child)
            elif tag == names.ALTERNATIVE:
                branch = chosen(child)
                if branch is not None:
                    yield from self._flat(branch)
            elif tag == names.ALT_CHUNK:
                self.tally.outside += 1

    def _is_contents(self, control: Element) -> bool:
        """Whether a content control holds a table of contents, which only repeats the headings."""
        properties = control.find(names.SDTPR)
        if properties is None:
            return False
        if is_on(properties.find(w("showingPlcHdr"))):
            self.tally.placeholders += 1
        gallery = properties.find(_PART_OBJECT)
        return gallery is not None and gallery.get(VAL) == "Table of Contents"

    def _line(self, paragraph: Element, *, counts: bool) -> Line:
        properties = first(paragraph, names.PPR)
        named = outline = numbered = None
        for child in () if properties is None else properties:
            tag = child.tag
            if tag == _STYLE:
                named = named or child.get(VAL)
            elif tag == _OUTLINE and outline is None:
                outline = child
            elif tag == _NUMBERED and numbered is None:
                numbered = child
        style = self._styles.get(named)
        line = self._reader.read(paragraph, hidden=style.hidden)
        line.level, line.role = style.level, style.role
        if outline is not None:
            line.level = heading_level(outline)
        if counts and (numbered is not None or style.num is not None):
            line.number = self._numbering.text(numbered, style)
        return line

    def _passage(self, line: Line, story: _Story) -> None:
        text = line.text
        if text.strip() and line.role != "contents":
            role, level = story.role, 0
            if role == "body":
                level = line.level
                role = "title" if line.role == "title" else "heading" if level else "body"
                if line.role == "caption" and not level:
                    role = "caption"
            place = Place(block=len(self.blocks), part=story.name)
            generated = min(len(line.number), len(text))
            passage = Passage(text, place, role, level, generated)
            lines = {(0, 0): [line]} if self._keep else {}
            self.blocks.append(Walked(passage, lines, story.part, story.anchor))
        self._boxes([line], story)

    def _boxes(self, lines: list[Line], story: _Story) -> None:
        for line in lines:
            for box in line.boxes:
                inner = replace(
                    story, anchor=story.anchor if story.anchor is not None else line.paragraphs[0]
                )
                if story.role == "body":
                    inner = replace(inner, name="text_box", role="text_box", inside=None)
                self._reader.suspended(partial(self._blocks, box, inner))

    def _table(self, table: Element, story: _Story) -> None:
        found, rows, columns = spots(table, self.tally)
        if not found:
            return
        block = len(self.blocks)
        place = Place(block=block, part=story.name, table=self._tables)
        self._tables += 1
        walked = Walked(Grid(rows, columns, (), place, story.inside), {}, story.part, story.anchor)
        self.blocks.append(walked)
        cells: list[GridCell] = []
        later: list[tuple[Spot, list[Line], list[Element]]] = []
        for spot in found:
            lines, tables = self._cell(spot.element)
            shown = [(line, text) for line in lines if (text := line.text).strip()]
            if self._keep:
                walked.lines[spot.row, spot.column] = [line for line, _ in shown] or lines[:1]
            cells.append(_grid_cell(spot, shown))
            if tables or any(line.boxes for line in lines):
                later.append((spot, lines, tables))
        walked.block = Grid(rows, columns, tuple(cells), place, story.inside)
        for spot, lines, tables in later:
            inner = replace(story, inside=(block, spot.row, spot.column))
            for nested in tables:
                self._table(nested, inner)
            self._boxes(lines, story)

    def _cell(self, cell: Element) -> tuple[list[Line], list[Element]]:
        lines: list[Line] = []
        tables: list[Element] = []
        for element, line in self._elements(cell):
            if line is None:
                tables.append(element)
            else:
                lines.append(line)
        return lines, tables


def _grid_cell(spot: Spot, shown: list[tuple[Line, str]]) -> GridCell:
    generated, text = 0, ""
    if shown:
        generated = min(len(shown[0][0].number), len(shown[0][1]))
        text = shown[0][1] if len(shown) == 1 else "\n".join([text for _, text in shown])
    return GridCell(spot.row, spot.column, text, spot.row_span, spot.col_span, generated)


def _text(block: SourceBlock) -> str:
    return block.text if isinstance(block, Passage) else "\t".join(cell.text for cell in block.cells)
