"""Sentences with figures in them: ``本年支出{expenditure@executed}万元，执行率{a / b | percent}``.

In braces stands a formula, after ``|`` how it is printed; ``{{`` and ``}}`` are braces themselves. A template is taken
apart and checked once; rendering gives segments, so that whoever prints them knows which figures each came from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from ziping.standards.formats import FORMATS, default_format, fits, written
from ziping.standards.formulas import (
    Formula,
    FormulaError,
    FormulaProblem,
    Missing,
    Name,
    Operand,
    Parameter,
    Scope,
    Unknown,
    Vocabulary,
    check,
    evaluate_noting,
)
from ziping.standards.formulas.names import PARAMETER
from ziping.standards.formulas.vocabulary import ParameterKey, parameter_key
from ziping.standards.problems import suggestion
from ziping.wording import Message


@dataclass(frozen=True, slots=True)
class Hole:
    """A formula in braces with the format it is printed in; ``unit`` is that of the concept it names, if it names one."""

    formula: Formula
    format: str
    unit: str


@dataclass(frozen=True, slots=True)
class Template:
    """Texts and holes in turn, checked and ready to be rendered."""

    text: str
    parts: tuple[str | Hole, ...]

    @property
    def holes(self) -> tuple[Hole, ...]:
        return tuple(part for part in self.parts if isinstance(part, Hole))


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a rendered template.

    ``operands`` are the figures it was made of, in the order they were read; ``missing`` says why it was left as it is
    when its value could not be had.
    """

    text: str
    operands: tuple[Operand, ...] = ()
    formula: Formula | None = None
    missing: tuple[Missing, ...] = ()


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of a template: text as printed, or what stands in braces."""

    text: str
    start: int
    hole: bool = False


_NO_PARAMETERS: Mapping[str, Parameter] = {}
_Key: TypeAlias = tuple[str, str, str, ParameterKey]


def parse_template(
    text: str,
    vocabulary: Vocabulary,
    *,
    each: str = "",
    parameters: Mapping[str, Parameter] = _NO_PARAMETERS,
    stage: str = "",
) -> Template:
    """``text`` ready to be rendered (arguments as for ``bind``). Raises :class:`FormulaError` with all that is wrong.

    A template is taken apart once and kept with the vocabulary.
    """
    kept: dict[_Key, Template] = vocabulary.templates
    key: _Key = (text, each, stage, parameter_key(parameters))
    if (template := kept.get(key)) is None:
        template, problems = check_template(text, vocabulary, each=each, parameters=parameters, stage=stage)
        if template is None:
            raise FormulaError(text, problems)
        kept[key] = template
    return template


def check_template(
    text: str,
    vocabulary: Vocabulary,
    *,
    each: str = "",
    parameters: Mapping[str, Parameter] = _NO_PARAMETERS,
    stage: str = "",
) -> tuple[Template | None, tuple[FormulaProblem, ...]]:
    """The template, or all that is wrong with it."""
    try:
        pieces = _pieces(text)
    except FormulaError as error:
        return None, error.problems
    problems: list[FormulaProblem] = []
    parts: list[str | Hole] = []
    for piece in pieces:
        if not piece.hole:
            parts.append(piece.text)
            continue
        source, name = _split(piece.text)
        given = _parameter(source, vocabulary, parameters) if not name else None
        if given is not None:
            parts.append(given)
            continue
        checked = check(source, vocabulary, each=each, parameters=parameters, stage=stage)
        problems.extend(_moved(found, piece.start) for found in checked.problems)
        if checked.formula is not None:
            found = _hole(checked.formula, name, piece, vocabulary)
            if isinstance(found, FormulaProblem):
                problems.append(found)
            else:
                parts.append(found)
    return (None, tuple(problems)) if problems else (Template(text, tuple(parts)), ())


def render(template: Template, scope: Scope, *, blank: str | None = None) -> list[Segment] | Unknown:
    """The sentence for ``scope``, piece by piece.

    Without ``blank`` anything missing makes the whole :class:`Unknown`. With it, what is missing is printed as it was
    stated (——, 无) or, where nothing was, as ``blank``.
    """
    segments: list[Segment] = []
    missing: list[Missing] = []
    for part in template.parts:
        if isinstance(part, str):
            segments.append(Segment(part))
            continue
        value, operands = evaluate_noting(part.formula, scope)
        if not isinstance(value, Unknown):
            segments.append(Segment(written(value, part.format, part.unit), operands, part.formula))
        elif blank is None:
            missing.extend(value.missing)
        else:
            stated = value.missing[0].written if isinstance(part.formula.root, Name) else ""
            segments.append(Segment(stated or blank, operands, part.formula, value.missing))
    return Unknown(tuple(dict.fromkeys(missing))) if missing else segments


def text_of(segments: list[Segment]) -> str:
    return "".join(segment.text for segment in segments)


def holes_of(text: str) -> list[str]:
    """The formulas in the braces of ``text``, unchecked and without their formats; none where braces do not pair."""
    try:
        return [_split(piece.text)[0].strip() for piece in _pieces(text) if piece.hole]
    except FormulaError:
        return []


def _hole(formula: Formula, name: str, piece: _Piece, vocabulary: Vocabulary) -> Hole | FormulaProblem:
    """A formula with its format: the one named, else the one that goes with its unit."""
    end = piece.start + len(piece.text)
    root = formula.root
    unit = vocabulary.terms[root.concept].unit if isinstance(root, Name) else ""
    if not name and not (name := default_format(formula.measure, unit)):
        return FormulaProblem(
            Message("standards.template.format_needed", {"read": piece.text.strip()}), piece.start, end
        )
    if name not in FORMATS:
        args = {"read": name, "suggestion": suggestion(name, FORMATS)}
        return FormulaProblem(Message("standards.template.unknown_format", args), piece.start, end)
    if not fits(name, formula.measure):
        args = {"format": name, "measure": formula.measure.said()}
        return FormulaProblem(Message("standards.template.format_misfit", args), piece.start, end)
    return Hole(formula, name, unit)


def _parameter(source: str, vocabulary: Vocabulary, parameters: Mapping[str, Parameter]) -> str | None:
    """A parameter by itself is printed as it was given: ``5万元`` with its unit, a list with 、 between."""
    name = source.strip()
    if not name.startswith(PARAMETER):
        return None
    value = {**vocabulary.parameters, **parameters}.get(name.removeprefix(PARAMETER))
    if value is None or isinstance(value, str | int):
        return None if value is None else str(value)
    return "、".join(value)


def _moved(found: FormulaProblem, by: int) -> FormulaProblem:
    return FormulaProblem(found.message, found.start + by, found.end + by)


def _split(inside: str) -> tuple[str, str]:
    """The formula and the format's name; a ``|`` inside a quoted text separates nothing."""
    quote = ""
    for position, char in enumerate(inside):
        if quote:
            quote = "" if char == quote else quote
        elif char in "'\"":
            quote = char
        elif char == "|":
            return inside[:position], inside[position + 1 :].strip()
    return inside, ""


