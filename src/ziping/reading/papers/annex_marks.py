"""What stands around the chapters: titles, contents, signature, and the annexes with their marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from ziping.documents.source import Grid, Passage, Source
from ziping.figures import FigureError, parse_date
from ziping.figures.folding import fold
from ziping.reading.papers import lexicon
from ziping.reading.papers.gathering import cleaned
from ziping.reading.papers.matching import key_of, likeness
from ziping.reading.papers.numbering import number_at_head
from ziping.reading.papers.shapes import Annex, Role
from ziping.standards import Standard
from ziping.standards.model.forms import Form

_MARK: Final = re.compile(
    r"\s*(?P<mark>附件?\s*表?\s*[0-9一二三四五六七八九十]{0,3}(?:\s*[-—.]\s*[0-9]{1,2})*)\s*[:、.]?\s*(?P<rest>.*)",
    re.DOTALL,
)
_LISTED: Final = re.compile(r"[0-9]{1,2}\s*-\s*[0-9]{1,2}\s*[.、:]")
_LISTED_HEAD: Final = 80  # characters: a number and whatever spaces are in it
_SURE: Final = 62
_DOTS: Final = re.compile(r"(?:…|\.{4,}|·{3,}|\t)\s*[0-9]{0,3}\s*$")
_LONGEST_TITLE: Final = 60
_FIRST_LINES: Final = 12
_SHORT_DATE: Final = 16
_SOON: Final = 6


class Marks(Struct, frozen=True):
    """The role of every block, the annexes, the title's blocks."""

    roles: tuple[Role, ...]
    annexes: tuple[Annex, ...]
    titles: tuple[int, ...]


def roles_of(source: Source, standard: Standard | None) -> Marks:
    """What each block is, chapters aside."""
    blocks = source.blocks
    forms = _forms(standard)
    roles: list[Role] = [
        "margin" if isinstance(block, Passage) and block.role in ("header", "footer", "comment") else "body"
        for block in blocks
    ]
    _contents(blocks, roles)
    titles = _titles(blocks, roles, forms)
    annexes = _annexes(source, roles, forms)
    _ending(blocks, roles, annexes[0].first if annexes else len(blocks), titles)
    return Marks(tuple(roles), annexes, titles)


def _forms(standard: Standard | None) -> dict[str, Form]:
    return dict(standard.forms) if standard is not None else {}


def _text(block: object) -> str:
    return block.text if isinstance(block, Passage) else ""


def _contents(blocks: Sequence[object], roles: list[Role]) -> None:
    """The page of contents: from its heading, lines that come again later or end in dots and a page number."""
    start = next(
        (at for at, block in enumerate(blocks[:80]) if key_of(_text(block)) in lexicon.words("headings", "contents")),
        None,
    )  # fmt: skip
    if start is None:
        return
    roles[start] = "contents"
    later = {key_of(_text(block)) for block in blocks[start + 1 :]}
    counted: dict[str, int] = {}
    for block in blocks[start + 1 :]:
        key = key_of(_text(block))
        counted[key] = counted.get(key, 0) + 1
    missed: list[int] = []
    for at in range(start + 1, len(blocks)):
        text = _text(blocks[at])
        if not text.strip() and isinstance(blocks[at], Passage):
            continue
        bare = key_of(re.sub(r"[….·\t\s]+[0-9]*\s*$", "", text))
        again = len(text) <= _LONGEST_TITLE and bare in later and (bare != key_of(text) or counted[bare] > 1)
        counted[key_of(text)] = counted.get(key_of(text), 0) - 1
        if text and (_DOTS.search(fold(text)) or again):
            for line in (*missed, at):  # a title that runs over two lines stands between others
                roles[line] = "contents"
            missed = []
        elif not text or len(missed) > 1:
            return
        else:
            missed.append(at)


def _titles(blocks: Sequence[object], roles: list[Role], forms: dict[str, Form]) -> tuple[int, ...]:
    """The lines before the first chapter: short, unnumbered; those the file itself calls titles."""
    found: list[int] = []
    for at, block in enumerate(blocks[:_FIRST_LINES]):
        if not isinstance(block, Passage):
            break
        text = block.text.strip()
        if not text or roles[at] != "body":
            continue
        if block.role != "title" and (
            block.level
            or block.role == "heading"
            or number_at_head(text)
            or len(text) > _LONGEST_TITLE
            or text.endswith(("。", "；", "："))
        ):
            break
        if _begun(blocks, at, forms) is not None:
            break
        roles[at] = "title"
        found.append(at)
    return tuple(found)


