"""Where every topic stands in the file, told by its labels.

Sheets may be renamed, rows and columns inserted or moved: each topic goes to the place where most of its labels are
found. The name of the sheet and the topic's title only settle what labels leave open.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from ziping.documents import SheetRead
from ziping.reading.workbook.labels import key_of, row_keys
from ziping.standards import Standard
from ziping.standards.model.workbook import Field, Workbook, WorkSheet
from ziping.standards.workbook_terms import own_passages, row_label, stage_heading, topics

Labels = Mapping[str, frozenset[str]]
_TITLE_ABOVE = 6  # rows between a topic's title and its header, at most
_ENOUGH = 3  # labels that make a header of a long list


@dataclass(frozen=True, slots=True)
class Located:
    """A topic in the file. ``columns`` are its fields or stages, ``rows`` its concepts or fields (both from 0).

    ``header`` is the row of headings, ``end`` the last row that can belong to it.
    """

    sheet: WorkSheet
    at: int  # number of the file's sheet
    score: Fraction
    header: int
    columns: Mapping[str, int] = field(default_factory=dict)
    rows: Mapping[str, int] = field(default_factory=dict)
    start: int = 0
    end: int = 0

    @property
    def claims(self) -> frozenset[tuple[int, int]]:
        """Rows of the file no two topics can both have: those a form names, or the header of a list."""
        return frozenset((self.at, row) for row in self.rows.values() or (self.header,))

    @property
    def needs(self) -> frozenset[tuple[int, int]]:
        """Rows that must not be another's: a form does not stand under the headings of a list."""
        return self.claims | {(self.at, self.header)}


class Index:
    """Every label of the file with the cells that say it."""

    def __init__(self, sheets: tuple[SheetRead, ...], ignored: frozenset[int]) -> None:
        self.sheets = sheets
        self.cells: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
        for number, sheet in enumerate(sheets):
            if number in ignored:
                continue
            for row, values in enumerate(sheet.rows):
                for column, value in enumerate(values):
                    if isinstance(value, str):
                        for key in row_keys(value):
                            self.cells[key].append((number, row, column))

    def hits(self, labels: Iterable[str]) -> Iterator[tuple[int, int, int]]:
        for label in labels:
            yield from self.cells.get(label, ())

    def title_row(self, at: int, title: str, header: int) -> int | None:
        """The row of ``title`` shortly above ``header``."""
        rows = [
            row
            for sheet, row, _ in self.cells.get(key_of(title), ())
            if sheet == at and 0 <= header - row <= _TITLE_ABOVE
        ]
        return max(rows, default=None)


def locate(workbook: Workbook, standard: Standard, index: Index, year: int) -> dict[str, Located]:
    """Each topic's place by its id; topics that are nowhere are left out."""
    pages = {sheet.id: group[0].title for group in topics(workbook) for sheet in group}
    found = [
        _with_title(candidate, index, pages[sheet.id])
        for sheet in workbook.sheets
        for candidate in _candidates(sheet, workbook, standard, index, year)
    ]
    found.sort(key=lambda one: one.score, reverse=True)
    located: dict[str, Located] = {}
    claimed: set[tuple[int, int]] = set()
    for candidate in found:
        if candidate.sheet.id not in located and not candidate.needs & claimed:
            located[candidate.sheet.id] = candidate
            claimed |= candidate.claims
    return _with_ends(located, index)


def _with_title(one: Located, index: Index, page: str) -> Located:
    named = index.sheets[one.at].name.strip() == page
    title = index.title_row(one.at, one.sheet.title, one.header)
    score = one.score + (1 if named else 0) + (Fraction(1, 2) if title is not None else 0)
    return replace(one, score=score, start=one.header if title is None else title)


def _with_ends(located: dict[str, Located], index: Index) -> dict[str, Located]:
    ended = {}
    for name, one in located.items():
        below = [other.start for other in located.values() if other.at == one.at and other.start > one.header]
        ended[name] = replace(one, end=min(below, default=len(index.sheets[one.at].rows)) - 1)
    return ended


