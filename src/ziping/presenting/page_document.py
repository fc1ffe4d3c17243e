"""The document as it was read, with what findings speak of marked, and the findings' notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from ziping.checking import FindingText
from ziping.documents.source import Grid, GridCell, Passage
from ziping.figures import Place
from ziping.presenting.marks import GRAVITY, Anchor, Mark, Numbered, anchor_of, pieces, position
from ziping.report import mask_text
from ziping.wording import Lang, Message, say

if TYPE_CHECKING:
    from ziping.reading.paper import Paper

_MOST_PLACES = 6
_MOST_EXPLAINED = 3
_FIGURE = frozenset("0123456789.,，%％-－—+＋ \u3000")


@dataclass(frozen=True)
class Words:
    """What every part of the page needs: what the findings say, and which characters they speak of."""

    lang: Lang
    said: Mapping[int, FindingText]
    marks: Mapping[Anchor, Sequence[Mark]]

    def word(self, key: str, **args: object) -> str:
        """A sentence of this room, ready to stand in the page."""
        return escape(say(Message(f"presenting.{key}", args), self.lang))


def document(paper: Paper, listed: Sequence[Numbered], words: Words) -> Iterator[str]:
    """Block by block, each followed by the notes whose first place is in it, in the order of those places."""
    yield from whole([each for each in listed if _first(each) is None], words)
    at_block: dict[int, list[Numbered]] = {}
    for each in listed:
        first = _first(each)
        if first is not None:
            at_block.setdefault(first[0], []).append(each)
    for number, block in enumerate(paper.source.blocks):
        here = sorted(at_block.get(number, ()), key=lambda each: position(each.finding))
        notes = "".join(_note(each, f"notes-{number}", words) for each in here)
        if isinstance(block, Passage):
            text = _passage(number, block, paper.outline.roles[number], words)
        else:
            text = _grid(number, block, words)
        yield f'<div class="row" id="block-{number}">{text}<div class="notes" id="notes-{number}">{notes}</div></div>\n'


def whole(listed: Iterable[Numbered], words: Words) -> Iterator[str]:
    """The notes that stand beside nothing in particular."""
    notes = "".join(_note(each, "notes-whole", words) for each in listed)
    if notes:
        yield f'<div class="row"><div class="notes" id="notes-whole">{notes}</div></div>\n'


def _first(each: Numbered) -> Anchor | None:
    """Where a finding's note stands: beside the first of its places that is in the document."""
    return next((found for place in each.finding.places if (found := anchor_of(place)) is not None), None)


# --- text and tables -------------------------------------------------------------------------------------------------

_SHOWN_AS = {
    "title": ("h2", " title"),
    "annex_title": ("h2", " title"),
    "heading": ("h2", ""),
    "annex_mark": ("h2", ""),
    "margin": ("p", " aside"),
    "contents": ("p", " aside"),
}


def _passage(number: int, block: Passage, role: str, words: Words) -> str:
    marks = words.marks.get((number, None, None), ())
    tag, look = _SHOWN_AS.get(role, ("p", ""))
    if not block.text.strip():
        tag = "p"  # a heading without words would only be in a listener's way
    return f'<{tag} class="text{look}">{_marked(block.text, marks, words)}</{tag}>'


def _grid(number: int, grid: Grid, words: Words) -> str:
    rows: list[list[GridCell]] = [[] for _ in range(grid.rows)]
    for cell in grid.cells:
        rows[cell.row].append(cell)
    lines = "".join(f"<tr>{''.join(_cell(number, cell, words) for cell in cells)}</tr>" for cells in rows)
    label = words.word("table", rows=grid.rows, columns=grid.columns)
    # A keyboard must be able to scroll what is wider than the page.
    return f'<div class="text scroll" tabindex="0" role="group" aria-label="{label}"><table>{lines}</table></div>'


