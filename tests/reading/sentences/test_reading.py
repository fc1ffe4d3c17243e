from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ziping.figures import Place, unit
from ziping.reading.claims import Claim
from ziping.reading.sentences import read_sentences


def claims_of(text: str) -> list[Claim]:
    return list(read_sentences(text, Place("正文"))[1])


def test_figures_know_their_words_their_sentence_and_where_in_it_they_stand() -> None:
    text = "一、概况。2024年教育支出12.6万元,占30%。另有结余。"

    mentions, _ = read_sentences(text, Place("正文", block=7))

    education, share = mentions
    assert education.words == "2024年教育支出"
    assert education.year == 2024
    assert education.quote == "2024年教育支出12.6万元,占30%。"
    assert education.quote[slice(*education.quoted)] == "12.6万元"
    assert (share.words, share.place.block) == ("2024年教育支出占", 7)
    assert text[share.place.start : share.place.end] == "30%"


def test_a_clause_without_a_subject_keeps_that_of_the_figure_before_it() -> None:
    mentions, _ = read_sentences("公务接待费3.18万元,比上年增加0.28万元,增长9.66%。", Place("正文"))

    assert [mention.words for mention in mentions] == [
        "公务接待费",
        "公务接待费比上年增加",
        "公务接待费增长",
    ]


def test_numbers_without_a_unit_take_that_of_their_heading() -> None:
    mentions, claims = read_sentences(
        "收入合计120,其中:拨款100,其他20。", Place("正文"), unit_hint=unit("万元")
    )

    assert {mention.figure.unit for mention in mentions} == {unit("万元")}
    assert [claim.kind for claim in claims] == ["sum"]


def test_ten_thousands_without_yuan_are_money_beside_money() -> None:
    (claim,) = claims_of("“三公”经费合计30万,其中:接待费10万元,车辆运行20万。")

    assert claim.claim.figure.base == 300000


@pytest.mark.parametrize(
    "text",
    [
        "自评覆盖率达到85%以上,群众满意度不低于90%。",
        "《办法》(示财绩〔2021〕15号)自2021年5月1日起施行,联系电话13800138000。",
        "公务接待费占 %,比上年减少 万元。",
        "示例县下辖12个乡镇,面积1986平方公里,人口52.3万人。",
        "2024年、2023年、2022年支出分别为978万元、915万元、860万元,年均增长6.64%。",
        "90(含)-100分为优,80(含)-90分为良,60分以下为差。",
        "预算执行率97.96%,得9.8分;预算调整率4.2%,扣0.5分。",
        "增值税12.4亿元,增长5.1%;企业所得税6.3亿元,下降2.2%。",
        "甲镇收入50万元,乙镇收入30万元,丙镇收入80万元。",  # 80 is 50 and 30, but nothing says so
        "比上年提高1.5个百分点,排名全县第3位。",
        "甲镇支出1260.5万元,占比64.9%;乙镇支出682.3万元,占比35.1%。",
        "采购规模65.7万元;公开招标、询价分别占77.2%和22.8%。",
    ],
)
def test_figures_that_claim_nothing_of_each_other_are_left_alone(text: str) -> None:
    assert [claim for claim in claims_of(text) if claim.kind != "partial_sum"] == []


def test_a_list_that_names_only_some_parts_is_partial() -> None:
    (claim,) = claims_of("支出1274万元,其中教育支出253万元、卫生支出141万元。")

    assert claim.kind == "partial_sum"
    assert not claim.falls


def test_the_same_list_is_a_sum_when_it_adds_up() -> None:
    (claim,) = claims_of("支出394万元,其中教育支出253万元、卫生支出141万元。")

    assert (claim.kind, claim.formula, claim.weights) == ("sum", "a+b", (1, 1))


def test_a_sum_told_again_with_the_same_figures_is_no_second_sum() -> None:
    claims = claims_of(
        "公益金1237万元,其中福彩498万元,体彩739万元。收入1237万元,其中:福彩498万元;体彩739万元。"
    )

    assert sorted(claim.kind for claim in claims) == ["partial_sum", "sum"]


def test_a_list_inside_an_item_ends_with_that_item() -> None:
    claims = claims_of("三公经费24.6万元,其中:车辆费5.65万元,其中运行费5.60万元;接待费18.95万元。")

    assert [(one.kind, str(one.claim.figure.value)) for one in claims] == [
        ("sum", "24.6"),
        ("partial_sum", "5.65"),
    ]


def test_items_built_alike_are_the_parts_whatever_else_they_tell() -> None:
    text = "项目预算312.45万元,其中:甲专项52万元,下达10万元,决算10万元;乙专项290.45万元,下达6万元,决算5万元。"

    (claim,) = claims_of(text)

    assert (claim.kind, claim.plain) == ("sum", True)
    assert [one.figure.value for one in claim.operands] == [Decimal(52), Decimal("290.45")]


def test_changes_add_up_with_their_signs() -> None:
    (claim,) = claims_of("“三公”经费比上年减少0.28万元,其中:车辆减少0.29万元,接待增加0.01万元。")

    assert (claim.formula, claim.weights, claim.falls) == ("a-b", (1, -1), True)


