"""Formulas held against a vocabulary: checked, and kept once they are found right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from ziping.standards.formulas.binder import Binder
from ziping.standards.formulas.errors import FormulaError, FormulaProblem
from ziping.standards.formulas.measure import Measure
from ziping.standards.formulas.names import problem
from ziping.standards.formulas.parser import parse
from ziping.standards.formulas.tree import Comparison, Formula, Node, Tree
from ziping.standards.formulas.vocabulary import Parameter, Vocabulary, parameter_key
from ziping.standards.problems import suggestion
from ziping.wording import Message

Expected: TypeAlias = Measure | Literal["equation", "any"]
_NO_PARAMETERS: Mapping[str, Parameter] = {}


@dataclass(frozen=True, slots=True)
class Checked:
    """``formula`` is there exactly when there are no ``problems``."""

    formula: Formula | None
    problems: tuple[FormulaProblem, ...]


def check(
    source: str | Tree,
    vocabulary: Vocabulary,
    *,
    each: str = "",
    parameters: Mapping[str, Parameter] = _NO_PARAMETERS,
    stage: str = "",
    expect: Expected = "any",
) -> Checked:
    """All that is wrong with a formula, or the formula ready to be evaluated.

    ``each``        the item it is evaluated for, whose concepts (and those around it) it may name
    ``parameters``  what ``param.<name>`` stands for, on top of the pack's own; they become constants
    ``stage``       taken for concepts of several stages that are named without one
    ``expect``      what it must give; a bare number is taken in that measure where that is allowed
    """
    try:
        tree = parse(source) if isinstance(source, str) else source
    except FormulaError as error:
        return Checked(None, tuple(_with_label(found, error.text, vocabulary) for found in error.problems))
    if each and each not in vocabulary.items:
        message = Message(
            "standards.formula.unknown_item", {"read": each, "suggestion": suggestion(each, vocabulary.items)}
        )
        return Checked(None, (FormulaProblem(message, 0, 0),))
    binder = Binder(vocabulary, vocabulary.chain(each), parameters, stage)
    root = binder.bind(tree.root)
    if not binder.problems:
        root = _expected(binder, root, expect)
    if binder.problems or root.measure is None:
        return Checked(None, tuple(sorted(binder.problems, key=lambda found: found.start)))
    return Checked(Formula(tree.text, root, root.measure), ())


def bind(
    text: str,
    vocabulary: Vocabulary,
    *,
    each: str = "",
    parameters: Mapping[str, Parameter] = _NO_PARAMETERS,
    stage: str = "",
) -> Formula:
    """The formula ``text`` ready to be evaluated; found once and kept with the vocabulary.

    Raises :class:`FormulaError` with all that :func:`check` finds.
    """
    key = (text, each, stage, parameter_key(parameters))
    formula = vocabulary.bound.get(key)
    if formula is None:
        checked = check(text, vocabulary, each=each, parameters=parameters, stage=stage)
        if checked.formula is None:
            raise FormulaError(text, checked.problems)
        formula = vocabulary.bound[key] = checked.formula
    return formula


def _expected(binder: Binder, root: Node, expect: Expected) -> Node:
    if expect == "any":
        return root
    if expect == "equation":
        if not (isinstance(root, Comparison) and root.op in ("==", "<=", ">=")):
            binder.problems.append(problem("not_equation", root))
        return root
    return binder.fit_to(root, expect)


def _with_label(found: FormulaProblem, text: str, vocabulary: Vocabulary) -> FormulaProblem:
    """A Chinese label where a name should stand: say which name."""
    label = text[found.start : found.end]
    if label not in vocabulary.by_label:
        return found
    message = Message("standards.formula.label", {"read": label, "write": vocabulary.by_label[label]})
    return FormulaProblem(message, found.start, found.end)
