"""Tables drawn as text: cells between bars, ``<`` joined to the cell at its left, ``^`` to the one above."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from ziping.documents.source import Grid, GridCell
from ziping.figures import Place, Verdict, judge_ratio, judge_sum
from ziping.reading.claims import Claim

LAYOUTS = Path(__file__).parent / "layouts"


def drawn(text: str, *, page: int | None = None) -> Grid:
    """The grid of a drawing; blanks of half width around a cell's text are not its own."""
    rows = [[cell.strip(" ") for cell in line.split("|")] for line in text.strip("\n").split("\n")]
    width = max(map(len, rows))
    cells: dict[tuple[int, int], GridCell] = {}
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for r, row in enumerate(rows):
        for c, said in enumerate(row + [""] * (width - len(row))):
            at = (r, c)
            if said == "<":
                at = owner[r, c - 1]
            elif said == "^":
                at = owner[r - 1, c]
            owner[r, c] = at
            if at == (r, c):
                cells[at] = GridCell(r, c, said)
            else:
                one = cells[at]
                spans = max(one.row_span, r - one.row + 1), max(one.col_span, c - one.column + 1)
                cells[at] = replace(one, row_span=spans[0], col_span=spans[1])
    return Grid(len(rows), width, tuple(cells[at] for at in sorted(cells)), Place(block=0, page=page))


@dataclass(frozen=True)
class Layout:
    """A stored table: the text above it, how many claims of each kind it makes, the grid."""

    above: str
    claims: dict[str, int]
    grid: Grid


def layout(path: Path) -> Layout:
    """A table of ``layouts/``."""
    above, claims, drawing = path.read_text(encoding="utf-8").split("\n", 2)
    kinds = [one.split() for one in claims.removeprefix("claims:").split(",")]
    counted = {kind: int(count) for kind, count in kinds}
    return Layout(above.removeprefix("above:").strip(), counted, drawn(drawing))


def verdict(claim: Claim) -> Verdict:
    """What a checker says of a claim."""
    said, operands = claim.claim.figure, [one.figure for one in claim.operands]
    bases = [one.base for one in operands]
    match claim.kind:
        case "sum" | "difference":
            return judge_sum(said, operands, claim.weights).verdict
        case "partial_sum":
            return _plain(sum(bases) <= said.base)
        case "growth":
            first, second = bases if claim.formula == "(a-b)/b" else reversed(bases)
            below = bases[1]
            return judge_ratio(said, Fraction(first - second) / below).verdict
        case "equal":
            return _plain(said.base == bases[0])
        case "product":
            return _plain(said.base == bases[0] * bases[1])
        case _:
            return judge_ratio(said, numerator=operands[0], denominator=operands[1]).verdict


def _plain(right: bool) -> Verdict:
    return Verdict.EXACT if right else Verdict.INCONSISTENT


def cells_of(claim: Claim) -> set[tuple[int | None, int | None]]:
    """Row and column of every figure in a claim."""
    return {(one.place.row, one.place.column) for one in (claim.claim, *claim.operands)}


def wrong(claims: tuple[Claim, ...]) -> list[Claim]:
    """The plain claims that a checker calls wrong."""
    return [c for c in claims if c.plain and verdict(c) in {Verdict.INCONSISTENT, Verdict.TRUNCATION}]


def with_text(grid: Grid, row: int, column: int, old: str, new: str) -> Grid:
    """The grid with other text in one cell."""
    cells = tuple(
        replace(cell, text=cell.text.replace(old, new)) if (cell.row, cell.column) == (row, column) else cell
        for cell in grid.cells
    )
    return replace(grid, cells=cells)


def far_off(written: str) -> str:
    """The figure with its first digit changed by much."""
    at = next(i for i, char in enumerate(written) if char.isdigit() and char != "0")
    return f"{written[:at]}{'9' if written[at] < '5' else '1'}{written[at + 1 :]}"
