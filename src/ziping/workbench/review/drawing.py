"""Which reports are checked this year: those that are due, by risk, and by a lot anybody can draw again.

The lot needs no generator of random numbers: candidates are put in the order of SM3(seed | unit code), so that a seed
and the list of candidates prove the result with any implementation of SM3.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Min, Q

from ziping.wording import InputError, Message
from ziping.workbench.campaigns.models import Campaign
from ziping.workbench.filling.models import Package
from ziping.workbench.filling.moving import move
from ziping.workbench.filling.states import State
from ziping.workbench.journal.chain import record, sm3
from ziping.workbench.organisation.access import Standing
from ziping.workbench.review.models import Draw, Sample

_LONGEST_SEED = 64
_ALL = 100


@dataclass(frozen=True, slots=True)
class Candidate:
    """A package that may be drawn. ``waited``: how many years its unit has not been checked, this one counted."""

    package: int
    code: str
    unit: str
    risk: str
    waited: int


@dataclass(frozen=True, slots=True)
class Terms:
    """How many are drawn (``percent`` of the ``units``), how many of them by risk, and after how many years a unit is due."""

    units: int
    percent: int
    risk_percent: int
    cycle_years: int

    @property
    def quota(self) -> int:
        return -(-self.units * self.percent // _ALL)


def lot(seed: str, code: str) -> str:
    return sm3(f"{seed}|{code}".encode())


def drawn(candidates: Iterable[Candidate], terms: Terms, seed: str) -> tuple[tuple[Candidate, str], ...]:
    """Who is drawn and why: first those due, the longest waiting first; then the heaviest risks; the rest by lot."""
    left = sorted(candidates, key=lambda one: one.code)
    due = [one for one in left if one.waited >= terms.cycle_years]
    due.sort(key=lambda one: (-one.waited, lot(seed, one.code)))
    found: list[tuple[Candidate, str]] = [(one, "due") for one in due[: terms.quota]]
    taken = {one.code for one, _ in found}
    left = [one for one in left if one.code not in taken]
    room = terms.quota - len(found)
    by_risk = room * terms.risk_percent // _ALL
    heavy = sorted((one for one in left if Decimal(one.risk)), key=lambda one: (-Decimal(one.risk), one.code))
    found += [(one, "risk") for one in heavy[:by_risk]]
    taken = {one.code for one, _ in found}
    rest = sorted((one for one in left if one.code not in taken), key=lambda one: lot(seed, one.code))
    found += [(one, "lot") for one in rest[: terms.quota - len(found)]]
    return tuple(found)


def again(proof: Mapping[str, Any], seed: str) -> list[list[object]]:
    """The result drawn anew from a proof: equal to its ``drawn`` unless somebody changed either."""
    candidates = [Candidate(**one) for one in proof["candidates"]]
    return [[one.package, why] for one, why in drawn(candidates, Terms(**proof["terms"]), seed)]


def holds(draw: Draw) -> bool:
    """Whether a recorded drawing is what its seed gives, and nobody changed the record."""
    return again(draw.proof, draw.seed) == draw.proof["drawn"] and draw.digest == digest_of(
        draw.proof, draw.seed
    )


def digest_of(proof: Mapping[str, Any], seed: str) -> str:
    return sm3(json.dumps([seed, proof], ensure_ascii=False, sort_keys=True).encode())


def candidates_of(campaign: Campaign) -> tuple[Candidate, ...]:
    """Every accepted package of the campaign."""
    packages = list(
        Package.objects.filter(campaign=campaign, state=State.ACCEPTED, sample=None).select_related(
            "unit", "risk"
        )
    )
    units = [package.unit_id for package in packages]
    last = dict(
        Sample.objects.filter(package__unit__in=units)
        .order_by("package__campaign__year")
        .values_list("package__unit", "package__campaign__year")
    )
    first = dict(
        Package.objects.filter(unit__in=units)
        .order_by()
        .values_list("unit")
        .annotate(first=Min("campaign__year"))
    )
    found = []
    for package in packages:
        risk = getattr(package, "risk", None)
        since = last.get(package.unit_id, first[package.unit_id] - 1)
        points = str(risk.points) if risk else "0"
        found.append(
            Candidate(package.pk, package.unit.code, package.unit.name, points, campaign.year - since)
        )
    return tuple(sorted(found, key=lambda one: one.code))


def draw(campaign: Campaign, standing: Standing, terms: Terms, seed: str = "") -> Draw:
    """Draw, record the proof, and move what was drawn to its spot-check, all in one transaction.

    Raises ``InputError`` where there is nothing to draw from, or terms make no sense.
    """
    seed = seed.strip() or secrets.token_hex(16)
    if len(seed) > _LONGEST_SEED:
        raise InputError(Message("review.seed_too_long", {"most": _LONGEST_SEED}))
    if not (0 < terms.percent <= _ALL and 0 <= terms.risk_percent <= _ALL and terms.cycle_years > 0):
        raise InputError(Message("review.terms_wrong"))
    with transaction.atomic():
        Campaign.objects.select_for_update().get(pk=campaign.pk)
        candidates = candidates_of(campaign)
        if not candidates:
            raise InputError(Message("review.no_candidates"))
        found = drawn(candidates, terms, seed)
        proof = {
            "candidates": [asdict(one) for one in candidates],
            "terms": asdict(terms),
            "drawn": [[one.package, why] for one, why in found],
        }
        made = Draw.objects.create(
            campaign=campaign, seed=seed, proof=proof, digest=digest_of(proof, seed), person=standing.person
        )
        _take(made, found, standing)
        record(
            "sample.drawn",
            str(campaign),
            person=standing.person.username,
            digest=made.digest,
            drawn=len(found),
        )
    return made


def _take(made: Draw, found: Sequence[tuple[Candidate, str]], standing: Standing) -> None:
    packages = Package.objects.in_bulk([one.package for one, _ in found])
    for one, why in found:
        Sample.objects.create(draw=made, package=packages[one.package], why=why)
        move(packages[one.package], "draw", standing)


def quota_left(campaign: Campaign, terms: Terms) -> int:
    """How many more are to be drawn this year."""
    done = Sample.objects.filter(Q(draw__campaign=campaign)).count()
    return max(0, terms.quota - done)
