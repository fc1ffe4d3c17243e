"""Tables as finance bureaus print them: every claim is seen and holds, every planted slip is found, nothing else is."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from reading.tables.drawn import LAYOUTS, cells_of, drawn, far_off, layout, verdict, with_text, wrong
from ziping.figures import Place, Verdict
from ziping.reading.tables import read_table

PATHS = sorted(LAYOUTS.glob("*.txt"))
_MOST = 16
NAMES = [path.stem for path in PATHS]


@pytest.mark.parametrize("path", PATHS, ids=NAMES)
def test_a_right_table_makes_its_claims_and_all_hold(path: Path) -> None:
    one = layout(path)
    read = read_table(one.grid, unit_hint=None, above=one.above)
    assert Counter(claim.kind for claim in read.claims) == one.claims
    assert {verdict(claim) for claim in read.claims} <= {Verdict.EXACT, Verdict.ROUNDING}


@pytest.mark.parametrize("path", PATHS, ids=NAMES)
def test_every_figure_gone_wrong_is_found_and_no_other_is_accused(path: Path) -> None:
    one = layout(path)
    read = read_table(one.grid, unit_hint=None, above=one.above)
    closed = [claim for claim in read.claims if claim.kind != "partial_sum"]
    covered = set().union(*map(cells_of, closed))
    planted = 0
    for mention in read.mentions[:: 1 + len(read.mentions) // _MOST]:
        row, column = mention.place.row, mention.place.column
        written = mention.figure.written.strip()
        if not mention.figure.value or row is None or column is None:
            continue
        spoilt = with_text(one.grid, row, column, written, far_off(written))
        accused = wrong(read_table(spoilt, unit_hint=None, above=one.above).claims)
        assert all((row, column) in cells_of(claim) for claim in accused), mention.words
        if (row, column) in covered:
            assert accused, f"{mention.words}: {written} → {far_off(written)}"
            planted += 1
    assert planted > 1


@pytest.mark.parametrize("path", PATHS, ids=NAMES)
def test_a_piece_of_a_table_torn_off_by_the_page_accuses_nothing(path: Path) -> None:
    """Rows lost at either end: what is left does not add up, and cannot be expected to."""
    one = layout(path)
    rows = one.grid.rows
    for first, last in ((0, rows - 2), (rows // 2, rows), (rows // 3, rows - 1)):
        if any(
            c.row < first < c.row + c.row_span or c.row < last < c.row + c.row_span for c in one.grid.cells
        ):
            continue
        cells = tuple(replace(c, row=c.row - first) for c in one.grid.cells if first <= c.row < last)
        torn = replace(one.grid, rows=last - first, cells=cells, place=Place(block=0, page=7))
        read = read_table(torn, unit_hint=None, above="")
        assert wrong(read.claims) == []


def test_heads_repeated_on_the_next_page_do_not_break_the_table() -> None:
    head = "科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出"
    grid = drawn(
        f"""{head}
207 | 文化支出 | 156.30 | 100.10 | 56.20
20701 | 文化和旅游 | 101.10 | 60.90 | 40.20
{head}
20702 | 文物 | 55.20 | 39.20 | 16.00
合计 | < | 156.30 | 100.10 | 56.20""",
        page=4,
    )
    read = read_table(grid, unit_hint=None, above="单位：万元")
    assert len([claim for claim in read.claims if claim.kind == "sum"]) == 3 + 3 + 4
    assert wrong(read.claims) == []
