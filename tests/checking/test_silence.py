"""Silence is never approval: what passed, what was not checked and what nothing looked at."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from checking.support import answered, careless, checked, pack, tidy
from ziping.checking import coverage, reason_said

BOOK = [(concept, stage) for concept, stages in tidy().figures.items() for stage in stages]


def test_every_rule_answers() -> None:
    found = checked(careless())
    assert answered(found) == {rule.id for rule in pack().rules.values() if "data" in rule.on}


def test_an_empty_report_passes_nothing_about_amounts() -> None:
    from ziping.report import Report

    found = checked(Report(standard="hunan/department/2024", year=2024))
    passed = {each.rule for each in found.passed}
    assert not {rule for rule in passed if rule.startswith(("Q-12", "Q-14", "Q-15", "Q-16", "Q-2"))}
    assert found.summary.errors > 0


@settings(deadline=None, max_examples=40)
@given(st.sampled_from(BOOK))
def test_blanking_a_figure_never_makes_a_sum_wrong(place: tuple[str, str]) -> None:
    """A blank is not 0: nothing becomes inconsistent because a figure is missing."""
    import msgspec

    report = tidy()
    concept, stage = place
    figures = {
        name: {s: q for s, q in stages.items() if (name, s) != place}
        for name, stages in report.figures.items()
    }
    found = checked(msgspec.structs.replace(report, figures=figures))
    assert [each for each in found.relations if each.verdict == "inconsistent"] == []
    key = f"figures.{concept}.{stage}"
    resting = [each for each in found.relations if key in {part.spot.key for part in each.missing}]
    assert {each.verdict for each in resting} <= {"unbound"}


def test_what_was_missing_is_named_with_its_place() -> None:
    found = checked(tidy(**{"基本支出.全年预算数": ""}))
    silent = next(
        each for each in found.not_checked if each.rule == "Q-14.basic-project" and each.stage == "adjusted"
    )
    assert silent.missing[0].key == "figures.basic.adjusted"
    assert "基本支出" in reason_said(silent, pack(), "zh")
    assert "missing" in reason_said(silent, pack(), "en")


def test_a_division_by_zero_is_not_a_pass() -> None:
    found = checked(tidy(在职人员控制率="100%", 编制数="0"))
    assert [each.why for each in found.not_checked if each.rule == "Q-16.control-rate"] == ["undefined"]


def test_a_figure_no_rule_looks_at_is_unchecked() -> None:
    found = checked(tidy())
    assert "figures.staff.retired.actual" in {fact.key for fact in found.unchecked}
    assert found.summary.unchecked == len(found.unchecked)
    assert coverage(found) == 1 - found.summary.unchecked_share


def test_that_something_is_filled_in_does_not_count_as_checked() -> None:
    found = checked(tidy(), only=("Q-02",))
    assert found.findings == ()
    stated = [fact for fact in found.facts if fact.figure.known]
    # A goal compared with its result has no figures; nothing else in Q-02 compares amounts but "more than 0".
    assert found.summary.unchecked > len(stated) * 9 // 10


def test_a_tidy_report_is_mostly_covered() -> None:
    assert coverage(checked(tidy())) > 0.9


def test_an_excerpt_of_the_classification_is_not_held_against_the_total() -> None:
    """A list with goods and services only says nothing about all of basic expenditure."""
    office = [{"code": "30201", "name": "办公费", "nature": "基本支出", "executed": "11.54"}]
    found = checked(tidy(经济分类=office), only=("Q-14.economic-basic",))
    assert found.findings == ()
    assert {each.why for each in found.not_checked} == {"nothing"}
