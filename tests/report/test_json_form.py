"""A report saved and loaded again is the same report, to the letter."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ziping.report import (
    Allotment,
    DayOrMonth,
    Project,
    Quantity,
    Report,
    Unit,
    dump_report,
    json_schema,
    load_report,
)
from ziping.wording import InputError

FIGURES = st.one_of(
    st.decimals(min_value=0, max_value=10**9, places=2).map(lambda value: format(value, "f")),
    st.integers(min_value=0, max_value=10**9).map(lambda value: f"{value:,}"),
    st.sampled_from(["", "——", "不适用", "无", "0", "43 人", "1,177.69", "１７.５"]),
)
NAMES = st.text(st.characters(categories=("Lo", "Nd"), max_codepoint=0x9FFF), min_size=1, max_size=12)
DATES = st.none() | st.dates(dt.date(2000, 1, 1), dt.date(2050, 12, 31))
MAYBE_MONTHS = DATES.map(lambda day: day and DayOrMonth(day)) | st.sampled_from(
    [DayOrMonth("2024-12"), DayOrMonth("2024年2月")]
)
ALLOTMENTS = st.builds(Allotment, date=MAYBE_MONTHS, document=NAMES, amount=FIGURES.map(Quantity))
PROJECTS = st.builds(
    Project, name=NAMES, initial=FIGURES.map(Quantity), allotments=st.lists(ALLOTMENTS, max_size=3).map(tuple)
)
REPORTS = st.builds(
    Report,
    standard=st.just("hunan/department/2024"),
    year=st.integers(2015, 2035),
    unit=st.builds(Unit, name=NAMES, filled_on=DATES, sealed=st.none() | st.booleans()),
    figures=st.dictionaries(
        st.sampled_from(["basic", "operating"]),
        st.dictionaries(st.sampled_from(["initial", "executed"]), FIGURES.map(Quantity)),
    ),
    projects=st.lists(PROJECTS, max_size=4).map(tuple),
)


@given(REPORTS)
def test_what_is_saved_loads_equal(report: Report) -> None:
    assert load_report(dump_report(report)) == report


@given(REPORTS)
def test_what_is_saved_fits_the_published_schema(report: Report) -> None:
    jsonschema.validate(json.loads(dump_report(report)), json_schema())


@pytest.mark.parametrize(
    ("written", "kept"),
    [("67.20", "67.20"), ("1177.69", "1177.69"), ("0", "0"), ("1e2", "100"), ("0.1000", "0.1000")],
)
def test_a_bare_number_is_kept_as_it_was_written_and_never_goes_through_a_float(
    written: str, kept: str
) -> None:
    text = f'{{"standard": "x", "year": 2024, "figures": {{"operating": {{"initial": {written}}}}}}}'
    assert load_report(text).figures["operating"]["initial"] == Quantity(kept)


def test_blank_dash_not_applicable_and_zero_stay_four_things() -> None:
    written = ["", "——", "不适用", "0"]
    book = {f"c{number}": {"actual": Quantity(text)} for number, text in enumerate(written)}
    again = load_report(dump_report(Report(standard="x", year=2024, figures=book)))
    empties = [again.figures[name]["actual"].figure().empty for name in book]
    assert len(set(empties)) == 4
    assert [again.figures[name]["actual"].written for name in book] == written


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "第 1 行不是合法的 JSON"),
        ("[]", "没有报告数据"),
        ('{"standard": "x", "year": 2024, "untit": {}}', "untit"),
        ('{"standard": "x", "year": "二〇二四"}', "$.year"),
        ('{"standard": "x", "year": 2024, "figures": {"a": {"b": "约莫五十"}}}', "约莫五十"),
        ('{"standard": "x", "year": 2024, "figures": {"a": {"b": true}}}', "True"),
        ('{"standard": "x", "year": 2024, "figures": {"a": {"b": NaN}}}', "NaN"),
        ('{"standard": "x", "year": 2024, "projects": [{"name": "甲", "initial": "壹万零"}]}', "$.projects"),
        ('{"standard": "x", "year": 2024, "year": 2023}', "“year” ×2"),
        ("[" * 100_000, "嵌套过深"),
    ],
)
def test_what_is_no_report_is_refused_with_the_place_and_what_was_read(text: str, said: str) -> None:
    with pytest.raises(InputError) as refusal:
        load_report(text)
    assert said in str(refusal.value)


def test_a_missing_file_and_a_file_in_another_encoding_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"没有\.json|读不了"):
        load_report(tmp_path / "没有.json")
    gbk = tmp_path / "gbk.json"
    gbk.write_bytes('{"standard": "标准"}'.encode("gbk"))
    with pytest.raises(InputError, match="UTF-8"):
        load_report(gbk)


def test_a_byte_order_mark_is_no_obstacle(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    path.write_text('{"standard": "x", "year": 2024}', encoding="utf-8-sig")
    assert load_report(path).year == 2024


def test_a_quantity_refuses_what_is_not_one_figure_and_takes_the_unit_of_its_place() -> None:
    with pytest.raises(InputError):
        Quantity("五十左右吧")
    assert Quantity("1,177.69").figure("万元").base == Decimal(11776900)
    assert Quantity("3亿元").figure("万元").base == 300_000_000
    assert Quantity(Decimal("67.20")).written == "67.20"
