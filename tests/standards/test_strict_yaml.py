"""YAML read strictly: the expected type decides what a word means."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any, Literal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ziping.standards import PackError, Problem
from ziping.standards.strict_yaml import convert, merged, read_nodes, verify


class Row(msgspec.Struct, frozen=True):
    name: str
    marks: Decimal = Decimal(0)
    sign: Literal["≥", "="] = "="
    rows: tuple["Row", ...] = ()  # noqa: UP037 - a record that holds itself


def read(text: str, kind: Any) -> Any:
    node = read_nodes(text, "a.yaml")
    assert node is not None
    problems: list[Problem] = []
    value = convert(node, kind, problems)
    assert problems == []
    return value


def refused(text: str, kind: Any) -> list[tuple[str, str, int]]:
    node = read_nodes(text, "a.yaml")
    assert node is not None
    problems: list[Problem] = []
    assert convert(node, kind, problems) is None
    return [(one.message.key.removeprefix("standards.read."), one.path, one.spot.line) for one in problems]


@pytest.mark.parametrize(
    "word",
    [
        "08",
        "1e3",
        "yes",
        "no",
        "on",
        "off",
        "null",
        "~",
        "true",
        "1.0",
        "0x1F",
        "2024-01-01",
        "12:30:45",
        ".inf",
        "=",
        "<<",
    ],
)
def test_where_a_text_is_expected_every_word_is_the_text_it_is(word: str) -> None:
    assert read(f"a: {word}", dict[str, str]) == {"a": word}


def test_codes_as_keys_stay_texts() -> None:
    assert read("30201: 办公费\n08: 八\nno: 否", dict[str, str]) == {
        "30201": "办公费",
        "08": "八",
        "no": "否",
    }


@pytest.mark.parametrize(
    "written", ["0.1", "10", "-3.50", "12345678901234567890.123456789012345678901234567890"]
)
def test_decimals_are_exactly_what_is_written(written: str) -> None:
    assert str(read(f"a: {written}", dict[str, Decimal])["a"]) == written


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_any_decimal_comes_back_to_the_digit(number: Decimal) -> None:
    written = format(number, "f")

    assert format(read(f"a: {written}", dict[str, Decimal])["a"], "f") == written


@pytest.mark.parametrize("written", ["1e3", "08", ".5", "5.", "1,000", "90%", "+1", "true", "[1]", "１０"])
def test_what_is_no_plain_decimal_is_refused(written: str) -> None:
    assert refused(f"a: {written}", dict[str, Decimal]) == [("not_number", "a", 1)]


@pytest.mark.parametrize("written", ["08", "1.0", "一", "''", "0x10", "1_000"])
def test_what_is_no_whole_number_is_refused(written: str) -> None:
    assert refused(f"a: {written}", dict[str, int]) == [("not_whole", "a", 1)]


def test_yes_and_no_are_no_switches() -> None:
    assert read("a: true\nb: false", dict[str, bool]) == {"a": True, "b": False}
    assert refused("a: yes\nb: 'true'\nc: True", dict[str, bool]) == [
        ("not_flag", "a", 1),
        ("not_flag", "b", 2),
        ("not_flag", "c", 3),
    ]


def test_a_date_is_one_only_where_one_is_expected() -> None:
    assert read("a: 2024-02-29", dict[str, dt.date]) == {"a": dt.date(2024, 2, 29)}
    assert refused("a: 2023-02-29\nb: 2024-2-9", dict[str, dt.date]) == [
        ("no_such_day", "a", 1),
        ("not_day", "b", 2),
    ]


def test_where_anything_may_stand_bare_numbers_are_exact_numbers() -> None:
    text = "{whole: 3, share: 0.5, on: true, text: '3', code: 08, list: [1, a], more: {x: 2}}"

    assert read(text, dict[str, object]) == {
        "whole": 3,
        "share": Decimal("0.5"),
        "on": True,
        "text": "3",
        "code": "08",
        "list": [1, "a"],
        "more": {"x": 2},
    }


def test_a_choice_of_types_goes_by_the_shape_of_what_stands_there() -> None:
    kind = dict[str, str | int | list[str]]

    assert read("{a: 5万元, b: 3, c: '3', d: [x]}", kind) == {"a": "5万元", "b": 3, "c": "3", "d": ["x"]}


@pytest.mark.parametrize("nothing", ["", "~", "null"])
def test_nothing_is_nothing_only_where_it_may_be(nothing: str) -> None:
    assert read(f"a: {nothing}", dict[str, int | None]) == {"a": None}
    assert refused(f"a: {nothing}", dict[str, int]) == [("not_whole", "a", 1)]


def test_records_hold_records_of_their_own_kind() -> None:
    assert read("{name: 甲, rows: [{name: 乙, marks: 0.5}]}", Row) == Row(
        name="甲", rows=(Row(name="乙", marks=Decimal("0.5")),)
    )


def test_all_that_is_wrong_in_a_file_is_found_at_once() -> None:
    text = """\
