"""Weights that add up, variants of rows that exist, libraries that agree with each other and with the form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Any

import msgspec

from ziping.standards.formulas import FLAG, RATIO
from ziping.standards.model.scoring import Block, Control, ControlIndicator, Scoring
from ziping.standards.problems import suggestion
from ziping.standards.validation.sight import Sight
from ziping.wording import Message


def look_at_scoring(sight: Sight) -> None:
    """``scoring.yaml``, ``control.yaml`` and ``indicators/*.yaml``."""
    standard = sight.standard
    if standard.scoring is not None:
        _scoring(sight, standard.scoring)
    if standard.control is not None:
        _control(sight, standard.control)
    _libraries(sight)


def _scoring(sight: Sight, scoring: Scoring) -> None:
    way = ("scoring",)
    _blocks(sight, scoring, scoring.blocks, (*way, "blocks"))
    for name, blocks in scoring.alternatives.items():
        _blocks(sight, scoring, blocks, (*way, "alternatives", name))
    sight.formula(scoring.execution_formula, (*way, "execution_formula"), expect=RATIO)
    for number, (name, start, end) in enumerate(scoring.bands):
        if start > end:
            sight.note("check.bands_apart", (*way, "bands", number), name=name, start=start, end=end)
        elif start < 0 or end > 1:
            sight.note("check.band_beyond", (*way, "bands", number), name=name, start=start, end=end)
    for number, (better, worse) in enumerate(pairwise(scoring.grades), 1):
        if worse.at_least >= better.at_least:
            args = {
                "better": better.name,
                "high": better.at_least,
                "worse": worse.name,
                "low": worse.at_least,
            }
            sight.note("check.grades_order", (*way, "grades", number), **args)
    marks = [form.mark for form in sight.standard.forms.values()]
    if scoring.form and marks:
        sight.known(scoring.form, marks, "unknown_form", (*way, "form"))


def _blocks(sight: Sight, scoring: Scoring, blocks: Iterable[Block], way: tuple[str, ...]) -> None:
    listed = list(blocks)
    found = sum((block.marks for block in listed), scoring.execution_marks)
    if found != scoring.total:
        what = "、".join(
            [f"execution_marks {scoring.execution_marks}", *(f"{one.level1} {one.marks}" for one in listed)]
        )
        sight.note("check.total", way, found=found, expected=scoring.total, what=what)


def _control(sight: Sight, control: Control) -> None:
    way = ("control", "indicators")
    for number, row in enumerate(control.indicators):
        _row(sight, row, (*way, number))
        for variant in row.only_in:
            sight.known(variant, control.variants, "unknown_variant", (*way, number, "only_in"))
    if control.variant:
        sight.known(control.variant, control.variants, "unknown_variant", ("control", "variant"))
    rows = {row.id: row for row in control.indicators}
    for variant, changes in control.variants.items():
        for name, fields in changes.items():
            here = ("control", "variants", variant, name)
            if name not in rows:
                hint = suggestion(name, rows)
                sight.note("check.unknown_row", here, variant=variant, read=name, suggestion=hint)
            else:
                _changed(sight, rows[name], fields, variant)
    _total(sight, control)


def _row(sight: Sight, row: ControlIndicator, way: tuple[str | int, ...]) -> None:
    for key, text, expect in (
        ("formula", row.formula, RATIO),
        ("fallback", row.fallback, RATIO),
        ("requires", row.requires, FLAG),
    ):
        sight.formula(text, (*way, key), expect=expect)


def _changed(
    sight: Sight, row: ControlIndicator, fields: Mapping[str, object], variant: str
) -> ControlIndicator:
    """``row`` as ``variant`` has it; unchanged after noting that the changes cannot be used."""
    way = ("control", "variants", variant, row.id)
    known: dict[str, Any] = msgspec.to_builtins(row)
    changes = {key: value for key, value in fields.items() if key != "drop"}
    try:
        changed = msgspec.convert({**known, **changes}, ControlIndicator)
    except msgspec.ValidationError as error:
        sight.note("check.bad_variant_value", way, variant=variant, row=row.id, problem=str(error))
        return row
    for key, expect in (("formula", RATIO), ("fallback", RATIO), ("requires", FLAG)):
        if key in changes:
            sight.formula(getattr(changed, key), (*way, key), expect=expect)
    return changed


def _total(sight: Sight, control: Control) -> None:
    """The table as it is used by default adds up. Variants were read in part elsewhere and may stay fragments."""
    changes = control.variants.get(control.variant, {})
    rows = [row for row in control.indicators if not row.only_in or control.variant in row.only_in]
    kept = [row for row in rows if changes.get(row.id, {}).get("drop") is not True]
    marks = [changes.get(row.id, {}).get("marks", row.marks) for row in kept]
    found = sum((Decimal(mark) for mark in marks if isinstance(mark, int | Decimal)), Decimal(0))
    if found != control.total:
        message = Message(
            "standards.check.total", {"found": found, "expected": control.total, "what": control.title.zh}
        )
        sight.say(message, ("control", "total"))


def _libraries(sight: Sight) -> None:
    units: dict[str, tuple[str, str]] = {}
    classes = (
        {block.level1: block.level2 for block in sight.standard.scoring.blocks}
        if sight.standard.scoring
        else {}
    )
    for library, content in sight.standard.libraries.items():
        seen: set[str] = set()
        for number, indicator in enumerate(content.indicators):
            way = ("libraries", library, "indicators", number)
            if indicator.id in seen:
                sight.note("check.same_id", (*way, "id"), read=indicator.id)
            seen.add(indicator.id)
            other, unit = units.setdefault(indicator.name.zh, (library, indicator.unit))
            if unit != indicator.unit:
                sight.note(
                    "check.same_name",
                    (*way, "unit"),
                    name=indicator.name.zh,
                    library=library,
                    unit=indicator.unit,
                    other=other,
                    other_unit=unit,
                )
            if classes and sight.known(indicator.level1, classes, "indicator_class", (*way, "level1")):
                sight.known(indicator.level2, classes[indicator.level1], "indicator_class", (*way, "level2"))
