"""Going through a tree once: each node gets its measure, what does not fit is noted and the rest goes on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from ziping.standards.formulas.errors import FormulaProblem
from ziping.standards.formulas.fitting import anchor_of, fitted
from ziping.standards.formulas.functions import AGGREGATE_GIVES, AGGREGATES, FUNCTIONS, Function, Takes
from ziping.standards.formulas.literals import measured
from ziping.standards.formulas.measure import (
    COUNT,
    DATE,
    FLAG,
    MARKS,
    PEOPLE,
    RATIO,
    TEXT,
    TEXTS,
    TIME,
    Measure,
)
from ziping.standards.formulas.names import is_aggregate, named, problem, resolve
from ziping.standards.formulas.tree import (
    Aggregate,
    Arithmetic,
    Call,
    Comparison,
    Constant,
    Logic,
    Name,
    Negative,
    Node,
    Not,
)
from ziping.standards.formulas.vocabulary import Parameter, Vocabulary
from ziping.standards.problems import suggestion

_ORDERED = ("number", "date")


class Binder:
    """``context`` names the items whose concepts may be used; ``problems`` grows as the tree is gone through.

    A node that has a problem keeps the measure ``None`` and raises no further complaints around it.
    """

    def __init__(
        self, vocabulary: Vocabulary, context: Sequence[str], parameters: Mapping[str, Parameter], stage: str
    ) -> None:
        self.vocabulary = vocabulary
        self.context = tuple(context)
        self.parameters = parameters
        self.stage = stage
        self.problems: list[FormulaProblem] = []
        self._ways: dict[type, Callable[[Any], Node]] = {
            Constant: measured,
            Name: self._name,
            Negative: self._negative,
            Not: self._not,
            Arithmetic: self._arithmetic,
            Comparison: self._comparison,
            Logic: self._logic,
            Call: self._call,
        }

    def bind(self, node: Node) -> Node:
        """``node`` with measures throughout."""
        return self._ways[type(node)](node)

    def note(self, key: str, node: Node, **args: object) -> None:
        self.problems.append(problem(key, node, **args))

    def demand(self, node: Node, *measures: Measure) -> bool:
        """Whether ``node`` is of such a measure; noted when it is known to be of another."""
        if node.measure is None or node.measure in measures:
            return node.measure is not None
        self.note("expected", node, expected=measures[0].said(), read=node.measure.said())
        return False

    def fit(self, nodes: Sequence[Node]) -> tuple[list[Node], Measure | None]:
        """``nodes`` brought to one measure, as far as they can be."""
        anchor = anchor_of(nodes)
        together = [self.fit_to(node, anchor) for node in nodes]
        sound = all(node.measure is not None for node in together)
        return together, anchor if sound else None

    def fit_to(self, node: Node, anchor: Measure | None) -> Node:
        found = fitted(node, anchor)
        if isinstance(found, FormulaProblem):
            self.problems.append(found)
            return replace(node, measure=None)
        return found

    # --- operators --------------------------------------------------------------------------------------------------

    def _name(self, node: Name) -> Node:
        found = resolve(node, self.vocabulary, self.parameters, self.context, self.stage)
        if isinstance(found, FormulaProblem):
            self.problems.append(found)
            return node
        return found

    def _negative(self, node: Negative) -> Node:
        operand = self.bind(node.operand)
        return replace(node, operand=operand, measure=self._number(operand))

    def _not(self, node: Not) -> Node:
        operand = self.bind(node.operand)
        self.demand(operand, FLAG)
        return replace(node, operand=operand, measure=FLAG)

    def _logic(self, node: Logic) -> Node:
        left, right = self.bind(node.left), self.bind(node.right)
        self.demand(left, FLAG)
        self.demand(right, FLAG)
        return replace(node, left=left, right=right, measure=FLAG)

    def _number(self, node: Node) -> Measure | None:
        """The measure of a node that must be a number."""
        if node.measure is not None and not node.measure.is_number:
            self.note("expected", node, expected=RATIO.said(), read=node.measure.said())
            return None
        return node.measure

    def _arithmetic(self, node: Arithmetic) -> Node:
        left, right = self.bind(node.left), self.bind(node.right)
        one, other = self._number(left), self._number(right)
        if one is None or other is None:
            return replace(node, left=left, right=right)
        if node.op in "+-":
            (left, right), measure = self.fit((left, right))
        else:
            measure = one.times(other) if node.op == "*" else one.over(other)
        return replace(node, left=left, right=right, measure=measure)

    def _comparison(self, node: Comparison) -> Node:
        (left, right), measure = self.fit((self.bind(node.left), self.bind(node.right)))
        if measure is not None and (
            measure == TEXTS or (node.op not in ("==", "!=") and measure.kind not in _ORDERED)
        ):
            self.note("no_order", node, op=node.op, read=measure.said())
        return replace(node, left=left, right=right, measure=FLAG)

    # --- functions --------------------------------------------------------------------------------------------------

    def _call(self, node: Call) -> Node:
        if node.function in AGGREGATES and is_aggregate(node):
            return self._aggregate(node)
        function = FUNCTIONS.get(node.function)
        if function is None:
            known = FUNCTIONS.keys() | AGGREGATES.keys()
            self.note(
                "unknown_function", node, read=node.function, suggestion=suggestion(node.function, known)
            )
            return node
        if node.where is not None:
            self.note("where_misplaced", node.where)
        if not function.allows(len(node.arguments)):
            expected = f"{len(function.takes)}{'+' if function.repeats else ''}"
            self.note(
                "argument_count", node, function=node.function, expected=expected, read=len(node.arguments)
            )
            return node
        return self._arguments(node, function)

    def _arguments(self, node: Call, function: Function) -> Node:
        kinds = [function.kind(number) for number in range(len(node.arguments))]
        bound = [self._argument(argument, kind) for argument, kind in zip(node.arguments, kinds, strict=True)]
        alike = [number for number, kind in enumerate(kinds) if kind in ("same", "ordered")]
        measure: Measure | None = None
        if alike:
            together, measure = self.fit([bound[number] for number in alike])
            for number, fit in zip(alike, together, strict=True):
                bound[number] = fit
            if measure is not None and "ordered" in kinds and measure.kind not in _ORDERED:
                self.note("no_order", node, op=node.function, read=measure.said())
        if node.function == "round":
            self._step(bound[0], bound[1])
        if function.gives == "first":
            measure = bound[0].measure
        elif isinstance(function.gives, Measure):
            measure = function.gives
        return replace(node, arguments=tuple(bound), measure=measure)

    def _argument(self, node: Node, kind: Takes) -> Node:
        if kind == "group":
            return self._group(node)
        bound = self.bind(node)
        if kind == "flag":
            self.demand(bound, FLAG)
        elif kind == "number":
            self._number(bound)
        elif kind == "text":
            self.demand(bound, TEXT)
        elif kind == "texts":
            self.demand(bound, TEXT, TEXTS)
        elif kind == "date":
            bound = self.fit_to(bound, DATE)
        elif kind == "year":
            self.demand(bound, RATIO, TEXT)
        elif kind == "name" and not isinstance(bound, Name) and bound.measure is not None:
            self.note("name_needed", bound)
        return bound

    def _group(self, node: Node) -> Node:
        """The name of a group of codes becomes the codes themselves."""
        groups = self.vocabulary.groups
        read = node.value if isinstance(node, Constant) and isinstance(node.value, str) else ""
        if read not in groups:
            self.note("unknown_group", node, read=read, suggestion=suggestion(read, groups))
            return node
        return Constant(tuple(groups[read]), "", node.start, node.end, TEXTS)

    def _step(self, value: Node, step: Node) -> None:
        """``round(x, 2)`` means two decimals, which money has not before its unit is said: ``round(x, 0.01万元)``."""
        if value.measure is None or step.measure is None:
            return
        decimals = isinstance(step, Constant) and step.bare
        if decimals and value.measure in (RATIO, COUNT, PEOPLE, MARKS, TIME):
            assert isinstance(step, Constant)
            assert isinstance(step.value, Fraction)
            if step.value.denominator == 1 and 0 <= step.value <= _MOST_DECIMALS:
                return
        elif not decimals and isinstance(step, Constant) and step.measure == value.measure and step.value:
            return
        self.note("bad_step", step, measure=value.measure.said())

    # --- aggregates -------------------------------------------------------------------------------------------------

    def _aggregate(self, node: Call) -> Node:
        separator = self._separator(node)
        if separator is None or not node.arguments:
            self.note("argument_count", node, function=node.function, expected="1", read=len(node.arguments))
            return node
        subject = node.arguments[0]
        # count(project) counts the items themselves, count(project.name) those in which it is given
        counted = (
            subject.concept
            if node.function == "count"
            and isinstance(subject, Name)
            and subject.concept in self.vocabulary.items
            else ""
        )
        deepest = counted or self._deepest(node, subject)
        if not deepest:
            return node
        outside, chain = self.context, self.vocabulary.chain(deepest)
        path = (deepest,) if deepest in outside else tuple(item for item in chain if item not in outside)
        self.context = (*outside, *(item for item in chain if item not in outside))
        body = None if counted else self.bind(subject)
        where = None if node.where is None else self.bind(node.where)
        self.context = outside
        if where is not None:
            self.demand(where, FLAG)
        steps = tuple((item, self.vocabulary.items[item]) for item in path)
        measure = AGGREGATE_GIVES.get(node.function) or (body.measure if body is not None else None)
        if body is not None:
            self._body(node.function, body)
        return Aggregate(node.function, body, where, steps, separator, node.start, node.end, measure)

    def _separator(self, node: Call) -> str | None:
        """What ``join`` puts between; ``None`` when there are arguments too many or too few."""
        if node.function != "join":
            return "" if len(node.arguments) == 1 else None
        if len(node.arguments) == 1:
            return "、"
        second = node.arguments[1] if len(node.arguments) == 2 else None  # noqa: PLR2004 - text and separator
        return second.value if isinstance(second, Constant) and isinstance(second.value, str) else None

    def _body(self, function: str, body: Node) -> None:
        takes = AGGREGATES[function]
        if takes == "flag":
            self.demand(body, FLAG)
        elif takes == "text":
            self.demand(body, TEXT)
        elif takes == "number":
            self._number(body)
        elif takes == "ordered" and body.measure is not None and body.measure.kind not in _ORDERED:
            self.note("no_order", body, op=function, read=body.measure.said())

    def _deepest(self, node: Call, subject: Node) -> str:
        """The item to go over: the innermost one whose concepts are named; noted and empty when there is none."""
        terms = self.vocabulary.terms
        items = {
            terms[name.concept].item
            for name in named((subject, node.where), AGGREGATES)
            if name.concept in terms and terms[name.concept].item
        }
        fresh = {item for item in items if item not in self.context} or items
        if not fresh:
            names = list(named((subject,), AGGREGATES))
            if node.function == "count" and isinstance(subject, Name) and subject.concept not in terms:
                hint = suggestion(subject.concept, self.vocabulary.items)
                self.note("item_needed", subject, read=subject.concept, suggestion=hint)
            elif all(name.concept in terms for name in names):
                self.note("no_item_named", node, function=node.function)
            else:
                self.bind(subject)  # says which name is unknown
            return ""
        deepest = max(fresh, key=lambda item: (len(self.vocabulary.chain(item)), item))
        if apart := fresh - set(self.vocabulary.chain(deepest)):
            self.note("items_apart", node, function=node.function, items=(*sorted(apart), deepest))
            return ""
        return deepest


_MOST_DECIMALS = 12
