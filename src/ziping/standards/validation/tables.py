"""Tables of ranges with marks: one row for every value between the first and the last, never two, never none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ziping.standards.model.scoring import Control, Mode
from ziping.standards.ranges import Range, read_range
from ziping.standards.validation.sight import Sight, Step

_TABLES: Mapping[str, str] = {"steps": "table", "satisfaction_bands": "bands", "execution_banded": "bands"}
Way = tuple[Step, ...]
Given = tuple[str, Mapping[str, Any], Way]  # a way of scoring, its parameters, where they stand


def look_at_tables(sight: Sight) -> None:
    """Wherever a way of scoring is given with its parameters."""
    for mode, params, way in _modes(sight):
        name = _TABLES.get(mode)
        if name is not None and name in params:
            _table(sight, params[name], (*way, name))


def _modes(sight: Sight) -> Iterator[Given]:
    """Every way of scoring with its parameters and where they stand."""
    scoring = sight.standard.scoring
    if scoring is not None:
        yield from _of(scoring.execution, ("scoring", "execution"))
        for sign, mode in scoring.by_sign.items():
            yield from _of(mode, ("scoring", "by_sign", sign))
        for name, params in scoring.modes.items():
            yield name, params, ("scoring", "modes", name)
    if sight.standard.control is not None:
        yield from _of_control(sight.standard.control)
    for library, content in sight.standard.libraries.items():
        for number, indicator in enumerate(content.indicators):
            if indicator.mode is not None:
                yield from _of(indicator.mode, ("libraries", library, "indicators", number, "mode"))


def _of_control(control: Control) -> Iterator[Given]:
    for number, row in enumerate(control.indicators):
        yield from _of(row.rule, ("control", "indicators", number, "rule"))
    for variant, changes in control.variants.items():
        for name, fields in changes.items():
            rule = fields.get("rule")
            params = rule.get("params") if isinstance(rule, Mapping) else None
            if isinstance(rule, Mapping) and isinstance(params, Mapping):
                way = ("control", "variants", variant, name, "rule", "params")
                yield str(rule.get("mode")), params, way


def _of(mode: Mode, way: Way) -> Iterator[Given]:
    yield mode.mode, mode.params, (*way, "params")


def _table(sight: Sight, table: object, way: Way) -> None:
    """Neighbouring rows meet: where one ends the next begins, and the end belongs to exactly one of them."""
    rows: list[tuple[Range, Way]] = []
    for written, place in _rows(table, way):
        found = read_range(written)
        if found is None:
            sight.note("check.no_range", place, read=written)
            return
        rows.append((found, place))
    if len(rows) < 2:  # noqa: PLR2004 -- one row has no neighbour
        return
    rows.sort(key=lambda row: (row[0].low is not None, row[0].low or 0, not row[0].low_included))
    reach = rows[0][0]
    for row, place in rows[1:]:
        if meeting := _meeting(reach, row):
            sight.note(f"check.{meeting}", place, first=str(reach), second=str(row))
        if reach.high is not None and (row.high is None or row.high >= reach.high):
            reach = row


def _rows(table: object, way: Way) -> Iterator[tuple[str, Way]]:
    """The range of each row as written, with its place; a table may also be one text, as in a cell."""
    if isinstance(table, str):
        for part in re.split("[；;]", table):
            if part.strip():
                yield re.split("[:：]", part)[0].strip(), way
    elif isinstance(table, list | tuple):
        for number, row in enumerate(table):
            if isinstance(row, list | tuple) and row:
                yield str(row[0]), (*way, number)


def _meeting(lower: Range, upper: Range) -> str:
    """``rows_apart``, ``rows_overlap``, or nothing when they meet as they should."""
    if lower.high is None or upper.low is None:
        return "rows_overlap"
    if lower.high == upper.low:
        twice = lower.high_included and upper.low_included
        never = not lower.high_included and not upper.low_included
        return "rows_overlap" if twice else "rows_apart" if never else ""
    return "rows_apart" if lower.high < upper.low else "rows_overlap"
