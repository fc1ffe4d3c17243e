"""What units that never were are called and what they do, how they type amounts; the questions of the control form."""

from __future__ import annotations

from fractions import Fraction
from random import Random

STANDARD = "hunan/department/2024"
PLACES = ("示例县", "样本县", "虚构市示范区", "假设县")
OFFICES = (
    "水利局",
    "统计局",
    "林业局",
    "档案馆",
    "审计局",
    "商务局",
    "司法局",
    "气象服务中心",
    "农业农村局",
    "文化馆",
)
SECTIONS = (
    "办公室",
    "规划财务股",
    "业务一股",
    "业务二股",
    "政策法规股",
    "监督检查股",
    "信息股",
    "综合服务股",
    "人事股",
)
SUBORDINATES = ("技术服务站", "质量检测站", "宣传教育中心", "信息中心")
WORKS = (
    "河道巡查管护", "小型工程维修", "基层站点建设", "业务系统运维", "普查调查", "安全隐患整治", "业务骨干培养", "社会宣传",
    "物资储备", "设施更新改造", "监测点运行", "档案数字化", "行政执法", "规划编制", "应急演练", "技术推广", "示范点创建",
    "志愿服务", "质量抽检", "便民服务点运行",
)  # fmt: skip
SOURCES = ("general", "fund", "special_account", "other", "state_capital", "social_insurance")
CONTROLS = {
    "management_rules": (
        "是否制定内部财务管理制度、会计核算制度等管理制度？",
        "是否制定本部门厉行节约制度？",
        "相关管理制度是否合法、合规、完整？",
        "相关管理制度是否得到有效执行？",
    ),
    "fund_compliance": (
        "支出是否符合国家财经法规、财务管理制度和有关专项资金管理办法？",
        "资金拨付是否有完整的审批程序和手续？",
        "项目支出是否按规定经过评估论证？",
        "支出是否符合部门预算批复的用途？",
        "资金使用是否没有截留、挤占、挪用、虚列支出等情况？",
    ),
    "disclosure": (
        "是否按规定内容公开预决算信息？",
        "是否按规定时限公开预决算信息？",
        "基础数据信息和会计信息资料是否真实？",
        "基础数据信息和会计信息资料是否完整？",
        "基础数据信息和会计信息资料是否准确？",
    ),
    "administrative_efficiency": (
        "是否精简会议、压减文件？",
        "是否改进资金、资产管理？",
        "是否推行网上办理、方便办事？",
        "是否降低行政成本？",
    ),
}  # fmt: skip
DOCUMENT = "示财预〔{year}〕{number}号"


def money(value: int) -> str:
    """``17078`` 分 of 万元 as it is typed: ``170.78``; nothing is a plain 0."""
    if value == 0:
        return "0"
    sign = "-" if value < 0 else ""
    return f"{sign}{abs(value) // 100}.{abs(value) % 100:02d}"


def parts_of(rng: Random, total: int, count: int) -> list[int]:
    """``total`` cut into ``count`` parts, none negative, as uneven as chance has it."""
    cuts = sorted(rng.randint(0, total) for _ in range(count - 1))
    return [after - before for before, after in zip([0, *cuts], [*cuts, total], strict=True)]


def happens(rng: Random, percent: int) -> bool:
    return rng.random() * 100 < percent


def marks(points: Fraction | None) -> str:
    """Marks as they are typed; every mark has two decimals already."""
    assert points is not None
    hundredths = points * 100
    assert hundredths.denominator == 1, points
    return f"{hundredths.numerator // 100}.{hundredths.numerator % 100:02d}"
