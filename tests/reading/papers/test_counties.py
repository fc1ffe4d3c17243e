"""How other counties' units write: the same facts in words, numbers and orders of their own."""

from __future__ import annotations

import pytest

from reading.papers.generated import STANDARD
from reading.papers.sources import paper
from ziping.reading.papers import Extracted, extract
from ziping.report import Report

Projects = list[tuple[str, str, str, list[str], str]]


def read(*lines: str) -> Extracted:
    return extract(paper("示例县交通运输局", "2024年度部门整体支出绩效自评报告", *lines), STANDARD)


def figures(report: Report) -> dict[str, str]:
    return {
        f"{concept}@{stage}": value.written
        for concept, row in report.figures.items()
        for stage, value in row.items()
    }


def projects(report: Report) -> Projects:
    """Name, initial budget, year's budget, releases, spending."""
    return [
        (one.name, one.initial.written, one.adjusted.written, [part.amount.written for part in one.allotments], one.executed.written)
        for one in report.projects
    ]  # fmt: skip


TOLD: dict[str, tuple[tuple[str, ...], Projects]] = {
    "one sentence, right below the heading of all projects": (
        (
            "二、部门整体支出管理及使用情况",
            "（二）部门预算执行情况",
            ("2.项目支出情况：项目支出年初预算87万元，其中：道路养护专项17万元，于12月份下达0万元，决算0万元；"
            "桥梁检测专项50万元，于12月份下达25万元，决算25万元；渡口安全专项20万元，于11月份下达20万元，决算20万元。"),
        ),
        [
            ("道路养护专项", "17万元", "", ["0万元"], "0万元"),
            ("桥梁检测专项", "50万元", "", ["25万元"], "25万元"),
            ("渡口安全专项", "20万元", "", ["20万元"], "20万元"),
        ],
    ),
    "a sentence for each, budget and outcome named": (
        (
            "二、部门整体支出管理及使用情况",
            "（二）部门预算执行情况",
            "2.项目支出情况",
            "公路安全设施经费年初预算8万元，全年预算10万元，全年支出9.8万元，执行率98%。",
            "农村客运补贴资金预算数30万元，执行数28万元，执行率93.33%；渡改桥补助资金预算数120万元，执行数120万元，执行率100%。",
        ),
        [
            ("公路安全设施经费", "8万元", "10万元", [], "9.8万元"),
            ("农村客运补贴资金", "30万元", "", [], "28万元"),
            ("渡改桥补助资金", "120万元", "", [], "120万元"),
        ],
    ),
    "a numbered line for each": (
        (
            "二、部门整体支出管理及使用情况",
            "（二）部门预算执行情况",
            "2.项目支出情况",
            "2024年项目支出共安排2个，年初预算60万元。具体如下：",
            "（1）治超站运行经费：年初预算20万元，实际支付18.6万元，结余1.4万元。",
            "（2）路域环境整治专项资金：年初预算安排40万元，到位40万元，实际支付35万元，结转下年5万元。",
        ),
        [
            ("治超站运行经费", "20万元", "", [], "18.6万元"),
            ("路域环境整治专项资金", "40万元", "", ["40万元"], "35万元"),
        ],
    ),
    "first all budgets, then all spending in a paragraph of its own": (
        (
            "二、部门整体支出管理及使用情况",
            "（二）部门预算执行情况",
            "2.项目支出情况",
            "（1）专项资金安排落实情况。年初预算安排农村公路日常养护项目30万元、水上搜救演练项目6万元。",
            "（2）专项资金实际使用情况。全年项目支出34万元，其中：农村公路日常养护项目支出28万元，水上搜救演练项目支出6万元。",
        ),
        [
            ("农村公路日常养护项目", "30万元", "", [], "28万元"),
            ("水上搜救演练项目", "6万元", "", [], "6万元"),
        ],
    ),
    "a list of names of any kind": (
        (
            "二、部门整体支出管理及使用情况",
            "（二）项目支出情况",
            ("2024年度项目支出合计350万元，具体为：小型水库维修养护经费150万元、山洪灾害防治非工程措施运行维护80万元、"
            "河长制工作经费70万元、水资源管理与保护50万元。"),
        ),
        [
            ("小型水库维修养护经费", "", "", [], "150万元"),
            ("山洪灾害防治非工程措施运行维护", "", "", [], "80万元"),
            ("河长制工作经费", "", "", [], "70万元"),
            ("水资源管理与保护", "", "", [], "50万元"),
        ],
    ),
    "returned money is no project": (
        (
            "二、部门整体支出管理及使用情况",
            "（二）部门预算执行情况",
            "2、项目支出。2024年项目支出312万元。",
            "（1）耕地保护专项：年初预算200万元，当年下达200万元，实际支出195.5万元，结余资金4.5万元已上缴国库。",
            "（2）不动产登记信息化建设：预算120万元，支出116.5万元。",
        ),
        [
            ("耕地保护专项", "200万元", "", ["200万元"], "195.5万元"),
            ("不动产登记信息化建设", "120万元", "", [], "116.5万元"),
        ],
    ),
    "listed among all spending, without a heading of their own": (
        (
            "二、部门整体支出管理及使用情况",
            "（二）部门预算执行情况",
            "本年支出300万元。其中：基本支出250万元，人员经费200万元，公用经费50万元；公路应急抢险专项30万元，交通执法装备专项20万元。",
        ),
        [
            ("公路应急抢险专项", "", "", [], "30万元"),
            ("交通执法装备专项", "", "", [], "20万元"),
        ],
    ),
}  # fmt: skip


