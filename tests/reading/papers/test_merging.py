"""Records of one list read from several places of a document."""

from __future__ import annotations

import pytest

from ziping.reading.papers.assembling import merged
from ziping.reading.papers.gathering import Record


@pytest.mark.parametrize("number", range(8))
def test_of_tables_with_as_many_indicators_the_first_is_taken_on_every_run(number: int) -> None:
    first, second, told = (
        [Record(source), Record(source)] for source in (f"table:{number}", f"table:{number + 100}", "words")
    )
    kept = merged("indicator", [told[0], first[0], second[0], first[1], second[1], told[1]])
    assert [one is other for one, other in zip(kept, first, strict=True)] == [True, True]


def test_without_a_table_every_indicator_told_is_kept() -> None:
    assert len(merged("indicator", [Record("words"), Record("sentences")])) == 2
