"""Sums and rates worked out in writing: “(3198.77/3265.48)×100%=97.96%”, “120+58+8=186”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ziping.reading.sentences.columns import summed
from ziping.reading.sentences.proving import Reading
from ziping.reading.sentences.topics import Term

_OVER = re.compile(r"[)]?[/÷][(]?")
_DIVIDED = re.compile(r"^[/÷][^,;。:()/÷×*+=-]*$")
_RESULT = re.compile(r"[)]*(?:[×*](?:100%?)?)?[)]*(?:=|≈)[(]?")
_SIGN = re.compile(r"[)]?(?P<sign>[+-])[(]?")
_EQUALS = re.compile(r"[)]?=")
_LONGEST = 20


def worked_out(terms: Sequence[Term]) -> Iterator[Reading]:
    """Return what the text calculates before the reader's eyes."""
    yield from _in_brackets(terms)
    for term in terms[1:]:
        if not term.gap.words.endswith(("=", "≈", "=(")):
            continue
        if (
            _RESULT.fullmatch(term.gap.words)
            and term.index > 1
            and _OVER.fullmatch(terms[term.index - 1].gap.words)
        ):
            over, under = terms[term.index - 2], terms[term.index - 1]
            if over.meets(under) and _is_ratio(term):
                yield Reading("rate", term, (over, under), "a/b", (), plain=True)
        elif _EQUALS.fullmatch(term.gap.words):
            yield from _added(terms, term)


def _in_brackets(terms: Sequence[Term]) -> Iterator[Reading]:
    """“执行率97.2%(执行数1458万元/预算数1500万元)”: how a ratio was worked out, right behind it."""
    for claim, over, under in zip(terms, terms[1:], terms[2:], strict=False):
        divided = _DIVIDED.match(under.gap.words) is not None and over.meets(under)
        if divided and _is_ratio(claim) and over.gap.words.startswith("("):
            yield Reading("rate", claim, (over, under), "a/b", (), plain=True)


def _added(terms: Sequence[Term], total: Term) -> Iterator[Reading]:
    parts: list[Term] = []
    signs: list[int] = []
    for other in reversed(terms[max(0, total.index - _LONGEST) : total.index]):
        sign = _SIGN.fullmatch(other.gap.words)
        parts.insert(0, other)
        signs.insert(0, -1 if sign and sign["sign"] == "-" else 1)
        if not sign:
            break
    if len(parts) > 1 and all(part.meets(total) for part in parts):
        yield summed(total, parts, signs)


def _is_ratio(term: Term) -> bool:
    return term.figure.unit is not None and term.figure.unit.dimension.value in ("percent", "permille")
