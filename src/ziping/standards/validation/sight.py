"""What every check needs: the standard, where in the files each thing stands, and a place for problems."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from yaml.nodes import SequenceNode

from ziping.standards.formats import FORMATS, default_format, fits
from ziping.standards.formulas import Expected, Formula, FormulaProblem, Name, Parameter, check
from ziping.standards.model.pack import Standard
from ziping.standards.problems import Problem, Spot, suggestion
from ziping.standards.strict_yaml import Node, pairs, spot_of
from ziping.standards.templates import Template, check_template
from ziping.wording import Message

Step = str | int
NO_PARAMETERS: Mapping[str, Parameter] = {}


class Sight:
    """A standard under examination. Ways are keys from the part on: ``("rules", "Q-01.total", "equation")``."""

    def __init__(self, standard: Standard, parts: Mapping[str, Node], manifest: Node) -> None:
        self.standard = standard
        self.problems: list[Problem] = []
        self._parts = {**parts, "manifest": manifest}

    def spot(self, way: tuple[Step, ...]) -> Spot:
        """Where the thing at the end of ``way`` stands, or as far along it as the files go."""
        part = str(way[0])
        if part not in self._parts:
            return spot_of(self._parts["manifest"])
        node = self._parts[part]
        for step in way[1:]:
            found = _child(node, step)
            if found is None:
                break
            node = found
        return spot_of(node)

    def note(
        self,
        key: str,
        way: tuple[Step, ...],
        severity: Literal["error", "warning"] = "error",
        /,
        **args: object,
    ) -> None:
        """Note ``standards.<key>`` with what it says."""
        self.say(Message(f"standards.{key}", args), way, severity)

    def say(
        self, message: Message, way: tuple[Step, ...], severity: Literal["error", "warning"] = "error"
    ) -> None:
        self.problems.append(Problem(message, self.spot(way), path_of(way), severity))

    # --- names ------------------------------------------------------------------------------------------------------

    def known(self, name: str, names: Iterable[str], key: str, way: tuple[Step, ...]) -> bool:
        """Whether ``name`` is among ``names``; noted under ``key`` when it is not."""
        known = set(names)
        if name not in known:
            self.note(f"check.{key}", way, read=name, suggestion=suggestion(name, known))
        return name in known

    def concept_at_stage(self, written: str, way: tuple[Step, ...]) -> None:
        """A reference such as ``operating`` or ``operating@executed``."""
        name, _, stage = written.partition("@")
        concepts = self.standard.concepts
        if self.known(name, concepts, "unknown_concept", way) and stage:
            self.known(stage, concepts[name].stages, "unknown_stage", way)

    # --- formulas ---------------------------------------------------------------------------------------------------

    def formula(
        self,
        text: str,
        way: tuple[Step, ...],
        *,
        each: str = "",
        expect: Expected = "any",
        parameters: Mapping[str, Parameter] = NO_PARAMETERS,
        stage: str = "",
    ) -> Formula | None:
        """``text`` bound, or ``None`` after noting what is wrong; an empty text is nothing to look at."""
        if not text:
            return None
        checked = check(
            text, self.standard.vocabulary, each=each, expect=expect, parameters=parameters, stage=stage
        )
        self._formula_problems(text, checked.problems, way)
        return checked.formula

    def template(
        self,
        text: str,
        way: tuple[Step, ...],
        *,
        each: str = "",
        parameters: Mapping[str, Parameter] = NO_PARAMETERS,
    ) -> Template | None:
        """``text`` taken apart, or ``None`` after noting what is wrong."""
        template, problems = check_template(text, self.standard.vocabulary, each=each, parameters=parameters)
        self._formula_problems(text, problems, way)
        return template

    def format(self, name: str, formula: Formula | None, way: tuple[Step, ...]) -> None:
        """A format named beside a formula; where none is named, that the formula's own unit gives one."""
        if formula is None:
            return
        if not name:
            if not default_format(formula.measure, self._unit(formula)):
                self.note("template.format_needed", way, read=formula.text)
        elif self.known(name, FORMATS, "format_unknown", way) and not fits(name, formula.measure):
            self.note("check.format_misfit", way, format=name, measure=formula.measure.said())

    def _unit(self, formula: Formula) -> str:
        root = formula.root
        return self.standard.concepts[root.concept].unit if isinstance(root, Name) else ""

    def _formula_problems(self, text: str, problems: Iterable[FormulaProblem], way: tuple[Step, ...]) -> None:
        for problem in problems:
            self.say(problem.said(text), way)


def path_of(way: tuple[Step, ...]) -> str:
    """``("rules", "Q-01", "message", "zh")`` as ``Q-01.message.zh``: the file is named already."""
    path = ""
    for step in way[1:]:
        path += f"[{step}]" if isinstance(step, int) else f".{step}" if path else step
    return path


def _child(node: Node, step: Step) -> Node | None:
    if isinstance(step, int):
        return node.value[step] if isinstance(node, SequenceNode) and step < len(node.value) else None
    return next((value for key, _, value in pairs(node) if key == step), None)
