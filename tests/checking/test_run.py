"""Running the rules: which, since when, the same answer every time."""

from __future__ import annotations

import cProfile
import pstats
from typing import Any

import msgspec
import pytest

from checking.support import answered, book, careless, checked, of, pack, tidy
from ziping.checking import check
from ziping.checking.register import REGISTER
from ziping.checking.register import check as register
from ziping.checking.run import in_force
from ziping.report import report_of
from ziping.scoring import score
from ziping.standards.model.rules import Rule
from ziping.wording import InputError


def test_the_same_report_gets_the_same_answer() -> None:
    assert checked(careless()) == checked(careless())


def test_only_some_rules_by_id_defect_or_beginning() -> None:
    for name in ("Q-14", "Q-14.basic", "Q-14.basic-project"):
        rules = {finding.rule for finding in checked(careless(), only=(name,)).findings}
        assert rules
        assert all(rule.startswith(name) for rule in rules)


def test_ignored_rules_stay_silent_and_do_not_count_as_passed() -> None:
    found = checked(careless(), ignore=("Q-48",))
    assert not any(rule.startswith("Q-48") for rule in answered(found))


def test_a_rule_nobody_knows_is_refused_with_the_nearest() -> None:
    with pytest.raises(InputError, match=r"Q-14\.basic-project"):
        checked(careless(), only=("Q-14.basic-projct",))


@pytest.mark.parametrize(
    ("since", "ended", "year", "holds"),
    [
        (0, "", 2024, True),
        (2025, "", 2024, False),
        (2024, "", 2024, True),
        (0, "2023-12-31", 2024, False),
        (0, "2024-12-31", 2024, True),
    ],
)
def test_a_rule_holds_from_its_first_year_to_its_last(since: int, ended: str, year: int, holds: bool) -> None:
    rule = msgspec.structs.replace(pack().rules["Q-02.thrift"], since=since, ended=ended)
    assert in_force(rule, year) is holds


def test_a_rule_not_in_force_is_listed_as_that() -> None:
    rules = {**pack().rules, "Q-02.thrift": msgspec.structs.replace(pack().rules["Q-02.thrift"], since=2030)}
    standard = msgspec.structs.replace(pack(), rules=rules)
    found = check(careless(), standard, score(careless(), standard))
    assert [each.why for each in found.not_checked if each.rule == "Q-02.thrift"] == ["not_in_force"]


def test_rules_of_a_department_are_not_asked_of_a_project() -> None:
    project = book("national/project/2020")
    from ziping.checking.cases import Case
    from ziping.checking.trying import checked as run

    found = run(project, Case("tidy"), pack("national/project/2020"))
    assert "Q-02.staff" not in answered(found)


def test_a_check_nobody_registered_is_the_packs_mistake() -> None:
    rule = msgspec.structs.replace(pack().rules["Q-28.goal"], check="vage_goals")
    standard = msgspec.structs.replace(pack(), rules={rule.id: rule})
    with pytest.raises(InputError, match="vage_goals"):
        check(tidy(), standard, score(tidy(), standard))


def test_two_checks_cannot_share_a_name() -> None:
    with pytest.raises(ValueError, match="vague_goals"):
        register("vague_goals")(REGISTER["vague_goals"])


def test_every_registered_check_serves_a_rule_and_says_what_it_does() -> None:
    used = {rule.check for rule in pack().rules.values() if rule.check}
    assert set(REGISTER) == used
    assert all(function.__doc__ for function in REGISTER.values())


def test_a_stage_is_put_into_every_formula_but_not_into_param_stage() -> None:
    rule: Rule = pack().rules["Q-14.projects"].at("adjusted")
    assert rule.equation == "project_total@adjusted == sum(project.adjusted)"
    assert "{param.stage}" in rule.message.zh


def test_a_note_excuses_only_with_all_that_is_needed() -> None:
    over = {"实际在职人数": "44 人"}
    assert of(checked(tidy(**over)), "Q-24.over-staffed")
    reason = {"notes.staff.serving": {"reason": "安置军转干部"}}
    assert of(checked(tidy(**over, **reason)), "Q-24.over-staffed")
    both = {"notes.staff.serving": {"reason": "安置军转干部", "document": "示编发〔2024〕3号"}}
    assert not of(checked(tidy(**over, **both)), "Q-24.over-staffed")


def _large(items: int) -> Any:
    data = dict(book().base)
    projects, indicators = data["projects"], data["indicators"]
    data["projects"] = [{**projects[n % len(projects)], "name": f"项目{n}"} for n in range(items)]
    data["indicators"] = [{**indicators[n % len(indicators)], "name": f"指标{n}"} for n in range(items)]
    data["economic"] = [{"code": f"3{n:04d}", "nature": "基本支出", "executed": "1.00"} for n in range(items)]
    return report_of(data)


def _work(items: int) -> tuple[int, int]:
    """How many facts there were and how many calls it took to check them."""
    report = _large(items)
    card = score(report, pack())
    profile = cProfile.Profile()
    found = profile.runcall(check, report, pack(), card)
    return len(found.facts), pstats.Stats(profile).total_calls  # type: ignore[attr-defined]  # typeshed knows it not


def test_ten_times_the_facts_take_about_ten_times_the_work() -> None:
    _work(20)  # what is done once, such as parsing formulas, is done now
    (small, little), (large, much) = _work(40), _work(400)
    assert large / small > 8  # the single figures do not multiply
    assert much / little < 11  # linear, with a little room
