"""How pieces of a sentence meet, and how headings are numbered."""

from __future__ import annotations

import pytest

from ziping.composing.numbering import heading, paragraph_number
from ziping.composing.pieces import Piece, runs_of, text_of
from ziping.documents import Run


@pytest.mark.parametrize(
    ("pieces", "said"),
    [
        ((Piece("原因："), Piece("人手不足。", "value"), Piece("。")), "原因：人手不足。"),
        ((Piece("原因："), Piece("人手不足；", "value"), Piece("。")), "原因：人手不足。"),
        ((Piece("人手不足。", "value"), Piece("措施：")), "人手不足。措施："),
        ((Piece("编制"), Piece("——", "stated"), Piece("人；")), "编制——；"),
        ((Piece("支出"), Piece("无", "stated"), Piece("万元。")), "支出无。"),
        ((Piece("支出"), Piece("0.00", "value"), Piece("万元。")), "支出0.00万元。"),
        ((Piece("支出"), Piece("【待填：支出】", "gap"), Piece("万元。")), "支出【待填：支出】万元。"),
        ((Piece(""), Piece("甲", "value")), "甲"),
    ],
)
def test_pieces_meet_without_doubled_stops_or_stray_units(pieces: tuple[Piece, ...], said: str) -> None:
    assert text_of(pieces) == said


def test_values_keep_their_trace_and_words_run_together() -> None:
    pieces = [Piece("支出"), Piece("共"), Piece("5.00", "value", "figures.basic.executed"), Piece("万元")]
    assert runs_of(pieces) == (Run("支出共"), Run("5.00", trace="figures.basic.executed"), Run("万元"))


@pytest.mark.parametrize(
    ("level", "position", "numbered"),
    [
        (1, 1, "一、总"),
        (1, 10, "十、总"),
        (1, 21, "二十一、总"),
        (2, 3, "（三）总"),
        (3, 2, "2.总"),
        (4, 12, "（12）总"),
    ],
)
def test_headings_are_numbered_by_level(level: int, position: int, numbered: str) -> None:
    assert heading(level, position, "总") == numbered  # type: ignore[arg-type]  # any level is meant here


@pytest.mark.parametrize(("depth", "number"), [(1, "2."), (2, "2."), (3, "（2）"), (4, "②")])
def test_paragraphs_are_numbered_below_their_heading(depth: int, number: str) -> None:
    assert paragraph_number(depth, 2) == number


def test_a_long_circled_list_goes_on_in_brackets() -> None:
    assert paragraph_number(4, 21) == "（21）"