@pytest.mark.parametrize(
    ("text", "formula", "falls"),
    [
        ("收入48.62亿元,增收2.31亿元,增长5.0%。", "b/(a-b)", False),
        ("收入3.26亿元,减收580万元,下降1.7%。", "b/(a+b)", True),
        ("收入12.36亿元,比上年的11.58亿元增长6.74%。", "(a-b)/b", False),
        ("收入12.36亿元,比上年的11.58亿元增加0.78亿元,增长6.74%。", "a/b", False),
        ("收入105万元,比上年增长5%,增收5万元。", "b/(a-b)", False),
        ("2023年执行数100万元,2024年预算安排105万元,比2023年执行数增长5%。", "(a-b)/b", False),
    ],
)
def test_growth_is_on_the_base_that_the_words_print_or_imply(text: str, formula: str, *, falls: bool) -> None:
    growth = next(claim for claim in claims_of(text) if claim.kind == "growth")

    assert (growth.formula, growth.falls) == (formula, falls)


def test_growth_from_nothing_claims_nothing_that_could_be_computed() -> None:
    assert claims_of("项目支出402.30万元,比上年增加402.30万元,增长100%。") == []


def test_a_rate_is_of_the_plan_it_names_even_where_that_is_nothing() -> None:
    (claim,) = claims_of("年初预算为0万元,全年预算为321.02万元,支出决算为307.82万元,完成年初预算的95.89%。")

    assert [one.figure.value for one in claim.operands] == [Decimal("307.82"), Decimal(0)]


def test_a_list_comma_is_no_thousands_comma() -> None:
    mentions, _ = read_sentences("两县各减1267.86,2570.97万元,各降23.51%、38.28%。", Place("正文"))

    assert [str(mention.figure.unit) for mention in mentions] == ["万元", "万元", "%", "%"]


def test_a_number_elsewhere_is_held_against_the_names_listed_but_never_called_wrong() -> None:
    text = "局下设二级预算单位包括:服务中心;信息中心;监察大队;仲裁院。\n我局共有5个直属事业单位。"

    (claim,) = claims_of(text)

    assert (claim.kind, claim.listed, claim.plain) == ("count", 4, False)


def test_a_written_calculation_is_followed() -> None:
    (claim,) = claims_of("预算完成率=(319.80/326.40)×100%=97.98%。")

    assert (claim.kind, claim.formula) == ("rate", "a/b")


def test_a_line_that_only_wraps_ends_no_sentence() -> None:
    (claim,) = claims_of("2024年度本单位收支总预算12676620.29元,同比增555046.7\n元,增幅4.58%。")

    assert claim.kind == "growth"


_WORDS = st.sampled_from(
    [
        "其中",
        "分别为",
        "占",
        "完成",
        "预算",
        "决算",
        "的",
        "比上年",
        "增加",
        "减少",
        "增长",
        "下降",
        "合计",
        "加",
        "减",
        "、",
        ",",
        "。",
        ";",
        ":",
        "(",
        ")",
        "一、",
        "1.",
        "(1)",
        "\n",
        "含",
        "人均",
        "平均",
        "至",
        "5万元",
        "0",
        "12.30万元",
        "7%",
        "3倍",
        "4人",
        "2024年",
        "持平",
        "标题",
        "=",
        "/",
        "+",
        "率",
        "个",
        "分别是甲、乙",
        "6个科室",
        "1,",
        "537.4万元",
        "万",
        "〔",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(_WORDS, max_size=40).map("".join))
def test_no_jumble_of_words_and_figures_is_too_much(text: str) -> None:
    mentions, claims = read_sentences(text, Place("正文"))

    for mention in mentions:
        assert mention.quote[slice(*mention.quoted)] == mention.figure.written
    for claim in claims:
        assert claim.claim not in claim.operands
        assert len(set(claim.operands)) == len(claim.operands)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 10**7), min_size=2, max_size=12), st.booleans())
def test_a_list_in_hundredths_adds_up_to_its_total_and_to_no_other(
    parts: list[int], semicolons: bool
) -> None:
    def money(value: int) -> str:
        return f"{value // 100}.{value % 100:02d}万元"

    mark = ";" if semicolons else ","
    listed = mark.join(
        f"项目{'甲乙丙丁戊己庚辛壬癸子丑'[place]}{money(part)}" for place, part in enumerate(parts)
    )

    (claim,) = claims_of(f"支出合计{money(sum(parts))},其中:{listed}。")

    assert claim.kind == "sum"
    assert [one.figure.base for one in claim.operands] == [part * 100 for part in parts]


def test_one_part_larger_than_the_whole_leaves_no_other_reading() -> None:
    """Parts may overlap and so come to more than the whole together; one alone never does."""
    text = "2024年共设置绩效指标30项，其中涉农指标6项、民生指标{}项、人才指标9项、科技指标1项。"
    wrong, overlapping = claims_of(text.format(41)), claims_of(text.format(29))
    assert [(one.kind, one.plain) for one in wrong] == [("partial_sum", True)]
    assert not any(one.plain for one in overlapping if one.kind == "partial_sum")
