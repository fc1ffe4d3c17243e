"""The examples of docs/scoring.md, row by row."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from scoring.helpers import case, hunan, points, report, str_of
from ziping.scoring import mode_named, score, sign_named
from ziping.standards.model.scoring import Sign

PAGE = Path(__file__).resolve().parents[2] / "docs" / "scoring.md"
UNSCORED = "不评分"


def rows(first_heading: str) -> Iterator[list[str]]:
    """The rows of every table that begins with that heading, without the heading."""
    inside = False
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")] if line.startswith("|") else []
        if not cells:
            inside = False
        elif cells[0] == first_heading:
            inside = True
        elif inside and not cells[0].startswith("-"):
            yield cells


EXAMPLES = list(rows("赋分方式"))
CONTROL = list(rows("控制指标"))


@pytest.mark.parametrize("row", EXAMPLES, ids=" ".join)
def test_an_example_of_the_page_comes_out_as_printed(row: list[str]) -> None:
    mode, sign, target, actual, full, params, expected = row
    given = case(target, actual, full, cast("Sign", sign_named(sign, "")))
    named = dict(one.strip().split("=", 1) for one in params.split("; ") if one)
    found = points(mode_named(mode, ""), given, **named)
    assert (UNSCORED if found is None else found) == expected


@pytest.mark.parametrize("row", CONTROL, ids=" ".join)
def test_a_control_indicator_of_the_page_comes_out_as_printed(row: list[str]) -> None:
    name, data, full, expected = row
    figures: dict[str, dict[str, str]] = {}
    for one in data.split("；"):
        place, value = one.split("=")
        concept, stage = place.split("@")
        figures.setdefault(concept, {})[stage] = value
    card = score(report(figures=figures), hunan()).control
    assert card is not None
    mark = card[name]
    assert mark.full == int(full)
    assert (UNSCORED if mark.points is None else str_of(mark.points)) == expected


def test_the_page_has_its_examples() -> None:
    assert len(EXAMPLES) >= 25
    assert len(CONTROL) >= 8
    shown = {row[0] for row in EXAMPLES}
    assert {
        "ratio",
        "reverse_linear",
        "reverse_ratio",
        "deduction",
        "steps",
        "binary",
        "execution_linear",
    } <= shown
