"""Sentences with one slip each, as ``planted*.yaml`` hold them: {right→wrong}."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from ziping.documents.text import read_text
from ziping.figures import Verdict
from ziping.reading import Paper, read_paper
from ziping.reading.claims import Claim
from ziping.reading.judging import judge

FOLDER = Path(__file__).parent
FILES = ("planted", "planted_later", "planted_last")
_SLIP = re.compile(r"\{(?P<right>[^{}→]*)→(?P<wrong>[^{}→]*)\}")
_TO_ITS_FIGURE = 3  # characters from a wrong label (年初|预算) on
_PACK = "hunan/department/2024"


@dataclass(frozen=True)
class Planted:
    """A text as it is right and as it is wrong; ``line`` and ``columns`` say where the slip stands. Both are alike in a trap."""

    name: str
    right: str
    wrong: str
    line: int = 0
    columns: tuple[int, int] = (0, 0)

    def touched(self, claim: Claim) -> bool:
        """Whether a claim rests on the figure of the slip."""
        return any(
            one.place.block == self.line
            and (one.place.start or 0) < self.columns[1]
            and self.columns[0] < (one.place.end or 0)
            for one in (claim.claim, *claim.operands)
        )


def planted(name: str) -> list[Planted]:
    """The texts of one file."""
    texts = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return [_made(f"{name}-{number}", text) for number, text in enumerate(texts, 1)]


def _made(name: str, text: str) -> Planted:
    right = _SLIP.sub(lambda slip: slip["right"], text)
    wrong = _SLIP.sub(lambda slip: slip["wrong"], text)
    slip = _SLIP.search(text)
    if slip is None:
        return Planted(name, right, wrong)
    start = slip.start() - (text.rfind("\n", 0, slip.start()) + 1)
    length = len(slip["wrong"]) + (1 if any(map(str.isdigit, slip["wrong"])) else _TO_ITS_FIGURE)
    return Planted(name, right, wrong, text.count("\n", 0, slip.start()), (start, start + length))


def paper_of(text: str) -> Paper:
    """The text read as a file of its own."""
    return read_paper(read_text(text.encode(), "report.txt"), _PACK)


def called(text: str) -> list[Claim]:
    """What is called wrong in a text, or likely wrong."""
    return [claim for claim in paper_of(text).claims if claim.turned or _is_wrong(claim)]


def _is_wrong(claim: Claim) -> bool:
    verdict = judge(claim).verdict if claim.plain or claim.likely else None
    return verdict in (Verdict.INCONSISTENT, Verdict.TRUNCATION)
