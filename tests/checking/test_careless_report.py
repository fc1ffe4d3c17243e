"""What must be found in a report filled in the way careless ones are."""

from __future__ import annotations

import pytest

from checking.support import careless, checked, of, pack
from ziping.checking import describe

EXPECTED = [
    ("Q-02.three-public-total", "公务接待 0.77万元"),
    ("Q-24.over-staffed", "控制率 102.33%"),
    ("Q-23.over-budget", "公用经费决算 518.46万元 是年初预算 67.2万元 的 771.52%"),
    ("Q-21.adjustment", "变动 25.73%（241.02万元）"),
    ("Q-25.late", "2024年12月起下达的有 1 笔"),
    ("Q-25.idle", "年初预算 17万元，全年支出 0万元"),
    ("Q-50.coverage", "5 个项目中有 5 个没有标明"),
    ("Q-30.class", "一级指标“产出指标”下只有：数量指标、质量指标、时效指标"),
    ("Q-29.unit", "指标值是“100%”"),
    ("Q-31.zero", "目标为 0%、实际为 0%，却得满分 5分"),
    ("Q-31.total", "936.67万元 就是部门整体支出的年初预算数"),
    ("Q-39.score", "按规则应得 7.43分，自填 7.5分"),
    ("Q-39.score", "按规则应得 9.69分，自填 8.5分"),
    ("Q-43.repeats", "目标写“效果明显”，实际也写“效果明显”"),
    ("Q-19.all-basic", "项目支出有 170.78万元"),
    ("Q-46.unlinked", "“存在的问题”里没有一条与它对应"),
    ("Q-46.owner", "责任股室：空白；完成时限：空白"),
    ("Q-49.none", "没有满意度调查的记录"),
    ("Q-52.phone", "138****8000"),
    ("Q-44.measure", "没有改进措施"),
    ("Q-45.empty", "增人增资"),
    ("Q-28.goal", "没有数量、时限或可分档的标准"),
    ("Q-36.deadline", "只说明年底结束了"),
    ("Q-22.reception-unused", "只用了 12.83%"),
    ("Q-02.thrift", "厉行节约保障措施"),
    ("Q-02.premises", "楼堂馆所控制情况"),
    ("Q-02.procurement", "政府采购金额"),
    ("Q-48.none", "14 个指标中有 14 个没有佐证材料"),
    ("Q-02.goal-achieved", "“实际完成情况”为空"),
]


@pytest.mark.parametrize(("rule", "says"), EXPECTED, ids=[rule for rule, _ in EXPECTED])
def test_it_is_found_and_said_with_its_figures(rule: str, says: str) -> None:
    messages = [describe(finding, pack(), "zh").message for finding in of(checked(careless()), rule)]
    assert any(says in message for message in messages), messages


def test_every_project_whose_money_came_in_december_is_named_and_the_one_that_got_none_is_not() -> None:
    assert len(of(checked(careless()), "Q-25.late")) == 4


def test_one_fault_is_counted_once() -> None:
    """Projects counted as basic: the sum that then cannot come out follows from it."""
    found = checked(careless())
    assert of(found, "Q-14.basic-project")[0].depends_on == ("Q-19.all-basic",)
    counted = [finding for finding in found.findings if finding.severity == "error" and finding.counted]
    assert found.summary.errors == len(counted)


def test_a_private_number_is_never_repeated() -> None:
    found = checked(careless())
    for finding in found.findings:
        for lang in ("zh", "en"):
            text = describe(finding, pack(), lang)
            assert "13800138000" not in text.message + "".join(text.places) + finding.quote
