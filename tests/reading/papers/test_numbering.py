"""Numbers at the head of a paragraph."""

from __future__ import annotations

import pytest

from ziping.reading.papers import number_at_head


@pytest.mark.parametrize(
    ("text", "system", "number", "rest"),
    [
        ("一、基本情况", "cjk", 1, "基本情况"),
        ("十一、其他", "cjk", 11, "其他"),
        ("（三）主要职责", "cjk_bracket", 3, "主要职责"),
        ("(二)人员编制", "cjk_bracket", 2, "人员编制"),
        ("1.基本支出", "arabic", 1, "基本支出"),
        ("8、 改进措施", "arabic_comma", 8, "改进措施"),
        ("８、改进措施", "arabic_comma", 8, "改进措施"),
        ("（1）安排情况", "arabic_bracket", 1, "安排情况"),
        ("2）使用情况", "arabic_half", 2, "使用情况"),
        ("③公务接待", "circled", 3, "公务接待"),
        ("第二部分 单位概况", "part", 2, "单位概况"),
        ("第三章　绩效", "chapter", 3, "绩效"),
        ("1.2 执行情况", "decimal", 2, "执行情况"),
        ("  四、开头有空格", "cjk", 4, "开头有空格"),
    ],
)
def test_every_system_of_numbers_is_told(text: str, system: str, number: int, rest: str) -> None:
    found = number_at_head(text)
    assert found is not None
    assert (found.system, found.number, text[found.end :]) == (system, number, rest)


@pytest.mark.parametrize(
    "text",
    [
        "2024年部门整体支出",
        "1176.69万元",
        "12333热线",
        "一年来",
        "十分重视",
        "三公经费",
        "",
        "3月底前完成",
        "1.5万元用于",
    ],
)
def test_figures_years_and_words_are_no_numbers_of_paragraphs(text: str) -> None:
    assert number_at_head(text) is None
