"""What figures and texts can be about: ``concepts.yaml`` and ``stages.yaml``."""

from __future__ import annotations

from ziping.standards.model.common import Record, Words


class Stage(Record, frozen=True, kw_only=True):
    """A column of the budget year: which amount of a concept is meant.

    ``of`` and ``years_back`` place a prior-year column: ``prior_executed`` is ``executed`` one year back.
    ``heading`` is how a form prints it, with ``{year}`` standing for the year the figure belongs to.
    """

    label: Words
    heading: str = ""
    of: str = ""
    years_back: int = 0


class Concept(Record, frozen=True, kw_only=True):
    """A thing a figure or a text can be about.

    ``unit``     what a bare number means: 万元, 人, 个, ㎡, %, 分 …, or ``text``, ``date``, ``flag``
    ``stages``   the stages it has; exactly one when a formula may name it without ``@stage``
    ``field``    where the ``Report`` keeps it when it is a typed part (``unit.name``, ``projects.name``);
                 empty when it stands in the report's book of figures under this concept's id
    ``item``     the repeating part it belongs to (``project``, ``allotment``, ``indicator`` …), empty when single
    ``formula``  how it is derived when nobody types it
    ``given``    it is never typed: scoring puts it in
    """

    label: Words
    unit: str
    stages: tuple[str, ...] = ("actual",)
    aliases: tuple[str, ...] = ()
    field: str = ""
    item: str = ""
    formula: str = ""
    given: bool = False
    found_in: Words | None = None
    codes: tuple[str, ...] = ()
    basis: str = ""


class Item(Record, frozen=True, kw_only=True):
    """A repeating part of a report: ``field`` is its list in the ``Report``, ``within`` the part it is nested in."""

    label: Words
    field: str
    within: str = ""
