"""A wrong digit planted in any figure that a relation covers, and whether it is called wrong."""

from collections import Counter
from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from reading.sentences.reading_cases import Case, cases
from ziping.figures import Figure, Place, Verdict, scan
from ziping.reading.claims import Claim, Mention
from ziping.reading.judging import judge
from ziping.reading.sentences import read_sentences

_HELD = (Verdict.EXACT, Verdict.ROUNDING, Verdict.TRUNCATION)
_CALLED_AT_LEAST = {  # of a hundred slips in a claim or its operands; lists may leave out parts, so that a slip in a sum can be no fault
    "sum": 88,
    "share": 96,
    "rate": 96,
    "growth": 97,
    "change": 95,
    "average": 95,
}


def _slipped(case: Case) -> Iterator[tuple[Claim, Mention, str, Figure]]:
    """Each figure of a relation that holds, the text with its middle digit another, and what is then written there."""
    for claim in read_sentences(case.text, Place("正文"))[1]:
        if claim.kind not in _CALLED_AT_LEAST or judge(claim).verdict not in _HELD:
            continue
        for mention in (claim.claim, *claim.operands):
            start, written = mention.place.start, mention.figure.written
            digits = [at for at, char in enumerate(written) if char in "0123456789"]
            if not digits or start is None:
                continue
            at = digits[len(digits) // 2]
            wrong = f"{written[:at]}{(int(written[at]) + 4) % 10}{written[at + 1 :]}"
            text = case.text[:start] + wrong + case.text[start + len(written) :]
            found = next((one.figure for one in scan(text, Place("正文")) if one.start == start), None)
            if found is not None and found.value is not None:
                yield claim, mention, text, found


def _contradicts(claim: Claim, mention: Mention, figure: Figure) -> bool:
    """Whether the relation breaks when one of its figures is another."""

    def put(one: Mention) -> Mention:
        return replace(one, figure=replace(one.figure, value=figure.value)) if one is mention else one

    wrong = replace(claim, claim=put(claim.claim), operands=tuple(put(one) for one in claim.operands))
    return judge(wrong).verdict is Verdict.INCONSISTENT


@pytest.fixture(scope="module")
def called() -> dict[str, tuple[int, int]]:
    """By kind of relation: slips planted, and those called wrong by a claim that holds the figure."""
    planted: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for case in cases():
        for claim, mention, text, figure in _slipped(case):
            if not _contradicts(claim, mention, figure):
                continue
            planted[claim.kind] += 1
            found[claim.kind] += any(
                one.plain
                and judge(one).verdict is Verdict.INCONSISTENT
                and mention.place.start in {each.place.start for each in (one.claim, *one.operands)}
                for one in read_sentences(text, Place("正文"))[1]
            )
    return {kind: (planted[kind], found[kind]) for kind in planted}


@pytest.mark.parametrize("kind", _CALLED_AT_LEAST)
def test_a_wrong_digit_is_called_wrong(called: dict[str, tuple[int, int]], kind: str) -> None:
    planted, found = called[kind]

    assert planted >= 10
    assert 100 * found >= _CALLED_AT_LEAST[kind] * planted
