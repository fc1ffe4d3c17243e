"""Tables in which figures stand side by side without adding up, by design: nothing in them is called wrong."""

from __future__ import annotations

import pytest

from reading.tables.drawn import drawn, wrong
from ziping.reading.tables import read_table

TABLES = {
    "a ranking of rates with an average": (
        "单位：%",
        """排名 | 单位 | 执行率 | 上年执行率
1 | 甲局 | 98.20% | 97.10%
2 | 乙局 | 96.50% | 98.00%
3 | 丙局 | 91.33% | 90.12%
平均 | < | 95.34% | 95.07%""",
    ),
    "a memo below the total": (
        "单位：万元",
        """项目 | 金额
工资 | 100.50
办公 | 20.30
合计 | 120.80
另：代管资金 | 33.00""",
    ),
    "the largest projects of a longer list": (
        "单位：万元 主要项目",
        """项目 | 预算数 | 决算数
道路 | 100.50 | 99.10
学校 | 20.30 | 18.20
合计 | 420.80 | 397.65""",
    ),
    "a piece without heads": (
        "",
        """2101101 | 行政单位医疗 | 2.22 | 2.22
221 | 住房保障支出 | 29.42 | 29.42
22102 | 住房改革支出 | 29.42 | 29.42
2210201 | 住房公积金 | 17.70 | 17.70""",
    ),
    "其中 that overlap": (
        "单位：人",
        """项目 | 人数
在职人员 | 30
其中：女性 | 18
党员 | 22
退休人员 | 12
合计 | 42""",
    ),
    "合计 of three years": (
        "单位：万元",
        """项目 | 合计 | 2022年 | 2023年 | 2024年
道路 | 300.00 | 90.00 | 100.00 | 110.00
学校 | 60.00 | 10.00 | 20.00 | 30.00""",
    ),
    "合计 of a budget beside its outcome": (
        "单位：万元",
        """项目 | 预算合计 | 年初预算 | 调整数 | 决算数
人员 | 120.50 | 100.00 | 20.50 | 119.30
公用 | 40.20 | 40.00 | 0.20 | 38.15""",
    ),
    "averages per head": (
        "",
        """项目 | 人数 | 总额（元） | 人均（元）
培训 | 120 | 36,000 | 300
会议 | 45 | 9,900 | 220
合计 | 165 | 45,900 | 278""",
    ),
    "questions and answers": (
        "",
        """项目名称 | 道路养护 | 项目编码 | 430000250001
主管部门 | 示例县交通局 | 实施单位 | 公路中心
年度 | 2024 | 起止年限 | 2023-2025
预算金额 | 150.00 | 执行金额 | 148.91""",
    ),
    "telephone numbers": (
        "",
        """姓名 | 电话 | 职务
张三 | 13800138000 | 主任
李四 | 13800138000 | 科员
合计 | 2 |""",
    ),
    "numbered rows that are only examples": (
        "单位：万元",
        """项目 | 金额 | 上年
一、总收入 | 500.00 | 480.00
1.财政拨款 | 320.00 | 300.00
2.事业收入 | 80.00 | 75.00
二、总支出 | 460.00 | 455.00
1.人员 | 210.00 | 208.00
2.公用 | 95.00 | 93.00""",
    ),
    "an indicator that is better the lower": (
        "",
        """指标 | 目标值 | 完成值 | 完成率
培训人次 | 1200 | 1320 | 110%
投诉率 | 5 | 3 | 100%
满意度 | 95 | 96 | 101.05%""",
    ),
    "a rate over the later budget": (
        "单位：万元",
        """项目 | 年初预算数 | 调整后预算数 | 决算数 | 完成预算%
人员 | 100.00 | 110.00 | 108.00 | 98.18%
公用 | 50.00 | 45.00 | 44.00 | 97.78%""",
    ),
    "income above expenditure": (
        "单位：万元",
        """项目 | 金额 | 备注
收入 | |
拨款 | 500.00 |
其他 | 20.00 |
合计 | 520.00 |
支出 | |
人员 | 300.00 |
项目 | 200.00 |
合计 | 500.00 |
结余 | 20.00 |""",
    ),
    "square metres beside money": (
        "",
        """项目 | 面积（㎡） | 金额（万元） | 数量
办公楼 | 1200 | 560.00 | 1
车库 | 300 | 80.00 | 2
合计 | 1500 | 640.00 | 3""",
    ),
    "a running total": (
        "单位：万元",
        """月份 | 当月支出 | 累计支出
1月 | 10.50 | 10.50
2月 | 22.00 | 32.50
3月 | 31.00 | 63.50""",
    ),
    "quarters that do not make the year": (
        "单位：万元",
        """科目 | 合计数 | 一季度 | 二季度 | 三季度 | 四季度
工资 | 100.00 | 25.00 | 25.00 | 25.00 | 25.00
办公 | 8.00 | 1.50 | 2.50 | 2.00 | 2.00""",
    ),
    "money, people and cars in one column": (
        "单位：万元",
        """项目 | 统计数
一、“三公”经费支出 |
（一）支出合计 | 23.18
1．因公出国（境）费 | 1.42
2．公务用车购置及运行维护费 | 18.26
（1）公务用车购置费 | 9.96
（2）公务用车运行维护费 | 8.30
3．公务接待费 | 3.50
（二）相关统计数 |
1．因公出国（境）团组数（个） | 1
2．因公出国（境）人次数（人） | 3
3．公务用车购置数（辆） | 1
4．公务用车保有量（辆） | 6
5．国内公务接待批次（个） | 42
6．国内公务接待人次（人） | 318
二、机关运行经费 | 96.31
（一）行政单位 | 80.11
（二）参照公务员法管理事业单位 | 16.20
三、国有资产占用情况 |
（一）车辆数合计（辆） | 6
1．副部（省）级及以上领导用车 | 0
2．机要通信用车 | 2
3．执法执勤用车 | 4
（二）单价100万元（含）以上设备（台，套） | 0
四、政府采购支出信息 |
（一）政府采购支出合计 | 142.50
1．政府采购货物支出 | 80.00
2．政府采购工程支出 | 22.50
3．政府采购服务支出 | 40.00
（二）政府采购授予中小企业合同金额 | 120.00
其中：授予小微企业合同金额 | 60.00""",
    ),
    "—— for nothing": (
        "单位：万元",
        """项目 | 合计 | 基本支出 | 项目支出
行政运行 | 51.32 | 51.32 | ——
专项 | 202.24 | —— | 202.24
合计 | 253.56 | 51.32 | 202.24""",
    ),
    "marks deducted": (
        "",
        """指标 | 分值 | 扣分 | 得分
投入 | 20 | 1 | 19
产出 | 50 | 3.5 | 46.5
效果 | 30 | 0 | 30
总分 | 100 | 4.5 | 95.5""",
    ),
    "weights at two levels": (
        "",
        """指标 | 权重 | 得分
一、投入 | 20 | 18
1.目标 | 8 | 8
2.预算 | 12 | 10
二、产出 | 80 | 77
1.数量 | 40 | 38
2.质量 | 40 | 39
合计 | 100 | 95""",
    ),
    "合计 at the right": (
        "单位：万元",
        """单位 | 一般公共预算 | 政府性基金 | 专户资金 | 合计
甲 | 10.50 | 3.00 | 1.25 | 14.75
乙 | 20.50 | 0 | 0 | 20.50
合计 | 31.00 | 3.00 | 1.25 | 35.25""",
    ),
    "a pay slip": (
        "单位：元",
        """姓名 | 岗位工资 | 薪级 | 实发 | 合计
甲 | 2,300.00 | 23 | 3,512.50 | 4,120.00
乙 | 2,100.00 | 18 | 3,012.00 | 3,640.00""",
    ),
}


