"""Packs found, read, put on top of each other and checked."""

from __future__ import annotations

import gc
import tomllib
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path

import pytest

from standards.packs import SMALL, innermost, small, write_pack
from ziping.standards import PackError, check_pack, list_standards, load_standard
from ziping.standards.formulas import FormulaError
from ziping.wording import InputError

HOUSE = (
    "house: {title: {zh: 约定, en: convention}, evidence: house, owner: 示例, last_checked_on: 2026-11-01}\n"
)


def pack_yaml(name: str, extends: str = "small", more: str = "") -> str:
    return f"id: {name}\ntitle: {{zh: 标准, en: standard}}\nextends: {extends}\nyear_from: 2024\nbasis: house\n{more}"


@pytest.fixture
def beside_small(tmp_path: Path) -> Path:
    """A folder in which the small pack stands, so that others can extend it."""
    for path in SMALL.iterdir():
        (tmp_path / "small").mkdir(exist_ok=True)
        (tmp_path / "small" / path.name).write_bytes(path.read_bytes())
    return tmp_path


def keys(folder: Path) -> list[str]:
    return [innermost(problem.message).key.removeprefix("standards.") for problem in check_pack(folder)]


# --- finding ---------------------------------------------------------------------------------------------------------


def test_the_packs_that_come_along_are_sound() -> None:
    names = [manifest.id for manifest in list_standards()]

    assert "national" in names
    assert {name: [problem.render("zh") for problem in check_pack(name)] for name in names} == {
        name: [] for name in names
    }


def test_every_installed_pack_can_be_loaded_and_comes_back_the_same() -> None:
    for manifest in list_standards():
        standard = load_standard(manifest.id)
        assert standard.manifest.id == manifest.id
        assert standard.lineage[-1] == manifest.id
        assert load_standard(manifest.id) is standard


def test_a_pack_can_be_named_by_its_folder_or_its_manifest() -> None:
    assert load_standard(SMALL).manifest == load_standard(str(SMALL / "pack.yaml")).manifest


def test_what_is_no_pack_is_refused_with_the_names_that_come_near(tmp_path: Path) -> None:
    for name, hint in (
        ("natoinal", "national"),
        (str(tmp_path), "pack.yaml"),
        ("../packs/national", "ziping standards list"),
    ):
        with pytest.raises(InputError) as refused:
            load_standard(name)
        assert hint in refused.value.render("zh")[0]
        assert hint in refused.value.render("en")[0]


def test_loading_leaves_the_garbage_collector_as_it_was() -> None:
    assert gc.isenabled()
    load_standard(SMALL)
    assert gc.isenabled()


# --- extending -------------------------------------------------------------------------------------------------------


def test_a_pack_adds_to_what_it_extends_and_changes_it_key_by_key(beside_small: Path) -> None:
    folder = write_pack(
        beside_small / "county",
        pack_yaml("county", more="parameters: {level_word: 县级}\n"),
        concepts="operating: {aliases: [日常公用经费]}\nroads: {label: {zh: 道路, en: roads}, unit: 公里}\n",
        words="vague: [推进]\nplaces: [示例县]\n",
    )

    standard = load_standard(folder)

    assert standard.lineage == ("small", "county")
    assert standard.concepts["operating"].aliases == ("日常公用经费",)
    assert standard.concepts["operating"].stages == ("initial", "executed", "prior_executed")
    assert "roads" in standard.concepts
    assert standard.words == {"vague": ("推进",), "places": ("示例县",)}
    assert standard.manifest.parameters == {"level_word": "县级"}


RULE = """\
- id: R-1
  defect: R
  severity: error
  title: {zh: 规则, en: rule}
  basis: house
  message: {zh: "公用经费{operating@initial}不足", en: too little}
  mend: {zh: 请改, en: mend it}
  holds: "operating@initial > 5万元"
"""


def test_a_rule_can_be_changed_or_ended_by_its_id(beside_small: Path) -> None:
    write_pack(beside_small / "below", pack_yaml("below"), rules=RULE)
    change = "- {id: R-1, severity: notice, ended: '2025', ended_because: 已并入另一条}\n"
    folder = write_pack(beside_small / "above", pack_yaml("above", "below"), rules=change)

    rule = load_standard(folder).rules["R-1"]

    assert (rule.severity, rule.ended, rule.holds) == ("notice", "2025", "operating@initial > 5万元")


def test_a_problem_is_placed_in_the_file_that_has_it(beside_small: Path) -> None:
    write_pack(beside_small / "below", pack_yaml("below"), rules=RULE.replace("5万元", "5"))
    folder = write_pack(
        beside_small / "above", pack_yaml("above", "below"), rules="- {id: R-1, basis: hous}\n"
    )

    assert [(Path(one.spot.file).parent.name, one.spot.line, one.path) for one in check_pack(folder)] == [
        ("above", 1, "R-1.basis"),
        ("below", 8, "R-1.holds"),
    ]


