"""How the bureau weighs reports: ``weights.yaml`` as typed data."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from importlib.resources import files

import msgspec
import yaml

from ziping.wording import Message


class _Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An unknown key is refused."""


class Factor(_Strict, frozen=True):
    """What counts as a risk: from ``above`` on, ``per`` points for each unit of its value, ``most`` at the utmost."""

    above: Decimal
    per: Decimal
    most: Decimal

    def points(self, value: Decimal) -> Decimal:
        return min(self.most, max(Decimal(0), (value - self.above) * self.per))


class RiskWeights(_Strict, frozen=True):
    basis: str
    factors: dict[str, Factor]


class DrawWeights(_Strict, frozen=True):
    basis: str
    cycle_years: int
    risk_percent: int


class DeviationLimits(_Strict, frozen=True):
    basis: str
    large: Decimal
    circulate: Decimal

    def band(self, deviation: Decimal | None) -> str:
        """``large`` beyond the first limit, ``circulate`` beyond the second, else nothing. At a limit is not beyond it."""
        if deviation is None:
            return ""
        distance = abs(deviation)
        if distance > self.circulate:
            return "circulate"
        return "large" if distance > self.large else ""


class QualityPart(_Strict, frozen=True):
    """A part of the index: full marks, and what is taken off for each finding of its ``defects``."""

    full: Decimal
    error: Decimal
    warning: Decimal
    defects: tuple[str, ...]
    late: Decimal = Decimal(0)  # handed in after the day
    returned: Decimal = Decimal(0)  # each time it came back
    deviation: Decimal = Decimal(0)  # each mark between self-score and re-score


class QualityWeights(_Strict, frozen=True):
    basis: str
    parts: dict[str, QualityPart]


class Weights(_Strict, frozen=True):
    risk: RiskWeights
    draw: DrawWeights
    deviation: DeviationLimits
    quality: QualityWeights


@cache
def weights() -> Weights:
    text = files("ziping.workbench.review").joinpath("weights.yaml").read_text(encoding="utf-8")
    # Numbers stay the decimals they were written as: 0.5 never becomes a binary fraction.
    return msgspec.convert(yaml.load(text, Loader=yaml.BaseLoader), Weights, strict=False)  # noqa: S506 - gives texts only


def band_called(band: str) -> Message | None:
    return Message(f"review.band.{band}") if band else None