NO_PROJECTS = (
    "1.基本支出情况：2024年基本支出80万元，主要用于人员工资、办公费5万元、差旅费3万元、劳务派遣补助6万元。",
    "2.项目支出情况：专项资金年初预算50万元，全年到位50万元，实际支出48万元，结余2万元。",
    "2.项目支出情况：2024年项目支出497万元，其中：业务工作专项支出312万元；运行维护专项支出185万元。",
    "2.项目支出情况：其中上级转移支付资金30万元、县级配套资金20万元。",
    "2.项目支出情况：主要用于购置设备、开展宣传活动等工作15万元，聘请第三方服务费用3万元，兑付补贴9万元。",
)


@pytest.mark.parametrize("words", NO_PROJECTS)
def test_amounts_that_are_of_no_project_make_none(words: str) -> None:
    assert read("二、部门整体支出管理及使用情况", "（二）部门预算执行情况", words).report.projects == ()


@pytest.mark.parametrize("told", TOLD)
def test_projects_are_read_with_their_amounts(told: str) -> None:
    lines, expected = TOLD[told]
    assert projects(read(*lines).report) == expected


def test_a_release_has_its_day_and_its_paper_where_they_are_given_and_the_month_alone_for_a_month() -> None:
    report = read(
        "二、部门整体支出管理及使用情况",
        "（二）部门预算执行情况",
        "2.项目支出情况",
        "航道整治专项年初预算30万元，2024年3月15日以示财建〔2024〕18号下达20万元，12月下达10万元，实际支出30万元。",
    ).report
    assert [
        (str(one.date or ""), one.document, one.amount.written) for one in report.projects[0].allotments
    ] == [("2024-03-15", "示财建〔2024〕18号", "20万元"), ("2024-12", "", "10万元")]


def test_a_release_told_again_in_the_next_paragraph_is_no_second_one() -> None:
    report = read(
        "二、部门整体支出管理及使用情况",
        "（二）部门预算执行情况",
        "2.项目支出情况",
        "（1）专项资金安排落实情况。航标维护专项年初预算12万元，财政下达12万元。",
        "（2）专项资金实际使用情况。2024年共收到财政拨付项目资金12万元。航标维护专项下达12万元，实际使用11.5万元。",
    ).report
    assert projects(report) == [("航标维护专项", "12万元", "", ["12万元"], "11.5万元")]


def test_institutions_are_read_from_what_introduces_them() -> None:
    report = read(
        "一、部门、单位基本情况",
        "（一）机构设置情况：我局为一级预算单位，内设办公室、综合核算股和农村调查股。"
        "下设2个直属事业单位，分别是普查中心和人力资源和社会保障信息中心。",
    ).report
    assert [(one.kind, one.name) for one in report.institutions] == [
        ("subordinate", "普查中心"),
        ("subordinate", "人力资源和社会保障信息中心"),
        ("section", "办公室"),
        ("section", "综合核算股"),
        ("section", "农村调查股"),
    ]


CHAPTERS = {
    "一、单位概况": "unit",
    "六、自评结论": "performance.conclusion",
    "七、存在的不足": "problems",
    "八、整改措施": "measures",
    "八、改进措施和建议": "measures",
}


@pytest.mark.parametrize("heading", CHAPTERS)
def test_chapters_by_other_names_are_known(heading: str) -> None:
    built = read(heading, "按要求做好各项工作。").outline
    assert built is not None
    assert built.headings[0].section == CHAPTERS[heading]


STAFF: dict[str, tuple[str, dict[str, str]]] = {
    "posts counted in pieces": (
        "示例县水利局共有编制85个，实有在职人员82人，退休人员60人，遗属3人。",
        {"staff.posts@actual": "85个", "staff.serving@actual": "82人", "staff.retired@actual": "60人"},
    ),
    "short": (
        "编制43人，干部职工103人，其中在职44人，退休48人，乡镇站人员11人。",
        {"staff.posts@actual": "43人", "staff.serving@actual": "44人", "staff.retired@actual": "48人"},
    ),
    "with the kinds of posts in brackets": (
        "我局核定编制30名（其中行政编制12名、事业编制18名），年末实有在职人员28人，离退休人员24人。",
        {"staff.posts@actual": "30名", "staff.serving@actual": "28人", "staff.retired@actual": "24人"},
    ),
    "long": (
        "截至2024年12月31日，我单位人员编制数为56名，实有在职人数52人，另有退休人员31人。",
        {"staff.posts@actual": "56名", "staff.serving@actual": "52人", "staff.retired@actual": "31人"},
    ),
}


