"""Which columns between two rows of heads hold labels, codes and figures, and where one block ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ziping.documents.source import GridCell
from ziping.figures import Dimension, Unit, known_unit
from ziping.reading.tables.cells import Sheet
from ziping.reading.tables.heads import numbers_columns
from ziping.reading.tables.labels import unit_named
from ziping.reading.tables.lexicon import lexicon, plain
from ziping.reading.tables.model import Block, Column, Segment

_CODE = re.compile("[0-9]{1,7}")
_BRACKETED = re.compile(r"\([^()]*\)$")
_MARKS = known_unit("分")
_PEOPLE = known_unit("人")


def segment_of(sheet: Sheet, head: range, body: list[int], unit: Unit | None) -> Segment:
    """The table whose heads and rows these are."""
    worded = [row for row in head if not numbers_columns(sheet, row)]
    columns = [_column(sheet, index, worded, body) for index in range(sheet.grid.columns)]
    _find_codes(sheet, columns, body)
    for column in columns:
        column.unit = _unit_of(column, unit)
        column.added = _is_added(column)
    return Segment(head, body, columns, _blocks(sheet, columns, body))


def _column(sheet: Sheet, index: int, head: list[int], body: list[int]) -> Column:
    heads: list[GridCell] = []
    for row in head:
        one = sheet.at(row, index)
        if one is not None and not one.blank and (not heads or heads[-1] is not one.cell):
            heads.append(one.cell)
    figures = texts = 0
    whole = True
    for row in body:
        one = sheet.at(row, index)
        if one is None or one.blank or one.cell.column != index or one.cell.row != row:
            continue
        figures += one.known
        whole = whole and (one.figure is None or one.figure.digits == 0)
        texts += one.worded
    kind = "label" if texts > figures else "figure" if figures else "blank"
    return Column(index, kind, tuple(heads), tuple(plain(cell.text) for cell in heads), whole=whole)


def _find_codes(sheet: Sheet, columns: list[Column], body: list[int]) -> None:
    """Columns of codes and running numbers, by their heads or, left of the first labels, by looking like it."""
    first = True  # neither labels nor figures yet
    for column in columns:
        if column.kind == "label" and column.own in lexicon().headers["ordinal"]:
            column.kind = "ordinal"
        if column.kind == "figure":
            texts = [
                one.text for row in body if (one := sheet.at(row, column.index)) is not None and one.known
            ]
            if all(_CODE.fullmatch(text) for text in texts):
                before_labels = _left_of_labels(columns, column.index)
                column.kind = _kind_of_whole(column, texts, first=first, before_labels=before_labels)
        first = first and column.kind not in {"label", "figure"}


def _kind_of_whole(column: Column, texts: Sequence[str], *, first: bool, before_labels: bool) -> str:
    """What a column of whole numbers of few digits holds."""
    words = lexicon()
    own = _BRACKETED.sub("", column.own)
    if "年" in own and all(text[:2] in {"19", "20"} and len(text) == len("2024") for text in texts):
        return "label"
    if own in words.headers["ordinal"]:
        return "ordinal"
    if any(own == code or (len(code) > 1 and own.endswith(code)) for code in words.headers["code"]):
        return "code"
    if first and before_labels:
        return "ordinal" if _running(texts) else "code" if _like_codes(texts) else "figure"
    if not own and len(texts) > len("12") and _running(texts):
        return "ordinal"
    return "code" if not own and _hierarchical(texts) and before_labels else "figure"


def _left_of_labels(columns: Sequence[Column], index: int) -> bool:
    after = next((c for c in columns[index + 1 :] if c.kind in {"label", "figure"}), None)
    while after is not None and after.kind == "figure" and after.index + 1 < len(columns):
        if after.index - index > len("类款项"):
            return False
        after = columns[after.index + 1]
    return after is not None and after.kind == "label"


def _running(texts: Sequence[str]) -> bool:
    numbers = [int(text) for text in texts]
    return len(numbers) > 1 and all(b - a == 1 for a, b in pairwise(numbers))


def _like_codes(texts: Sequence[str]) -> bool:
    return all(len(text) in {2, 3, 5, 7} for text in texts) or texts == ["1"]


def _hierarchical(texts: Sequence[str]) -> bool:
    known = set(texts)
    return len(known) > 1 and any(
        text[:3] in known or text[:5] in known for text in texts if len(text) > len("类款项")
    )


def _unit_of(column: Column, table: Unit | None) -> Unit | None:
    words = lexicon()
    for text in reversed(column.path):
        named = unit_named(text)
        if named is not None:
            return named
    if words.heads("marks", column.own):
        return _MARKS
    if words.heads("people", column.own) and not words.heads("money", column.own):
        return _PEOPLE if column.whole else None
    if words.heads("percent", column.own) or words.heads("no_money", column.own):
        return None
    return table


def _is_added(column: Column) -> bool:
    if column.unit is not None and column.unit.dimension in {Dimension.PERCENT, Dimension.PERMILLE}:
        return False
    return not lexicon().heads("not_added", _BRACKETED.sub("", column.own))


def _blocks(sheet: Sheet, columns: list[Column], body: list[int]) -> list[Block]:
    blocks: list[Block] = []
    current = Block([], [], [])
    for column in columns:
        if column.kind in {"code", "ordinal", "label"} and current.figures:
            if _begins_block(sheet, columns, column, current, body):
                blocks.append(current)
                current = Block([], [], [])
            elif column.kind == "label":
                continue
        _put(current, column, named=any(c.kind == "label" for c in columns))
    blocks.append(current)
    return [block for block in blocks if block.figures]


def _put(block: Block, column: Column, *, named: bool) -> None:
    if column.kind == "code":
        block.codes.append(column)
    elif column.kind == "ordinal":
        block.ordinals.append(column)
    elif column.kind == "label":
        block.labels.append(column)
    elif column.kind == "figure" or (
        column.kind == "blank" and (block.labels or block.figures or (not named and column.path))
    ):
        block.figures.append(column)


def _begins_block(
    sheet: Sheet, columns: list[Column], column: Column, current: Block, body: list[int]
) -> bool:
    """Whether a column of text right of figures names rows of a second block, and is no remark about the first."""
    rest = columns[column.index + 1 :]
    if not any(c.kind in {"figure", "blank"} for c in rest):
        return False
    first = (current.codes + current.labels)[:1]
    if first and first[0].own and column.own == first[0].own:
        return True
    if column.path and len(column.path) > 1 and first and first[0].path[:1] != column.path[:1]:
        covered = column.head[0]
        return any(
            c.kind in {"figure", "blank"}
            for c in columns[column.index + 1 : covered.column + covered.col_span]
        )
    if not column.path:
        return _names_totals(sheet, column.index, body)
    return (
        column.kind == "label"
        and lexicon().names("label", column.own)
        and _names_totals(sheet, column.index, body)
    )


def _names_totals(sheet: Sheet, index: int, body: list[int]) -> bool:
    """Whether totals or numbered rows stand among its texts, as in the labels of a block of its own."""
    texts = [one.text for row in body if (one := sheet.at(row, index)) is not None and one.worded]
    numbered = sum(1 for text in texts if text[:1] in "一二三四五六七八九十(" or lexicon().rank(text))
    return 2 * numbered > len(texts)
