"""A report's data by the field names of 预算管理一体化 (``fiscal.toml``), out and in."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

from ziping.report import Report, data_of, report_of
from ziping.wording import Message
from ziping.workbench.api.problems import ProblemError
from ziping.workbench.filling.models import Package

Table = dict[str, str]


class FiscalTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One table: the list of the report it holds, its fields → the record's, the fields that name a record."""

    of: str
    key: tuple[str, ...]
    fields: dict[str, str]
    ours: tuple[str, ...] = ()


class Fiscal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    valid: str
    tables: dict[str, FiscalTable]


@cache
def fiscal() -> Fiscal:
    text = (files(__package__) / "fiscal.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), Fiscal)


def head_of(package: Package) -> dict[str, str]:
    """What says whose data they are."""
    return {
        "mof_div_code": package.unit.place.code,
        "fiscal_year": str(package.campaign.year),
        "agency_code": package.unit.code,
        "agency_name": package.unit.name,
        "is_deleted": fiscal().valid,
        "update_time": package.changed_at.isoformat(),
    }


def data_by_fiscal_names(report: Report) -> dict[str, list[Table]]:
    """Every table with its records; what is blank is an empty text, figures are as they were typed."""
    data = data_of(report)
    return {
        name: [
            {field: str(record.get(own, "")) for field, own in table.fields.items()}
            for record in data.get(table.of, ())
        ]
        for name, table in fiscal().tables.items()
    }


def parsed(body: bytes) -> dict[str, Any]:
    """A body of this form: numbers kept to the letter. Raises :class:`ProblemError` naming every wrong place."""
    try:
        data = json.loads(
            body.decode("utf-8-sig"),
            parse_float=str,
            parse_int=str,
            parse_constant=_refused,
            object_pairs_hook=_once_each,
        )
    except (ValueError, RecursionError) as error:
        raise ProblemError(400, "not_json") from error
    errors = list(_wrong(data))
    if errors:
        raise ProblemError(422, "not_valid", *errors, count=len(errors))
    return dict(data)


def merged(report: Report, head: Mapping[str, str], data: Mapping[str, Any]) -> Report:
    """``report`` with the tables of ``data`` in place of its own; a table that is not there changes nothing.

    A record known again keeps what these tables have no field for. Raises :class:`ProblemError` for data of another
    unit or year, ``InputError`` for what is no figure.
    """
    others = [
        name
        for name in ("mof_div_code", "fiscal_year", "agency_code")
        if data.get(name, head[name]) != head[name]
    ]
    if others:
        errors = [
            (name, Message("api.invalid.other_unit", {"expected": head[name], "read": str(data[name])}))
            for name in others
        ]
        raise ProblemError(422, "not_valid", *errors, count=len(errors))
    plain = data_of(report)
    for name, table in fiscal().tables.items():
        if name in data:
            plain[table.of] = _records(table, plain.get(table.of, []), data[name])
    return report_of(plain)


def _records(
    table: FiscalTable, there: Iterable[Mapping[str, Any]], come: Iterable[Mapping[str, str | None]]
) -> list[dict[str, Any]]:
    known: dict[tuple[str, ...], list[Mapping[str, Any]]] = {}
    for record in there:
        known.setdefault(tuple(str(record.get(table.fields[one], "")) for one in table.key), []).append(
            record
        )
    records = []
    for row in come:
        same = known.get(tuple(row.get(one) or "" for one in table.key))
        kept = dict(same.pop(0)) if same else {}
        records.append(kept | {table.fields[field]: text or "" for field, text in row.items()})
    return records


def _wrong(data: object) -> Iterable[tuple[str, Message]]:
    if not isinstance(data, dict):
        yield "$", Message("api.invalid.dict_type")
        return
    for name, value in data.items():
        if name in fiscal().tables:
            yield from _wrong_table(name, value)
        elif name not in _HEAD:
            yield name, Message("api.invalid.extra_forbidden")
        elif not isinstance(value, str):
            yield name, Message("api.invalid.string_type")


def _wrong_table(name: str, rows: object) -> Iterable[tuple[str, Message]]:
    if not isinstance(rows, list):
        yield name, Message("api.invalid.list_type")
        return
    table = fiscal().tables[name]
    for number, row in enumerate(rows):
        if not isinstance(row, dict):
            yield f"{name}.{number}", Message("api.invalid.dict_type")
            continue
        for field, value in row.items():
            if field not in table.fields:
                yield f"{name}.{number}.{field}", Message("api.invalid.extra_forbidden")
            elif value is not None and not isinstance(value, str):
                yield f"{name}.{number}.{field}", Message("api.invalid.string_type")
        if not any(row.get(one) for one in table.key):
            yield f"{name}.{number}.{table.key[-1]}", Message("api.invalid.missing")


_HEAD = ("mof_div_code", "fiscal_year", "agency_code", "agency_name", "is_deleted", "update_time")


def json_schema() -> dict[str, Any]:
    """The shape of the form, from the table."""
    text = {"type": ["string", "number", "null"]}
    tables = {
        name: {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {field: dict(text) for field in table.fields},
                "required": [table.key[-1]],
                "additionalProperties": False,
            },
        }
        for name, table in fiscal().tables.items()
    }
    head = {name: {"type": "string"} for name in _HEAD}
    return {"type": "object", "properties": {**head, **tables}, "additionalProperties": False}


def _refused(name: str) -> object:
    raise ValueError(name)


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key twice")
    return found
