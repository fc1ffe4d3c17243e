"""Units as they are written in reports, each with its dimension and its exact factor to the dimension's base.

The table is data; ``unit("万元")`` looks a written form up. Counting and measuring units may carry a scale (万人, 亿千瓦时),
money may stand over another unit (元/人, 万元/公里): such forms are composed on demand and kept.
"""

from __future__ import annotations

from enum import Enum
from fractions import Fraction
from functools import cache, lru_cache

from msgspec import Struct

from ziping.figures.errors import figure_error
from ziping.figures.folding import fold
from ziping.figures.late import late


class Dimension(Enum):
    """What a unit measures; the comment names the base to which ``Unit.factor`` leads."""

    MONEY = "money"  # 元
    FOREIGN_MONEY = "foreign_money"  # one of that currency; comparable only within it
    RATE = "rate"  # money per something (元/人); comparable only per the same thing
    COUNT = "count"  # one
    PEOPLE = "people"  # one person
    PERCENT = "percent"  # the ratio 1
    PERMILLE = "permille"  # the ratio 1
    PERCENTAGE_POINT = "percentage_point"  # a difference of 1 between ratios
    MULTIPLE = "multiple"  # the ratio 1 (倍)
    FRACTION = "fraction"  # the ratio 1, stated as a common fraction (三分之一)
    MARKS = "marks"  # 分
    TIME = "time"  # 天
    CALENDAR = "calendar"  # 月: months and years have no exact number of days
    AREA = "area"  # ㎡
    LENGTH = "length"  # 米
    VOLUME = "volume"  # 立方米
    MASS = "mass"  # 千克
    ENERGY = "energy"  # 千瓦时
    PLAIN = "plain"  # the number itself (万, 亿)

    __hash__ = (
        object.__hash__
    )  # each is one object; an Enum's own hash goes by its name, and is asked for all the time


_RATIOS = frozenset(
    (Dimension.PERCENT, Dimension.PERMILLE, Dimension.MULTIPLE, Dimension.FRACTION, Dimension.PLAIN)
)
_COUNTED = frozenset((Dimension.COUNT, Dimension.PEOPLE, Dimension.MARKS, Dimension.FRACTION))
_OWN_DIGITS = frozenset(
    (
        Dimension.PERCENT,
        Dimension.PERMILLE,
        Dimension.PERCENTAGE_POINT,
        Dimension.MULTIPLE,
        Dimension.FRACTION,
    )
)
_BY_STEM = frozenset((Dimension.FOREIGN_MONEY, Dimension.RATE))
_UNSCALED = frozenset((*_OWN_DIGITS, Dimension.MARKS, Dimension.CALENDAR, Dimension.RATE, Dimension.PLAIN))


class Unit(Struct, frozen=True, dict=True):
    """A unit as written.

    ``factor`` × a value in this unit = the value in the dimension's base; ``stem`` is the unit without its scale (元 for
    万元, 人 for 万人).
    """

    written: str
    dimension: Dimension
    factor: Fraction
    stem: str

    def __str__(self) -> str:
        return self.written

    def __hash__(self) -> int:
        return hash(self.written)  # it tells a unit; hashing the factor takes ten times as long

    @late
    def scaled(self) -> bool:
        """Whether the unit carries a scale such as 万."""
        return self.written != self.stem

    @late
    def counted(self) -> bool:
        """Whether a number of this unit was counted, not measured, and so is a point (3人, 8.5分; but not 1.2万人)."""
        return self.dimension in _COUNTED and not self.scaled

    @late
    def keeps_own_digits(self) -> bool:
        """Whether precision is only ever read from the figure itself, never from its neighbours (%, ‰, 倍)."""
        return self.dimension in _OWN_DIGITS

    def comparable(self, other: Unit) -> bool:
        """Whether base values of both may be compared or added (% with ‰ or 倍; 万元 with 亿元; never % with 百分点)."""
        if self.dimension in _RATIOS:
            return other.dimension in _RATIOS
        return self.dimension is other.dimension and (
            self.dimension not in _BY_STEM or self.stem == other.stem
        )


SCALES: dict[str, int] = {
    "百": 10**2,
    "千": 10**3,
    "万": 10**4,
    "十万": 10**5,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "十亿": 10**9,
    "百亿": 10**10,
    "千亿": 10**11,
    "万亿": 10**12,
}

