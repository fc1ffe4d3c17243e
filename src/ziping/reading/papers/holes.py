"""Templates turned round: what stands in braces becomes a group, what stands around it the words that must be there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ziping.reading.papers.conditions import split
from ziping.reading.papers.patterns import TELLING, Building, Hole
from ziping.reading.papers.table_forms import GIVEN
from ziping.report import takes_month
from ziping.standards.model.concepts import Concept

_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_.]*(?:@[A-Za-z0-9_]+)?")
_FIRST_KNOWN: Final = re.compile(r"first_known\(([^(),]*), ''\)")
_GAP: Final = r"【待填[^】]*】"
_EMPTY: Final = rf"——|不适用(?:（基数为零）)?|无|{_GAP}"
_NUMBER: Final = rf"(?:-?[0-9][0-9,]*(?:\.[0-9]+)?[%‰]?|{_EMPTY})"
_LOST: Final = "，；"  # marks that a page may have lost at the end of a line
_YEAR: Final = r"[0-9]{4}"
_YEARS: Final = ("year", "prior_year")
_DATE: Final = rf"(?:[0-9]{{4}}年[0-9]{{1,2}}月[0-9]{{1,2}}日|{_EMPTY})"
_DATE_OR_MONTH: Final = rf"(?:[0-9]{{4}}年[0-9]{{1,2}}月(?:[0-9]{{1,2}}日)?|{_EMPTY})"
TEXT: Final = r".{1,600}?"
_MAYBE: Final = r".{0,600}?"
_UNIT: Final = re.compile(r"\A(?:万元|人次|批次|[人个辆份项次分㎡%])")
_IN_BRACKETS: Final = re.compile(
    r"\{if\(known\((?P<name>[a-z_.@]+)\), '(?P<before>[^']*)', ''\)\}\{first_known\((?P=name), ''\)\}"
    r"(?:\{if\(known\((?P=name)\), '(?P<after>[^']*)', ''\)\})?"
)
_SIGNED: Final = re.compile(r"if\((?P<name>[a-z_.@]+) < 0, '(?P<negative>[^']*)', '(?P<other>[^']*)'\)")
_ABS: Final = re.compile(r"abs\((?P<name>[a-z_.@]+)\)")


def template(text: str, building: Building, item: str, *, certain: bool) -> Iterator[str]:
    """The pieces of a template as patterns."""
    after_number = False
    text = _IN_BRACKETS.sub(
        lambda found: f"{{?{found['name']}?{found['before']}?{found['after'] or ''}}}", text
    )
    for piece in re.split(r"(\{[^{}]*\})", text):
        if not piece:
            continue
        if piece.startswith("{"):
            made = _hole(piece[1:-1].partition("|")[0].strip(), building, item)
            after_number = _NUMBER in made
            yield made
            continue
        unit = _UNIT.match(piece) if after_number else None
        rest = piece[unit.end() :] if unit else piece
        if unit:
            yield f"(?:{re.escape(unit[0])})?"
        mark = ""
        if len(rest) > TELLING and rest[0] in _LOST:
            mark, rest = f"[{_LOST}]?", rest[1:]
        if len(rest) > 1 and (certain or len(rest) > TELLING):
            (building.words if certain else building.maybe).append(rest)
        yield mark + re.escape(rest)
        after_number = False


def _hole(formula: str, building: Building, item: str) -> str:
    if formula.startswith("?"):
        _, name, before, after = formula.split("?")
        return f"(?:{re.escape(before)}{_named(name, building, item, optional=False)}{re.escape(after)})?"
    if (signed := _SIGNED.fullmatch(formula)) and (concept := building.standard.concepts.get(signed["name"])):
        group = building.group()
        building.holes.append(Hole(group, signed["name"], stage_of(concept), negative=signed["negative"]))
        return f"(?P<{group}>{re.escape(signed['negative'])}|{re.escape(signed['other'])}|{_EMPTY})"
    if (absolute := _ABS.fullmatch(formula)) and absolute["name"] in building.standard.concepts:
        return _named(absolute["name"], building, item, optional=False)
    name = _FIRST_KNOWN.sub(r"\1", formula)
    if _NAME.fullmatch(name):
        return _YEAR if name in _YEARS else _named(name, building, item, optional=name != formula)
    return _choice(formula, building, item) if formula.startswith("if(") else _NUMBER


def _named(name: str, building: Building, item: str, *, optional: bool) -> str:
    concept_id, _, stage = name.partition("@")
    concept_id = GIVEN.get(concept_id, concept_id)
    concept = building.standard.concepts.get(concept_id)
    if concept is None:
        return _NUMBER
    held = TEXT if concept.unit in ("text", "flag") else _NUMBER
    if concept.unit == "date":
        held = _DATE_OR_MONTH if takes_month(concept, building.standard.items) else _DATE
    if concept.item and concept.item != item:
        return held
    if concept.formula and concept.unit == "text":
        return _MAYBE
    group = building.group()
    building.holes.append(Hole(group, concept_id, stage or stage_of(concept)))
    return f"(?P<{group}>{_MAYBE if optional and held == TEXT else held}){'?' if optional and held != TEXT else ''}"


def stage_of(concept: Concept) -> str:
    return "" if concept.field else concept.stages[0]


def _choice(formula: str, building: Building, item: str) -> str:
    """``if(condition, one, other)``: either of them."""
    parts = _arguments(formula[len("if(") : -1])[1:]
    return "(?:" + "|".join([*(_either(part, building, item) for part in parts), _EMPTY]) + ")"


def _either(part: str, building: Building, item: str) -> str:
    part = part.strip()
    if part.startswith("'") and part.endswith("'"):
        return re.escape(part[1:-1])
    if part.startswith("if("):
        return _choice(part, building, item)
    if building.standard.concepts.get(part.partition("@")[0]) is not None:
        concept = building.standard.concepts[part.partition("@")[0]]
        return _MAYBE if concept.unit in ("text", "flag") else _NUMBER
    return _NUMBER


def _arguments(text: str) -> list[str]:
    """The arguments of a call."""
    return split(text, ",")


def results(formula: str) -> list[str]:
    """The texts a choice may come to."""
    formula = formula.strip()
    if formula.startswith("if(") and formula.endswith(")"):
        return [text for part in _arguments(formula[len("if(") : -1])[1:] for text in results(part)]
    return [formula[1:-1]] if formula.startswith("'") else []
