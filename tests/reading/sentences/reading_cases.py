"""Sentences with the relations they claim, as a finance clerk writes them down in ``cases/*.yaml``.

    - text: 年末结余96.12万元,较上年增加8.40万元,增长9.6%。
      relations:
        - growth 9.6 = 96.12 8.40

A relation is its kind, the figure claimed and the figures it follows from, in any order. One that is wrong as written ends in ``!``, one
that holds only when cut short in ``~``. Partial lists (其中 … without the rest) need not be written down.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import yaml

from ziping.figures import Computed, Figure, Verdict, judge_ratio, judge_sum
from ziping.reading.claims import Claim

FOLDER = Path(__file__).parent / "cases"
_DIGITS = ".〇零一二三四五六七八九十百千"
_FORMULAS: dict[str, Callable[[Computed, Computed], Computed]] = {
    "a/b": lambda a, b: a / b,
    "b/(a-b)": lambda a, b: 1 / (a / b - 1),
    "b/(a+b)": lambda a, b: 1 / (a / b + 1),
    "a/(a-b)": lambda a, b: 1 / (1 - b / a),
    "a/(a+b)": lambda a, b: 1 / (1 + b / a),
    "(a-b)/b": lambda a, b: a / b - 1 if a.value >= b.value else 1 - a / b,
}
_MARKS = {Verdict.INCONSISTENT: "!", Verdict.TRUNCATION: "~"}


@dataclass(frozen=True)
class Case:
    """One excerpt; ``relations`` in the normal form that :func:`written` gives."""

    name: str
    text: str
    relations: tuple[str, ...]


def cases() -> list[Case]:
    """Every excerpt of every file, in order."""
    found = []
    for path in sorted(FOLDER.glob("*.yaml")):
        for place, entry in enumerate(yaml.safe_load(path.read_text(encoding="utf-8"))):
            relations = tuple(sorted(_normal(line) for line in entry["relations"]))
            found.append(Case(f"{path.stem}-{place + 1}", entry["text"], relations))
    return found


def written(claims: tuple[Claim, ...]) -> tuple[str, ...]:
    """What was read, in the form of the files."""
    return tuple(sorted(_line(claim) for claim in claims if claim.kind != "partial_sum"))


def _normal(line: str) -> str:
    head, _, tail = line.partition(" = ")
    mark = tail[-1] if tail[-1] in "!~" else ""
    return " ".join([head, "=", *sorted(tail.rstrip("!~ ").split()), *([mark] if mark else [])])


def _line(claim: Claim) -> str:
    operands = (
        [str(claim.listed)] if claim.kind == "count" else [_number(one.figure) for one in claim.operands]
    )
    mark = _MARKS.get(_verdict(claim), "")
    return " ".join(
        [claim.kind, _number(claim.claim.figure), "=", *sorted(operands), *([mark] if mark else [])]
    )


def _number(figure: Figure) -> str:
    return "".join(char for char in figure.written if char.isdigit() or char in _DIGITS).strip(".")


def _verdict(claim: Claim) -> Verdict:
    figure = claim.claim.figure
    operands = [one.figure for one in claim.operands]
    match claim.kind:
        case "count":
            return Verdict.EXACT if figure.base == claim.listed else Verdict.INCONSISTENT
        case "sum" | "equal":
            return judge_sum(figure, operands, claim.weights or None).verdict
        case "change":
            first, second = operands
            larger, smaller = (first, second) if first.base >= second.base else (second, first)
            return judge_sum(figure, [larger, smaller], [1, -1]).verdict
        case _:
            a, b = (Computed.of(one) for one in operands)
            if b.value == 0:
                return Verdict.UNBOUND
            return judge_ratio(figure, _FORMULAS[claim.formula](a, b)).verdict
