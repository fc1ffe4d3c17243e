"""The cases of the packs: what clerks wrote down as right and wrong."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest

from checking.support import HUNAN, PROJECT, book, pack
from ziping.checking.cases import Case, Expected, RuleCases, load_cases
from ziping.checking.changing import put
from ziping.checking.text import describe
from ziping.checking.trying import Usual, checked, problems, try_cases, usual
from ziping.wording import InputError, say

ALL = [(name, cases) for name in (HUNAN, PROJECT) for cases in book(name).rules]


@cache
def shown(name: str) -> Usual:
    return usual(book(name), pack(name))


@pytest.mark.parametrize(("name", "cases"), ALL, ids=[f"{cases.rule}" for _, cases in ALL])
def test_what_is_right_passes_and_what_is_wrong_is_found_and_nothing_else(
    name: str, cases: RuleCases
) -> None:
    assert [say(problem, "zh") for problem in problems(book(name), cases, pack(name), shown(name))] == []


@pytest.mark.parametrize("name", [HUNAN, PROJECT])
def test_a_tidy_report_shows_nothing(name: str) -> None:
    assert shown(name) == frozenset()


def test_every_rule_has_a_case_that_passes_and_one_that_fails() -> None:
    covered = {cases.rule for _, cases in ALL if cases.passes and cases.fails}
    rules = set(pack(HUNAN).rules) | set(pack(PROJECT).rules)
    assert rules - covered == set()


def test_no_rule_has_its_cases_in_two_places() -> None:
    named = [(name, cases.rule) for name, cases in ALL]
    assert len(named) == len(set(named))


def _expecting(rule: str, case: Case) -> list[str]:
    cases = RuleCases(rule, (), (case,))
    return [say(problem, "zh") for problem in problems(book(), cases, pack(), shown(HUNAN))]


def test_a_case_whose_finding_does_not_come_is_reported() -> None:
    assert _expecting("Q-02.thrift", Case("措施齐全")) == [
        "用例“措施齐全”（Q-02.thrift）：应发现而没有发现：1"
    ]


def test_a_case_with_a_wrong_figure_is_reported() -> None:
    case = Case("支出超编", {"实际在职人数": "44 人"}, finds=(Expected(severity="error"),))
    assert _expecting("Q-24.over-staffed", case) == [
        "用例“支出超编”（Q-24.over-staffed）：severity 应为“error”，实为“warning”"
    ]


def test_a_finding_no_case_names_is_reported() -> None:
    case = Case("两处都错", {"厉行节约保障措施": "", "结果应用": ""})
    assert _expecting("Q-02.thrift", case) == ["用例“两处都错”（Q-02.thrift）：多出没有写明的问题：Q-51.use"]


def test_a_rule_that_did_not_apply_has_not_passed() -> None:
    cases = RuleCases("Q-27.area", (Case("没有楼堂馆所"),), ())
    found = [say(problem, "zh") for problem in problems(book(), cases, pack(), shown(HUNAN))]
    assert found == ["用例“没有楼堂馆所”（Q-27.area）：应通过而没有通过"]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("公用经废.决算数", "公用经费"),
        ("公用经费.决算", "公用经费"),
        ("项目[没有的项目].项目决算数", "没有叫这个名字"),
        ("绩效指标[1].没有的栏", "不认识"),
    ],
)
def test_a_name_nothing_has_is_refused_with_the_nearest(name: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        put({**book().base}, name, "1", pack(), "用例")


def test_a_file_that_holds_no_cases_is_refused_by_name(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("cases")
    (folder / "tidy.yaml").write_text("year: 2024\n", encoding="utf-8")
    (folder / "odd.yaml").write_text("- {rule: Q-01, passes: [], fail: []}\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"odd\.yaml"):
        load_cases(folder)


def test_no_amount_in_a_case_ever_becomes_a_float() -> None:
    def floats(value: object) -> bool:
        if isinstance(value, dict):
            return any(map(floats, value.values()))
        return any(map(floats, value)) if isinstance(value, list) else isinstance(value, float)

    assert not any(floats(case.changes) for _, cases in ALL for case in (*cases.passes, *cases.fails))


FAILING = [(name, cases.rule, case) for name, cases in ALL for case in cases.fails[:1]]


@pytest.mark.parametrize(("name", "rule", "case"), FAILING, ids=[rule for _, rule, _ in FAILING])
def test_every_finding_reads_well_in_both_languages(name: str, rule: str, case: Case) -> None:
    finding = next(each for each in checked(book(name), case, pack(name)).findings if each.rule == rule)
    chinese, english = (describe(finding, pack(name), lang) for lang in ("zh", "en"))
    for text in (chinese, english):
        assert text.title
        assert text.message
        assert text.basis
        assert text.places
        assert not {"{", "}"} & set(text.title + text.message + text.mend)
    assert "算不出" not in chinese.message
    assert "unknown" not in english.message
    assert english.message != chinese.message


def test_a_pack_without_cases_has_none_to_try(tmp_path: Path) -> None:
    assert try_cases(tmp_path, pack()) == (0, ())


def test_trying_a_folder_counts_its_cases_and_names_what_is_wrong(tmp_path: Path) -> None:
    tidy = Path(str(files("ziping.standards"))) / "packs" / HUNAN / "cases" / "tidy.yaml"
    (tmp_path / "tidy.yaml").write_bytes(tidy.read_bytes())
    (tmp_path / "mine.yaml").write_text(
        "- rule: Q-02.unit-name\n  passes: [{name: 填了}]\n  fails: [{name: 其实也填了}]\n", encoding="utf-8"
    )
    count, wrong = try_cases(tmp_path, pack())
    assert count == 2
    assert ["其实也填了" in say(problem, "zh") for problem in wrong] == [True]


@pytest.mark.parametrize("page", ["pack-authors.md", "pack-authors.zh-CN.md"])
def test_the_cases_pack_authors_are_shown_work(page: str, tmp_path: Path) -> None:
    text = (Path(__file__).resolve().parents[2] / "docs" / page).read_text(encoding="utf-8")
    shown_cases = text[text.index("- rule: Q-16") : text.index("```", text.index("- rule: Q-16"))]
    tidy = Path(str(files("ziping.standards"))) / "packs" / HUNAN / "cases" / "tidy.yaml"
    (tmp_path / "tidy.yaml").write_bytes(tidy.read_bytes())
    (tmp_path / "shown.yaml").write_text(shown_cases, encoding="utf-8")
    count, wrong = try_cases(tmp_path, pack())
    assert [say(problem, "zh") for problem in wrong] == []
    assert count == 4
