"""Evaluating a formula and knowing which facts it rested on."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field

from ziping.report import Derived, Fact, TextFact
from ziping.standards.formulas import Missing, Operand, Scope, evaluate


class Recorder(Struct, frozen=True):
    """A scope that notes what is looked up through it; derived values count as the facts they come from."""

    inner: Scope
    seen: dict[str, Fact | TextFact] = field(default_factory=dict)

    def lookup(self, concept: str, stage: str) -> Operand | Missing:
        """Look up and note; absent concepts leave no trace, having no place."""
        found = self.inner.lookup(concept, stage)
        self._note(found.source)
        return found

    def items(self, item: str) -> Sequence[Scope]:
        return [Recorder(scope, self.seen) for scope in self.inner.items(item)]

    def _note(self, source: object) -> None:
        if isinstance(source, Fact | TextFact):
            self.seen[source.key] = source
        elif isinstance(source, Derived):
            evaluate(source.formula, Recorder(source.scope, self.seen))
