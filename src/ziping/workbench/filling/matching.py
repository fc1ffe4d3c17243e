"""Lines brought in put beside the lines that are there: the same project, the same indicator keeps its line."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping

from ziping.report import Address, Entries, Line
from ziping.standards.model.workbook import Workbook, WorkSheet

Proposed = tuple[Address, str]
_IDENTITY = ("code", "nature")
_CODE = re.compile("[0-9]+")
_REST = ("part", "item", "column")


def fresh_key() -> str:
    return f"i{secrets.token_hex(5)}"


def aligned(
    brought: Entries,
    current: Entries,
    form: Workbook,
    fresh: Callable[[], str] = fresh_key,
    *,
    whole: bool = False,
) -> Iterator[Proposed]:
    """Every cell brought in, at the line it belongs to: lines that name the same thing are one, others are new.

    Nothing is ever proposed to be blank: what the file does not say stays as it is. ``whole``: what is brought in stands
    in place of what is there, the names lines are known by too.
    """
    keys: dict[str, dict[str, str]] = {}
    for sheet in form.sheets:
        lines = brought.get(sheet.id, ())
        if sheet.kind not in ("list", "rest"):
            yield from _cells(sheet.id, ((line.key, line.cells) for line in lines))
            continue
        parents = keys.get(_parent(sheet, form), {})
        moved = [Line(line.key, _moved(line.cells, parents)) for line in lines]
        there = {line.key: line for line in current.get(sheet.id, ())}
        found = keys[sheet.id] = _matched(sheet, moved, there.values(), fresh)
        if whole:
            there = {}
        yield from _cells(
            sheet.id, ((found[line.key], _told(line, there.get(found[line.key]), sheet)) for line in moved)
        )


def _cells(topic: str, lines: Iterable[tuple[str, Mapping[str, str]]]) -> Iterator[Proposed]:
    for key, cells in lines:
        for column, text in cells.items():
            if text.strip():
                yield Address(topic, key, column), text


def _told(line: Line, there: Line | None, sheet: WorkSheet) -> Mapping[str, str]:
    """What a line says beyond what it was known by: “30201” does not replace “30201 办公费”."""
    if there is None:
        return line.cells
    names = identity(sheet)
    return {column: text for column, text in line.cells.items() if column not in names}


def _parent(sheet: WorkSheet, form: Workbook) -> str:
    of = sheet.of.rpartition(".")[0]
    return next((one.id for one in form.sheets if of and one.of == of and one.kind == "list"), "")


def _moved(cells: Mapping[str, str], parents: Mapping[str, str]) -> dict[str, str]:
    return {column: parents.get(text, text) if column == "key" else text for column, text in cells.items()}


def _matched(
    sheet: WorkSheet, lines: Iterable[Line], current: Iterable[Line], fresh: Callable[[], str]
) -> dict[str, str]:
    """Key brought in → key here. Of lines that cannot be told apart the first goes to the first."""
    names = identity(sheet)
    there: dict[tuple[str, ...], list[str]] = {}
    for line in current:
        there.setdefault(_said(line, names), []).append(line.key)
    found = {}
    for line in lines:
        said = _said(line, names)
        same = there.get(said) if any(said) else None
        found[line.key] = same.pop(0) if same else fresh()
    return found


def identity(sheet: WorkSheet) -> tuple[str, ...]:
    """The columns by which a line of a list is known again."""
    if sheet.kind == "rest":
        return _REST
    fields = [one.field for one in sheet.fields]
    unique = next((one for one in sheet.fields if one.unique), None)
    if unique is not None:
        return (unique.field, *unique.unique_with)
    coded = tuple(name for name in _IDENTITY if name in fields)
    return coded if "code" in coded else (("key",) if sheet.key else ()) + (fields[0],)


def _said(line: Line, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_plain(name, line.cells.get(name, "")) for name in names)


def _plain(column: str, text: str) -> str:
    """“30201 办公费” and “30201” are one code."""
    if column == "code" and (code := _CODE.match(text.strip())):
        return code[0]
    return "".join(text.split())
