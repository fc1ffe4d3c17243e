"""Figures in sentences: bound where the words are plain, compared exactly, left alone where they are not."""

from __future__ import annotations

import pytest

from checking.support import checked, of, pack, tidy
from ziping.checking import describe

ALONE = "Q-13.text"


def said(text: str) -> list[str]:
    found = checked(tidy(**{"narrative.other": text}), only=(ALONE,))
    return [describe(finding, pack(), "zh").message for finding in of(found, ALONE)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2024年全年执行976.67万元，执行率100%。", 2),
        ("三公经费决算7.70万元。", 1),
        ("本年“三公”经费支出7.70万元。", 1),
        ("编制45人，在职43人。", 1),
        ("2024年年初预算963.67万元，全年预算980.67万元。", 1),
        ("上年公用经费决算66.50万元。", 1),
        ("社保基金监管项目全年预算50万元，全年执行64.50万元。", 1),
        ("自评总分95.57分。", 1),
        ("城镇新增就业人数2510人。", 1),
    ],
)
def test_a_figure_that_differs_is_found(text: str, number: int) -> None:
    assert len(said(text)) == number


@pytest.mark.parametrize(
    "text",
    [
        "2024年全年执行967.67万元，执行率98.67%。",
        "2024年全年执行约968万元，决算9676700元。",
        "三公经费决算0.77万元，编制43人，在职43人。",
        "公用经费支出66.50万元，比上年增加1.40万元。",
        "人员经费、公用经费共计支出739.29万元。",
        "2023年公用经费决算65.10万元，2022年公用经费决算60万元。",
        "上半年公用经费支出30万元。",
        "社保基金监管专项投入12万元购置设备。",
        "城镇新增就业人数达到2000人的目标已经实现。",
        "公用经费支出中办公用品12万元。",
        "编制2025年预算草案3份。",
        "五个专项年初预算240.68万元。",
        "专项年初预算50万元。",
        "年初预算50万元，10月压减。",
        "资金安排有调整。年初预算50万元，10月压减25万元。",
    ],
)
def test_what_agrees_or_is_not_plain_is_no_finding(text: str) -> None:
    assert said(text) == []


def test_both_places_are_quoted() -> None:
    message = said("2024年全年执行976.67万元。")[0]
    assert "其他需要说明" in message or "说明" in message
    assert "“2024年全年执行976.67万元”" in message
    assert "967.67万元" in message


def test_what_was_not_plain_is_listed_as_not_checked() -> None:
    found = checked(tidy(**{"narrative.other": "举办培训班3场次。"}), only=(ALONE,))
    assert ("narrative.other", "3场次") in {
        (answer.missing[0].key, answer.item) for answer in found.not_checked if answer.why == "unbound"
    }
