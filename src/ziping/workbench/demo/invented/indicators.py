"""The indicators of a unit that never was, with what belongs to them: goals, approval, survey, problems and measures."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from random import Random
from typing import Any

from ziping.workbench.demo.invented.words import happens

DOCUMENT = "示财预〔{year}〕5号"
BLOCKS = {"成本指标": 20, "产出指标": 35, "效益指标": 25, "满意度指标": 10}
TOPICS = (
    "河道巡查", "站点维修", "系统运维", "入户普查", "隐患整治", "骨干培养", "政策宣传", "物资储备", "设施改造", "监测巡检",
    "档案整理", "执法检查", "规划论证", "应急演练", "技术推广", "示范创建", "志愿服务", "质量抽检", "便民服务", "信访接待",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of indicator: ``{topic}`` followed by ``measure``; targets lie between ``low`` and ``high``."""

    level1: str
    level2: str
    measure: str
    unit: str
    sign: str
    low: int
    high: int
    explanation: str


KINDS = (
    Kind("成本指标", "经济成本指标", "单位成本", "元/次", "≤", 200, 3_000, "{topic}支出除以完成次数"),
    Kind("成本指标", "社会成本指标", "引发投诉件数", "件", "≤", 3, 12, "因{topic}引发的有效投诉件数"),
    Kind("成本指标", "生态环境成本指标", "用纸量", "千克", "≤", 80, 900, "{topic}全年用纸重量"),
    Kind("产出指标", "数量指标", "完成次数", "次", "≥", 20, 600, "全年完成的{topic}次数"),
    Kind("产出指标", "数量指标", "覆盖乡镇数", "个", "≥", 5, 24, "开展{topic}的乡镇个数"),
    Kind("产出指标", "质量指标", "合格率", "%", "≥", 85, 96, "{topic}中一次验收合格的比例"),
    Kind("产出指标", "时效指标", "按时办结率", "%", "≥", 85, 96, "在规定期限内办结的{topic}任务比例"),
    Kind("效益指标", "经济效益指标", "带动投入", "万元", "≥", 100, 2_000, "{topic}带动的社会投入"),
    Kind("效益指标", "社会效益指标", "受益人数", "人", "≥", 300, 9_000, "因{topic}直接受益的人数"),
    Kind("效益指标", "生态效益指标", "无纸化率", "%", "≥", 70, 90, "{topic}中全程网上办理的比例"),
)  # fmt: skip
MISSED = "人员调整较多，{name}比目标少{gap}{unit}"
EXCEEDED = "第四季度任务集中，{name}比控制数多{gap}{unit}"


def indicators_of(rng: Random, count: int, projects: list[str], year: int) -> dict[str, Any]:
    """``count`` indicators (at least 4, one for each block of the form) and the parts of the report that follow from them."""
    shares = _shares(count)
    rows: list[dict[str, Any]] = []
    for level1, number in shares.items():
        made = [_survey_row()] if level1 == "满意度指标" else _rows(rng, level1, number, year)
        for row, marks in zip(made, _marks(rng, BLOCKS[level1], len(made)), strict=True):
            row["marks"] = marks
            rows.append(row)
    survey = _survey(rng, rows[-1], year)
    for number, project in enumerate(projects):
        rows[number % len(rows)].setdefault("project", project)
    missed = [row for row in rows if "deviation_reason" in row]
    return {
        "goals": _goals(rows),
        "indicators": rows,
        "approved_indicators": _approved(rows, year),
        "surveys": [survey],
        **_follow_up(missed, year),
    }