@pytest.mark.parametrize("page", [None, 3], ids=["whole", "on a page"])
@pytest.mark.parametrize("name", TABLES)
def test_nothing_is_called_wrong_in(name: str, page: int | None) -> None:
    above, text = TABLES[name]
    assert wrong(read_table(drawn(text, page=page), unit_hint=None, above=above).claims) == []


def test_a_total_of_rows_that_continue_elsewhere_is_left_alone_on_a_page_but_not_in_a_whole_document() -> (
    None
):
    text = """项目 | 决算数
道路 | 99.10
学校 | 18.20
合计 | 397.65"""
    assert wrong(read_table(drawn(text, page=3), unit_hint=None).claims) == []
    (claim,) = wrong(read_table(drawn(text), unit_hint=None).claims)
    assert claim.claim.figure.written == "397.65"


def test_a_choice_of_rows_need_not_make_the_total() -> None:
    text = """主要项目 | 决算数
道路 | 99.10
学校 | 18.20
合计 | 397.65"""
    assert wrong(read_table(drawn(text), unit_hint=None).claims) == []


def test_a_blank_among_zeros_may_be_an_amount_not_filled_in() -> None:
    text = """项目 | 预算 | 决算
道路 | 99.10 | 98.00
学校 | 18.20 |
桥梁 | 0 | 0
合计 | 117.30 | 115.20"""
    read = read_table(drawn(text), unit_hint=None)
    assert wrong(read.claims) == []
    assert [claim.plain for claim in read.claims] == [True, False]


def test_text_in_the_place_of_a_figure_leaves_the_sum_open() -> None:
    text = """项目 | 预算 | 决算
道路 | 99.10 | 98.00
学校 | 18.20 | 见附件
合计 | 117.30 | 115.20"""
    read = read_table(drawn(text), unit_hint=None)
    assert [claim.claim.figure.written for claim in read.claims] == ["117.30"]


def test_parts_behind_of_which_that_make_the_whole_elsewhere_must_not_exceed_it_here() -> None:
    text = """支出性质 | 年初预算数 | 全年预算数 | 全年执行数
基本支出 | 695.99 | 1006.91 | 1006.91
　其中：人员经费 | 628.79 | 488.45 | 658.22
　　　　公用经费 | 67.20 | 518.46 | 518.46
项目支出 | 240.68 | 170.78 | 170.78
合计 | 936.67 | 1177.69 | 1177.69"""
    (claim,) = wrong(read_table(drawn(text), unit_hint=None).claims)
    assert (claim.kind, claim.claim.figure.written) == ("sum", "1006.91")


def test_parts_behind_of_which_may_be_less_but_never_more() -> None:
    text = """项目 | 上年 | 本年
公用经费 | 96.31 | 94.02
　其中：办公费 | 18.12 | {}
项目支出 | 40.00 | 41.00"""
    (_, fine) = read_table(drawn(text.format("17.45")), unit_hint=None).claims
    assert (fine.kind, fine.plain) == ("partial_sum", True)
    (_, more) = read_table(drawn(text.format("174.50")), unit_hint=None).claims
    assert (more.kind, more.plain) == ("partial_sum", False)


def test_marks_given_in_another_table_of_the_form_are_not_missed_here() -> None:
    text = """指标 | 分值
产出 | 50
效益 | 40
总分 | 100"""
    assert read_table(drawn(text), unit_hint=None).claims == ()


def test_a_total_of_marks_rounded_to_whole_marks_is_not_plainly_wrong() -> None:
    text = """指标 | 分值 | 得分
投入 | 20 | 18.35
产出 | 80 | 77.30
总分 | 100 | 96"""
    assert [claim.plain for claim in read_table(drawn(text), unit_hint=None).claims] == [True, False]
