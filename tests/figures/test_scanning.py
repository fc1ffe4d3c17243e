"""Figures in running text: odd spellings that real pages hold, and what is not a figure at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ziping.figures import Figure, Place, Qualifier, scan


def written(text: str) -> list[str]:
    return [found.figure.written for found in scan(text)]


def values(text: str) -> list[str]:
    return [f"{found.figure.value}{found.figure.unit or ''}" for found in scan(text)]


def test_a_sentence_of_a_report_gives_its_figures_in_order() -> None:
    text = "2024年部门整体支出总计1176.69万元，其中：人员经费658.22万元，占55.93%；公用经费518.46万元，占44.07%。"
    assert written(text) == ["1176.69万元", "658.22万元", "55.93%", "518.46万元", "44.07%"]
    for found in scan(text):
        assert text[found.start : found.end] == found.figure.written


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("各减1267.86,2570.97万元,各降23.51%、38.28%", ["1267.86", "2570.97万元", "23.51%", "38.28%"]),
        ("分别为8607.0亿元，15004.3亿元和9455.6亿元", ["8607.0亿元", "15004.3亿元", "9455.6亿元"]),
        ("共1, 537.4万元，另1 177.69万元", ["1537.4万元", "1177.69万元"]),
        ("支出１，１７６．６９万元，占８５％", ["1176.69万元", "85%"]),
        ("增1,055.4%，计1,234,567.89元", ["1055.4%", "1234567.89元"]),
        ("计1,177.69,2,345.00元", ["1177.69", "2345.00元"]),
        ("为1267.86,257,097元", ["1267.86", "257", "97元"]),
        ("为100,200,3000元", ["100", "200", "3000元"]),
        ("同比增555046.7\n元，计22.1 亿\n元，占\n96.74%", ["555046.7元", "22.1亿元", "96.74%"]),
        ("合计1177.\n69万元", ["1177.69万元"]),
        ("共计5.\n2.项目支出3万元", ["5", "3万元"]),
        ("完成100.\n2024年起", ["100"]),
        ("上划8.09亿元,减少766万元,负增长0.94%", ["8.09亿元", "766万元", "0.94%"]),
        ("增幅负0.94%，同比-5.2%，变动−0.5个百分点", ["-0.94%", "-5.2%", "-0.5百分点"]),
        ("预算（12.30）万元", ["12.30"]),
        ("658.22+518.46=1176.68", ["658.22", "518.46", "1176.68"]),
        ("1177.69-73.66", ["1177.69", "73.66"]),
        ("——一般公共服务1650万元;——城乡193万元", ["1650万元", "193万元"]),
        ("占 %,比上年减少 万元", []),
        ("增长了15.6倍，3‰，0.3个百分点", ["15.6倍", "3‰", "0.3百分点"]),
        ("合计1000.86万,其中", ["1000.86万"]),
        ("编制95 名,聘用 4 人;接待10个、118人次", ["95名", "4人", "10个", "118人次"]),
        ("人均12.5元/人，每年3000元/人·年", ["12.5元/人", "3000元/人/年"]),
        ("5分别为，3成立，2项目，6个人所得税，得8.5分", ["5", "3", "2", "6", "8.5分"]),
        ("编制:43.实有:44.", ["43", "44"]),
        ("分别为52、53、54人", ["52", "53", "54人"]),
        ("¥1,234.50", ["1234.50元"]),
        ("13800138000元", ["13800138000元"]),
        ("支出3年共24小时365天", ["3年", "24小时", "365天"]),
        ("43\n\t44\n\t102%", ["43", "44", "102%"]),
        ("43\t人员", ["43"]),
        ("5\n户籍", ["5"]),
    ],
)  # fmt: skip
def test_numbers_are_read_as_they_are_written(text: str, expected: list[str]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "1、贯彻执行。2、落实。", "1.基本支出\n2. 项目支出\n(1) 专项\n（2）其他\n3）其他", "（三）部门；①公务②接待", "1.2024年工作",
        "湘财绩〔2020〕7号", "财预[2019]12号", "（2021）3号", "〔2020〕XX号", "2022年第5号", "7号楼", "2024年5月14日", "2024.12.31",
        "2024-12-31", "20241231", "2024年度", "2023-2024年", "2021、2022、2023年", "1-5月", "1至11月", "1—10月", "12月份", "12月31日前",
        "一季度、3季度", "24年决算", "2019（疫情前）", "二〇二四年五月", "13800138000", "138****8000", "0745-5223344", "12333热线",
        "12345政务服务热线", "身份证431223198001011234", "邮编：419500", "附件1-2", "附件1-1 ", "见表3、图2", "第3批第4-6条第三方",
        "14:30", "2.1.3", "5G", "PM2.5", "A4", "“4+2”", "“12·4”宪法日", "90年代", "9级", "- 12 -", "3/24", "执行率（B/A×100%）",
        "https://example.cn/2024/5.html", "a1@example.cn", "2080101 行政运行", "公共安全支出（204类）司法（06款）行政运行（01项）", "204 06 01 行政运行", "\t30201 办公费 30310 个人农业生产补贴 2080505\n机关", "一般一级一个一次一年来", "三公经费、三支一扶、四险二金",
        "两个维护、八项规定、三位一体", "十分重要、七分", "二期、二级", "几十万元、数十家、百余人、近百亿元", "万元、亿元、千家万户", "长三角",
        "4+2模式", "公开01表",
    ],
)  # fmt: skip
def test_this_is_no_figure(text: str) -> None:
    assert written(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("下设五个直属单位", ["五个"]), ("干部职工一百零三人", ["一百零三人"]), ("占三分之一，近八成", ["三分之一", "近八成"]),
        ("百分之八十五", ["百分之八十五"]), ("两万三千元", ["两万三千元"]), ("共壹佰贰拾叁元整", ["壹佰贰拾叁元整"]),
        ("两家，十一个，三个月", ["两家", "十一个", "三个月"]), ("一万元", ["一万元"]), ("一半以上", ["一半以上"]), ("八小时", ["八小时"]),
    ],
)  # fmt: skip
def test_chinese_numerals_count_before_a_unit(text: str, expected: list[str]) -> None:
    assert written(text) == expected


@pytest.mark.parametrize(
    ("text", "expected", "qualifier"),
    [
        ("约占60%", "约占60%", Qualifier.ABOUT), ("超过第二名近115亿元", "近115亿元", Qualifier.ABOUT),
        ("收入过10亿元的县", "过10亿元", Qualifier.OVER), ("开展过2次", "2次", None), ("通过5项", "5项", None),
        ("节约3万元", "3万元", None), ("最近3年", "3年", None), ("签约5家", "5家", None), ("不少于3次", "不少于3次", Qualifier.AT_LEAST),
        ("达到85%以上", "85%以上", Qualifier.OVER), ("30余万元", "30余万元", Qualifier.OVER), ("5人多于去年", "5人", None),
        ("3万元余额", "3万元", None), ("不超过 60%", "不超过 60%", Qualifier.AT_MOST), ("5万元左右", "5万元左右", Qualifier.ABOUT),
    ],
)  # fmt: skip
def test_words_that_qualify_belong_to_the_figure(
    text: str, expected: str, qualifier: Qualifier | None
) -> None:
    (found,) = scan(text)
    assert (found.figure.written, found.figure.qualifier) == (expected, qualifier)


def test_ranges_are_one_figure_but_changes_are_two() -> None:
    assert [(str(found.figure.value), str(found.figure.upper)) for found in scan("3-5万元，10至15人")] == [
        ("3", "5"),
        ("10", "15"),
    ]
    assert values("从5万元至8万元，5人到8人") == ["5万元", "8万元", "5人", "8人"]


def test_list_numbers_count_on_and_figures_among_them_stay() -> None:
    text = "其中:1.工资5万元;2.商品3.5万元;3.补助2人。分项为:7、其他8个"
    assert values(text) == ["5万元", "3.5万元", "2人", "7", "8个"]


def test_each_figure_knows_its_place_and_span() -> None:
    (found,) = scan("支出合计17万元。", Place("二（二）", part="p7"))
    assert found.figure.place == Place("二（二）", part="p7", start=4, end=8)


_CLAUSES = st.sampled_from(
    [
        ("支出1176.69万元", "1176.69万元"), ("占55.93%", "55.93%"), ("1,537.4万元", "1,537.4万元"), ("接待118人次", "118人次"),
        ("约3亿元", "约3亿元"), ("下设五个股室", "五个"), ("3-5万元", "3-5万元"), ("降5.2个百分点", "5.2个百分点"),
        ("2024年", None), ("湘财绩〔2020〕7号", None), ("附件1-2", None), ("第3批", None), ("一般公共服务", None), ("13800138000", None),
        ("“三公”经费", None), ("1-5月", None),
    ]
)  # fmt: skip


@given(st.lists(_CLAUSES, max_size=8), st.sampled_from(["，", "。", "；", "\n", "），", " "]))
def test_clauses_are_read_alike_wherever_they_stand(
    clauses: list[tuple[str, str | None]], joint: str
) -> None:
    text = joint.join(f"其中{clause}" for clause, _ in clauses)
    assert written(text) == [figure for _, figure in clauses if figure]


@given(
    st.text(
        alphabet="0123456789.,，、。 -—~/()（）〔〕%万亿元人个约余以上第年月号一二三十百半分之成无不\n\t",
        max_size=40,
    )
)
def test_spans_are_ordered_never_overlap_and_quote_the_text(text: str) -> None:
    last = 0
    for found in scan(text):
        assert last <= found.start < found.end <= len(text)
        assert found.figure.written == text[found.start : found.end]
        last = found.end


@given(st.lists(_CLAUSES, min_size=1, max_size=4))
def test_what_is_found_in_text_reads_alike_in_a_cell(clauses: list[tuple[str, str | None]]) -> None:
    for found in scan("，".join(clause for clause, _ in clauses)):
        assert Figure.parse(found.figure.written) == found.figure