@pytest.mark.parametrize("way", STAFF)
def test_staff_is_read(way: str) -> None:
    words, expected = STAFF[way]
    assert figures(read("一、部门、单位基本情况", "（二）人员编制情况", words).report) == expected


THREE_PUBLIC: dict[str, tuple[str, dict[str, str]]] = {
    "budget and outcome, parts, reception in two counts": (
        ("2024年“三公”经费年初预算5万元，决算4.2万元。其中：公务接待费1万元，共接待10批次、118人次；"
        "公务用车运行维护费3.2万元，公务用车保有量2辆；因公出国（境）费0万元。"),
        {
            "three_public@initial": "5", "three_public@executed": "4.2万元", "three_public.reception@executed": "1万元",
            "reception.batches@actual": "10批次", "reception.people@actual": "118人次",
            "three_public.vehicle_operation@executed": "3.2万元", "vehicles.kept@actual": "2辆",
            "three_public.travel_abroad@executed": "0万元",
        },
    ),
    "reception in one count after the other, no mark between": (
        "“三公”经费支出0.77万元，全部为公务接待费，全年共接待8批次64人次。",
        {"three_public@executed": "0.77万元", "reception.batches@actual": "8批次", "reception.people@actual": "64人次"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("way", THREE_PUBLIC)
def test_the_three_public_expenses_are_read_with_their_counts(way: str) -> None:
    words, expected = THREE_PUBLIC[way]
    lines = ("二、部门整体支出管理及使用情况", "（三）“三公”经费使用和管理情况", words)
    assert figures(read(*lines).report) == expected


def test_the_conclusion_gives_total_and_grade() -> None:
    report = read(
        "六、部门整体支出绩效情况",
        "（一）综合评价结论",
        "经自评，我局2024年度部门整体支出绩效自评得分为96.5分，评价等级为“优”。",
    ).report
    assert (report.conclusion.stated_total.written, report.conclusion.stated_grade) == ("96.5分", "优")


PROBLEMS: dict[str, tuple[tuple[str, ...], list[tuple[str, str]]]] = {
    "a cause told in the same sentence stays with it": (
        ("问题：由于2024年专项资金拨付较晚，故造成专项资金未能全部使用。",),
        [("由于2024年专项资金拨付较晚，故造成专项资金未能全部使用", "")],
    ),
    "headings of their own": (
        (
            "（一）预算编制不够精细",
            "部分项目年初测算依据不足。",
            "年中调剂较多。",
            "（二）绩效意识有待加强。个别股室重支出轻绩效。",
        ),
        [
            ("预算编制不够精细。部分项目年初测算依据不足。年中调剂较多", ""),
            ("绩效意识有待加强。个别股室重支出轻绩效", ""),
        ],
    ),
    "一是, 二是 in one paragraph": (
        ("一是预算执行进度偏慢，集中在第四季度；二是指标设置偏笼统，难以量化考核。",),
        [("预算执行进度偏慢，集中在第四季度", ""), ("指标设置偏笼统，难以量化考核", "")],
    ),
    "numbers in circles, causes labelled": (
        ("①主要问题：项目推进慢。原因：招标流标一次。②主要问题：资料归档不全。原因：专人缺位。",),
        [("项目推进慢", "招标流标一次"), ("资料归档不全", "专人缺位")],
    ),
    "lines of one phrase": (
        ("1.预算执行率不高", "2.绩效目标偏低", "3.资产管理不规范"),
        [("预算执行率不高", ""), ("绩效目标偏低", ""), ("资产管理不规范", "")],
    ),
}


@pytest.mark.parametrize("way", PROBLEMS)
def test_problems_are_read_whatever_their_numbers(way: str) -> None:
    lines, expected = PROBLEMS[way]
    report = read("七、存在的问题及原因分析", *lines, "八、下一步改进措施", "加强管理。").report
    assert [(one.text, one.cause) for one in report.problems] == expected
    assert [one.text for one in report.measures] == ["加强管理"]


NONE_SAID = (
    "无。",
    "无",
    "本单位无此项支出。",
    "2024年无政府性基金预算支出。",
    "我单位没有政府性基金预算拨款安排的支出。",
)


@pytest.mark.parametrize("words", NONE_SAID)
def test_no_spending_from_a_fund_is_read_as_none(words: str) -> None:
    apart = read("三、政府性基金预算支出情况", words).report
    run_in = read(f"三、政府性基金预算支出情况：{words}").report
    assert figures(apart) == figures(run_in) == {"source.fund@executed": "无"}
