"""One paragraph as a reader sees it, piece by piece: which element holds which characters."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from msgspec import Struct, field

from ziping.documents.docx.reader import names
from ziping.documents.docx.reader.fields import Mark, Pairs
from ziping.documents.docx.reader.names import VAL, chosen, first, is_on, w
from ziping.documents.docx.reader.symbols import symbol

if TYPE_CHECKING:
    from ziping.documents.docx.reader.names import Element
    from ziping.documents.docx.reader.styles import StyleRole, StyleSheet

_WHITE = " \t\r\n"
_SIGNS = {w("tab"): "\t", w("ptab"): "\t", w("cr"): "\n", w("noBreakHyphen"): "-"}
_BREAK, _BREAK_KIND, _SYMBOL, _RUBY, _RUBY_BASE = w("br"), w("type"), w("sym"), w("ruby"), w("rubyBase")
_RUN_STYLE, _PLACEHOLDER = w("rStyle"), w("showingPlcHdr")
_SHAPES = frozenset({w("drawing"), w("pict"), w("object")})
_MATH_SPACE = names.MATH_TEXT[: names.MATH_TEXT.index("}") + 1]
_REFERENCES = {
    names.FOOTNOTE_REFERENCE: "footnote",
    names.ENDNOTE_REFERENCE: "endnote",
    names.COMMENT_REFERENCE: "comment",
}


Handler: TypeAlias = "Callable[[Element], None]"


class Piece(NamedTuple):
    """Characters and the element that holds them, ``skip`` characters into its text.

    ``field``: the marks that begin and end the outermost field whose result this is, a mere link left aside.
    """

    text: str
    element: Element
    skip: int = 0
    field: tuple[Element, Element] | None = None


class Line(Struct):
    """A paragraph, or several that became one because the mark between them was deleted."""

    paragraphs: list[Element]
    pieces: list[Piece] = field(default_factory=list)
    number: str = ""
    level: int = 0
    role: StyleRole = "body"
    boxes: list[Element] = field(default_factory=list)

    @property
    def text(self) -> str:
        written = "".join([piece.text for piece in self.pieces])
        return self.number + written if written else self.number.rstrip(" ")


class _Field(Struct):
    """A field that is open: its first and last mark."""

    marks: tuple[Element, Element]
    kind: Mark
    in_result: bool = False


class Tally(Struct):
    """What a reader must be told of the reading."""

    inserted: int = 0
    deleted: int = 0
    hidden: int = 0
    placeholders: int = 0
    pictures: int = 0
    outside: int = 0


class LineReader:
    """Reads the paragraphs of one story after another; a field may reach from one into the next."""

    def __init__(self, styles: StyleSheet, tally: Tally, references: dict[tuple[str, str], Element]) -> None:
        self._styles = styles
        self._tally = tally
        self._references = references
        self._marks: Pairs = {}
        self._open: list[_Field] = []
        self._shown = True
        self._line = Line([])
        self._hidden_line = False  # what the paragraph's style says
        self._hidden = False  # what the run says
        self._in_paragraph: dict[str, Handler] = {
            names.R: self._run,
            names.MATH_RUN: self._run,
            names.SDT: self._control,
            names.FIELD_SIMPLE: self._simple_field,
            names.ALTERNATIVE: self._alternative,
            **dict.fromkeys(names.WRAPPERS, self._inline),
            **dict.fromkeys(names.INSERTED, self._inserted),
            **dict.fromkeys(names.DELETED, self._deleted),
            **dict.fromkeys(_SHAPES, self._shape),
        }
        self._in_run: dict[str, Handler] = {
            names.T: self._text,
            names.MATH_TEXT: self._text,
            names.FIELD: self._field,
            names.ALTERNATIVE: self._alternative_in_run,
            _BREAK: self._break,
            _SYMBOL: self._sign,
            _RUBY: self._ruby,
            **dict.fromkeys(_SIGNS, self._sign),
            **dict.fromkeys(_SHAPES, self._shape),
            **dict.fromkeys(_REFERENCES, self._refer),
        }

    def enter(self, marks: Pairs, *, may_hide: bool) -> None:
        """Begin another part of the package, whose field codes are ``marks``."""
        if may_hide:
            self._in_run[names.RPR] = self._look
        else:
            self._in_run.pop(names.RPR, None)
        self._marks = marks
        self._open = []
        self._shown = True

    def suspended(self, read_inside: Callable[[], None]) -> None:
        """Read a text box, which is a story of its own: the fields around it do not reach inside."""
        around, shown = self._open, self._shown
        self._open, self._shown = [], True
        read_inside()
        self._open, self._shown = around, shown

    def read(self, paragraph: Element, *, hidden: bool = False) -> Line:
        """Return the line without its number. ``hidden``: the style hides whatever does not say otherwise."""
        self._line = Line([paragraph])
        self._hidden_line = hidden
        self._inline(paragraph)
        return self._line

    def _inline(self, parent: Element) -> None:
        for child in parent:
            handler = self._in_paragraph.get(child.tag)
            if handler is not None:
                handler(child)
            elif isinstance(child.tag, str) and child.tag.startswith(_MATH_SPACE):
                self._inline(child)

    def _run(self, run: Element) -> None:
        self._hidden = self._hidden_line
        for child in run:
            handler = self._in_run.get(child.tag)
            if handler is not None:
                handler(child)

    # -- in a paragraph ----------------------------------------------------------------------------------------------

    def _inserted(self, change: Element) -> None:
        self._tally.inserted += 1
        self._inline(change)

    def _deleted(self, change: Element) -> None:
        self._tally.deleted += change.tag == names.DEL  # what was moved is counted where it arrived

    def _control(self, control: Element) -> None:
        properties, content = control.find(names.SDTPR), control.find(names.SDT_CONTENT)
        if properties is not None and is_on(properties.find(_PLACEHOLDER)):
            self._tally.placeholders += 1
        if content is not None:
            self._inline(content)

    def _simple_field(self, simple: Element) -> None:
        if simple.get(w("instr"), "").split(maxsplit=1)[:1] != ["TOC"]:
            self._inline(simple)

    def _alternative(self, alternative: Element) -> None:
        branch = chosen(alternative)
        if branch is not None:
            self._inline(branch)

    def _shape(self, shape: Element) -> None:
        """Find the text boxes and the pictures in a drawing."""
        for child in shape:
            tag = child.tag
            if tag == names.TEXT_BOX:
                self._line.boxes.append(child)
            elif tag == names.ALTERNATIVE:
                branch = chosen(child)
                if branch is not None:
                    self._shape(branch)
            elif tag in names.PICTURES:
                self._tally.pictures += 1
            else:
                self._shape(child)

    # -- in a run ----------------------------------------------------------------------------------------------------

    def _add(self, text: str, element: Element, skip: int = 0) -> None:
        if not self._shown:
            return
        if self._hidden:
            self._tally.hidden += len(text)
        else:
            field_ = (
                next((one.marks for one in self._open if one.kind != "link"), None) if self._open else None
            )
            self._line.pieces.append(Piece(text, element, skip, field_))

    def _break(self, element: Element) -> None:
        # Before the first word, a new page is no new line.
        if self._line.pieces or element.get(_BREAK_KIND) in {None, "textWrapping"}:
            self._add("\n", element)

    def _sign(self, element: Element) -> None:
        known = _SIGNS.get(str(element.tag))
        self._add(known or symbol(element.get(w("font"), ""), element.get(w("char"), "")), element)

    def _alternative_in_run(self, alternative: Element) -> None:
        branch = chosen(alternative)
        for child in () if branch is None else branch:
            handler = self._in_run.get(child.tag)
            if handler is not None:
                handler(child)

    def _ruby(self, ruby: Element) -> None:
        base = ruby.find(_RUBY_BASE)
        if base is not None:
            self._inline(base)

    def _refer(self, reference: Element) -> None:
        key = (_REFERENCES[str(reference.tag)], reference.get(names.ID, ""))
        self._references.setdefault(key, reference)

    def _text(self, element: Element) -> None:
        raw = element.text
        if not raw:
            return
        skip = 0
        if raw[0] in _WHITE or raw[-1] in _WHITE or "\n" in raw or "\t" in raw or "\r" in raw:
            if element.get(names.SPACE) != "preserve":
                skip = len(raw) - len(raw.lstrip(_WHITE))
                raw = raw.strip(_WHITE)
            raw = raw.replace("\n", " ").replace("\t", " ").replace("\r", " ")
        if raw:
            self._add(raw, element, skip)

    def _look(self, look: Element) -> None:
        flag = first(look, names.VANISH)
        if flag is not None:
            self._hidden = is_on(flag)
            return
        style = first(look, _RUN_STYLE)
        if style is not None and not self._hidden:
            self._hidden = self._styles.get(style.get(VAL, "")).hidden

    def _field(self, element: Element) -> None:
        mark, end = self._marks.get(element, (None, element))
        if mark in ("begin", "contents", "link"):
            self._open.append(_Field((element, end), mark))
        elif self._open and mark == "separate":
            self._open[-1].in_result = True
        elif self._open and mark == "end":
            self._open.pop()
        self._shown = all(one.in_result and one.kind != "contents" for one in self._open)