def _shares(count: int) -> dict[str, int]:
    """How many indicators each block has: satisfaction one, the others by their weight, each at least one."""
    left = max(4, count) - 1
    cost, effect = max(1, left * 2 // 9), max(1, left * 3 // 9)
    return {"成本指标": cost, "产出指标": left - cost - effect, "效益指标": effect, "满意度指标": 1}


def _rows(rng: Random, level1: str, count: int, year: int) -> list[dict[str, Any]]:
    kinds = [kind for kind in KINDS if kind.level1 == level1]
    pairs = [(topic, kind) for kind in kinds for topic in TOPICS]
    chosen = sorted(rng.sample(pairs, count), key=lambda pair: KINDS.index(pair[1]))
    return [_row(rng, topic, kind, year) for topic, kind in chosen]


def _row(rng: Random, topic: str, kind: Kind, year: int) -> dict[str, Any]:
    """Mostly met and not by much; about one in eight missed."""
    target = rng.randint(kind.low, kind.high)
    step = max(1, target // 12)
    better = rng.randint(0, min(step, 99 - target) if kind.unit == "%" else step)
    missed = happens(rng, 12)
    gap = rng.randint(max(1, target // 30), step) if missed else better
    up = missed == (kind.sign == "≤")
    actual = target + gap if up else target - gap
    name = topic + kind.measure
    row = {
        "level1": kind.level1,
        "level2": kind.level2,
        "name": name,
        "explanation": kind.explanation.format(topic=topic),
        "sign": kind.sign,
        "target": str(target),
        "unit": kind.unit,
        "actual": str(actual),
        "value_source": "部门业务统计",
        "value_method": "情况统计法",
        "section": "办公室",
        "evidence": [
            {
                "name": f"{name}统计台账",
                "kind": "工作资料",
                "date": dt.date(year, 12, rng.randint(1, 28)).isoformat(),
            }
        ],
    }
    if missed:
        reason = EXCEEDED if up else MISSED
        row["deviation_reason"] = reason.format(
            name=name, gap=gap, unit="个百分点" if kind.unit == "%" else kind.unit
        )
        row["improvement"] = f"明确{topic}责任人，按月调度进度，逐季核对完成情况"
    return row


def _survey_row() -> dict[str, Any]:
    return {
        "level1": "满意度指标",
        "level2": "服务对象满意度指标",
        "name": "服务对象满意度",
        "explanation": "问卷中评价为满意的份数占收回份数的比例",
        "sign": "≥",
        "target": "90",
        "unit": "%",
        "value_source": "问卷调查报告",
        "value_method": "问卷调查法",
        "section": "办公室",
        "evidence": [{"name": "满意度调查报告", "kind": "工作资料"}],
    }


def _survey(rng: Random, row: dict[str, Any], year: int) -> dict[str, Any]:
    """A survey whose result is the row's, to the last digit given."""
    returned = rng.randint(200, 900)
    satisfied = returned * rng.randint(920, 985) // 1000
    hundredths = (satisfied * 20_000 + returned) // (2 * returned)
    row["actual"] = f"{hundredths // 100}.{hundredths % 100:02d}"
    row["evidence"][0]["date"] = dt.date(year, 11, 28).isoformat()
    return {
        "indicator": row["name"],
        "date_from": dt.date(year, 11, rng.randint(1, 8)).isoformat(),
        "date_to": dt.date(year, 11, rng.randint(15, 25)).isoformat(),
        "channel": "纸质问卷、网上问卷",
        "respondents": "到窗口办事的群众和企业经办人",
        "users": str(returned * 4),
        "sent": str(returned + rng.randint(0, 40)),
        "returned": str(returned),
        "satisfied": str(satisfied),
    }


def _marks(rng: Random, full: int, count: int) -> list[str]:
    """``full`` marks for ``count`` indicators in steps of a tenth, uneven, each half a mark at least."""
    left = full * 10 - 5 * count
    cuts = sorted(rng.randint(0, left) for _ in range(count - 1))
    tenths = [5 + after - before for before, after in zip([0, *cuts], [*cuts, left], strict=True)]
    return [f"{each // 10}.{each % 10}" if each % 10 else str(each // 10) for each in tenths]


def _said(row: dict[str, Any], value: str) -> str:
    return f"{row['name']}{value}{row['unit']}"


def _goals(rows: list[dict[str, Any]]) -> list[dict[str, str]]:
    """A goal for outputs and one for effects, each with the first three indicators of its block, in words."""
    found = []
    for level1, opening in (("产出指标", "完成年度重点任务"), ("效益指标", "提升服务效果")):
        some = [row for row in rows if row["level1"] == level1][:3]
        found.append(
            {
                "expected": f"{opening}：" + "，".join(_said(row, f"不少于{row['target']}") for row in some),
                "achieved": "，".join(_said(row, f"达到{row['actual']}") for row in some),
            }
        )
    return found


def _approved(rows: list[dict[str, Any]], year: int) -> list[dict[str, str]]:
    kept = ("level1", "name", "target", "unit", "marks")
    return [{**{name: row[name] for name in kept}, "document": DOCUMENT.format(year=year)} for row in rows]


def _follow_up(missed: list[dict[str, Any]], year: int) -> dict[str, Any]:
    """A problem and its measure for what was missed; without any, one for what could still be better."""
    names = [row["name"] for row in missed]
    if names:
        text = f"部分指标没有完成：{'、'.join(names)}与目标有差距，反映出任务分解和过程调度还不够细"
    else:
        text = "绩效目标编制还不够精细，少数指标的目标值沿用往年数，没有完全按当年工作量测算"
    return {
        "problems": [
            {"text": text, "cause": "年初任务分解偏粗，责任人和完成时限不够明确", "indicators": names}
        ],
        "measures": [
            {
                "text": "把任务分解到人到月，按月调度进度，逐季核对完成情况，下年目标按近三年实绩测算",
                "problem": 1,
                "owner": "办公室",
                "deadline": dt.date(year + 1, 9, 30).isoformat(),
            }
        ],
    }
