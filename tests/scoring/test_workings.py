"""How marks explain themselves, in both languages."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

import pytest

from scoring.helpers import EXECUTED, YEAR, hunan, indicator, report
from ziping.scoring import Mark, score
from ziping.scoring.marking import mark_of

COST = {
    "level1": "成本指标",
    "name": "部门预算支出金额",
    "unit": "万元",
    "target": "936.67",
    "actual": "1177.69",
}


def mark(**fields: Any) -> Mark:
    standard = hunan()
    assert standard.scoring is not None
    return mark_of(report(indicator(**fields)).indicators[0], standard, standard.scoring, YEAR)


@pytest.mark.parametrize(
    ("fields", "zh", "en"),
    [
        (
            COST,
            "目标 936.67 万元（≤），实际 1177.69 万元，超出 241.02 万元，占目标 25.73%；(1 − 25.73%) × 10 分 = 7.43 分（反向指标线性扣分）",
            "target 936.67 万元 (≤), actual 1177.69 万元, 241.02 万元 above, 25.73% of the target; (1 − 25.73%) × 10 = 7.43 (reverse, linear)",
        ),
        (
            {"target": "98%", "actual": "95%", "mode": "deduction"},
            "目标 98%（≥），实际 95%，相差 3 个百分点；每 1 个百分点扣 0.5 分，偏离合 3 级，不满一级不计，计 3 级，10 − 3 × 0.5 = 8.5 分（不低于0）",
            "target 98% (≥), actual 95%, 3 percentage points below; 0.5 off for each 1 percentage point, 3 steps, whole steps only, counted 3, 10 − 3 × 0.5 = 8.5 (not below 0)",
        ),
        (
            {"target": "98%", "actual": "95%"},
            "目标 98%（≥），实际 95%，相差 3 个百分点；完成 96.94% × 10 分 = 9.69 分（按完成比例）",
            "target 98% (≥), actual 95%, 3 percentage points below; 96.94% reached × 10 = 9.69 (in proportion)",
        ),
        (
            {"target": "2024年12月31日前", "actual": "2025年1月10日"},
            "目标 2024年12月31日前，实际 2025年1月10日，晚 10 天；未达到目标，不得分",
            "target 2024年12月31日前, actual 2025年1月10日, 10 天 late; target not reached, no marks",
        ),
        (
            {"target": "效果明显", "actual": "效果明显", "stated_score": "10"},
            "“效果明显”不是完成等次；请从以下等次中评定一个：达成年度指标、部分达成年度指标并具有一定效果、未达成年度指标且效果较差，再在该等次的区间内打分。",
            "“效果明显” is no band; choose one of 达成年度指标, 部分达成年度指标并具有一定效果, 未达成年度指标且效果较差, then give a score inside it.",
        ),
        (
            {"target": "4场次", "actual": "100%"},
            "目标 4 场次 与实际 100% 的计量单位不同，不能比较；请用同一种单位填写。",
            "The target 4 场次 and the actual value 100% have different units and cannot be compared; use the same unit.",
        ),
    ],
)
def test_a_working_tells_in_words_and_numbers_how_a_mark_came_about(
    fields: dict[str, Any], zh: str, en: str
) -> None:
    working = mark(**fields).working
    assert (working.say("zh"), working.say("en"), str(working)) == (zh, en, zh)


def test_a_rate_is_shown_with_the_figures_it_is_made_of() -> None:
    card = score(
        report(figures={**EXECUTED, "operating": {"initial": "67.2", "executed": "518.46"}}), hunan()
    )
    assert card.control is not None
    assert card.execution.working.say("zh") == (
        "部门整体支出（决算数） 1177.69 万元 ÷ 部门整体支出（全年预算数） 1177.69 万元 = 100%；100%（不超过100%）× 10 分 = 10 分"
    )
    assert card.control["operating_control"].working.say("en") == (
        "operating expenditure (executed) 518.46 万元 ÷ operating expenditure (initial budget) 67.2 万元 = 771.52%; "
        "1 off for each 1 percentage point, 671.5179 steps, whole steps only, counted 671, 8 − 671 × 1 = 0 (not below 0)"
    )
    assert card.control["budget_control"].working.say("zh") == (
        "本年追加预算 241.02 万元 ÷ 部门整体支出（年初预算数） 936.67 万元 = 25.73%；25.73% 属于“(20%,30%]”一段，得 2 分"
    )


def test_every_mark_of_a_report_can_be_said_in_both_languages() -> None:
    rows = [
        {**COST},
        {"target": "4", "actual": ""},
        {"target": "效果好", "actual": "达成年度指标", "stated_score": "9"},
    ]
    card = score(report(*(indicator(**row) for row in rows)), hunan())
    assert card.control is not None
    for one in (*card.marks, *card.control.marks):
        assert one.working.say("zh")
        assert one.working.say("en")


def test_every_sentence_is_used_and_every_key_in_the_code_has_one() -> None:
    keys = set(
        flat(tomllib.loads((files("ziping.wording") / "zh" / "scoring.toml").read_text(encoding="utf-8")))
    )
    source = "\n".join(path.read_text(encoding="utf-8") for path in sources())
    unused = {key for key in keys if not any(f'{form}"' in source for form in (key, key.rsplit(".", 1)[-1]))}
    assert unused - COMPOSED == set()


# Keys that code puts together: scoring.mode.<id>, rate.<operation> …
COMPOSED = {
    *(f"compare.{way}{share}" for way in ("over", "under") for share in ("", "_share")),
    "label.total",
    "label.grade",
}


def sources() -> list[Any]:
    room = files("ziping.scoring")
    found = [path for path in room.iterdir() if path.name.endswith(".py")]
    found += [path for path in (room / "modes").iterdir() if path.name.endswith(".py")]
    model = files("ziping.standards.model") / "scoring.py"
    return [*found, model]


def flat(table: dict[str, Any], front: str = "") -> list[str]:
    found: list[str] = []
    for name, value in table.items():
        found += flat(value, f"{front}{name}.") if isinstance(value, dict) else [f"{front}{name}"]
    return found
