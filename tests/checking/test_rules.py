"""The rules of the packs as data."""

from __future__ import annotations

import re

import pytest

from checking.support import HUNAN, PACKS, PROJECT, pack
from ziping.checking.cases import read_yaml
from ziping.standards import check_pack

FILES = [PACKS / "national" / "rules.yaml", PACKS / HUNAN / "rules.yaml", PACKS / PROJECT / "rules.yaml"]
RULES = list({**pack(HUNAN).rules, **pack(PROJECT).rules}.values())


def test_no_id_is_used_twice() -> None:
    ids = [rule["id"] for path in FILES for rule in read_yaml(path)]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_a_rule_is_complete_in_both_languages(rule: object) -> None:
    from ziping.standards.model.rules import Rule

    assert isinstance(rule, Rule)
    assert re.fullmatch(r"Q-[0-9]{2}", rule.defect)
    assert rule.id.startswith(f"{rule.defect}.")
    assert rule.basis in pack().bases
    for words in (rule.title, rule.message, rule.mend):
        assert words.zh
        assert words.en
        assert words.en != words.zh


def holes(text: str) -> list[str]:
    return sorted(re.findall(r"\{[^{}]+\}", text))


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_both_languages_quote_the_same_figures(rule: object) -> None:
    from ziping.standards.model.rules import Rule

    assert isinstance(rule, Rule)
    assert set(holes(rule.message.zh)) == set(holes(rule.message.en))


@pytest.mark.parametrize("name", [HUNAN, PROJECT])
def test_the_packs_rules_and_words_stand_up_to_examination(name: str) -> None:
    problems = [problem.render("zh") for problem in check_pack(name)]
    assert [problem for problem in problems if "rules.yaml" in problem or "words.yaml" in problem] == []


def test_the_defects_that_data_can_show_are_all_looked_for() -> None:
    wanted = {2, 6, *range(8, 28), *range(28, 47), *range(48, 54)}
    found = {int(rule.defect[2:]) for rule in RULES}
    assert wanted - found == set()


OUR_OWN = {
    "Q-15.unexplained",  # beside the arithmetic of Q-15
    "Q-16.units",  # which list a number of units speaks of is never quite certain
    "Q-16.independent",  # two ways of calling the same units: which one is right only the approval tells
    "Q-18.unit-line",  # a table without its unit takes the document's: a notice
}


def test_severity_is_that_of_the_defect_list() -> None:
    """E blocks, W wants a note, I informs; where the list gives two, either."""
    errors = {9, 10, 11, 12, 13, 15, 16, 19, 29, 38, 40, 44}
    warnings = {
        17,
        18,
        20,
        21,
        23,
        24,
        25,
        26,
        27,
        28,
        30,
        31,
        33,
        34,
        37,
        39,
        41,
        43,
        45,
        46,
        48,
        50,
        51,
        53,
    }
    for rule in RULES:
        number = int(rule.defect[2:])
        if rule.id in OUR_OWN:
            continue
        if number in errors:
            assert rule.severity == "error", rule.id
        if number in warnings:
            assert rule.severity == "warning", rule.id
        if number in {35, 36}:
            assert rule.severity == "notice", rule.id
