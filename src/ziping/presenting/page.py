"""A check as one self-contained page: the document as read, with findings in the margin beside what they speak of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING

from ziping.checking import Checked, FindingText, describe
from ziping.documents.source import Grid, GridCell, Passage, Source
from ziping.figures import Place
from ziping.presenting.marks import GRAVITY, Anchor, Mark, Numbered, anchor_of, marks_of, numbered, pieces
from ziping.report import mask_text
from ziping.standards import Standard
from ziping.wording import Lang, Message, say

if TYPE_CHECKING:
    from ziping.reading.paper import Paper

_MOST_UNCHECKED = 400
_MOST_PLACES = 6
_MOST_EXPLAINED = 3
_FIGURE = frozenset("0123456789.,，%％-－—+＋ \u3000")


@dataclass(frozen=True)
class _Page:
    """What every part of the page needs."""

    standard: Standard
    lang: Lang
    numbers: Mapping[int, Numbered]
    said: Mapping[int, FindingText]
    marks: Mapping[Anchor, Sequence[Mark]]

    def word(self, key: str, **args: object) -> str:
        return escape(say(Message(f"presenting.{key}", args), self.lang))


def page(name: str, checked: Checked, standard: Standard, lang: Lang, paper: Paper | None = None) -> str:
    """The page for the file called ``name``; without ``paper`` (a unit's own data) only the list of findings.

    Needs nothing from outside: styles and script are within, no picture, no font. Private data in quoted text and in the
    document itself is masked.
    """
    listed = numbered(checked.findings)
    said = {each.number: describe(each.finding, standard, lang) for each in listed}
    this = _Page(standard, lang, {each.number: each for each in listed}, said, marks_of(listed))
    body = "".join(_document(paper, listed, this)) if paper is not None else "".join(_whole(listed, this))
    source = paper.source if paper is not None else None
    return (
        f'<!doctype html>\n<html lang="{"zh-CN" if lang == "zh" else "en"}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{this.word('title', name=name)}</title>\n<style>\n{_resource('page.css')}</style>\n</head>\n<body>\n"
        f'{_head(name, checked, source, this)}\n<main>\n<div class="sheet">\n{body}</div>\n'
        f"{''.join(_silence(checked, this))}</main>\n<script>\n{_resource('page.js')}</script>\n</body>\n</html>\n"
    )


def _resource(name: str) -> str:
    return (files("ziping.presenting") / name).read_text(encoding="utf-8")


# --- head and foot ---------------------------------------------------------------------------------------------------


def _head(name: str, checked: Checked, source: Source | None, this: _Page) -> str:
    summary = checked.summary
    counts = {"error": summary.errors, "warning": summary.warnings, "notice": summary.notices}
    boxes = "".join(
        f'<label><input type="checkbox" data-severity="{severity}" checked> '
        f"{this.word(f'severity.{severity}')} {counts[severity]}</label>"
        for severity in GRAVITY
    )
    about = [this.standard.manifest.title[this.lang]]
    if source is not None and source.pages:
        about.append(say(Message("presenting.pages", {"pages": source.pages}), this.lang))
    right = sum(count for verdict, count in summary.relations.items() if verdict == "exact")
    return (
        f"<header>\n<h1>{escape(name)}</h1>\n<p>{escape(' · '.join(about))}</p>\n"
        f'<div class="tools">{boxes}<span class="right">{this.word("right", passed=summary.passed, relations=right)}</span>'
        f"<span>{this.word('unchecked', unchecked=summary.unchecked, figures=summary.facts)}</span>"
        f'<button id="previous" type="button">{this.word("previous")}</button>'
        f'<button id="next" type="button">{this.word("next")}</button>'
        f'<button id="unfold" type="button">{this.word("unfold")}</button></div>\n</header>'
    )


def _silence(checked: Checked, this: _Page) -> Iterator[str]:
    """What was not checked: silence is never approval."""
    if not checked.unchecked:
        return
    rows = "".join(
        f"<li>{escape(str(fact.place))}　{escape(fact.figure.written)}</li>"
        for fact in checked.unchecked[:_MOST_UNCHECKED]
    )
    yield f'<section class="list"><h2>{this.word("unchecked_title", count=len(checked.unchecked))}</h2>'
    yield f"<p>{this.word('unchecked_why')}</p><ul>{rows}</ul></section>\n"


# --- the document ----------------------------------------------------------------------------------------------------


def _document(paper: Paper, listed: Sequence[Numbered], this: _Page) -> Iterator[str]:
    yield from _whole([each for each in listed if _first(each) is None], this)
    at_block: dict[int, list[Numbered]] = {}
    for each in listed:
        first = _first(each)
        if first is not None:
            at_block.setdefault(first[0], []).append(each)
    for number, block in enumerate(paper.source.blocks):
        notes = "".join(_note(each, this) for each in at_block.get(number, ()))
        if isinstance(block, Passage):
            text = _passage(number, block, paper.outline.roles[number], this)
        else:
            text = _grid(number, block, this)
        yield f'<div class="row" id="block-{number}">{text}<aside>{notes}</aside></div>\n'


def _first(each: Numbered) -> Anchor | None:
    """Where a finding's note stands: beside the first of its places that is in the document."""
    return next((found for place in each.finding.places if (found := anchor_of(place)) is not None), None)


def _whole(listed: Iterable[Numbered], this: _Page) -> Iterator[str]:
    notes = "".join(_note(each, this) for each in listed)
    if notes:
        yield f'<div class="whole">{notes}</div>\n'


_CLASSES = {
    "title": " title",
    "annex_title": " title",
    "heading": " heading",
    "annex_mark": " heading",
    "margin": " aside",
    "contents": " aside",
}


def _passage(number: int, block: Passage, role: str, this: _Page) -> str:
    marks = this.marks.get((number, None, None), ())
    return f'<div class="text{_CLASSES.get(role, "")}">{_marked(block.text, marks, this)}</div>'


def _grid(number: int, grid: Grid, this: _Page) -> str:
    rows: list[list[GridCell]] = [[] for _ in range(grid.rows)]
    for cell in grid.cells:
        rows[cell.row].append(cell)
    lines = "".join(f"<tr>{''.join(_cell(number, cell, this) for cell in cells)}</tr>" for cells in rows)
    return f'<div class="text scroll"><table>{lines}</table></div>'


def _cell(number: int, cell: GridCell, this: _Page) -> str:
    marks = this.marks.get((number, cell.row, cell.column), ())
    whole = [mark for mark in marks if mark.end is None or not cell.text.strip()]
    classes = ["number"] if cell.text.strip() and _FIGURE.issuperset(cell.text) else []
    attributes = ""
    if whole:
        gravest = min((mark.numbered.finding.severity for mark in whole), key=GRAVITY.index)
        classes.append(gravest)
        attributes = f' data-note="{" ".join(str(mark.numbered.number) for mark in whole)}"'
    if classes:
        attributes += f' class="{" ".join(classes)}"'
    if cell.row_span > 1:
        attributes += f' rowspan="{cell.row_span}"'
    if cell.col_span > 1:
        attributes += f' colspan="{cell.col_span}"'
    inside = [mark for mark in marks if mark not in whole]
    return (
        f'<td{attributes} id="cell-{number}-{cell.row}-{cell.column}">{_marked(cell.text, inside, this)}</td>'
    )


def _marked(text: str, marks: Sequence[Mark], this: _Page) -> str:
    text = mask_text(text)
    if not marks:
        return escape(text)
    parts = []
    for piece in pieces(text, marks):
        said = escape(piece.text)
        if piece.marks:
            names = " ".join(str(mark.numbered.number) for mark in piece.marks)
            hint = escape(this.said[piece.marks[0].numbered.number].title)
            said = f'<mark class="{piece.severity}" data-note="{names}" title="{hint}">{said}</mark>'
        parts.append(said)
    return "".join(parts)


# --- notes -----------------------------------------------------------------------------------------------------------


def _note(each: Numbered, this: _Page) -> str:
    finding, said = each.finding, this.said[each.number]
    follows = "" if finding.counted else " follows"
    title = f"{each.number}. {said.title}" + (f"：{finding.item}" if finding.item else "")
    lines = [f"<p>{escape(mask_text(said.message))}</p>"]
    lines += [f"<p>{escape(mask_text(remark))}</p>" for remark in said.remarks[:1]]
    lines += [f'<p class="more">{escape(mask_text(remark))}</p>' for remark in said.remarks[1:]]
    lines += [f'<p class="more">{escape(mask_text(line))}</p>' for line in said.explained[:_MOST_EXPLAINED]]
    if said.mend:
        lines.append(f'<p class="mend">{this.word("mend", mend=said.mend)}</p>')
    lines += _elsewhere(each, this)
    lines.append(
        f'<p class="basis">{this.word("basis", basis=said.basis)}　<span class="rule">{finding.rule}</span></p>'
    )
    return f'<div class="note {finding.severity}{follows}" id="note-{each.number}"><h2>{escape(title)}</h2>{"".join(lines)}</div>'


def _elsewhere(each: Numbered, this: _Page) -> Iterator[str]:
    """The other places a finding speaks of: those beside its note are marked there anyway."""
    beside = _first(each)
    seen: set[str] = set()
    links = []
    for place, text in zip(each.finding.places, this.said[each.number].places, strict=True):
        anchor = anchor_of(place)
        here = anchor is not None and beside is not None and anchor[0] == beside[0] and anchor[1] is None
        if not here and anchor != beside and text not in seen:
            seen.add(text)
            links.append(_link(place, text))
    if links:
        yield f'<p class="places">{this.word("elsewhere")}{"；".join(links[:_MOST_PLACES])}</p>'


def _link(place: Place, text: str) -> str:
    anchor = anchor_of(place)
    if anchor is None:
        return f"<span>{escape(text)}</span>"
    block, row, column = anchor
    target = f"block-{block}" if row is None else f"cell-{block}-{row}-{column}"
    return f'<a href="#{target}" data-to="{target}">{escape(text)}</a>'
