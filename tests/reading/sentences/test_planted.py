"""Sentences of self-evaluation reports, right ones and the same with one slip planted."""

import pytest

from reading.sentences.planting import FILES, Planted, called, planted

_TOLD_AT_LEAST = (
    90  # of a hundred slips; some of the rest are told by rules on what figures mean, a few by nobody
)


@pytest.mark.parametrize(
    "case", [case for name in FILES for case in planted(name)], ids=lambda case: case.name
)
def test_nothing_is_called_wrong_in_what_is_right(case: Planted) -> None:
    assert called(case.right) == []


@pytest.mark.parametrize("name", FILES)
def test_a_planted_slip_is_told_where_it_stands(name: str) -> None:
    wrong = [case for case in planted(name) if case.wrong != case.right]

    missed = [case.wrong for case in wrong if not any(map(case.touched, called(case.wrong)))]

    assert 100 * (len(wrong) - len(missed)) >= _TOLD_AT_LEAST * len(wrong), missed


@pytest.mark.parametrize("name", FILES)
def test_a_planted_slip_leaves_all_else_alone(name: str) -> None:
    for case in planted(name):
        assert [claim.quote for claim in called(case.wrong) if not case.touched(claim)] == []
