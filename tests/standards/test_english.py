"""Labels, places and headings of a standard, said in English."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from standards.packs import small
from ziping.figures import Place
from ziping.report.form_places import places
from ziping.standards import Standard, load_standard
from ziping.standards.english import cell_name, name_of, said, whole
from ziping.standards.workbook_terms import row_label
from ziping.wording import Message, Name, say

CHINESE = re.compile("[\u4e00-\u9fff]")
PACKS = ["hunan/department/2024", "national/project/2020"]


def labels_of(standard: Standard) -> Iterator[str]:
    """All a standard calls something by, apart from sentences."""
    yield from (step for place in places(standard, 2024).values() for step in place.steps)
    workbook, scoring, control = standard.workbook, standard.scoring, standard.control
    assert workbook is not None
    assert scoring is not None
    for sheet in workbook.sheets:
        yield from (sheet.title, sheet.key)
        yield from (field.label for field in sheet.fields)
        yield from (row_label(row, standard) for row in sheet.rows)
    for blocks in (scoring.blocks, *scoring.alternatives.values()):
        yield from (name for block in blocks for name in (block.level1, *block.level2))
    yield from (grade.name for grade in scoring.grades)
    yield from (name for name, _, _ in scoring.bands)
    for row in control.indicators if control else ():
        yield from (row.name, row.level1, row.level2)


@pytest.mark.parametrize("pack", PACKS)
def test_every_label_of_an_installed_standard_has_its_english(pack: str) -> None:
    standard = load_standard(pack)
    assert {label for label in labels_of(standard) if CHINESE.search(said(label, standard, "en"))} == set()


@pytest.mark.parametrize("pack", PACKS)
def test_in_chinese_every_label_is_said_as_it_is_written(pack: str) -> None:
    standard = load_standard(pack)
    assert all(said(label, standard, "zh") == label for label in labels_of(standard))


@pytest.mark.parametrize(
    ("written", "english"),
    [
        ("附件1-1 公用经费 / 2024年决算数", "Annex 1-1 operating expenditure / 2024 executed"),
        ("项目 社保基金监管 / 项目决算数", "project 社保基金监管 / project executed"),
        ("公用经费 年初预算数", "operating expenditure initial budget"),
        ("其中：公车购置", "of which: vehicle purchase"),
        ("2024年", "2024"),
        ("社保基金监管", "社保基金监管"),  # the unit's own word
        ("社保基金监管 公用经费", "社保基金监管 公用经费"),
        ("", ""),
        ("Annex", "Annex"),
    ],
)
def test_a_place_is_said_step_by_step(written: str, english: str) -> None:
    assert said(written, load_standard("hunan/department/2024"), "en") == english


def test_what_is_more_than_labels_is_left_whole() -> None:
    standard = load_standard("hunan/department/2024")
    assert whole("政府性基金 年初预算数", standard, "en") == "government funds initial budget"
    assert whole("公用经费 有结余", standard, "en") == "公用经费 有结余"
    assert whole("政府性基金 年初预算数", standard, "zh") == "政府性基金 年初预算数"


def test_a_place_is_said_like_its_words() -> None:
    assert said(Place("公用经费", "在职人数"), small(), "en") == "operating expenditure / serving"


def test_a_name_is_said_in_the_language_of_its_reader_and_a_cell_s_shows_what_stands_in_the_file() -> None:
    name, cell = name_of("公用经费", small()), cell_name("公用经费", small())
    assert (name, str(name)) == (Name("公用经费", "operating expenditure"), "公用经费")
    assert cell == Name("公用经费", "operating expenditure (公用经费)")
    assert cell_name("自己的列", small()) == Name("自己的列", "自己的列")
    message = Message("reading.no_year", {"file": "a.xlsx", "label": (name, cell)})
    assert "“公用经费、公用经费”" in say(message, "zh")
    assert "“operating expenditure, operating expenditure (公用经费)”" in say(message, "en")