def _annexes(source: Source, roles: list[Role], forms: dict[str, Form]) -> tuple[Annex, ...]:
    """Annexes begin at a mark (附件1-1) or at a form's title, with a table soon after."""
    blocks = source.blocks
    starts: list[tuple[int, str, str, str, int]] = []
    at = 0
    while at < len(blocks):
        block = blocks[at]
        if isinstance(block, Passage) and roles[at] == "body" and len(block.text) <= _LONGEST_TITLE * 2:
            begun = _begun(blocks, at, forms)
            if begun is not None:
                mark, title, form, confidence, reach = begun
                roles[at] = "annex_mark" if mark else "annex_title"
                for line in range(at + 1, reach):
                    roles[line] = "annex_title"
                starts.append((at, mark, title, form, confidence))
                at = reach
                continue
        at += 1
    annexes = []
    for index, (first, mark, title, form, confidence) in enumerate(starts):
        last = starts[index + 1][0] if index + 1 < len(starts) else _last(blocks, first)
        annexes.append(Annex(mark, title, form, confidence, first, last))
        for line in range(first, last):
            if roles[line] == "body":
                roles[line] = "annex" if isinstance(blocks[line], Grid) else "note"
    return tuple(annexes)


def _last(blocks: Sequence[object], first: int) -> int:
    """Where the last annex ends: with the document, or where chapters begin (an annex may stand in front)."""
    for at in range(first + 1, len(blocks)):
        number = number_at_head(_text(blocks[at]))
        if number is not None and number.system == "cjk" and number.number == 1:
            return at
    return len(blocks)


def _begun(
    blocks: Sequence[object], at: int, forms: dict[str, Form]
) -> tuple[str, str, str, int, int] | None:
    """Whether an annex begins at ``at``: (mark, title, form, confidence, first block after its head)."""
    text = _text(blocks[at]).strip()
    found = _MARK.fullmatch(fold(text)) if text.startswith("附") else None
    if found is not None:
        title, reach = text[found.start("rest") :].strip(), at + 1
        if not title:
            title, reach = _title_below(blocks, at + 1)
        elif fold(text)[found.end("mark") :].strip()[:1] in (":", "."):
            return None  # 附件：1. 名称 lists what is attached
        form, sure = _form(title, forms)
        mark = re.sub(r"\s+", "", found["mark"])
        if not re.search(r"[0-9一二三四五六七八九十]", mark) or not (form or _table_soon(blocks, reach)):
            return None
        return mark, title, form, sure, reach
    if _LISTED.match(fold(text[:_LISTED_HEAD])):
        return None  # 1-2.名称 in the list of what is attached
    form, sure = _form(text, forms)
    if form and sure >= 80 and number_at_head(text) is None and _table_soon(blocks, at + 1):  # noqa: PLR2004 - percent
        return "", text, form, sure, at + 1
    return None


def _title_below(blocks: Sequence[object], at: int) -> tuple[str, int]:
    for line in range(at, min(at + 3, len(blocks))):
        text = _text(blocks[line]).strip()
        if isinstance(blocks[line], Grid):
            break
        if text:
            return (text, line + 1) if len(text) <= _LONGEST_TITLE else ("", at)
    return "", at


def _table_soon(blocks: Sequence[object], at: int) -> bool:
    return any(isinstance(block, Grid) for block in blocks[at : at + _SOON])


def _form(title: str, forms: dict[str, Form]) -> tuple[str, int]:
    """The form whose title is most like it."""
    best, sure = "", 0
    for name, form in forms.items():
        alike = likeness(key_of(title), key_of(form.title.zh))
        if alike > sure:
            best, sure = name, alike
    return (best, sure) if sure >= _SURE else ("", 0)


def _ending(blocks: Sequence[object], roles: list[Role], end: int, titles: Sequence[int]) -> None:
    """The list of attachments, the signature and the date at the end of the text."""
    _attachment_list(blocks, roles, end)
    _signed(blocks, roles, end, titles)


def _attachment_list(blocks: Sequence[object], roles: list[Role], end: int) -> None:
    for at in range(end):
        text = _text(blocks[at]).strip()
        if roles[at] != "body" or not text:
            continue
        if text.startswith(lexicon.words("headings", "attachment_lists")):
            for line in range(at, end):
                below = _text(blocks[line]).strip()
                if line > at and below and number_at_head(below) is None and not re.match(r"[0-9]+-", below):
                    break
                roles[line] = "attachment_list"


def _signed(blocks: Sequence[object], roles: list[Role], end: int, titles: Sequence[int]) -> None:
    tail = [at for at in range(end) if roles[at] == "body" and cleaned(_text(blocks[at]))][-3:]
    for position, at in enumerate(tail):
        text = _text(blocks[at]).strip()
        if len(text) <= _SHORT_DATE and _is_date(text):
            roles[at] = "date"
            before = _text(blocks[tail[position - 1]]).strip() if position else ""
            if (
                before
                and len(before) <= _LONGEST_TITLE
                and not before.endswith(("。", "；"))
                and number_at_head(before) is None
            ):
                roles[tail[position - 1]] = "signature"
    if tail and roles[tail[-1]] == "body":  # signed without a day, with the name the report is headed by
        names = {key_of(_text(blocks[title])) for title in titles}
        if key_of(_text(blocks[tail[-1]])) in names:
            roles[tail[-1]] = "signature"


def _is_date(text: str) -> bool:
    try:
        parse_date(text)
    except FigureError:
        return False
    return True