def test_packs_that_extend_each_other_are_refused(beside_small: Path) -> None:
    one = write_pack(beside_small / "one", pack_yaml("one", "two"))
    write_pack(beside_small / "two", pack_yaml("two", "one"))

    (problem,) = check_pack(one)

    assert problem.message.key == "standards.pack.extends_itself"
    assert "one → two → one" in problem.render("zh")


def test_a_pack_beside_goes_before_an_installed_one_of_the_same_id(tmp_path: Path) -> None:
    write_pack(
        tmp_path / "national",
        "id: national\ntitle: {zh: 自己的, en: own}\nyear_from: 2024\nbasis: house\n",
        bases=HOUSE,
    )
    folder = write_pack(tmp_path / "mine", pack_yaml("mine", "national"))

    assert "cpc-2018-34" not in load_standard(folder).bases


def test_a_pack_can_extend_an_installed_one(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "mine", pack_yaml("mine", "national"))

    assert load_standard(folder).lineage == ("national", "mine")


def test_forms_and_libraries_are_named_by_their_files(beside_small: Path) -> None:
    form = (
        "mark: 附件1\ntitle: {zh: 表, en: form}\nbasis: house\ncolumns: [50]\nrows: [{cells: [{text: 甲}]}]\n"
    )
    folder = write_pack(beside_small / "county", pack_yaml("county"))
    (folder / "forms").mkdir()
    (folder / "forms" / "base-data.yaml").write_text(form, encoding="utf-8")

    assert list(load_standard(folder).forms) == ["base-data"]


def test_cases_belong_to_whoever_runs_them(beside_small: Path) -> None:
    folder = write_pack(beside_small / "county", pack_yaml("county"))
    (folder / "cases").mkdir()
    (folder / "cases" / "a.yaml").write_text("- rule: R-1\n", encoding="utf-8")

    assert keys(folder) == []


# --- checking --------------------------------------------------------------------------------------------------------


def test_all_files_are_looked_at_even_when_one_is_broken(tmp_path: Path) -> None:
    folder = write_pack(
        tmp_path / "mine", bases=HOUSE, concepts="a: {unit: 人\n", words="vague: 加强\n", stages="- x\n"
    )

    assert keys(folder) == ["yaml.syntax", "read.not_mapping", "read.not_list"]


def test_a_broken_file_below_is_not_blamed_on_the_pack_above(beside_small: Path) -> None:
    write_pack(beside_small / "below", pack_yaml("below"), rules="- {id: R-1, title: {zh: 规则\n")
    folder = write_pack(
        beside_small / "above", pack_yaml("above", "below"), rules="- {id: R-1, severity: notice}\n"
    )

    assert keys(folder) == ["yaml.syntax"]


def test_problems_come_in_the_order_of_files_and_lines(tmp_path: Path) -> None:
    concepts = "a: {label: {zh: 甲, en: a}, unit: 丈}\nb: {label: {zh: 乙}, unit: 人, stages: [last]}\n"
    folder = write_pack(
        tmp_path / "mine", bases=HOUSE, stages="actual: {label: {zh: 年末, en: end}}\n", concepts=concepts
    )

    assert keys(folder) == ["check.unknown_unit", "check.english_missing", "check.unknown_stage"]
    assert [problem.spot.line for problem in check_pack(folder)] == [1, 2, 2]


def test_spans_are_counted_through_cells_that_reach_down(beside_small: Path) -> None:
    form = """\
mark: 附件1
title: {zh: 表, en: form}
basis: house
columns: [10, 10, 10]
rows:
  - cells: [{text: 甲, rows: 3}, {text: 乙}, {text: 丙, until: last}]
  - cells: [{text: 丁}]
  - {id: last, each: project, cells: [{value: project.name}], empty: [{text: 无}]}
  - cells: [{text: 合计}, {text: 戊, columns: 2}]
"""
    folder = write_pack(beside_small / "county", pack_yaml("county"))
    (folder / "forms").mkdir()
    (folder / "forms" / "a.yaml").write_text(form, encoding="utf-8")

    assert keys(folder) == []


def test_a_derived_concept_of_several_stages_is_derived_at_each(beside_small: Path) -> None:
    concept = "half: {label: {zh: 一半, en: half}, unit: 万元, stages: [initial, executed], formula: operating / 2}\n"
    standard = load_standard(write_pack(beside_small / "county", pack_yaml("county"), concepts=concept))

    assert standard.formula_of("half", "executed").names == (("operating", "executed"),)
    assert standard.formula_of("half", "initial").names == (("operating", "initial"),)
    with pytest.raises(FormulaError):
        standard.formula_of("half")
    with pytest.raises(KeyError):
        standard.formula_of("operating")


