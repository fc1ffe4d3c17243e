"""Figures typed as text are printed in one way; words stay as they were typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ziping.composing.plain_figures import plain_figure, plain_sign


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("２５１６次", "2516次"),
        ("≥2,400 次", "≥2400次"),
        ("＞＝９５％", "≥95%"),
        ("１，２００㎡", "1200㎡"),
        ("12.50万元/处", "12.50万元/处"),  # decimals somebody wrote stay
        ("12人（次）", "12人（次）"),
    ],
)
def test_a_figure_is_half_width_without_thousands(typed: str, printed: str) -> None:
    assert plain_figure(typed) == printed


@pytest.mark.parametrize(
    "typed",
    ["健全", "１８处工程均落实，无拖欠", "2024年12月31日前", "12-13", "1,23", "——", "不适用", "", " "],
)
def test_words_and_what_is_no_plain_figure_stay_to_the_letter(typed: str) -> None:
    assert plain_figure(typed) == typed


@pytest.mark.parametrize(
    ("typed", "printed"), [("＝", "="), ("≧", "≥"), ("<=", "≤"), ("定性", "定性"), ("", "")]
)
def test_a_sign_has_one_form(typed: str, printed: str) -> None:
    assert plain_sign(typed) == printed


@given(st.text("0１2,，.．%％≥＝次 健", max_size=10))
def test_printing_is_done_at_once(typed: str) -> None:
    assert plain_figure(plain_figure(typed)) == plain_figure(typed)
