"""The grain of a table or paragraph."""

from __future__ import annotations

from fractions import Fraction

from ziping.figures import Figure, grain, grains, unit, with_grain


def group(*texts: str) -> list[Figure]:
    return [Figure.parse(text) for text in texts]


def test_the_smallest_step_written_rules_the_whole_group() -> None:
    figures = group("17万元", "50万元", "13.68万元", "100万元", "60万元")
    assert grain(figures, unit("万元")) == 100
    assert [figure.step for figure in with_grain(figures)] == [100] * 5


def test_where_every_amount_is_whole_the_step_is_the_unit() -> None:
    figures = group("6830万元", "4505万元")
    assert grain(figures, unit("万元")) == 10000
    assert str(with_grain(figures)[0].interval()) == "[68295000, 68305000]"


def test_each_unit_has_its_own_grain() -> None:
    figures = group("8.09亿元", "766万元", "2.5亿元", "0.94%")
    assert grains(figures) == {unit("亿元"): 10**6, unit("万元"): 10**4}
    assert [figure.grain for figure in with_grain(figures)] == [10**6, 10**4, 10**6, None]


def test_counts_percentages_empties_and_vague_figures_neither_tell_nor_take_a_grain() -> None:
    figures = group("3人", "8.5分", "55.93%", "", "——", "3.25-5万元", "约0.55万元", "12.5万元")
    assert grains(figures) == {unit("万元"): 1000}
    steps = [figure.step for figure in with_grain(figures) if figure.known]
    assert steps == [0, 0, Fraction(1, 10000), 100, 100, 1000]


def test_bare_cells_of_one_column_share_a_grain_that_follows_them_into_their_unit() -> None:
    column = with_grain(group("311.03", "67.2", "2", "0"))
    assert {figure.grain for figure in column} == {Fraction(1, 100)}
    assert {figure.in_unit("万元").step for figure in column} == {100}


def test_a_group_without_measures_has_no_grain() -> None:
    assert grain(group("3人", "", "50%")) is None
    assert with_grain([]) == ()
