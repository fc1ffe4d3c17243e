"""The JSON form of a report: lossless, strict, and with numbers kept to the letter."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec

from ziping.figures import FigureError
from ziping.report.days import DayOrMonth
from ziping.report.model import Report
from ziping.report.quantity import Quantity
from ziping.wording import InputError, Message


def _decoded(kind: type, value: object) -> object:
    """A figure or a date of ours; whatever is wrong with it is said by msgspec, with its place."""
    if kind is DayOrMonth and isinstance(value, str):
        return DayOrMonth.kept(value)
    if kind is DayOrMonth:
        raise ValueError(f"expected a date as text, read {value!r}")
    if kind is not Quantity:
        raise NotImplementedError
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        raise ValueError(f"expected a figure as text, read {value!r}")  # noqa: TRY004 - msgspec adds the place to it
    try:
        return Quantity(value)
    except FigureError as error:
        raise ValueError(str(error)) from error


def _encoded(value: object) -> object:
    if isinstance(value, Quantity):
        return value.written
    if isinstance(value, DayOrMonth):
        return str(value)
    raise NotImplementedError


def report_of(data: Mapping[str, Any], name: str = "report") -> Report:
    """The report that ``data`` (plain mappings, lists, strings, ``Decimal`` numbers) describes.

    Raises ``InputError`` naming the place in the data, what was read and what was expected.
    """
    try:
        return msgspec.convert(data, Report, dec_hook=_decoded)
    except msgspec.ValidationError as error:
        text, _, where = str(error).partition(" - at ")
        raise InputError(
            Message("report.bad_json", {"file": name, "where": where.strip("`") or "$", "problem": text})
        ) from error


def data_of(report: Report) -> dict[str, Any]:
    """The report as plain data; what has its default is left out."""
    data: dict[str, Any] = msgspec.to_builtins(report, enc_hook=_encoded)
    return data


def load_report(source: Path | str) -> Report:
    """The report in a JSON file (a ``Path``) or in a JSON text. Numbers may be bare: they are kept as written.

    Raises ``InputError`` for a file that cannot be read, is no JSON, or is not a report.
    """
    name = source.name if isinstance(source, Path) else "JSON"
    try:
        text = source.read_text(encoding="utf-8-sig") if isinstance(source, Path) else source
    except OSError as error:
        problem = error.strerror or str(error)
        raise InputError(Message("report.unreadable", {"file": str(source), "problem": problem})) from error
    except UnicodeDecodeError as error:
        raise InputError(Message("report.not_utf8", {"file": str(source)})) from error
    try:
        data = json.loads(
            text, parse_float=Decimal, parse_constant=_refuse_constant, object_pairs_hook=_once_each
        )
    except RecursionError as error:
        raise InputError(Message("report.too_deep", {"file": name})) from error
    except ValueError as error:
        line = getattr(error, "lineno", 1)
        raise InputError(
            Message("report.not_json", {"file": name, "line": line, "problem": str(error)})
        ) from error
    if not isinstance(data, dict):
        raise InputError(Message("report.not_a_report", {"file": name}))
    return report_of(data, name)


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose keys stand once each: of two values for one figure neither may win silently."""
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(key for number, (key, _) in enumerate(pairs) if key in dict(pairs[:number]))
        raise ValueError(f"“{twice}” ×2")
    return found


def _refuse_constant(name: str) -> object:
    raise ValueError(f"{name} is not a figure")


def dump_report(report: Report) -> str:
    """The report as JSON text (UTF-8, indented, keys in the order of the model); reads back equal."""
    return json.dumps(data_of(report), ensure_ascii=False, indent=2) + "\n"
