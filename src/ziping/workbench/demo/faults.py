"""Slips put into a draft, as clerks make them: a sum that does not agree, a word for a figure, a blank, a wrong year."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Topics = dict[str, list[Any]]


def planted(entries: Topics, seed: int) -> Topics:
    """``entries`` with one or two slips; which ones follows from ``seed``. Cells the form has not are left alone."""
    for slip in {_SLIPS[seed % len(_SLIPS)], _SLIPS[seed // 2 % len(_SLIPS)]}:
        slip(entries)
    return entries


def _cells(entries: Topics, topic: str, line: str) -> dict[str, str]:
    return next((cells for key, cells in entries.get(topic, []) if key == line), {})


def _two_digits_swapped(entries: Topics) -> None:
    cells = _cells(entries, "budget", "basic")
    written = cells.get("executed", "")
    if len(written) > 1 and written[0] != written[1] and written[:2].isdigit():
        cells["executed"] = written[1] + written[0] + written[2:]


def _word_for_a_figure(entries: Topics) -> None:
    cells = _cells(entries, "budget", "personnel")
    if "executed" in cells:
        cells["executed"] = f"约{cells['executed']}左右"


def _blank(entries: Topics) -> None:
    _cells(entries, "budget", "operating").pop("executed", None)


def _unit_mistaken(entries: Topics) -> None:
    """元 typed where 万元 is asked for."""
    cells = _cells(entries, "budget", "project_total")
    whole, point, decimals = cells.get("executed", "").partition(".")
    if point and whole.isdigit() and whole != "0":
        cells["executed"] = f"{whole}{decimals}00"


_SLIPS: tuple[Callable[[Topics], None], ...] = (
    _two_digits_swapped,
    _word_for_a_figure,
    _blank,
    _unit_mistaken,
)
