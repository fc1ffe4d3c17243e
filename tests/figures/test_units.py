"""Units by their written form."""

from __future__ import annotations

from fractions import Fraction

import pytest

from ziping.figures import Dimension, FigureError, comparable, known_unit, unit


@pytest.mark.parametrize(
    ("written", "dimension", "factor"),
    [
        ("元", Dimension.MONEY, 1), ("千元", Dimension.MONEY, 1000), ("万元", Dimension.MONEY, 10**4),
        ("百万元", Dimension.MONEY, 10**6), ("千万元", Dimension.MONEY, 10**7), ("亿元", Dimension.MONEY, 10**8),
        (" 万 元 ", Dimension.MONEY, 10**4), ("%", Dimension.PERCENT, Fraction(1, 100)),
        ("％", Dimension.PERCENT, Fraction(1, 100)), ("成", Dimension.PERCENT, Fraction(1, 10)),
        ("‰", Dimension.PERMILLE, Fraction(1, 1000)), ("个百分点", Dimension.PERCENTAGE_POINT, Fraction(1, 100)),
        ("倍", Dimension.MULTIPLE, 1), ("人", Dimension.PEOPLE, 1), ("人次", Dimension.COUNT, 1),
        ("万人次", Dimension.COUNT, 10**4), ("批次", Dimension.COUNT, 1), ("㎡", Dimension.AREA, 1),
        ("平方米", Dimension.AREA, 1), ("亩", Dimension.AREA, Fraction(2000, 3)), ("分", Dimension.MARKS, 1),
        ("小时", Dimension.TIME, Fraction(1, 24)), ("个月", Dimension.CALENDAR, 1), ("年", Dimension.CALENDAR, 12),
        ("元/人", Dimension.RATE, 1), ("万元/人·年", Dimension.RATE, Fraction(10**4, 12)),
        ("元/平方米", Dimension.RATE, 1), ("万", Dimension.PLAIN, 10**4), ("万美元", Dimension.FOREIGN_MONEY, 10**4),
    ],
)  # fmt: skip
def test_a_written_unit_leads_to_its_base_by_an_exact_factor(
    written: str, dimension: Dimension, factor: Fraction | int
) -> None:
    found = unit(written)
    assert (found.dimension, found.factor) == (dimension, factor)


@pytest.mark.parametrize("written", ["", "元人", "万%", "人/元", "单位：万元", "abc", "万" * 30])
def test_an_unknown_unit_is_refused_and_the_message_names_known_ones(written: str) -> None:
    assert known_unit(written) is None
    with pytest.raises(FigureError, match="万元"):
        unit(written)


def test_only_unscaled_counts_are_points() -> None:
    assert [name for name in ("人", "万人", "台", "分", "万元", "%", "㎡", "天") if unit(name).counted] == [
        "人",
        "台",
        "分",
    ]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("万元", "亿元", True), ("%", "‰", True), ("%", "倍", True), ("%", "百分点", False), ("万元", "%", False),
        ("美元", "元", False), ("美元", "欧元", False), ("元/人", "万元/人", True), ("元/人", "元/㎡", False),
        ("人", "人次", False), ("天", "年", False),
    ],
)  # fmt: skip
def test_units_are_compared_only_within_what_they_measure(one: str, other: str, expected: bool) -> None:
    assert comparable(unit(one), unit(other)) is expected
    assert comparable(unit(other), unit(one)) is expected


def test_a_missing_unit_goes_with_counts_and_ratios_but_never_with_money() -> None:
    assert comparable(None, unit("人"))
    assert comparable(unit("%"), None)
    assert comparable(None, None)
    assert not comparable(None, unit("万元"))