- {name: [甲], marks: 五}
- {nmae: 乙}
- name: 丙
  sign: 大于
  rows:
    - {}
"""
    assert refused(text, tuple[Row, ...]) == [
        ("not_text", "[0].name", 1),
        ("not_number", "[0].marks", 1),
        ("unknown_key", "[1]", 2),
        ("missing_key", "[1]", 2),
        ("not_choice", "[2].sign", 4),
        ("missing_key", "[2].rows[0]", 6),
    ]


def test_a_comma_that_began_a_key_is_explained() -> None:
    assert refused("{name: budget, accounts}", Row) == [("comma_in_flow", "", 1)]


def test_keys_given_twice_are_found_however_deep() -> None:
    node = read_nodes("a:\n  - {b: 1, b: 2}\n? [x]\n: !!int 3\n", "a.yaml")
    assert node is not None

    assert [(one.message.key, one.spot.line) for one in verify(node)] == [
        ("standards.yaml.duplicate_key", 2),
        ("standards.yaml.key_not_text", 3),
        ("standards.yaml.tag", 4),
    ]


def test_a_pile_of_aliases_is_refused_before_it_grows() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20)
    )

    with pytest.raises(PackError) as error:
        read_nodes(bomb, "a.yaml")
    assert [(one.message.key, one.spot.line) for one in error.value.problems] == [("standards.yaml.alias", 2)]


@pytest.mark.parametrize(
    "text",
    ["[" * 100_000, "- " * 100_000 + "x", "{a: " * 100_000, "\n".join(" " * n + "a:" for n in range(500))],
)
def test_a_file_nested_without_end_is_refused_without_harm(text: str) -> None:
    with pytest.raises(PackError) as error:
        read_nodes(text, "a.yaml")
    assert error.value.problems[0].message.key == "standards.yaml.too_deep"


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_with_a_place(text: str) -> None:
    for problem in problems_in(text):
        assert problem.spot.file == "a.yaml"
        assert problem.render("zh").startswith("a.yaml")


def problems_in(text: str) -> list[Problem]:
    try:
        node = read_nodes(text, "a.yaml")
    except PackError as error:
        return list(error.problems)
    return [] if node is None else list(verify(node))


@pytest.mark.parametrize(
    "text",
    ["a: &x 1\nb: *x", "a: &x 1\n? *x\n: 1", "[&x 1, *x]", "[&x 1,*x]", "- &x 1\n- *x", "{a: &x 1, b: *x}"],
)
def test_an_alias_is_refused_wherever_it_stands(text: str) -> None:
    with pytest.raises(PackError) as error:
        read_nodes(text, "a.yaml")
    assert error.value.problems[0].message.key == "standards.yaml.alias"


def test_a_star_in_a_text_is_no_alias() -> None:
    assert read("a: '*'\nb: 2 * 3", dict[str, str]) == {"a": "*", "b": "2 * 3"}


def test_a_tree_on_top_of_another_adds_and_replaces_key_by_key() -> None:
    below = read_nodes("{a: {x: 1, y: [1, 2]}, b: 2}", "below.yaml")
    above = read_nodes("{a: {y: [3], z: 4}, c: 5}", "above.yaml")
    assert below is not None
    assert above is not None
    problems: list[Problem] = []

    assert convert(merged(below, above), dict[str, object], problems) == {
        "a": {"x": 1, "y": [3], "z": 4},
        "b": 2,
        "c": 5,
    }


def test_a_type_no_pack_can_hold_is_a_mistake_in_the_model() -> None:
    node = read_nodes("a: 1.5", "a.yaml")
    assert node is not None
    with pytest.raises(TypeError):
        convert(node, dict[str, float], [])
