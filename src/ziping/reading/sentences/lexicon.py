"""The words that tie figures together in running text, read once from ``lexicon.toml`` and made into patterns."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from msgspec import Struct

Words = re.Pattern[str]


class NamedRate(Struct, frozen=True):
    """A rate with a name of its own (审减率): which figure is divided by which."""

    name: Words
    over: Words
    under: tuple[Words, ...]


class Lexicon(Struct, frozen=True):
    """Patterns over words without spaces and quotation marks. Those ending in ``_end`` look at the words right before a figure."""

    opener: Words
    short_opener: Words
    weak_opener: Words
    divided_by: Words
    closed_opener: Words
    open_list: Words
    counted_up: Words
    counters: frozenset[str]
    total: Words
    outright: Words
    added: Words
    taken: Words
    adjusted: Words
    moved: Words
    received: Words
    spent: Words
    kept: Words
    per_head: Words
    apart: tuple[tuple[Words, Words], ...]
    rest: Words
    carried: tuple[Words, ...]
    overlapping: Words
    overlapping_people: Words
    families: tuple[tuple[Words, ...], ...]
    plan: Words
    actual: Words
    not_plan: Words
    empty: Words
    never: Words
    full_marks: Words
    change_end: Words
    beyond_end: Words
    down: Words
    aims: Words
    prior: Words
    planned: Words
    compare: Words
    prior_end: Words
    of_plan: Words
    flat: Words
    saved: Words
    left: Words
    difference: Words
    growth_end: Words
    fall: Words
    at_constant_prices: Words
    share: Words
    rate: Words
    named_rates: tuple[NamedRate, ...]
    average: Words
    same_wholes: tuple[tuple[str, ...], ...]
    titles: Words
    listed: Words
    complete: Words
    open_ended: Words
    kinds: tuple[Words, ...]


def alternatives(words: Iterable[str]) -> str:
    """Return a group matching any of ``words``, the longest first."""
    return f"(?:{'|'.join(re.escape(word) for word in sorted(set(words), key=lambda one: (-len(one), one)))})"


@cache
def lexicon() -> Lexicon:
    """Return the words of ``lexicon.toml`` as patterns."""
    text = files(__package__).joinpath("lexicon.toml").read_text(encoding="utf-8")
    return _made(tomllib.loads(text))


def _made(data: dict[str, dict[str, list[str]]]) -> Lexicon:
    lists, changes, ratios = (data[name] for name in ("lists", "changes", "ratios"))
    counts = data["counts"]
    any_of = {
        f"{table}.{name}": alternatives(words)
        for table, entries in data.items()
        for name, words in entries.items()
        if isinstance(words, list) and all(isinstance(word, str) for word in words)
    }
    verbs = alternatives([*changes["up"], *changes["down"]])
    after = any_of["changes.after_verb"]
    base = alternatives([*changes["prior"], *changes["plan"]])
    prior = any_of["changes.prior"]
    year = r"(?:19|20)\d\d年"
    found = re.compile
    return Lexicon(
        opener=found(any_of["lists.openers"]),
        short_opener=found(str(lists["short_openers"])),
        weak_opener=found(any_of["lists.weak_openers"]),
        divided_by=found(str(lists["divided_by"])),
        closed_opener=found(str(lists["closed_openers"])),
        open_list=found(str(lists["open"])),
        counted_up=found(str(lists["counted_up"])),
        counters=frozenset(lists["counters"]),
        total=found(any_of["lists.totals"]),
        outright=found(
            "(?:[二两三四五六七八九十]+[项个镇乡者村家方级部类处所])?"
            f"(?:{any_of['lists.outright']}|(?:全年|前后|先后|累计)共)(?:投入|支出|收入|资金|金额|得分|下达|拨付|安排|经费|预算){{0,2}}[为达是共]?"
        ),
        added=found(f"^{any_of['lists.added']}"),
        taken=found(f"^{any_of['lists.taken']}"),
        adjusted=found(any_of["lists.adjusted"]),
        moved=found(any_of["lists.moved"]),
        received=found(any_of["lists.received"]),
        spent=found(any_of["lists.spent"]),
        kept=found(any_of["lists.kept"]),
        per_head=found(str(lists["per_head"])),
        apart=tuple((found(one[0]), found(one[1])) for one in lists["apart"]),
        rest=found(any_of["lists.rest"]),
        carried=tuple(found(pattern) for pattern in lists["carried"]),
        overlapping=found(any_of["lists.overlapping"]),
        overlapping_people=found(any_of["lists.overlapping_people"]),
        families=tuple(tuple(found(member) for member in family) for family in lists["families"]),
        plan=found(any_of["levels.plan"]),
        actual=found(any_of["levels.actual"]),
        not_plan=found(any_of["levels.not_plan"]),
        empty=found(f"{any_of['levels.empty']}|{year}|[0-9]{{1,2}}月|[-—至]"),
        never=found(any_of["levels.never"]),
        full_marks=found(any_of["levels.full_marks"]),
        change_end=found(f"(?P<verb>{verbs})(?:{after}){{0,2}}$"),
        beyond_end=found(
            "(?P<verb>低于|高于|少于|多于|大于|小于|超过|超出|超|未超)"
            f"(?:{base}|{year}|决算|控制|数|值|的|度|总额|额|收入|支出|年)+$"
        ),
        down=found(any_of["changes.down"]),
        aims=found(str(changes["aims"])),
        prior=found(f"{prior}|{year}"),
        planned=found(any_of["changes.plan"]),
        compare=found(
            f"(?:比|较|与|同|相较|较之|对比|由|从)于?(?={base}|{year}|全年|调整)|{any_of['changes.compared']}"
        ),
        prior_end=found(
            f"(?:比|较|与|同比|对比)(?:{base}|{year})[^占]{{0,8}}$|(?:由|从)(?:{base}|{year})(?:决算|实际|支出|收入|的|数|为|是)*$"
        ),
        of_plan=found(any_of["changes.of_plan"]),
        flat=found(any_of["changes.flat"]),
        saved=found(any_of["changes.saved"]),
        left=found(any_of["changes.left"]),
        difference=found(any_of["changes.differences"]),
        growth_end=found(
            f"(?P<verb>{alternatives([*ratios['growth'], *ratios['fall']])})"
            "(?:了|为|达|达到|约|幅度|比例|的|数|额|近|超过|到){0,2}$"
        ),
        fall=found(any_of["ratios.fall"]),
        at_constant_prices=found(str(ratios["at_constant_prices"])),
        share=found(any_of["ratios.share"]),
        rate=found(any_of["ratios.rate"]),
        named_rates=tuple(
            NamedRate(found(one["name"]), found(one["over"]), tuple(map(found, one["under"].split("|"))))
            for one in _tables(ratios["named"])
        ),
        average=found(any_of["ratios.average"]),
        same_wholes=tuple(tuple(group) for group in data["wholes"]["same"]),
        titles=found(any_of["again.titles"]),
        listed=found(any_of["counts.named"]),
        complete=found(any_of["counts.complete"]),
        open_ended=found(f"{any_of['counts.open_ended']}$"),
        kinds=tuple(found(kind) for kind in counts["kinds"]),
    )


def _tables(value: object) -> list[dict[str, str]]:
    assert isinstance(value, list), "a list of tables in lexicon.toml"
    return value
