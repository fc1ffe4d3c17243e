"""Quotations in messages: the words meant, what is around them, whole words at the ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ziping.checking.checks.excerpts import around

TEXT = "资金按规定使用，严把审核关，健立健全内部制度，手续齐全。各项工作按计划完成。"


@pytest.mark.parametrize(
    ("words", "reach", "quote"),
    [
        ("健立健全", 9, "…严把审核关，健立健全内部制度…"),
        ("资金", 6, "资金按规定使用…"),
        ("完成", 9, "各项工作按计划完成。"),
        ("手续齐全", 7, "…手续齐全。各项工作按计…"),
        (TEXT, 9, TEXT),
    ],
)
def test_a_quotation_begins_and_ends_at_a_mark_where_there_is_one(words: str, reach: int, quote: str) -> None:
    start = TEXT.index(words)
    assert around(TEXT, start, start + len(words), reach) == quote


@given(st.text(alphabet="甲乙，。； \n：1", min_size=1, max_size=60), st.data())
def test_a_quotation_holds_the_words_and_nothing_foreign(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote = around(text, start, end, 5)
    assert text[start:end].strip() in quote
    assert quote.strip("…") in text
    assert len(quote) <= end - start + 12