def _cell(number: int, cell: GridCell, words: Words) -> str:
    marks = words.marks.get((number, cell.row, cell.column), ())
    covering = [mark for mark in marks if mark.end is None or not cell.text.strip()]
    inside = [mark for mark in marks if mark not in covering]
    attributes = f' id="cell-{number}-{cell.row}-{cell.column}"'
    if cell.text.strip() and _FIGURE.issuperset(cell.text.strip()):
        attributes += ' class="number"'
    if cell.row_span > 1:
        attributes += f' rowspan="{cell.row_span}"'
    if cell.col_span > 1:
        attributes += f' colspan="{cell.col_span}"'
    if not covering:
        return f"<td{attributes}>{_marked(cell.text, inside, words)}</td>"
    # Links cannot stand in each other: what covers the cell is the link, and it leads to all that is said of the cell.
    text = escape(mask_text(cell.text))
    return f"<td{attributes}{_noted(covering + inside)}>{_link_to_note(text, covering + inside, words)}</td>"


def _marked(text: str, marks: Sequence[Mark], words: Words) -> str:
    text = mask_text(text)
    if not marks:
        return escape(text)
    parts = []
    for piece in pieces(text, marks):
        shown = escape(piece.text)
        if piece.marks:
            shown = f"<mark{_noted(piece.marks)}>{_link_to_note(shown, piece.marks, words)}</mark>"
        parts.append(shown)
    return "".join(parts)


def _noted(marks: Sequence[Mark]) -> str:
    gravest = min((mark.numbered.finding.severity for mark in marks), key=GRAVITY.index)
    numbers = " ".join(dict.fromkeys(str(mark.numbered.number) for mark in marks))
    return f' data-mark="{gravest}" data-note="{numbers}"'


def _link_to_note(text: str, marks: Sequence[Mark], words: Words) -> str:
    number = marks[0].numbered.number
    hint = f"{number}. {escape(words.said[number].title)}"
    label = "" if text.strip() else f' aria-label="{hint}"'
    return f'<a href="#note-{number}" title="{hint}"{label}>{text}</a>'


# --- notes -----------------------------------------------------------------------------------------------------------


def _note(each: Numbered, home: str, words: Words) -> str:
    finding, said = each.finding, words.said[each.number]
    title = f"{each.number}. {said.heading}"
    lines = [f"<p>{escape(mask_text(said.message))}</p>"]
    lines += [f"<p>{escape(mask_text(remark))}</p>" for remark in said.remarks[:1]]
    lines += [f'<p class="more">{escape(mask_text(remark))}</p>' for remark in said.remarks[1:]]
    lines += [f'<p class="more">{escape(mask_text(line))}</p>' for line in said.explained[:_MOST_EXPLAINED]]
    if said.mend:
        lines.append(f'<p class="mend">{words.word("mend", mend=said.mend)}</p>')
    lines += _elsewhere(each, words)
    basis = words.word("basis", basis=said.basis)
    lines.append(f'<p class="basis">{basis}　<span class="rule">{finding.rule}</span></p>')
    first = _first(each)
    at = "" if first is None else f' data-at="{_id_of(first)}"'
    follows = "" if finding.counted else " follows"
    return (
        f'<article class="note {finding.severity}{follows}" id="note-{each.number}" data-severity="{finding.severity}"'
        f' data-kind="{escape(said.title)}" data-home="{home}"{at}><h3><button type="button">{escape(title)}</button></h3>'
        f"{''.join(lines)}</article>"
    )


def _elsewhere(each: Numbered, words: Words) -> Iterator[str]:
    """The other places a finding speaks of: those beside its note are marked there anyway."""
    beside = _first(each)
    seen: set[str] = set()
    links = []
    for place, text in zip(each.finding.places, words.said[each.number].places, strict=True):
        anchor = anchor_of(place)
        here = anchor is not None and beside is not None and anchor[0] == beside[0] and anchor[1] is None
        if not here and anchor != beside and text not in seen:
            seen.add(text)
            links.append(_link(place, text))
    if links:
        yield f'<p class="places">{words.word("elsewhere")}{"；".join(links[:_MOST_PLACES])}</p>'


def _link(place: Place, text: str) -> str:
    anchor = anchor_of(place)
    if anchor is None:
        return f"<span>{escape(text)}</span>"
    target = _id_of(anchor)
    return f'<a href="#{target}" data-to="{target}">{escape(text)}</a>'


def _id_of(anchor: Anchor) -> str:
    block, row, column = anchor
    return f"block-{block}" if row is None else f"cell-{block}-{row}-{column}"
