"""Relations that a document claims across its paragraphs and sections, each read by itself before.

    claims_across(source, outline, mentions, claims, year)

``headed``: a total and the numbered headings below it that share it out. ``wholes``: a share whose whole is stated in another section.
``labels``: a figure under one label of the budget year that elsewhere bears another. All go by ``levels``: what a figure of running text
is named, which year and stage it is of. Nothing here is ever taken from between two readings: where several figures may be meant and
differ, nothing is claimed.

Must not know: file formats, the inside of sentences, what a figure means for a budget. Start reading in ``levels.py``.
"""

from __future__ import annotations

from collections.abc import Sequence

from ziping.documents.source import Source
from ziping.reading.across.headed import totals_headed
from ziping.reading.across.labels import labels_crossed
from ziping.reading.across.levels import levels_of
from ziping.reading.across.wholes import shares_across
from ziping.reading.claims import Claim, Mention
from ziping.reading.papers import Outline

__all__ = ["claims_across"]


def claims_across(
    source: Source, built: Outline, mentions: Sequence[Mention], claims: Sequence[Claim], year: int | None
) -> list[Claim]:
    """Return what no single stretch of text claims. ``year`` is the one reported on, ``claims`` are those read already."""
    levels = levels_of(mentions, year)
    return [
        *totals_headed(source, built, levels, claims),
        *shares_across(mentions, levels, claims, year),
        *labels_crossed(levels),
    ]