# One line: dimension, factor to its base, written forms.
_TABLE: tuple[tuple[Dimension, str, str], ...] = (
    (Dimension.MONEY, "1", "元"),
    (Dimension.FOREIGN_MONEY, "1", "美元 欧元 港元 日元 英镑"),
    (Dimension.PERCENT, "1/100", "%"),
    (Dimension.PERCENT, "1/10", "成"),
    (Dimension.PERMILLE, "1/1000", "‰"),
    (Dimension.PERMILLE, "1/10000", "‱"),
    (Dimension.PERCENTAGE_POINT, "1/100", "百分点"),
    (Dimension.PERCENTAGE_POINT, "1/1000", "千分点"),
    (Dimension.MULTIPLE, "1", "倍"),
    (Dimension.MARKS, "1", "分"),
    (Dimension.PEOPLE, "1", "人 名 位"),
    (
        Dimension.COUNT,
        "1",
        "个 人次 户 户次 批次 批 场次 场 次 件 台 台套 辆 套 起 份 家 项 篇 期 宗 例 条 座 间 栋 处 所 张",
    ),
    (
        Dimension.COUNT,
        "1",
        "册 本 幅 块 只 头 株 棵 支 节 门 件次 家次 班次 车次 课时 学时 标段 团组 村 组 类 床 根 枚 匹 艘 架 部",
    ),
    (Dimension.TIME, "1", "天 日 工作日 人天 人日"),
    (Dimension.TIME, "7", "周"),
    (Dimension.TIME, "1/24", "小时"),
    (Dimension.TIME, "1/1440", "分钟"),
    (Dimension.CALENDAR, "1", "个月"),
    (Dimension.CALENDAR, "3", "季度"),
    (Dimension.CALENDAR, "12", "年 岁"),
    (Dimension.AREA, "1", "㎡"),
    (Dimension.AREA, "2000/3", "亩"),
    (Dimension.AREA, "10000", "公顷"),
    (Dimension.AREA, "1000000", "平方公里"),
    (Dimension.LENGTH, "1", "米"),
    (Dimension.LENGTH, "1000", "公里"),
    (Dimension.VOLUME, "1", "立方米"),
    (Dimension.VOLUME, "1/1000", "升"),
    (Dimension.MASS, "1", "千克"),
    (Dimension.MASS, "1/1000", "克"),
    (Dimension.MASS, "1/2", "斤"),
    (Dimension.MASS, "1000", "吨"),
    (Dimension.ENERGY, "1", "千瓦时"),
)

# A number without a unit may stand beside these: staff tables, lists and scores often leave theirs out.
_OFTEN_LEFT_OUT = _RATIOS | _COUNTED

# Other spellings of the same unit.
ALIASES: dict[str, str] = {
    "元整": "元", "元正": "元", "圆": "元", "圆整": "元", "块钱": "元", "元人民币": "元",
    "千分号": "‰", "个百分点": "百分点", "pct": "百分点", "个千分点": "千分点",
    "平方米": "㎡", "平米": "㎡", "m2": "㎡", "m²": "㎡", "平方千米": "平方公里", "km2": "平方公里",
    "千米": "公里", "km": "公里", "m³": "立方米", "m3": "立方米",
    "公斤": "千克", "kg": "千克", "kWh": "千瓦时",
    "月": "个月", "个季度": "季度", "个工作日": "工作日", "个小时": "小时", "个人": "人", "人/次": "人次",
    "个批次": "批次", "个场次": "场次", "个团组": "团组", "个村": "村", "个标段": "标段", "台(套)": "台套",
    "台/套": "台套", "家(次)": "家次",
}  # fmt: skip

_UNITS: dict[str, Unit] = {
    name: Unit(name, dimension, Fraction(factor), name)
    for dimension, factor, names in _TABLE
    for name in names.split()
}
_UNITS.update({alias: _UNITS[name] for alias, name in ALIASES.items()})

# After a number, 月 names a month of the year (12月); only 个月 lasts.
STEMS: dict[str, Unit] = {name: found for name, found in _UNITS.items() if name != "月"}
_LONGEST = 24
YUAN = _UNITS["元"]
PERCENT = _UNITS["%"]


def unit(written: str) -> Unit:
    """Return the unit written so (full-width ％ and inner spaces welcome). Raises :class:`FigureError` for an unknown one."""
    found = known_unit(written)
    if found is None:
        raise figure_error("unknown_unit", text=written)
    return found


def known_unit(written: str) -> Unit | None:
    """Return the unit written so, or ``None``."""
    if len(written) > _LONGEST:
        return None
    return _compose("".join(fold(written).split()))


def comparable(one: Unit | None, other: Unit | None) -> bool:
    """:meth:`Unit.comparable`, where a missing unit goes with bare numbers, ratios and unscaled counts, never with money."""
    if one is None or other is None:
        present = one or other
        return present is None or present.dimension in _OFTEN_LEFT_OUT
    return one.comparable(other)


@cache
def nth_part(denominator: int) -> Unit:
    """Return the unit of a common fraction: 三分之一 is one of ``nth_part(3)``."""
    return Unit(f"1/{denominator}", Dimension.FRACTION, Fraction(1, denominator), f"1/{denominator}")


def scaled(scale: str, base: Unit | None) -> Unit | None:
    """万 over 元 is 万元; a bare scale is a plain unit; ``None`` where a scale makes no sense (万%)."""
    factor = SCALES[scale]
    if base is None:
        return Unit(scale, Dimension.PLAIN, Fraction(factor), scale)
    if base.scaled or base.dimension in _UNSCALED:
        return None
    return Unit(scale + base.stem, base.dimension, base.factor * factor, base.stem)


def per(money: Unit, *others: Unit) -> Unit | None:
    """Money over other units (元 over 人 over 年); ``None`` unless it is money that stands above."""
    if money.dimension is not Dimension.MONEY:
        return None
    factor, below = money.factor, ""
    for other in others:
        factor /= other.factor
        below += f"/{other.written}"
    return Unit(money.written + below, Dimension.RATE, factor, money.stem + below)


@lru_cache(maxsize=1024)
def _compose(written: str) -> Unit | None:
    if written in _UNITS:
        return _UNITS[written]
    head, *below = written.replace("·", "/").split("/")
    if below:
        above, others = _compose(head), [_UNITS.get(part) for part in below]
        known = [other for other in others if other is not None]
        return per(above, *known) if above is not None and len(known) == len(others) else None
    for scale in sorted(SCALES, key=len, reverse=True):
        if written.startswith(scale):
            rest = written[len(scale) :]
            base = _UNITS.get(rest)
            return scaled(scale, base) if base is not None or not rest else None
    return None