@cache
def _pieces(text: str) -> tuple[_Piece, ...]:
    """``text`` taken apart at its braces. Raises :class:`FormulaError` for braces that do not pair."""
    return tuple(piece for piece in _cut(text) if piece.text or piece.hole)


def _cut(text: str) -> Iterator[_Piece]:
    plain, start, position = "", 0, 0
    while position < len(text):
        char = text[position]
        if text[position : position + 2] in ("{{", "}}"):
            plain, position = plain + char, position + 2
        elif char == "{":
            end = _closing(text, position)
            yield _Piece(plain, start)
            yield _Piece(text[position + 1 : end], position + 1, hole=True)
            plain, start, position = "", end + 1, end + 1
        elif char == "}":
            raise FormulaError(text, [_brace("stray", position)])
        else:
            plain, position = plain + char, position + 1
    yield _Piece(plain, start)


def _closing(text: str, opening: int) -> int:
    quote = ""
    for position in range(opening + 1, len(text)):
        char = text[position]
        if quote:
            quote = "" if char == quote else quote
        elif char in "'\"":
            quote = char
        elif char == "}":
            return position
        elif char == "{":
            break
    raise FormulaError(text, [_brace("open", opening)])


def _brace(kind: str, position: int) -> FormulaProblem:
    return FormulaProblem(Message(f"standards.template.{kind}_brace"), position, position + 1)
