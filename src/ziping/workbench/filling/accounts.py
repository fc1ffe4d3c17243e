"""Published final accounts (部门决算) as lines to fill: tables known by their titles, figures by their labels and codes.

Which table fills what is data (``accounts.toml``). A table that does not say its unit is not read.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from ziping.documents.source import Grid, Passage, Source
from ziping.figures import Figure, FigureError
from ziping.figures.folding import fold
from ziping.report import Entries, Line
from ziping.standards import Standard

_EXECUTED = "executed"
_UNIT = re.compile("单位[:：](万元|千元|元)")
_PLACES = {"万元": 0, "千元": -1, "元": -4}
_YEAR = re.compile("(20[0-9]{2})年度")
_TITLE_ROWS, _ABOVE = 4, 4
_CENTS = Decimal("0.01")
_NO_HEADING = re.compile("^[0-9]+$|表|单位[:：]|年度$")  # what stands above a table and heads no column
_SEVEN = re.compile("2[0-9]{6}$")

Row = tuple[str, ...]


@dataclass(slots=True)
class Accounts:
    """``tables`` counts those that gave something; ``year`` is 0 where none is said."""

    year: int = 0
    tables: int = 0
    entries: Entries = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Table:
    """A table with the words above it; ``rows`` repeat what a merged cell says in each of its columns and rows."""

    said: str
    rows: tuple[Row, ...]
    unit: str

    def amount(self, text: str) -> str | None:
        """The figure in 万元, exactly; ``None`` where no plain figure stands."""
        try:
            value = Figure.parse(text).value
        except FigureError:
            return None
        if value is None:
            return None
        scaled = value.scaleb(_PLACES[self.unit])
        plain = scaled.normalize()
        return format(plain.quantize(_CENTS) if plain == plain.quantize(_CENTS) else plain, "f")


@cache
def _known() -> tuple[Mapping[str, Any], ...]:
    path = files("ziping.workbench.filling") / "accounts.toml"
    return tuple(tomllib.loads(path.read_text(encoding="utf-8"))["table"])


def accounts_in(source: Source, standard: Standard) -> Accounts:
    """What the tables of ``source`` say of the year's final accounts; nothing where it holds none of them."""
    found = _Found(standard)
    taken: set[str] = set()
    years: Counter[int] = Counter()
    for table in _tables(source):
        known = next((one for one in _known() if re.search(one["title"], table.said)), None)
        if known is None or known["title"] in taken:
            continue
        before = found.count
        _READERS[known["kind"]](table, known, found)
        if found.count > before:
            taken.add(known["title"])
            years.update(int(year) for year in _YEAR.findall(table.said))
    years = years or Counter(int(y) for one in source.passages for y in _YEAR.findall(fold(one.text)))
    year = years.most_common(1)[0][0] if years else 0
    return Accounts(year, len(taken), found.entries())


class _Found:
    """Figures gathered, only those the form has a cell for; what was found first stays."""

    def __init__(self, standard: Standard) -> None:
        assert standard.workbook is not None, "a campaign takes only standards that have one"
        self.sheets = {sheet.id: sheet for sheet in standard.workbook.sheets}
        self.lines: dict[tuple[str, str], dict[str, str]] = {}
        codes = [one.codes for one in (standard.economic, standard.functional) if one is not None]
        self.names = {code: line.name for known in codes for code, line in known.items()}

    @property
    def count(self) -> int:
        return sum(len(cells) for cells in self.lines.values())

    def grid(self, topic: str, concept: str, amount: str | None) -> None:
        sheet = self.sheets.get(topic)
        if amount is not None and sheet and any(row.concept == concept for row in sheet.rows):
            self.lines.setdefault((topic, concept), {}).setdefault(_EXECUTED, amount)

    def single(self, name: str, amount: str | None) -> None:
        topic, _, asked = name.partition("/")
        sheet = self.sheets.get(topic)
        if amount is not None and sheet and any(one.field == asked for one in sheet.fields):
            self.lines.setdefault((topic, asked), {}).setdefault("value", amount)

    def code(self, topic: str, code: str, name: str, nature: str, amount: str | None) -> None:
        if amount is None or topic not in self.sheets or Decimal(amount) == 0:
            return
        self.lines.setdefault(
            (topic, f"{code}-{nature}"),
            {"code": code, "name": self.names.get(code, name), "nature": nature, _EXECUTED: amount},
        )

    def entries(self) -> Entries:
        made: dict[str, list[Line]] = {}
        for (topic, key), cells in self.lines.items():
            made.setdefault(topic, []).append(Line(key, cells))
        return made


