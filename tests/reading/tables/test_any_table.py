"""Properties: a table built from its parts never looks wrong; a table of anything never breaks the reader."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from reading.tables.drawn import drawn, verdict, wrong
from ziping.documents.source import Grid, GridCell
from ziping.figures import Place, Verdict
from ziping.reading.tables import read_table

AMOUNT = st.integers(0, 10**7).map(lambda cents: Decimal(cents) / 100)
ROW = st.tuples(AMOUNT, AMOUNT)
GROUPS = st.lists(st.lists(ROW, min_size=1, max_size=4), min_size=1, max_size=5)
CHINESE = "一二三四五六七八九十"
ROUGH = st.text("一二、（）()12.０９,，%-—其中：合计小总数率年 \n万元分其", max_size=12)


def _line(label: str, row: tuple[Decimal, Decimal]) -> str:
    return f"{label} | {sum(row):.2f} | {row[0]:.2f} | {row[1]:.2f}"


def _sum(rows: list[tuple[Decimal, Decimal]]) -> tuple[Decimal, Decimal]:
    return sum((row[0] for row in rows), Decimal(0)), sum((row[1] for row in rows), Decimal(0))


def _table(groups: list[list[tuple[Decimal, Decimal]]], outer: str, inner: str, *, first: bool) -> str:
    body = []
    for number, group in enumerate(groups):
        body.append(_line(outer.format(CHINESE[number], number + 1), _sum(group)))
        body += [_line(inner.format(at + 1), row) for at, row in enumerate(group)]
    total = _line("合计", _sum([_sum(group) for group in groups]))
    rows = [total, *body] if first else [*body, total]
    return "\n".join(["项目 | 合计 | 基本支出 | 项目支出", *rows])


@settings(max_examples=60, deadline=None)
@given(
    GROUPS,
    st.sampled_from(
        [("{0}、类", "{0}.款"), ("类{1}", "　　款{0}"), ("（{0}）类", "{0}、款"), ("{1}.类", "（{0}）款")]
    ),
    st.booleans(),
    st.sampled_from([None, 2]),
)
def test_a_table_that_adds_up_is_never_accused(
    groups: list[list[tuple[Decimal, Decimal]]], labels: tuple[str, str], first: bool, page: int | None
) -> None:
    text = _table(groups, *labels, first=first)
    read = read_table(drawn(text, page=page), unit_hint=None, above="单位：万元")
    assert wrong(read.claims) == []
    assert {verdict(claim) for claim in read.claims if claim.plain} <= {Verdict.EXACT, Verdict.ROUNDING}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(AMOUNT, AMOUNT), min_size=2, max_size=12))
def test_figures_under_numbers_without_any_sum_accuse_nothing(rows: list[tuple[Decimal, Decimal]]) -> None:
    labels = [f"{CHINESE[at // 4]}、类" if at % 4 == 0 else f"{at % 4}.款" for at in range(len(rows))]
    text = "\n".join(f"{label} | {a:.2f} | {b:.2f}" for label, (a, b) in zip(labels, rows, strict=True))
    assert wrong(read_table(drawn(f"项目 | 预算 | 决算\n{text}"), unit_hint=None).claims) == []


@settings(max_examples=150, deadline=None)
@given(st.data(), st.integers(1, 7), st.integers(1, 7))
def test_a_table_of_anything_is_read_without_trouble(data: st.DataObject, rows: int, columns: int) -> None:
    cells: list[GridCell] = []
    taken: set[tuple[int, int]] = set()
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            down, along = data.draw(st.integers(1, 3)), data.draw(st.integers(1, 3))
            span = {(r, c) for r in range(row, row + down) for c in range(column, column + along)}
            if span & taken or row + down > rows or column + along > columns:
                span, down, along = {(row, column)}, 1, 1
            taken |= span
            cells.append(GridCell(row, column, data.draw(ROUGH), down, along))
    grid = Grid(rows, columns, tuple(cells), Place(block=0))
    read = read_table(grid, unit_hint=None, above=data.draw(ROUGH))
    for mention in (*read.mentions, *read.empties):
        cell = next(c for c in cells if (c.row, c.column) == (mention.place.row, mention.place.column))
        assert mention.place.end is not None
        assert mention.place.end <= len(cell.text)
    assert all(claim.operands for claim in read.claims)


def test_among_dozens_of_columns_of_one_name_the_figures_say_which_a_rate_is_of() -> None:
    groups = 16
    heads = [head for head in ("预算数", "决算数", "执行率") for _ in range(groups)]
    rows = ["项目 | " + " | ".join(heads)]
    for row in range(1, 6):
        budgets = [Decimal(1000 + 37 * row * (at + 1)) for at in range(groups)]
        spent = [budget - 13 * at - row for at, budget in enumerate(budgets)]
        rates = [100 * one / other for one, other in zip(spent, budgets, strict=True)]
        cells = [f"{one:.2f}" for one in (*budgets, *spent)] + [f"{rate:.2f}%" for rate in rates]
        rows.append(f"第{row}项 | " + " | ".join(cells))
    read = read_table(drawn("\n".join(rows)), unit_hint=None, above="单位：万元")
    found = [
        (claim.claim.place.column or 0, [one.place.column for one in claim.operands])
        for claim in read.claims
        if claim.kind == "rate"
    ]
    assert len(found) == 5 * groups
    assert all(operands == [at - groups, at - 2 * groups] for at, operands in found)


def test_among_dozens_of_columns_of_one_name_a_balance_is_of_the_nearest() -> None:
    groups = 8
    heads = ["年初结转和结余", "本年收入", "本年支出", "年末结转和结余"] * groups
    rows = ["项目 | " + " | ".join(heads)]
    for row in range(1, 6):
        cells: list[str] = []
        for at in range(groups):
            begin, income, spent = (
                Decimal(100 * row + 7 * at),
                Decimal(900 + 31 * row * at),
                Decimal(800 + 3 * at),
            )
            cells += [f"{one:.2f}" for one in (begin, income, spent, begin + income - spent)]
        rows.append(f"第{row}项 | " + " | ".join(cells))
    read = read_table(drawn("\n".join(rows)), unit_hint=None, above="单位：万元")
    found = [
        (claim.claim.place.column or 0, [one.place.column for one in claim.operands])
        for claim in read.claims
        if claim.weights == (1, 1, -1)
    ]
    assert len(found) == 5
    assert all(operands == [at - 3, at - 2, at - 1] for at, operands in found)


def test_ten_thousand_rows_are_read_whole() -> None:
    rows = [f"{at}号项目 | {at}.50 | {at}.25 | {at}.25" for at in range(1, 10_000)]
    total = sum(range(1, 10_000))
    last = f"合计 | {total + 9999 * 0.5:.2f} | {total + 9999 * 0.25:.2f} | {total + 9999 * 0.25:.2f}"
    half = "\n".join(rows)
    read = read_table(
        drawn(f"项目 | 金额 | 上半年 | 下半年\n{half}\n{last}"), unit_hint=None, above="单位：万元"
    )
    assert len(read.mentions) == 30_000
    assert len(read.claims) >= 3
    assert len(read.claims[0].operands) == 9_999
