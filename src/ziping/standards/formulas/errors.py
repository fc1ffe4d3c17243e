"""What is wrong with a formula, and where in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ziping.wording import InputError, Message


@dataclass(frozen=True, slots=True)
class FormulaProblem:
    """``start`` and ``end`` are character offsets in the formula's text."""

    message: Message
    start: int
    end: int

    def said(self, text: str) -> Message:
        """The problem with the formula and the position (from 1) in front."""
        args = {"formula": text, "position": self.start + 1, "text": self.message}
        return Message("standards.formula.problem", args)


class FormulaError(InputError):
    """A formula or template cannot be used; ``problems`` says why, in the order they stand in it."""

    def __init__(self, text: str, problems: Iterable[FormulaProblem]) -> None:
        self.text = text
        self.problems: tuple[FormulaProblem, ...] = tuple(problems)
        super().__init__(*(problem.said(text) for problem in self.problems))
