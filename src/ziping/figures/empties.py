"""The ways a cell can say nothing. None of them is zero, and none is another."""

from __future__ import annotations

import re
from enum import Enum

from ziping.figures.folding import fold


class Empty(Enum):
    """Why a figure has no value.

    ``NONE_STATED`` (无) is an answer, "there is none", and stays apart both from 0 (an amount that was counted) and from a
    blank (nobody answered): whoever sums may take it as nothing, whoever looks for missing answers must not.
    """

    BLANK = "blank"
    DASH = "dash"
    NOT_APPLICABLE = "not_applicable"
    NONE_STATED = "none_stated"


_DASH = re.compile(r"(?:[-—―─━][ \t]*)+|/+|\\+")

_WORDS: dict[str, Empty] = {
    **dict.fromkeys(("不适用", "不涉及", "n/a", "na", "n.a.", "#n/a"), Empty.NOT_APPLICABLE),
    **dict.fromkeys(("无", "没有", "暂无", "无此项", "none", "nil"), Empty.NONE_STATED),
}


def empty_from(text: str) -> Empty | None:
    """Return the kind of nothing that the whole of ``text`` says, or ``None`` when it says something."""
    plain = fold(text).strip()
    if not plain:
        return Empty.BLANK
    if _DASH.fullmatch(plain):
        return Empty.DASH
    return _WORDS.get(plain.rstrip("。").strip("()").casefold())