# --- kinds of tables -------------------------------------------------------------------------------------------------


def _codes(table: _Table, known: Mapping[str, Any], found: _Found) -> None:
    amounts: dict[str, Decimal] = {}
    for row in table.rows:
        for at, text in enumerate(row[:-2]):
            if re.fullmatch("[0-9]{3,5}", text) and (amount := table.amount(row[at + 2])) is not None:
                amounts.setdefault(text, Decimal(amount))
                if re.fullmatch(known["code"], text):
                    found.code("economic", text, row[at + 1], known["nature"], amount)
    for concept, codes in known["sums"].items():
        parts = [amounts[code] for code in codes if code in amounts]
        if parts:
            found.grid("budget", concept, format(sum(parts, Decimal(0)), "f"))


def _columns(table: _Table, known: Mapping[str, Any], found: _Found) -> None:
    number = _row(table, known["row"])
    if number is None:
        return
    paths = _paths(table, number)
    for concept, pattern in known["cells"].items():
        at = next((column for column, path in enumerate(paths) if re.search(pattern, path)), None)
        if at is not None:
            found.grid(known["topic"], concept, table.amount(table.rows[number][at]))


def _rows(table: _Table, known: Mapping[str, Any], found: _Found) -> None:
    for name, label in known["fields"].items():
        for row in table.rows:
            at = next((column for column, text in enumerate(row) if text == label), None)
            if at is not None:
                right = row[at + 1 :]
                # a column with line numbers (行次) stands between the label and its figure
                amounts = [text for text in right if table.amount(text) is not None]
                written = next((text for text in amounts if "." in text), amounts[-1] if amounts else "")
                found.single(name, table.amount(written))
                break


def _functional(table: _Table, known: Mapping[str, Any], found: _Found) -> None:
    _columns(table, known, found)
    first = next((n for n, row in enumerate(table.rows) if any(_SEVEN.match(text) for text in row)), None)
    if first is None:
        return
    paths = _paths(table, first)
    for nature in known["natures"]:
        at = next((column for column, path in enumerate(paths) if path.endswith(nature)), None)
        for row in table.rows[first:] if at is not None else ():
            code = next((text for text in row if _SEVEN.match(text)), None)
            if code is not None and at is not None:
                found.code("functional", code, row[row.index(code) + 1], nature, table.amount(row[at]))


_READERS = {"codes": _codes, "columns": _columns, "rows": _rows, "functional": _functional}


def _row(table: _Table, pattern: str) -> int | None:
    """The row that begins with ``pattern``; without one the first that holds figures with decimals."""
    for number, row in enumerate(table.rows):
        if pattern and any(re.search(pattern, text) for text in row):
            return number
        if not pattern and any("." in text and table.amount(text) is not None for text in row):
            return number
    return None


def _paths(table: _Table, below: int) -> list[str]:
    """The headings above row ``below`` of each column, from the top, each once: ``决算数/公务用车购置及运行费/小计``."""
    heads = [
        row
        for row in table.rows[:below]
        if not any("." in text and table.amount(text) is not None for text in row)
    ]
    paths = []
    for column in range(len(table.rows[below])):
        steps = dict.fromkeys(row[column] for row in heads if column < len(row) and row[column])
        paths.append("/".join(step for step in steps if not _NO_HEADING.search(step)))
    return paths


# --- what stands where -----------------------------------------------------------------------------------------------


def _tables(source: Source) -> Iterator[_Table]:
    above: list[str] = []
    for block in source.blocks:
        if isinstance(block, Passage):
            above.append(_plain(block.text))
            continue
        rows = _filled(block)
        said = " ".join([*above[-_ABOVE:], *("".join(dict.fromkeys(row)) for row in rows[:_TITLE_ROWS])])
        told = _UNIT.search(said)
        if told:
            yield _Table(said, rows, told[1])
        above = []


def _filled(grid: Grid) -> tuple[Row, ...]:
    rows = [[""] * grid.columns for _ in range(grid.rows)]
    for cell in grid.cells:
        text = _plain(cell.text)
        for row in range(cell.row, min(cell.row + cell.row_span, grid.rows)):
            for column in range(cell.column, min(cell.column + cell.col_span, grid.columns)):
                rows[row][column] = text
    return tuple(tuple(row) for row in rows)


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", fold(text))
