"""A check as one self-contained page: the document as read, with findings beside what they speak of."""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING

from ziping.checking import Checked, describe, place_said
from ziping.documents.source import Source
from ziping.presenting.marks import GRAVITY, Numbered, marks_of, numbered
from ziping.presenting.page_document import Words, document, whole
from ziping.standards import Standard
from ziping.wording import Lang

if TYPE_CHECKING:
    from ziping.reading.paper import Paper

_MOST_UNCHECKED = 400


def page(name: str, checked: Checked, standard: Standard, lang: Lang, paper: Paper | None = None) -> str:
    """The page for the file called ``name``; without ``paper`` (a unit's own data) only the list of findings.

    Needs nothing from outside: styles and script are within, no picture, no font; a policy in its head forbids the
    browser to fetch anything or to run any other script. Private data in quoted text and in the document is masked.
    """
    listed = numbered(checked.findings)
    said = {each.number: describe(each.finding, standard, lang) for each in listed}
    words = Words(lang, said, marks_of(listed))
    body = "".join(document(paper, listed, words) if paper is not None else whole(listed, words))
    if not listed:
        body = f'<p class="nothing">{words.word("nothing")}</p>\n{body}'
    style, script = _resource("page.css"), _resource("page.js")
    return (
        f'<!doctype html>\n<html lang="{"zh-CN" if lang == "zh" else "en"}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(style, script)}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{words.word('title', name=name)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f"{_head(name, checked, standard, paper.source if paper is not None else None, words)}\n"
        f'{_tools(checked, listed, words)}\n<main>\n<div>\n<div class="sheet">\n{body}</div>\n'
        f"{''.join(_silence(checked, standard, words))}</div>\n{_pane(words, beside=paper is not None and bool(listed))}</main>\n"
        f"<script>{script}</script>\n</body>\n</html>\n"
    )


def _resource(name: str) -> str:
    return "\n" + (files("ziping.presenting") / name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    from hashlib import sha256  # noqa: PLC0415 - only who makes a page needs it

    style_hash, script_hash = (b64encode(sha256(text.encode()).digest()).decode() for text in (style, script))
    # The script sets one measure on the body through the style object, which a policy on style text allows.
    return (
        f"default-src 'none'; style-src 'sha256-{style_hash}'; script-src 'sha256-{script_hash}'; "
        "base-uri 'none'; form-action 'none'"
    )


# --- head and foot ---------------------------------------------------------------------------------------------------


def _head(name: str, checked: Checked, standard: Standard, source: Source | None, words: Words) -> str:
    summary = checked.summary
    about = [escape(standard.manifest.title[words.lang])]
    if source is not None and source.pages:
        about.append(words.word("pages", pages=source.pages))
    right = sum(count for verdict, count in summary.relations.items() if verdict == "exact")
    about.append(f'<span class="right">{words.word("right", passed=summary.passed, relations=right)}</span>')
    about.append(words.word("unchecked", unchecked=summary.unchecked, figures=summary.facts))
    return f"<header>\n<h1>{escape(name)}</h1>\n<p>{' · '.join(about)}</p>\n</header>"


def _tools(checked: Checked, listed: Sequence[Numbered], words: Words) -> str:
    """Counts, which are filters too; then from note to note."""
    summary = checked.summary
    counts = {"error": summary.errors, "warning": summary.warnings, "notice": summary.notices}
    boxes = "".join(
        f'<label class="{severity}"><input type="checkbox" data-severity="{severity}" checked>'
        f"{words.word(f'severity.{severity}')} <b>{counts[severity]}</b></label>"
        for severity in GRAVITY
    )
    kinds = Counter(words.said[each.number].title for each in listed)
    options = "".join(
        f'<option value="{escape(kind)}">{words.word("kind", kind=kind, count=count)}</option>'
        for kind, count in kinds.items()
    )
    steps = "".join(
        (
            f'<button id="previous" type="button" title="K">{words.word("previous")}</button>',
            '<output id="count"><span>–</span><span class="unseen"></span></output>',
            f'<button id="next" type="button" title="J">{words.word("next")}</button>',
        )
    )
    return (
        f'<div class="tools" role="group" aria-label="{words.word("tools")}"><div>{boxes}'
        f'<select id="kind" aria-label="{words.word("kinds")}"><option value="">{words.word("all_kinds")}</option>{options}'
        f'</select><button id="unfold" type="button" aria-pressed="true">{words.word("unfold")}</button>'
        f'<span class="steps">{steps}</span></div></div>'
    )


def _pane(words: Words, *, beside: bool) -> str:
    """Where the script puts the notes on a wide screen."""
    use = "yes" if beside else "no"
    return f'<aside class="pane" tabindex="-1" aria-label="{words.word("notes")}" data-use="{use}"></aside>\n'


def _silence(checked: Checked, standard: Standard, words: Words) -> Iterator[str]:
    """What was not checked: silence is never approval."""
    if not checked.unchecked:
        return
    rows = "".join(
        f"<li><span>{escape(place_said(fact.place, standard, words.lang))}</span><b>{escape(fact.figure.written)}</b></li>"
        for fact in checked.unchecked[:_MOST_UNCHECKED]
    )
    yield f'<section class="list"><h2>{words.word("unchecked_title", count=len(checked.unchecked))}</h2>'
    yield f"<p>{words.word('unchecked_why')}</p><ul>{rows}</ul></section>\n"
