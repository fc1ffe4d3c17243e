"""The lines of a plain text as paragraphs and guessed grids."""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import east_asian_width

from ziping.documents.gathering import Gathered
from ziping.documents.shortening import MOST
from ziping.documents.source import GridCell, Source
from ziping.documents.text.encoding import decode
from ziping.documents.text.flattened import flattened_table, is_cell
from ziping.wording import InputError, Message

MAX_BYTES = 4 * MOST  # no encoding takes more for the characters that are kept of a document
_LINE_ENDS = re.compile(r"\r\n|[\r\f\v\x85\u2028\u2029]")
_UNSEEN = re.compile("[\ufeff\u200b\u200e\u200f\x00\x07\x1a\x1e]")  # marks of order and joints, no characters
_BOOKMARK = re.compile(
    r"\[bookmark: [^\]\n]{1,60}\]"
)  # left by programs that flatten a Word file; no reader sees it there
_FULL_WITHIN = 3  # columns: a line that ends this near the edge is full
_FEWEST_WRAPPED = 4
_NARROWEST, _WIDEST = 30, 160  # columns of a page that text was wrapped to
_STARTS = re.compile(
    r"[\s\u3000]|[（(]?[一二三四五六七八九十百\d]{1,3}[）)、.．]|第[一二三四五六七八九十\d]+[章节条]|附[件表]|[①-⑳]"
)
_ENDS = "。；：！？!?;:"


def read_text(data: bytes, name: str) -> Source:
    """Read a plain text in whatever encoding. Raises :class:`InputError` when it is none.

    Notices say when characters could not be read or the text is longer than is read.
    """
    decoded = decode(data[:MAX_BYTES])
    if decoded is None:
        raise InputError(Message("documents.text.no_text", {"path": name}))
    notices: list[Message] = []
    cut = len(data) > MAX_BYTES
    if decoded.broken > cut:  # a character may have been cut in two just here
        notices.append(
            Message("documents.text.broken", {"count": decoded.broken, "encoding": decoded.encoding.upper()})
        )
    if cut:
        args = {"limit": MAX_BYTES // 1_000_000, "size": len(data) // 1_000_000}
        notices.append(Message("documents.text.cut", args))
    gathered = Gathered()
    gather_text(decoded.text, gathered)
    return Source(name, "text", tuple(gathered.blocks), tuple(notices))


def gather_text(text: str, gathered: Gathered) -> None:
    """Add the paragraphs and tables of ``text`` to ``gathered``."""
    lines = _BOOKMARK.sub("", _UNSEEN.sub("", _LINE_ENDS.sub("\n", text))).split("\n")
    edge = _edge(lines)
    at = 0
    while at < len(lines):
        line = lines[at]
        if "\t" in line.strip():
            at = _tabbed(lines, at, gathered)
        elif is_cell(line) and (table := flattened_table(lines, at)) is not None:
            gathered.grid(table.cells, guessed=True)
            at = table.after
        elif edge and line.strip():
            at = _unwrapped(lines, at, edge, gathered)
        else:
            gathered.passage(line.strip("\t").rstrip())
            at += 1


def _tabbed(lines: Sequence[str], start: int, gathered: Gathered) -> int:
    """Rows on one line each, their cells parted by TABs; a single such line is a paragraph. The line after them."""
    end = start
    while end < len(lines) and "\t" in lines[end]:
        end += 1
    rows = [line.split("\t") for line in lines[start:end]]
    if len(rows) == 1:
        gathered.passage(lines[start].strip())
        return end
    gathered.grid(
        (GridCell(row, column, text) for row, cells in enumerate(rows) for column, text in enumerate(cells)),
        guessed=True,
    )
    return end


def _width(line: str) -> int:
    """Columns on a screen: a Chinese character takes two."""
    if line.isascii():
        return len(line)
    return sum(2 if east_asian_width(char) in "WFA" else 1 for char in line)


def _edge(lines: Sequence[str]) -> int:
    """The width lines were wrapped at, 0 unless it is plain: many lines end there, most in the middle of a sentence."""
    shown = [line.rstrip() for line in lines if line.strip() and "\t" not in line]
    widths = [_width(line) for line in shown]
    edge = max(widths, default=0)
    if not _NARROWEST <= edge <= _WIDEST:
        return 0
    full = [line for line, width in zip(shown, widths, strict=True) if width >= edge - _FULL_WITHIN]
    ended = sum(line[-1] in _ENDS for line in full)
    return (
        edge if len(full) >= _FEWEST_WRAPPED and len(full) * 3 >= len(shown) and ended * 2 < len(full) else 0
    )


def _unwrapped(lines: Sequence[str], start: int, edge: int, gathered: Gathered) -> int:
    """Join the lines of a wrapped paragraph; the line after them."""
    text = lines[start].rstrip()
    at = start + 1
    while (
        at < len(lines)
        and lines[at].strip()
        and "\t" not in lines[at]
        and _width(lines[at - 1].rstrip()) >= edge - _FULL_WITHIN
        and not _begins(lines[at], after=text)
    ):
        following = lines[at].rstrip()
        # Words in Latin letters were parted at the line's end; Chinese characters and figures were not.
        apart = (
            text[-1].isascii() and text[-1].isalpha() and following[0].isascii() and following[0].isalpha()
        )
        text += (" " if apart else "") + following
        at += 1
    gathered.passage(text)
    return at


def _begins(line: str, *, after: str) -> bool:
    """Whether a paragraph begins here: it is indented, or numbered after a line that ended a sentence."""
    if line[0] in " \u3000":
        return True
    return after[-1] in _ENDS and _STARTS.match(line) is not None
