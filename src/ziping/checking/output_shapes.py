"""The records a check comes to as JSON: their fields are the published shape (``docs/schema/check.schema.json``).

Numbers are texts, so that no reader turns an amount into a binary fraction. Keys are never taken away or renamed; new
ones may be added.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from ziping.checking.findings import Kind, Verdict, Why
from ziping.checking.output_explained import ExplanationOut, Out
from ziping.standards.model.rules import Severity

SCHEMA_ID = "https://ziping.example/schema/check.schema.json"


class AnchorOut(Out, frozen=True, kw_only=True):
    """Where in a document: block, row and column count from 0, pages from 1, characters ``start`` to ``end`` (exclusive)."""

    part: str | None
    page: int | None
    block: int
    row: int | None
    column: int | None
    start: int | None
    end: int | None


class SpotOut(Out, frozen=True, kw_only=True):
    """Where something stands: in words, in the report, and the cell it was typed in."""

    place: str
    key: str
    origin: str
    at: AnchorOut | None = None


class DocumentOut(Out, frozen=True, kw_only=True):
    """What was checked, against which pack.

    Of a document read from a file also the ``file`` and its ``format``, its ``pages`` where it has them, which ``kind`` of
    document it was taken for, how surely the standard fits (``confidence``, percent), and what must be known of the
    reading (``notices``).
    """

    unit: str
    year: int
    standard: str
    title: str
    file: str = ""
    format: str = ""
    pages: int | None = None
    kind: str = ""
    confidence: int = 100
    notices: list[str] = []


class FigureOut(Out, frozen=True, kw_only=True):
    """A figure: ``value`` in ``unit``, or why it has none. ``checked``: some rule or relation looked at its value.

    ``confidence`` (percent) is how surely it was recognised in a picture; text has none.
    """

    concept: str
    label: str
    stage: str
    year: int
    item: str
    written: str
    value: str | None
    unit: str
    empty: Literal["blank", "dash", "not_applicable", "none_stated"] | None
    place: str
    key: str
    origin: str
    checked: bool
    at: AnchorOut | None = None
    confidence: int | None = None


class OperandOut(Out, frozen=True, kw_only=True):
    """A figure in a relation."""

    concept: str
    stage: str
    item: str
    written: str
    value: str | None
    unit: str
    place: str
    key: str
    at: AnchorOut | None = None


class AmountOut(Out, frozen=True, kw_only=True):
    """A computed number; a share is a plain number with unit ``%`` (0.5594). ``value`` has six decimals at most."""

    value: str
    unit: str


class RelationOut(Out, frozen=True, kw_only=True):
    """A claim recomputed."""

    rule: str
    kind: Kind
    formula: str
    claim: OperandOut
    operands: list[OperandOut]
    computed: AmountOut | None
    gap: AmountOut | None
    verdict: Verdict
    quote: str
    place: str
    item: str
    stage: str


class FindingOut(Out, frozen=True, kw_only=True):
    """Something that does not hold, in words and as data."""

    rule: str
    defect: str
    severity: Severity
    title: str
    message: str
    mend: str
    basis: str
    basis_id: str
    item: str
    stage: str
    quote: str
    place: str
    places: list[SpotOut]
    stated: str | None
    computed: str | None
    verdict: Verdict | None
    remarks: list[str]
    depends_on: list[str]
    explanations: list[ExplanationOut]


class NotCheckedOut(Out, frozen=True, kw_only=True):
    """A rule that could not be applied, and why."""

    rule: str
    why: Why
    reason: str
    item: str
    stage: str
    missing: list[SpotOut]


class SummaryOut(Out, frozen=True, kw_only=True):
    """Counts, what passed, and what nothing vouches for."""

    errors: int
    warnings: int
    notices: int
    dependent: int
    passed: int
    figures: int
    unchecked: int
    unchecked_share: str
    verdicts: dict[str, int]
    rules_passed: list[str]
    not_checked: list[NotCheckedOut]
    unchecked_figures: list[str]


class CheckOut(Out, frozen=True, kw_only=True):
    """``ziping check FILE --format json``."""

    document: DocumentOut
    figures: list[FigureOut]
    relations: list[RelationOut]
    findings: list[FindingOut]
    summary: SummaryOut


def json_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of the output, made from the types themselves."""
    (reference,), definitions = msgspec.json.schema_components((CheckOut,), ref_template="#/$defs/{name}")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "ziping check",
        **reference,
        "$defs": definitions,
    }
