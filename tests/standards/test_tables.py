"""Tables of ranges in packs, wherever a way of scoring stands, and what a new year's workbook continues."""

from __future__ import annotations

from pathlib import Path

import pytest

from standards.packs import SMALL, innermost
from ziping.standards import check_pack

SCORING = """\
basis: house
total: 100
execution_marks: 10
execution: {mode: execution_linear}
execution_formula: operating@executed / operating@initial
blocks: [{level1: 产出指标, marks: 90, level2: [数量指标]}]
by_sign: {≥: {mode: ratio}}
bands: []
grades: []
"""


def faults(folder: Path, **files: str) -> list[str]:
    """What is wrong with the small pack once it has these files, with line and key."""
    for path in SMALL.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return [
        f"{Path(problem.spot.file).name}:{problem.spot.line} {innermost(problem.message).key.removeprefix('standards.check.')}"
        for problem in check_pack(folder)
    ]


def table(*ranges: str) -> str:
    rows = ", ".join(f'["{written}", 1]' for written in ranges)
    return SCORING.replace("{mode: ratio}", f"{{mode: steps, params: {{table: [{rows}]}}}}")


@pytest.mark.parametrize(
    "ranges",
    [
        ("≥90%", "[80%,90%)", "[60%,80%)", "<60%"),
        ("<60%", "[60%,80%)", "[80%,90%)", "≥90%"),
        ("≤0", "(0,10%]", "(10%,20%]", ">20%"),
        ("0", "(0,10%]", ">10%"),
        ("<0", "0", ">0"),
        ("[0,50%)", "[50%,100%]"),  # nothing is said of what lies outside
        ("≥3人", "<3人"),
        ("≥0",),
    ],
)
def test_rows_that_meet_are_sound_in_any_order(ranges: tuple[str, ...], tmp_path: Path) -> None:
    assert faults(tmp_path, scoring=table(*ranges)) == []


@pytest.mark.parametrize(
    ("ranges", "found"),
    [
        (("≥90%", "<90%", "50%"), ["rows_overlap"]),
        (("≥90%", "≤90%"), ["rows_overlap"]),
        ((">90%", "<90%"), ["rows_apart"]),
        (("<0", ">0"), ["rows_apart"]),
        (("[0,10%]", "[20%,30%]", "(30%,40%]"), ["rows_apart"]),
        (("[0,100%]", "[10%,20%]", "(100%,200%]"), ["rows_overlap"]),  # one within another
        (("[0,10%)", "[10%,20%)", "[15%,30%)", "[40%,50%)"), ["rows_overlap", "rows_apart"]),
        (("≥0", "≥0"), ["rows_overlap"]),
        (("0", "0"), ["rows_overlap"]),
    ],
)
def test_rows_that_do_not_meet_are_refused(ranges: tuple[str, ...], found: list[str], tmp_path: Path) -> None:
    assert sorted(faults(tmp_path, scoring=table(*ranges))) == sorted(
        f"scoring.yaml:7 {one}" for one in found
    )


def test_a_table_written_as_in_a_cell_is_looked_at_too(tmp_path: Path) -> None:
    typed = SCORING.replace("{mode: ratio}", "{mode: steps, params: {table: '≤0:5；(5%,10%]:4；>10%：0'}}")
    assert faults(tmp_path, scoring=typed) == ["scoring.yaml:7 rows_apart"]


GAP = '[["≥90%", 1], ["<80%", 0]]'
CONTROL_ROW = """\
basis: house
title: {zh: 控制指标, en: control}
total: 5
indicators:
  - id: posts
    level1: 投入
    level2: 人员
    name: 控制率
    marks: 5
    formula: staff.serving / staff.posts
    rule: RULE
    standard: 略
"""


@pytest.mark.parametrize(
    ("files", "line"),
    [
        (
            {"scoring": SCORING.replace("execution_linear", f"execution_banded, params: {{bands: {GAP}}}")},
            "scoring.yaml:4",
        ),
        ({"scoring": f"{SCORING}modes: {{satisfaction_bands: {{bands: {GAP}}}}}\n"}, "scoring.yaml:10"),
        (
            {"control": CONTROL_ROW.replace("RULE", f"{{mode: steps, params: {{table: {GAP}}}}}")},
            "control.yaml:11",
        ),
        (
            {
                "control": CONTROL_ROW.replace("RULE", "{mode: ratio}")
                + f"variants:\n  B:\n    posts:\n      rule: {{mode: steps, params: {{table: {GAP}}}}}\n"
            },
            "control.yaml:16",
        ),
    ],
)
def test_a_gap_is_found_wherever_the_table_stands(files: dict[str, str], line: str, tmp_path: Path) -> None:
    assert faults(tmp_path, **files) == [f"{line} rows_apart"]


WORKBOOK = """\
title: {zh: 数据表, en: workbook}
sheets:
  - id: staff
    title: 人员
    kind: fields
    fields:
      - {field: FIELD, label: 编制数, continues: CONTINUES}
"""


@pytest.mark.parametrize(
    ("field", "continues", "found"),
    [
        ("staff.posts@actual", "staff.serving@actual", []),
        ("staff.posts@actual", "staff.servin@actual", ["workbook.yaml:7 unknown_concept"]),
        ("staff.posts@actual", "staff.serving@executed", ["workbook.yaml:7 unknown_stage"]),
        ("staff.posts@actual", "staff.serving", ["workbook.yaml:7 continues_stage"]),
        ("staff.posts@actual", "project.initial@actual", ["workbook.yaml:7 continues_book"]),
        ("unit.name", "staff.serving@actual", ["workbook.yaml:7 continues_book"]),
    ],
)
def test_what_a_new_year_continues_is_a_figure_that_is_there(
    field: str, continues: str, found: list[str], tmp_path: Path
) -> None:
    workbook = WORKBOOK.replace("FIELD", field).replace("CONTINUES", continues)
    assert faults(tmp_path, workbook=workbook) == found
