"""Whether two phrases name the same thing, and what a phrase names at all."""

from __future__ import annotations

import re
from functools import lru_cache

from ziping.reading.sentences.lexicon import lexicon

_YEAR = re.compile(r"((?:19|20)\d\d)年")
_LAST = re.compile("(?:上年|去年|上一年|前一年)(?!度?末?(?:结转|结余|滚存))")
_EDGES = re.compile(r"^(?:[和及与、的:\1]|在(?![职编岗校建册读押途])|其(?![他它余]))+|[为是共达约的均各都]+$")
_NOISE = re.compile(
    "一般公共预算|财政拨款|部门整体|全[县市省国区镇乡州]|我[局单位部门]{1,2}|本[局级单位部门]{1,2}|[费款额项]$"
)
SAME, HOLDS, AKIN = 3, 2, 1
_SHORTEST = 2


@lru_cache(maxsize=4096)
def subject_of(words: str) -> str:
    """Return ``words`` without those that name nothing of their own; empty where nothing is left."""
    words = _without_plans(words)
    left = words
    while True:
        stripped = _EDGES.sub("", left)
        if stripped == left:
            break
        left = stripped
    emptied = lexicon().empty.sub("", left)
    return left if len(emptied) >= 1 and emptied not in "收入支出" else ""


def _without_plans(words: str) -> str:
    return words.strip("\1")


@lru_cache(maxsize=4096)
def core_of(words: str) -> str:
    """Return what is left of a subject when year, column and common words are taken away."""
    words = _EDGES.sub("", words)
    left = lexicon().empty.sub("", _NOISE.sub("", words))
    return left or lexicon().empty.sub("", words)


@lru_cache(maxsize=8192)
def likeness(one: str, other: str) -> int:
    """Return how much two phrases are names of one thing: ``SAME``, one ``HOLDS`` the other, ``AKIN``, or 0."""
    a, b = core_of(one), core_of(other)
    if not a or not b:
        return 0
    if a == b:
        return SAME
    if a in b or b in a:
        return HOLDS if min(len(a), len(b)) >= _SHORTEST else 0
    pairs = {a[i : i + 2] for i in range(len(a) - 1)}
    shared = sum(b[i : i + 2] in pairs for i in range(len(b) - 1))
    return AKIN if shared * 2 >= min(len(a), len(b)) - 1 and shared else 0


def period_of(words: str) -> str:
    """Return the year that ``words`` speak of, ``last`` for 上年, or nothing."""
    compared = lexicon().compare.search(words)
    if compared:
        words = words[: compared.start()]
    years = _YEAR.findall(words)
    if years:
        return str(years[-1])
    return "last" if _LAST.search(words) else ""


def column_of(words: str) -> str:
    """Return which of several figures of a thing it is: ``plan``, ``actual`` or not said."""
    words = lexicon().not_plan.sub("", words)
    plan = list(lexicon().plan.finditer(words))
    done = lexicon().plan.sub(lambda match: "\0" * len(match[0]), words)
    actual = list(lexicon().actual.finditer(done))
    if plan and (not actual or plan[-1].start() > actual[-1].start()):
        return "plan"
    if plan and actual:
        last = actual[-1][0]
        # 支出预算 and 预算支出 are both of the plan; 预算执行 is not.
        return "plan" if last in ("支出", "使用") else "actual"
    return "actual" if actual else ""