# --- the national pack -----------------------------------------------------------------------------------------------


def test_the_register_says_of_every_basis_how_far_it_was_seen() -> None:
    bases = load_standard("national").bases

    assert bases["mof-2020-10"].number == "财预〔2020〕10号"
    assert {basis.evidence for basis in bases.values()} == {
        "verified",
        "secondary",
        "observed",
        "general",
        "house",
    }
    assert all(basis.owner for basis in bases.values() if basis.evidence == "house")
    assert all(f"{basis.last_checked_on:%Y}" == "2026" for basis in bases.values())
    numbers = [basis.number for basis in bases.values() if "〔" in basis.number]
    assert len(numbers) == len(set(numbers)) > 10


def test_what_was_not_verified_is_given_no_number() -> None:
    bases = load_standard("national").bases

    assert bases["mof-annual-notice"].number == ""
    assert bases["hunan-form-2024"].number == ""


def test_three_public_expenses_are_the_sum_of_their_parts_by_codes() -> None:
    economic = load_standard("national").economic
    assert economic is not None
    groups = economic.groups

    parts = [
        *groups["travel_abroad"],
        *groups["vehicles_purchase"],
        *groups["vehicles_operation"],
        *groups["reception"],
    ]
    assert sorted(parts) == sorted(groups["three_public"])
    assert [economic.codes[code].name for code in ("30212", "30217", "30231")] == [
        "因公出国（境）费用",
        "公务接待费",
        "公务用车运行维护费",
    ]
    assert "30239" not in groups["three_public"], "其他交通费用 is no official vehicle"


def test_codes_stand_below_the_class_they_begin_with() -> None:
    national = load_standard("national")
    for classification in (national.economic, national.functional):
        assert classification is not None
        for code, line in classification.codes.items():
            assert code.startswith(line.parent)
            assert len(code) == 1 + 2 * line.level


def test_a_standard_keeps_one_vocabulary() -> None:
    standard = small()

    assert standard.vocabulary is standard.vocabulary
    assert standard.vocabulary.chain("allotment") == ("project", "allotment")
    assert standard.vocabulary.parameters == {"level_word": "市级"}


# --- wording ---------------------------------------------------------------------------------------------------------

# Said where no bad pack can make it be said; the test that does it stands behind the key.
ELSEWHERE: Mapping[str, str] = {
    "problem.at_key": "test_bad_packs",
    "problem.in_file": "test_bad_packs",
    "problem.whole_file": "what is wrong with a file as a whole",
    "suggest.close": "test_formula_checks",
    "suggest.known": "test_formula_checks",
    "suggest.keys": "test_bad_packs",
    "suggest.nothing": "test_formula_checks",
    "yaml.too_deep": "test_strict_yaml",
    "yaml.unreadable": "test_a_file_that_cannot_be_read_is_a_problem_of_its_own",
    "read.nothing_there": "test_bad_packs",
    "read.a_list": "test_bad_packs",
    "read.a_mapping": "test_bad_packs",
    "find.unknown": "test_what_is_no_pack_is_refused_with_the_names_that_come_near",
    "find.no_manifest": "test_what_is_no_pack_is_refused_with_the_names_that_come_near",
    "pack.wrong_id": "test_an_installed_pack_is_called_as_its_folder",
    "formula.problem": "test_bad_packs",
    "formula.unknown_item": "test_formula_checks",
    "formula.unit_of_concept": "test_formula_checks",
}


def flat(table: Mapping[str, object], before: str = "") -> Iterator[str]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from flat(value, f"{before}{name}.")
        else:
            yield before + name


def test_every_sentence_of_this_room_is_said_by_a_test() -> None:
    catalogue = tomllib.loads((files("ziping.wording") / "zh" / "standards.toml").read_text(encoding="utf-8"))
    bad = {path.name for path in (Path(__file__).parent / "bad").iterdir()}

    unsaid = {key for key in flat(catalogue) if not key.startswith("measure.")} - bad - ELSEWHERE.keys()

    assert unsaid == set()


def test_a_file_that_cannot_be_read_is_a_problem_of_its_own(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "mine", bases=HOUSE)
    (folder / "words.yaml").symlink_to(tmp_path / "nowhere.yaml")

    assert keys(folder) == ["yaml.unreadable"]


def test_an_installed_pack_is_called_as_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_pack(tmp_path / "place" / "2024", bases=HOUSE)
    monkeypatch.setattr("ziping.standards.finding.installed_root", lambda: tmp_path)

    (problem,) = check_pack("place/2024")

    assert problem.message.key == "standards.pack.wrong_id"
    assert "place/2024" in problem.render("zh")
    with pytest.raises(PackError):
        load_standard(folder)
