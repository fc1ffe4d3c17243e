"""A mark: what an indicator earns of its full marks, and how that came about."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from ziping.scoring.outcome import Status
from ziping.standards.model.scoring import ModeName
from ziping.wording import Lang, Message, say


@dataclass(frozen=True, slots=True)
class Working:
    """The steps that lead to a mark, in words and numbers; rendered when somebody reads them."""

    steps: tuple[Message, ...] = ()

    def say(self, lang: Lang) -> str:
        """All steps as one text."""
        return ("；" if lang == "zh" else "; ").join(say(step, lang) for step in self.steps)

    def __str__(self) -> str:
        return self.say("zh")


@dataclass(frozen=True, slots=True)
class Mark:
    """What an indicator earns.

    ``full``      the marks to be had, ``None`` when the indicator carries none
    ``points``    what counts: the computed marks, or the typed ones when a reason was given; ``None`` when not scored
    ``computed``  what the rule gives, whatever was typed
    ``stated``    what was typed as the score
    ``mode``      how it was scored; ``status`` whether it could be, and if not, why not
    ``share``     actual ÷ target (for execution and control indicators the rate judged)
    ``met``       whether the target was reached, ``None`` when that cannot be said
    ``reason``    why the typed score stands against the computed one
    ``notes``     what the reader is told beside the score; ``note_required`` asks for the unit's own explanation
    ``key``       where the report keeps the indicator (``indicators[3]``); ``control.<id>`` for control indicators
    """

    indicator: str
    full: Fraction | None
    points: Fraction | None
    working: Working
    mode: ModeName
    stated: Fraction | None = None
    status: Status = "scored"
    computed: Fraction | None = None
    share: Fraction | None = None
    met: bool | None = None
    reason: str = ""
    notes: tuple[Message, ...] = ()
    note_required: bool = False
    level1: str = ""
    level2: str = ""
    sign: str = ""
    target: str = ""
    actual: str = ""
    key: str = ""

    @property
    def scored(self) -> bool:
        """Whether there are points to count."""
        return self.points is not None

    @property
    def lost(self) -> Fraction | None:
        """Full marks less points, ``None`` when not scored."""
        return None if self.full is None or self.points is None else self.full - self.points
