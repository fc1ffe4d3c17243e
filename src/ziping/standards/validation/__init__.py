"""The parts of a standard held against each other: what no single file can say of itself.

Names refer to what is there, formulas parse and their units fit, marks add up, spans fill their tables, every rule has
a basis in the register. One module a part; ``sight.py`` knows where in the files each thing stands.
Must not know: how packs are found or read. Start reading in ``sight.py``.
"""

from __future__ import annotations

from collections.abc import Mapping

from ziping.standards.model.pack import Standard
from ziping.standards.problems import Problem
from ziping.standards.strict_yaml import Node
from ziping.standards.validation.concepts import look_at_codes, look_at_concepts
from ziping.standards.validation.forms import look_at_forms
from ziping.standards.validation.records import look_at_records
from ziping.standards.validation.rules import look_at_rules
from ziping.standards.validation.scoring import look_at_scoring
from ziping.standards.validation.sections import look_at_sections
from ziping.standards.validation.sight import Sight
from ziping.standards.validation.tables import look_at_tables
from ziping.standards.validation.workbook import look_at_workbook

__all__ = ["problems_of"]

_LOOKS = (
    look_at_concepts,
    look_at_codes,
    look_at_records,
    look_at_rules,
    look_at_scoring,
    look_at_tables,
    look_at_forms,
    look_at_sections,
    look_at_workbook,
)


def problems_of(standard: Standard, parts: Mapping[str, Node], manifest: Node) -> list[Problem]:
    """All that is wrong between the parts of ``standard``; ``parts`` and ``manifest`` are the trees they were read from."""
    sight = Sight(standard, parts, manifest)
    for look in _LOOKS:
        look(sight)
    return sight.problems
