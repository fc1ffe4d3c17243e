"""Which unit begins at a place in running text, and which characters only look like one (5分别, 3成立, 2.项目)."""

from __future__ import annotations

import re
from typing import NamedTuple

from ziping.figures.qualifiers import Qualifier
from ziping.figures.units import SCALES, STEMS, Dimension, Unit, known_unit, per, scaled

# What may not follow a unit, because the two together are another word.
_OTHER_WORDS: dict[str, str] = {
    "元": "旦素首件宵",
    "成": "立为效果本功员交长品绩都型人不新年份语就因",
    "倍": "增感加",
    "分": "别项类局公司支管为期成析配布散工店行院会校批级开步解阶摊担中段值数辨组享歧",
    "人": "民均大才社力事员口类工文数为防",
    "名": "称单额录义誉下列",
    "位": "于置列次一数",
    "个": "别人性案体",
    "个人": "所缴账事信农",
    "户": "籍外口型数",
    "批": "复准评示发量次性",
    "场": "所地馆景合面",
    "次": "数年月日要品生性级",
    "件": "数",
    "台": "账湾风阶历",
    "套": "餐",
    "起": "来点诉草到止步伏",
    "份": "额",
    "家": "庭具电长属园人校",
    "项": "目",
    "期": "间限货末初",
    "宗": "旨教",
    "例": "如行外",
    "条": "件款例",
    "座": "机谈",
    "间": "接",
    "处": "理置室罚于级长分",
    "所": "有属得需在示以占列用谓述",
    "张": "贴",
    "册": "子",
    "本": "级年局部单次科市县省区期地着报身院校中乡镇办会厅处所人金质来项文行季月周日",
    "幅": "度员",
    "块": "钱",
    "头": "部",
    "支": "出付持部行撑队援一助配撤架",
    "节": "约能日点假目省庆",
    "门": "户面",
    "村": "民级委庄镇干集",
    "组": "织成长建合",
    "类": "别似型",
    "根": "据本",
    "部": "门分署委长级队",
    "床": "位",
    "天": "然津气",
    "周": "边年岁期转",
    "日": "常期前起止程报",
    "升": "级高",
    "克": "服",
    "米": "饭",
    "年": "度初末底终前后报级代中内均",
    "斤": "斤",
}
_BLOCKED = {name: frozenset(chars) for name, chars in _OTHER_WORDS.items()}


_NOTHING: frozenset[str] = frozenset()


class Tail(NamedTuple):
    """What follows the digits: a unit, perhaps with 余 or 多 before it."""

    unit: Unit | None
    qualifier: Qualifier | None
    end: int


_BY_FIRST: dict[str, tuple[str, ...]] = {
    first: tuple(sorted((name for name in STEMS if name[0] == first), key=len, reverse=True))
    for first in {name[0] for name in STEMS}
}
# A tab parts two cells; a line break may be a wrapped line.
_GAP = re.compile(r"[ ]*(?:\n[ ]*)?")
_MORE = re.compile("[余多来几]")
_SCALE = re.compile("|".join(sorted(SCALES, key=len, reverse=True)))
_JOIN = re.compile("[ ]?[/·][ ]?")
_WRAPS = frozenset((Dimension.MONEY, Dimension.PERCENT, Dimension.PERMILLE, Dimension.PERCENTAGE_POINT))


def stem_at(text: str, pos: int) -> tuple[Unit | None, int]:
    """Return the longest unscaled unit written at ``pos``, unless it begins another word, and its end."""
    for name in _BY_FIRST.get(text[pos : pos + 1], ()):
        if text.startswith(name, pos):
            end = pos + len(name)
            if text[end : end + 1] not in _BLOCKED.get(name, _NOTHING):
                return STEMS[name], end
    return None, pos


def tail_at(text: str, pos: int) -> Tail:
    """Return the unit that follows digits ending at ``pos``; without one, an empty tail ending at ``pos``.

    Money and % may stand on the next line; other units may not, where a new line usually begins another cell or clause.
    """
    begin = _gap_end(text, pos)
    found, end = stem_at(text, begin)
    qualifier: Qualifier | None = None
    if found is None:
        found, qualifier, end = _scaled_at(text, begin)
    if found is not None and found.dimension is Dimension.MONEY:
        found, end = _over(text, found, end)
    if found is None or (found.dimension not in _WRAPS and "\n" in text[pos:end]):
        return Tail(None, None, pos)
    return Tail(found, qualifier, end)


def _gap_end(text: str, pos: int) -> int:
    gap = _GAP.match(text, pos)
    return gap.end() if gap else pos


def _scaled_at(text: str, begin: int) -> Tail:
    """余人, 万元, 余万元, 万余元, 万."""
    more = _MORE.match(text, begin)
    inner = more.end() if more else begin
    scale = _SCALE.match(text, inner)
    more_inside = None
    if scale:
        inner = scale.end()
        more_inside = None if more else _MORE.match(text, inner)
        inner = more_inside.end() if more_inside else inner
    base, end = stem_at(text, _gap_end(text, inner)) if scale or more else (None, inner)
    whole = scaled(scale[0], base) if scale else base
    if base is not None and whole is not None:
        return Tail(whole, Qualifier.OVER if more or more_inside else None, end)
    if scale:  # “807.95万,其中”; an 余 after it is read as any word after a figure
        return Tail(scaled(scale[0], None), Qualifier.OVER if more else None, scale.end())
    return Tail(None, None, begin)


def _over(text: str, money: Unit, end: int) -> tuple[Unit, int]:
    """元/人, 元/人·年."""
    below: list[Unit] = []
    while len(below) < _LONGEST_RATE and (join := _JOIN.match(text, end)):
        other, other_end = stem_at(text, join.end())
        if other is None and text.startswith("月", join.end()):
            other, other_end = known_unit("月"), join.end() + 1
        if other is None:
            break
        below.append(other)
        end = other_end
    return (per(money, *below) or money if below else money), end


_LONGEST_RATE = 2
