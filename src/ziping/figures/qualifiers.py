"""Words that make a figure less than exact, before it, inside it or after it."""

from __future__ import annotations

import re
from enum import Enum


class Qualifier(Enum):
    """What a figure claims beside its value: about it, above it or below it."""

    ABOUT = "about"
    OVER = "over"
    UNDER = "under"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"


BEFORE: dict[str, Qualifier] = {
    **dict.fromkeys(
        ("约", "大约", "约占", "约为", "约合", "约计", "近", "将近", "接近", "大致"), Qualifier.ABOUT
    ),
    **dict.fromkeys(("超过", "超", "过", "突破", "逾", "多于", "大于", "高于", ">"), Qualifier.OVER),
    **dict.fromkeys(("不足", "不到", "低于", "少于", "小于", "<"), Qualifier.UNDER),
    **dict.fromkeys(("不低于", "不少于", "不小于", "至少", "最少", "≥", ">=", "≧"), Qualifier.AT_LEAST),
    **dict.fromkeys(
        ("不超过", "不高于", "不多于", "不大于", "至多", "最多", "≤", "<=", "≦"), Qualifier.AT_MOST
    ),
}
AFTER: dict[str, Qualifier] = {
    **dict.fromkeys(("左右", "上下"), Qualifier.ABOUT),
    **dict.fromkeys(("以上", "余", "多"), Qualifier.OVER),
    "以下": Qualifier.UNDER,
    **dict.fromkeys(("及以上", "(含)以上", "(含)及以上"), Qualifier.AT_LEAST),
    **dict.fromkeys(("及以下", "以内", "之内", "(含)以下", "(含)及以下"), Qualifier.AT_MOST),
}

_LONGEST_BEFORE = max(map(len, BEFORE))


def _longest_first(words: dict[str, Qualifier]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_BEFORE = re.compile(_longest_first(BEFORE))
# 多 and 余 begin other words: “5人多于去年”, “3万元余额”; “比计划800人多60人” compares.
_AFTER = re.compile(
    rf"(?:{_longest_first(AFTER)})(?<!多(?=[于少数年样次家个项元种0-9０-９]))(?<!余(?=[额下]))"
)
# “最近3年”, “附近5个”, “节约3万元”, “签约5家”, “经过3次” end in such a word without qualifying anything.
_OTHER_ENDINGS = {"近": "最附邻临就靠远新", "约": "节合签违预特公契履集", "过": "通经不度渡", "超": "高赶"}
_GUARDED = "|".join(f"(?<![{chars}]){word}" for word, chars in _OTHER_ENDINGS.items())
_UNGUARDED = _longest_first({word: meaning for word, meaning in BEFORE.items() if word not in _OTHER_ENDINGS})
_BEFORE_ENDING = re.compile(rf"(?:{_UNGUARDED}|{_GUARDED})\s?\Z")


def before_at(text: str, pos: int) -> tuple[Qualifier | None, int]:
    """Return the qualifier that begins at ``pos`` and where the number may begin."""
    match = _BEFORE.match(text, pos)
    return (BEFORE[match[0]], match.end()) if match else (None, pos)


def before_ending(text: str, pos: int, *, money: bool) -> tuple[Qualifier | None, int]:
    """Return the qualifier that ends at ``pos`` (one space may stand between) and where it begins.

    过 alone qualifies only money (过10亿元): 开展过2次 is past tense.
    """
    start = max(
        0, pos - _LONGEST_BEFORE - 2
    )  # one more character than the longest word, since some are only its end
    match = _BEFORE_ENDING.search(text[start:pos])
    if match is None or (match[0].rstrip() == "过" and not money):
        return None, pos
    return BEFORE[match[0].rstrip()], start + match.start()


def after_at(text: str, pos: int) -> tuple[Qualifier | None, int]:
    """Return the qualifier that follows a figure ending at ``pos``, and where it ends."""
    match = _AFTER.match(text, pos)
    return (AFTER[match[0]], match.end()) if match else (None, pos)
