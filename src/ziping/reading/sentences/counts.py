"""Numbers of things whose names follow: “5个直属单位,分别是甲、乙、丙、丁和戊”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ziping.figures import Dimension
from ziping.reading.claims import Claim, Mention
from ziping.reading.sentences.layout import Layout
from ziping.reading.sentences.lexicon import lexicon
from ziping.reading.sentences.topics import Term

_STOP = re.compile("[。\n!?]")
_PARTED = re.compile("[、;,]")
_JOINED = re.compile("和|与|及|以及")
_FURTHEST = 24
_LONGEST_NAME = 30
_LEAST = 2
_NAMES_FOLLOW = re.compile("[^,;。:、]{0,4}?(?:分别为|分别是|包括|为|有)[:,]?|:")
_DIGIT = re.compile("[0-9]")
_TAIL = re.compile("[^,;。:、()\n]{0,10}")
_COUNTED = (Dimension.COUNT, Dimension.PEOPLE)


def counted_lists(
    text: str, layout: Layout, terms: Sequence[Term], mentions: Sequence[Mention]
) -> list[Claim]:
    """Claims that as many names follow as a number says."""
    claims = []
    for term in terms:
        unit = term.figure.unit
        if unit is None or unit.dimension not in _COUNTED or not term.figure.plain or term.value < _LEAST:
            continue
        following = terms[term.index + 1].start if term.index + 1 < len(terms) else len(text)
        claim = _listed(text, layout, term, mentions[term.index], following)
        if claim is not None:
            claims.append(claim)
    claimed = {claim.claim.place.start for claim in claims}
    return claims + [
        claim
        for claim in _listed_elsewhere(layout, terms, mentions)
        if claim.claim.place.start not in claimed
    ]


def _listed_elsewhere(layout: Layout, terms: Sequence[Term], mentions: Sequence[Mention]) -> Iterator[Claim]:
    """“内设科室为:甲;乙;丙。… 共有5个业务股室”: names in one place, their number in another. Never more than suspicious."""
    plain = layout.plain.replace("\0", " ")
    for kind in lexicon().kinds:
        counted = [term for term in terms if _counts(term, kind, plain)]
        if not counted:
            continue
        for found in kind.finditer(plain):
            stop = _STOP.search(plain, found.end())
            words = plain[found.end() : stop.start() if stop else len(plain)].replace(" ", "")
            opened = _NAMES_FOLLOW.match(words)
            names = [name for name in _PARTED.split(words[opened.end() :]) if name] if opened else []
            if len(names) < _LEAST or any(len(name) > _LONGEST_NAME or _DIGIT.search(name) for name in names):
                continue
            for term in counted:
                mention = mentions[term.index]
                yield Claim(
                    "count",
                    mention,
                    (),
                    "number of items",
                    mention.quote,
                    mention.place,
                    listed=len(names),
                    plain=False,
                )
            break


def _counts(term: Term, kind: re.Pattern[str], plain: str) -> bool:
    unit = term.figure.unit
    if unit is None or unit.dimension is not Dimension.COUNT or not term.figure.plain or term.value < _LEAST:
        return False
    return kind.search(_TAIL.match(plain, term.end)[0]) is not None  # type: ignore[index]  # it matches anything


def _listed(text: str, layout: Layout, term: Term, mention: Mention, following: int) -> Claim | None:
    stop = _STOP.search(layout.plain, term.end)
    end = min(stop.start() if stop else len(text), len(text))
    words = layout.plain[term.end : end].replace("\0", "")
    cue = _cue(words)
    if cue is None or following < end:
        return None
    names = words[cue.end() :].lstrip(":,")
    parts = [name for name in _PARTED.split(names) if name]
    if len(parts) < _LEAST or any(len(name) > _LONGEST_NAME for name in parts):
        return None
    joined = len(_JOINED.split(parts[-1]))
    possible = set(range(len(parts), len(parts) + joined))
    marks = set(_PARTED.findall(names))
    if len(marks) > 1:  # “甲,…更加巩固;乙,…”: which mark parts the items is anyone's guess
        possible |= {names.strip(mark).count(mark) + 1 for mark in marks}
    stated = int(term.value) if term.value.denominator == 1 else -1
    complete = bool(lexicon().complete.search(cue.group())) and not lexicon().open_ended.search(names)
    listed = stated if stated in possible else max(possible)
    if listed != stated and (not complete or len(marks) > 1):
        return None
    return Claim(
        "count",
        mention,
        (),
        "number of items",
        mention.quote,
        mention.place,
        listed=listed,
        plain=complete,
    )


def _cue(words: str) -> re.Match[str] | None:
    """The words between the number and the names; 为 and 有 only after a mark."""
    for found in lexicon().listed.finditer(words[: _FURTHEST + len("分别是")]):
        if len(found[0]) > 1 or words[: found.start()].endswith((",", ":")):
            return found
    return None
