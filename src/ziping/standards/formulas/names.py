"""What the names in a formula stand for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from ziping.standards.formulas.errors import FormulaProblem
from ziping.standards.formulas.literals import literal
from ziping.standards.formulas.measure import TEXTS
from ziping.standards.formulas.tree import Call, Constant, Name, Node, children
from ziping.standards.formulas.vocabulary import Parameter, Term, Vocabulary
from ziping.standards.problems import suggestion
from ziping.wording import Message

PARAMETER, WORDS = "param.", "words."


def problem(key: str, node: Node, **args: object) -> FormulaProblem:
    return FormulaProblem(Message(f"standards.formula.{key}", args), node.start, node.end)


def resolve(
    node: Name,
    vocabulary: Vocabulary,
    parameters: Mapping[str, Parameter],
    context: Iterable[str],
    stage: str,
) -> Name | Constant | FormulaProblem:
    """The concept (with its stage), parameter or word list that ``node`` names, seen from inside ``context``.

    ``stage`` is taken where none is written and the concept has several, that one among them.
    """
    name = node.concept
    if name.startswith(PARAMETER):
        return _parameter(node, {**vocabulary.parameters, **parameters})
    if name.startswith(WORDS):
        return _words(node, vocabulary)
    if name not in vocabulary.terms:
        return _unknown(node, vocabulary)
    return _concept(node, vocabulary.terms[name], context, stage)


def _concept(node: Name, term: Term, context: Iterable[str], stage: str) -> Name | FormulaProblem:
    if term.item and term.item not in context:
        return problem("outside_item", node, concept=node.concept, item=term.item)
    if term.measure is None:
        return problem("unit_of_concept", node, concept=node.concept, unit=term.unit)
    found = _stage(node, term, stage)
    if isinstance(found, FormulaProblem):
        return found
    return replace(node, stage=found, item=term.item, measure=term.measure)


def _stage(node: Name, term: Term, stage: str) -> str | FormulaProblem:
    if node.stage:
        if node.stage in term.stages:
            return node.stage
        hint = suggestion(node.stage, term.stages)
        return problem("unknown_stage", node, concept=node.concept, stage=node.stage, suggestion=hint)
    if len(term.stages) == 1:
        return term.stages[0]
    if stage in term.stages:
        return stage
    example = f"{node.concept}@{term.stages[0]}" if term.stages else node.concept
    return problem("stage_missing", node, concept=node.concept, stages=term.stages, example=example)


def _parameter(node: Name, parameters: Mapping[str, Parameter]) -> Constant | FormulaProblem:
    name = node.concept.removeprefix(PARAMETER)
    if name not in parameters:
        return problem("unknown_parameter", node, read=name, suggestion=suggestion(name, parameters))
    return literal(parameters[name], node.start, node.end)


def _words(node: Name, vocabulary: Vocabulary) -> Constant | FormulaProblem:
    name = node.concept.removeprefix(WORDS)
    if name not in vocabulary.words:
        return problem("unknown_words", node, read=name, suggestion=suggestion(name, vocabulary.words))
    return Constant(tuple(vocabulary.words[name]), "", node.start, node.end, TEXTS)


def _unknown(node: Name, vocabulary: Vocabulary) -> FormulaProblem:
    name = node.concept
    if name in vocabulary.items:
        return problem("item_is_no_value", node, item=name)
    front, _, last = name.rpartition(".")
    if front in vocabulary.terms and last in vocabulary.terms[front].stages:
        hint = Message("standards.suggest.close", {"names": (f"{front}@{last}",)})
    else:
        hint = suggestion(name, vocabulary.terms)
    return problem("unknown_concept", node, read=name, suggestion=hint)


def named(nodes: Iterable[Node | None], aggregates: Iterable[str]) -> Iterable[Name]:
    """The names in ``nodes`` outside of the aggregates inside them, which look after their own items."""
    waiting = [node for node in nodes if node is not None]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Name):
            yield node
        elif not (isinstance(node, Call) and node.function in aggregates and is_aggregate(node)):
            waiting.extend(children(node))


def is_aggregate(call: Call) -> bool:
    """``min`` and ``max`` go over items only when they stand with a single argument."""
    return call.function not in ("min", "max") or len(call.arguments) == 1
