"""Which rows of a table are heads, wherever they stand, and where the table below them ends."""

from __future__ import annotations

import re

from ziping.reading.tables.cells import Seen, Sheet
from ziping.reading.tables.lexicon import lexicon

_LONGEST_HEAD = 26
_ANSWERED = re.compile(":[^:]*[0-9]")
_YEARS = range(1990, 2100)


def segments(sheet: Sheet) -> list[tuple[range, list[int]]]:
    """The rows of heads and the rows below them, for each table in the grid.

    Heads that only repeat the ones before (on the next page of a table that goes on) begin no table.
    """
    numeric = _numeric_columns(sheet)
    found: list[tuple[range, list[int]]] = []
    row = 0
    while row < sheet.grid.rows:
        end = _heads_from(sheet, row, numeric, first=row == 0)
        if end > row and (not found or not _repeats(sheet, found[-1][0], range(row, end))):
            found.append((range(row, end), []))
        elif end == row:
            if not found:
                found.append((range(row, row), []))
            found[-1][1].append(row)
        row = max(end, row + 1)
    return found


def _repeats(sheet: Sheet, one: range, other: range) -> bool:
    texts = [[[cell and cell.text for cell in sheet.over[row]] for row in rows] for rows in (one, other)]
    return bool(one) and texts[0][-len(other) :] == texts[1]


def _heads_from(sheet: Sheet, row: int, numeric: set[int], *, first: bool) -> int:
    """The end of the run of heads that begins here; rows of a title before the first are skipped into it."""
    end = row
    rows = sheet.grid.rows
    while end < rows:
        if first and _is_title(sheet, end) and end + 1 < rows:
            end += 1
            continue
        if _is_head(sheet, end, numeric, first=first) or (end > row and numbers_columns(sheet, end)):
            end += 1
            continue
        break
    while end > row and first and _is_title(sheet, end - 1):
        end -= 1
    return end


def _is_title(sheet: Sheet, row: int) -> bool:
    """A row of one cell over everything, or of nothing: a title, a unit line."""
    cells = [one for one in sheet.rows[row] if not one.blank]
    if not cells:
        return not any(one is not None and not one.blank for one in sheet.over[row])
    if len(cells) == 1 and cells[0].worded and cells[0].cell.col_span >= sheet.grid.columns > 1:
        return True
    return any("单位:" in one.text for one in cells) and all(one.worded for one in cells)


def _is_head(sheet: Sheet, row: int, numeric: set[int], *, first: bool) -> bool:
    own = [one for one in sheet.rows[row] if not one.blank]
    if not own or any(one.long or _ANSWERED.search(one.text) for one in own):
        return False
    if any(one.known and not _is_year(one) for one in own):
        return False
    over = [
        one
        for one in own
        if (one.worded or _is_year(one))
        and any(c in numeric for c in range(one.cell.column, one.cell.column + one.cell.col_span))
    ]
    if not over or _is_field(sheet, row, own):
        return False
    if first:
        return len(own) > 1 or own[0].cell.row_span > 1 or own[0].cell.column > 0
    return _worded_as_head(own, over, numeric)


def _worded_as_head(own: list[Seen], over: list[Seen], numeric: set[int]) -> bool:
    """In the midst of a table, a row of heads is known by its words, and has one over most columns of figures."""
    like = [
        one
        for one in own
        if len(one.text) <= _LONGEST_HEAD and (_is_year(one) or lexicon().heads("head", one.text))
    ]
    covered = sum(
        1 for one in over for c in range(one.cell.column, one.cell.column + one.cell.col_span) if c in numeric
    )
    return len(own) > 1 and 2 * len(like) > len(own) and 2 * covered > len(numeric)


def _is_year(one: Seen) -> bool:
    return len(one.text) == len("2024") and one.text.isdigit() and int(one.text) in _YEARS


def _is_field(sheet: Sheet, row: int, own: list[Seen]) -> bool:
    """“预算单位名称 | 示例县财政局” over all columns: a question with its answer, no head."""
    if len(own) != len(("label", "answer")) or own[0].cell.row_span > 1:
        return False
    answer = own[1].cell
    if own[0].text.rstrip(":").endswith(lexicon().headers["field"]):
        return True
    if own[0].cell.col_span > 1:
        return False
    whole = answer.col_span > 1 and answer.column + answer.col_span >= sheet.grid.columns
    below = sheet.at(row + 1, own[0].cell.column) if row + 1 < sheet.grid.rows else None
    return whole and below is not None and not below.blank


def numbers_columns(sheet: Sheet, row: int) -> bool:
    """“栏次 1 2 3”: the columns numbered."""
    own = [one for one in sheet.rows[row] if not one.blank]
    figures = [one.text for one in own if one.known]
    if len(figures) < len(("1", "2")) or not all(text.isdigit() and text.isascii() for text in figures):
        return False
    counted = [int(text) for text in figures]
    named = own[0].text in lexicon().headers["column_numbers"]
    running = counted == list(range(counted[0], counted[0] + len(counted))) and counted[0] <= 1
    return running and (named or len(figures) == len(own))


def _numeric_columns(sheet: Sheet) -> set[int]:
    """Columns in which figures are usual."""
    columns = sheet.grid.columns
    figures, texts = [0] * columns, [0] * columns
    for one in sheet.seen:
        if one.cell.column >= columns:
            continue
        if one.known:
            figures[one.cell.column] += 1
        elif one.worded:
            texts[one.cell.column] += 1
    usual = {c for c in range(columns) if figures[c] and 3 * figures[c] >= texts[c]}
    return usual or _below_labels(sheet)


def _below_labels(sheet: Sheet) -> set[int]:
    """A form without a single figure: every column that is not full of text."""
    texts: dict[int, int] = {}
    for one in sheet.seen:
        if one.worded:
            texts[one.cell.column] = texts.get(one.cell.column, 0) + 1
    return {c for c in range(1, sheet.grid.columns) if 4 * texts.get(c, 0) < sheet.grid.rows + 4}
