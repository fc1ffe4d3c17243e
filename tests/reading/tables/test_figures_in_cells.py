"""Each figure of a table: what it speaks of, its unit and year, where it stands; the ways a cell can say nothing."""

from __future__ import annotations

from reading.tables.drawn import drawn
from ziping.figures import Empty, unit
from ziping.reading.tables import TableReading, read_table

CONTROL = """经费控制情况 | 2023年决算数 | 2024年决算数
公用经费 | 96.31 | 94.02
　　其中：办公费 | 0 |
　　　　　会议费 | —— | 不适用
在职人数（人） | 55 | 53"""


def read(text: str, above: str = "") -> TableReading:
    return read_table(drawn(text), unit_hint=None, above=above)


def test_words_are_the_label_and_the_head_and_the_year_is_the_heads() -> None:
    first = read(CONTROL, "单位：万元").mentions[0]
    assert first.words == "公用经费 · 2023年决算数"
    assert (first.year, first.figure.unit) == (2023, unit("万元"))


def test_a_place_leads_to_the_characters_of_the_cell() -> None:
    one = read("项目 | 金额\n道路 |  12.50 ", "").mentions[0]
    assert (one.place.row, one.place.column, one.place.start, one.place.end) == (1, 1, 0, 5)
    assert one.quote[slice(*one.quoted)] == "12.50"


def test_nothing_zero_a_dash_and_not_applicable_are_four_things() -> None:
    table = read(CONTROL)
    assert [one.figure.empty for one in table.empties] == [Empty.BLANK, Empty.DASH, Empty.NOT_APPLICABLE]
    zero = next(one for one in table.mentions if one.words.startswith("其中：办公费"))
    assert zero.figure.value == 0


def test_a_unit_in_a_label_or_a_head_goes_before_the_unit_line() -> None:
    people = read(CONTROL, "单位：万元").mentions[-1]
    assert people.figure.unit == unit("人")
    mixed = read("项目 | 面积（㎡） | 投资（元） | 占比（%）\n办公楼 | 1200 | 5600000 | 40.5", "单位：万元")
    assert [one.figure.unit for one in mixed.mentions] == [unit("㎡"), unit("元"), unit("%")]


def test_a_unit_line_stands_above_in_the_table_or_nowhere() -> None:
    assert read("项目 | 金额\n道路 | 12.50", "表一 （金额单位：元）").mentions[0].figure.unit == unit("元")
    inside = read("支出表 | <\n编制单位：示例局 | 单位：万元\n项目 | 金额\n道路 | 12.50")
    assert inside.mentions[0].figure.unit == unit("万元")
    assert [notice.key for notice in read("项目 | 金额\n道路 | 12.50").notices] == ["reading.tables.no_unit"]
    taken = read_table(drawn("项目 | 金额\n道路 | 12.50"), unit_hint=unit("万元"))
    assert [notice.key for notice in taken.notices] == ["reading.tables.unit_from_document"]


def test_codes_and_running_numbers_are_no_figures() -> None:
    table = read(
        "序号 | 科目编码 | 科目名称 | 金额\n1 | 2010301 | 行政运行 | 5.00\n2 | 2010302 | 管理事务 | 6.00"
    )
    assert [one.figure.written for one in table.mentions] == ["5.00", "6.00"]


def test_bare_years_in_a_head_are_heads() -> None:
    table = read("项目 | 2023 | 2024\n道路 | 12.50 | 13.75")
    assert [(one.words, one.year) for one in table.mentions] == [("道路 · 2023", 2023), ("道路 · 2024", 2024)]


def test_labels_with_their_figures_in_one_cell() -> None:
    table = read(
        "项目 | 全年预算数 | 说明\n年度资金总额 | 965.37 |\n其中：基本支出：702.15 | < | <", "单位：万元"
    )
    one = table.mentions[-1]
    assert (one.figure.written, one.words) == ("702.15", "其中:基本支出")
    assert (one.place.start, one.place.end) == (8, 14)


def test_heads_of_several_levels_and_labels_around_labels() -> None:
    table = read(
        "类别 | 项目 | 支出 | <\n^ | ^ | 合计 | 基本\n人员 | 工资 | 5.00 | 5.00\n^ | 津贴 | 6.00 | 6.00"
    )
    assert [str(head) for head in table.headers] == ["类别", "项目", "支出 / 合计", "支出 / 基本"]
    assert [str(label) for label in table.labels] == ["人员 / 工资", "人员 / 津贴"]


def test_commas_out_of_step_are_read_and_told() -> None:
    table = read("项目 | 金额\n道路 | 96,28,213.44\n学校 | 1,000.00", "单位：元")
    assert table.mentions[0].figure.base == 9628213 + unit("%").factor * 44
    assert [notice.key for notice in table.notices] == ["reading.tables.grouping"]


def test_all_figures_of_a_table_share_its_grain() -> None:
    table = read("项目 | 金额\n道路 | 17\n学校 | 13.68", "单位：万元")
    assert {one.figure.grain for one in table.mentions} == {100}


def test_a_table_of_nothing_gives_nothing() -> None:
    for text in (" ", " | \n | ", "说明", "项目 | 金额", "一、部门职责 ……… 3"):
        table = read(text)
        assert (table.mentions, table.claims) == ((), ())