def _candidates(
    sheet: WorkSheet, workbook: Workbook, standard: Standard, index: Index, year: int
) -> Iterator[Located]:
    words = workbook.words
    match sheet.kind:
        case "list":
            labels = {one.field: _field_keys(one) for one in sheet.fields}
            if sheet.key:
                labels["key"] = frozenset((key_of(sheet.key),))
            yield from _by_header(sheet, labels, index)
        case "rest":
            names = {"part": words.part, "item": words.item, "column": words.column, "content": words.content}
            labels = {name: frozenset((key_of(word),)) for name, word in names.items()}
            yield from _by_header(sheet, {**labels, "document": frozenset((key_of(words.document),))}, index)
        case "fields":
            labels = {one.field: _field_keys(one) for one in sheet.fields}
            yield from _by_rows(sheet, labels, {"value": frozenset((key_of(words.value),))}, index)
        case "own":
            labels = {
                choice.stored: frozenset((key_of(choice.shown),)) for choice in own_passages(standard.outline)
            }
            yield from _by_rows(sheet, labels, {"value": frozenset((key_of(words.paragraphs),))}, index)
        case "grid":
            yield from _by_rows(
                sheet, grid_keys(sheet, standard), _heading_keys(sheet, workbook, standard, year), index
            )


def _field_keys(one: Field) -> frozenset[str]:
    return frozenset(key_of(label) for label in (one.label, *one.aliases))


def grid_keys(sheet: WorkSheet, standard: Standard) -> dict[str, frozenset[str]]:
    """What each concept's row may be called; an alias only where no other row goes by it."""
    own = {row.concept: frozenset(row_keys(row_label(row, standard))) for row in sheet.rows if row.concept}
    taken = frozenset().union(*own.values())
    keys = {}
    for concept, labels in own.items():
        other = standard.concepts[concept]
        more = frozenset(key for word in (other.label.zh, *other.aliases) for key in row_keys(word))
        keys[concept] = labels | (more - taken)
    return keys


def _heading_keys(
    sheet: WorkSheet, workbook: Workbook, standard: Standard, year: int
) -> dict[str, frozenset[str]]:
    keys = {
        name: frozenset(
            (
                key_of(stage_heading(sheet, standard.stages[name], year)),
                key_of(standard.stages[name].label.zh),
            )
        )
        for name in sheet.stages
    }
    if sheet.notes:
        keys["reason"] = frozenset((key_of(workbook.words.reason),))
        keys["document"] = frozenset((key_of(workbook.words.document),))
    return keys


def _by_header(sheet: WorkSheet, labels: Labels, index: Index) -> Iterator[Located]:
    """A list stands under the row that holds its column headings."""
    rows: dict[tuple[int, int], dict[str, int]] = defaultdict(dict)
    for name, keys in labels.items():
        for at, row, column in index.hits(keys):
            rows[at, row].setdefault(name, column)
    for (at, row), columns in rows.items():
        if len(columns) >= min(_ENOUGH, len(labels)):
            yield Located(sheet, at, Fraction(len(columns), len(labels)), row, columns)


def _by_rows(sheet: WorkSheet, labels: Labels, headings: Labels, index: Index) -> Iterator[Located]:
    """A form stands where its rows are named one under the other; headings above say which column is which."""
    named: dict[tuple[int, int], dict[str, int]] = defaultdict(dict)
    for name, keys in labels.items():
        for at, row, column in index.hits(keys):
            named[at, column].setdefault(name, row)
    for (at, column), rows in named.items():
        first = min(rows.values())
        header, columns = _headings_above(at, first, column, headings, index)
        if columns or sheet.kind != "grid":
            found = (Fraction(len(rows), len(labels)) + Fraction(len(columns), len(headings))) / 2
            yield Located(sheet, at, found, header, {**columns, "label": column}, rows)


def _headings_above(
    at: int, first: int, right_of: int, headings: Labels, index: Index
) -> tuple[int, dict[str, int]]:
    """The row above ``first`` with most of the headings, the nearest of equals."""
    rows: dict[int, dict[str, int]] = defaultdict(dict)
    for name, keys in headings.items():
        for sheet, row, column in index.hits(keys):
            if sheet == at and row < first and column != right_of:
                rows[row].setdefault(name, column)
    header = max(rows, key=lambda row: (len(rows[row]), row), default=first - 1)
    return header, rows.get(header, {})
