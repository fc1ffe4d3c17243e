"""What must hold in a report: ``rules.yaml``."""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from ziping.standards.model.common import Record, Words

Severity = Literal["error", "warning", "notice"]
_STAGE = re.compile(r"(?<=[@.])(?<!param\.)stage\b")


class Rule(Record, frozen=True, kw_only=True):
    """A rule over figures or over parts of a report.

    Exactly one of:
    ``equation``  ``left == right`` (or ``<=``, ``>=``), judged by verdict classes (exact, rounding, truncation, inconsistent)
    ``holds``     a condition that must be true
    ``check``     the name of a registered pure function for what no formula can say (``params`` go to it)

    ``when`` restricts it; ``each`` repeats it over an item (``project``, ``indicator``); ``stages`` repeats it over
    stages, written ``basic@stage`` or ``project.stage`` in its formulas. A ``holds`` that fails is excused where the
    report's notes under one of ``notes`` (``operating``, ``operating@executed``) give all that is in ``need``.
    ``covers`` names rules whose findings on the same stage are only consequences of this one's. ``forms`` limits the
    rule to packs of these forms (``department``); empty means all. ``on`` says what can decide it: the unit's ``data``,
    a finished ``document`` read from a file, or both; what a document does not print (evidence, vouchers) only data can.
    ``text`` is a document that has the text of a report, not its annexes alone.

    Formulas may name ``params`` as ``param.<name>``. ``message`` may quote formulas in braces:
    ``{operating@executed}``, ``{a / b | percent}``, and what the check supplies: ``{param.item}``, ``{param.stage}``,
    ``{param.stated}``, ``{param.computed}``, ``{param.gap}`` and, for a ``check``, the function's own.
    A rule that ended keeps its id: ``ended`` says when and ``ended_because`` why.
    """

    id: str
    defect: str
    severity: Severity
    title: Words
    basis: str
    message: Words
    mend: Words
    equation: str = ""
    holds: str = ""
    check: str = ""
    when: str = ""
    each: str = ""
    stages: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    need: tuple[Literal["reason", "document"], ...] = ("reason",)
    covers: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    on: tuple[Literal["data", "document", "text"], ...] = ("data", "document")
    params: dict[str, str | int | list[str]] = {}
    since: int = 0
    ended: str = ""
    ended_because: str = ""

    def at(self, stage: str) -> Rule:
        """The rule with ``stage`` put where its formulas say ``@stage`` or ``.stage`` (``param.stage`` stays)."""

        def put(text: str) -> str:
            return _STAGE.sub(stage, text)

        return msgspec.structs.replace(
            self,
            equation=put(self.equation),
            holds=put(self.holds),
            when=put(self.when),
            message=Words(zh=put(self.message.zh), en=put(self.message.en)),
            stages=(),
        )

    def at_stages(self) -> tuple[Rule, ...]:
        """The rules it comes to: itself, or one for each of its ``stages``."""
        return tuple(self.at(stage) for stage in self.stages) or (self,)
