"""Pieces of a sentence and how they meet: words of the pack, values of the report, gaps nobody has filled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ziping.documents import Run

Kind = Literal[
    "words",  # of the pack
    "value",  # a figure or text of the report
    "stated",  # an empty as somebody stated it: 无, ——, 不适用
    "gap",  # nobody has said
]
_STOPS = "。．；;，,、！!？?：:"
_ENDS = "。．；;，,、"
_UNIT = re.compile(r"\A(?:万元|人次|批次|[人个辆份项次分㎡%])")


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    kind: Kind = "words"
    trace: str | None = None


def met(pieces: Iterable[Piece]) -> list[Piece]:
    """The pieces as they stand beside each other.

    A text that ends in a stop gives it up before the sentence's own (“…不到位。。原因” never happens), and a stated
    empty takes no unit (无, not 无万元).
    """
    found: list[Piece] = []
    for piece in pieces:
        before = found[-1] if found else None
        if not piece.text:
            continue
        if before is not None and before.kind == "value" and piece.text[0] in _STOPS:
            found[-1] = replace(before, text=before.text.rstrip().rstrip(_ENDS))
        takes_no_unit = before is not None and before.kind == "stated" and piece.kind == "words"
        found.append(replace(piece, text=_UNIT.sub("", piece.text, count=1)) if takes_no_unit else piece)
    return found


def runs_of(pieces: Iterable[Piece]) -> tuple[Run, ...]:
    """The pieces as runs, words that follow each other in one."""
    runs: list[Run] = []
    for piece in met(pieces):
        if runs and piece.trace is None and runs[-1].trace is None:
            runs[-1] = replace(runs[-1], text=runs[-1].text + piece.text)
        elif piece.text:
            runs.append(Run(piece.text, trace=piece.trace))
    return tuple(runs)


def text_of(pieces: Sequence[Piece]) -> str:
    return "".join(piece.text for piece in met(pieces))
