"""One cell, one figure: what the strict reader takes and what it refuses."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ziping.figures import Empty, Figure, FigureError, Place, Qualifier


@pytest.mark.parametrize(
    ("text", "value", "unit", "digits"),
    [
        ("1176.69", "1176.69", None, 2), ("１，１７６．６９", "1176.69", None, 2), ("1,176.69万元", "1176.69", "万元", 2),
        ("1，176.69 万元", "1176.69", "万元", 2), ("1, 537.4万元", "1537.4", "万元", 1), ("1 177.69", "1177.69", None, 2),
        ("1177.\n69", "1177.69", None, 2), ("1177\n.69万元", "1177.69", "万元", 2), ("555046.7\n元", "555046.7", "元", 1),
        ("22.1 亿\n元", "22.1", "亿元", 1), ("43 人", "43", "人", 0), (" 43\u3000", "43", None, 0), ("85 %", "85", "%", 0),
        ("８５．０％", "85.0", "%", 1), ("0", "0", None, 0), ("0.00", "0.00", None, 2), (".5", "0.5", None, 1),
        ("-12.3", "-12.3", None, 1), ("−5%", "-5", "%", 0), ("负0.94%", "-0.94", "%", 2), ("+5.2%", "5.2", "%", 1),
        ("(12.30)", "-12.30", None, 2), ("（12.30）", "-12.30", None, 2), ("（12.30）万元", "-12.30", "万元", 2),
        ("(12.30万元)", "-12.30", "万元", 2), ("¥1,234.50", "1234.50", "元", 2), ("-￥3.5", "-3.5", "元", 1),
        ("人民币100元整", "100", "元", 0), ("1.2万", "1.2", "万", 1), ("3.5亿元", "3.5", "亿元", 1), ("1.2万人", "1.2", "万人", 1),
        ("1亿2000万元", "12000", "万元", 0), ("3万5千元", "35", "千元", 0), ("2万3000元", "23000", "元", 0),
        ("15.6倍", "15.6", "倍", 1), ("0.3个百分点", "0.3", "百分点", 1), ("3 ‰", "3", "‰", 0), ("118人次", "118", "人次", 0),
        ("4个批次", "4", "批次", 0), ("200平方米", "200", "㎡", 0), ("8.5分", "8.5", "分", 1), ("6个工作日", "6", "工作日", 0),
        ("3000元/人·年", "3000", "元/人/年", 0), ("5分钟", "5", "分钟", 0), ("5个人", "5", "人", 0),
        ("一百零三人", "103", "人", 0), ("两万三千", "23000", None, 0), ("百分之八十五", "85", "%", 0),
        ("百分之八十五点五", "85.5", "%", 1), ("百分之3.50", "3.50", "%", 2), ("百分之百", "100", "%", 0),
        ("千分之三", "3", "‰", 0), ("两成", "2", "成", 0), ("三成五", "3.5", "成", 1), ("三百万元", "300", "万元", 0),
        ("两亿三千万元", "23000", "万元", 0), ("三点五亿元", "3.5", "亿元", 1), ("两倍", "2", "倍", 0),
        ("壹佰贰拾叁元整", "123.00", "元", 2), ("人民币壹万贰仟元伍角陆分", "12000.56", "元", 2), ("叁佰万元整", "3000000.00", "元", 2),
        ("半年", "0.5", "年", 1), ("两年半", "2.5", "年", 1), ("1个半月", "1.5", "个月", 1),
    ],
)  # fmt: skip
def test_a_cell_is_read_as(text: str, value: str, unit: str | None, digits: int) -> None:
    figure = Figure.parse(text)
    assert (str(figure.value), figure.digits) == (value, digits)
    assert (figure.unit.written if figure.unit else None) == unit
    assert figure.written == text


@pytest.mark.parametrize(
    ("text", "numerator", "denominator"),
    [("三分之一", 1, 3), ("三分之二", 2, 3), ("一半", 1, 2), ("十二分之五", 5, 12)],
)
def test_a_common_fraction_is_exact_and_a_point(text: str, numerator: int, denominator: int) -> None:
    figure = Figure.parse(text)
    assert figure.base * denominator == numerator
    assert figure.interval().point == figure.base


@pytest.mark.parametrize(
    ("text", "empty"),
    [
        ("", Empty.BLANK), ("  ", Empty.BLANK), ("\u3000\n", Empty.BLANK), ("-", Empty.DASH), ("—", Empty.DASH),
        ("——", Empty.DASH), ("--", Empty.DASH), ("－", Empty.DASH), ("— —", Empty.DASH), ("/", Empty.DASH), ("／", Empty.DASH),
        ("\\", Empty.DASH), ("不适用", Empty.NOT_APPLICABLE), ("N/A", Empty.NOT_APPLICABLE), ("n/a", Empty.NOT_APPLICABLE),
        ("（不适用）", Empty.NOT_APPLICABLE), ("无", Empty.NONE_STATED), ("无。", Empty.NONE_STATED), ("没有", Empty.NONE_STATED),
    ],
)  # fmt: skip
def test_the_ways_of_saying_nothing_are_kept_apart(text: str, empty: Empty) -> None:
    figure = Figure.parse(text)
    assert (figure.value, figure.empty, figure.known) == (None, empty, False)


def test_zero_is_none_of_the_ways_of_saying_nothing() -> None:
    zero = Figure.parse("0")
    assert (zero.value, zero.empty, zero.known) == (Decimal(0), None, True)
    nothings = [Figure.parse(text) for text in ("", "——", "不适用", "无", "0")]
    assert len({(figure.value, figure.empty) for figure in nothings}) == 5


@pytest.mark.parametrize(
    ("text", "qualifier", "value", "unit"),
    [
        ("约3万元", Qualifier.ABOUT, 3, "万元"), ("3万元左右", Qualifier.ABOUT, 3, "万元"), ("近115亿元", Qualifier.ABOUT, 115, "亿元"),
        ("约占60%", Qualifier.ABOUT, 60, "%"), ("10余万元", Qualifier.OVER, 10, "万元"), ("2万余元", Qualifier.OVER, 2, "万元"),
        ("30多人", Qualifier.OVER, 30, "人"), ("十余人", Qualifier.OVER, 10, "人"), ("十几个", Qualifier.OVER, 10, "个"),
        ("超过5%", Qualifier.OVER, 5, "%"), ("85%以上", Qualifier.OVER, 85, "%"), (">85%", Qualifier.OVER, 85, "%"),
        ("不足5人", Qualifier.UNDER, 5, "人"), ("低于3%", Qualifier.UNDER, 3, "%"), ("3%以下", Qualifier.UNDER, 3, "%"),
        ("≥95%", Qualifier.AT_LEAST, 95, "%"), ("不低于95%", Qualifier.AT_LEAST, 95, "%"), ("≤3天", Qualifier.AT_MOST, 3, "天"),
        ("不超过60%", Qualifier.AT_MOST, 60, "%"), ("50万元（含）以上", Qualifier.AT_LEAST, 50, "万元"),
        ("3个工作日以内", Qualifier.AT_MOST, 3, "工作日"), ("＞= 5次", Qualifier.AT_LEAST, 5, "次"),
    ],
)  # fmt: skip
def test_a_qualifier_is_read_before_inside_or_after(
    text: str, qualifier: Qualifier, value: int, unit: str
) -> None:
    figure = Figure.parse(text)
    assert figure.qualifier is qualifier
    assert figure.value == value
    assert str(figure.unit) == unit


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("3-5万元", 3, 5, "万元"), ("3～5", 3, 5, "None"), ("3%-5%", 3, 5, "%"), ("3万-5万元", 3, 5, "万元"),
        ("10至15人", 10, 15, "人"), ("三至五人", 3, 5, "人"), ("3万元—5万元", 3, 5, "万元"),
    ],
)  # fmt: skip
def test_a_range_has_two_ends_in_one_unit(text: str, low: int, high: int, unit: str) -> None:
    figure = Figure.parse(text)
    assert figure.value == low
    assert figure.upper == high
    assert str(figure.unit) == unit


@pytest.mark.parametrize(
    ("text", "teaches"),
    [
        ("十几", "确切"), ("几十人", "确切"), ("数百户", "确切"), ("三五人", "确切"), ("上百人", "确切"), ("12,34", "千分位"),
        ("1234,567", "千分位"), ("1267.86,2570.97万元", "千分位"), ("43 44", "“44”"), ("12万元（其中专项3万元）", "其余文字"),
        ("5-3万元", "下限"), ("3%-5万元", "无法理解"), ("万元", "完整的数字"), ("abc", "完整的数字"), ("效果明显", "完整的数字"),
        ("2024年", "年份"), ("1e5", "无法理解"), ("5/3", "无法理解"), ("12.", "无法理解"), ("2.5倍半", "半"), ("--5", "完整的数字"), ("((5))", "完整的数字"),
        ("9" * 41, "完整的数字"), ("占 %", "完整的数字"), ("nan", "完整的数字"),
    ],
)  # fmt: skip
def test_a_text_that_is_not_one_figure_is_refused_with_the_reason(text: str, teaches: str) -> None:
    with pytest.raises(FigureError, match=teaches):
        Figure.parse(text)


def test_a_long_text_is_not_quoted_in_full() -> None:
    with pytest.raises(FigureError) as caught:
        Figure.parse("绩效" * 1000)
    assert len(str(caught.value)) < 200


def test_the_column_gives_the_unit_and_the_place() -> None:
    place = Place("附件1-1 公用经费", "2024年决算数")
    figure = Figure.parse("518.46", "万元", place)
    assert (str(figure.unit), figure.place) == ("万元", place)
    assert figure.base == 5184600


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**15), max_value=10**15))
def test_a_plain_decimal_keeps_its_value_and_its_digits(value: Decimal) -> None:
    figure = Figure.parse(f"{value:f}")
    assert (figure.value, figure.digits) == (value, 3)


@given(st.integers(0, 10**15), st.integers(0, 4), st.sampled_from(["", "万元", "%", "人"]))
def test_grouped_full_width_and_negative_spellings_mean_the_same(whole: int, digits: int, unit: str) -> None:
    decimals = "." + "7" * digits if digits else ""
    plain = Figure.parse(f"{whole}{decimals}{unit}")
    wide = f"{whole:,}{decimals}".translate(str.maketrans("0123456789.,", "０１２３４５６７８９．，"))
    for spelling in (f"{whole:,}{decimals}{unit}", f"{whole:,}{decimals} {unit}", f"{wide}{unit}"):
        assert Figure.parse(spelling).base == plain.base
    assert Figure.parse(f"({whole:,}{decimals}){unit}").base == -plain.base
    assert Figure.parse(f"－{wide}{unit}").base == -plain.base


@given(
    st.text(
        alphabet="0123456789.,，、 -—~/()（）%万亿元人约余以上第年月一二三十百半分之成无不\n", max_size=12
    )
)
def test_any_text_is_either_read_or_refused_politely(text: str) -> None:
    figure: Figure | None = None
    refusal: list[str] = []
    try:
        figure = Figure.parse(text)
    except FigureError as error:
        refusal = [*error.render("zh"), *error.render("en")]
    assert (figure is None) == (len(refusal) == 2)
    assert figure is None or figure.known is (figure.empty is None)
