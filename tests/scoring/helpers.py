"""Cases, indicators and small reports to score by the Hunan pack."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from ziping.report import Answer, Report, report_of
from ziping.scoring import Case, Outcome, Params, read_measure
from ziping.scoring.modes import MODES
from ziping.standards import Standard, load_standard
from ziping.standards.model.scoring import ModeName, Sign
from ziping.wording import LANGUAGES, say

HUNAN = "hunan/department/2024"
YEAR = 2024
BANDS = (
    ("达成", Fraction(8, 10), Fraction(1)),
    ("部分达成", Fraction(6, 10), Fraction(8, 10)),
    ("未达成", Fraction(0), Fraction(6, 10)),
)


def hunan() -> Standard:
    return load_standard(HUNAN)


def case(
    target: str = "", actual: str = "", full: str | int = 10, sign: Sign = "≥", unit: str = "", **more: Any
) -> Case:
    """A case as an indicator would make it: target and actual as typed."""
    aim, reached = read_measure(target, unit, YEAR), read_measure(actual, unit, YEAR)
    return Case(Fraction(full), sign, aim, reached, bands=BANDS, **more)


def judged(mode: ModeName, given: Case, **params: object) -> Outcome:
    """The outcome; everything it has to say can be said in both languages."""
    outcome = MODES[mode].judge(given, Params(params))
    assert all(say(message, lang) for message in (*outcome.steps, *outcome.notes) for lang in LANGUAGES)
    return outcome


def points(mode: ModeName, given: Case, **params: object) -> str | None:
    """The marks as people write them, ``None`` without a score."""
    outcome = judged(mode, given, **params)
    return None if outcome.points is None else str_of(outcome.points)


def str_of(value: Fraction) -> str:
    text = f"{value.numerator * 100 // value.denominator:03d}"
    assert value * 100 == int(text), "marks have at most two decimals"
    return f"{text[:-2]}.{text[-2:]}".rstrip("0").rstrip(".")


def indicator(**fields: Any) -> dict[str, Any]:
    """An indicator's fields, a plain one where nothing is said."""
    plain = {"level1": "产出指标", "level2": "数量指标", "name": "公开招聘场次", "marks": "10"}
    return {**plain, **fields}


def report(
    *indicators: dict[str, Any],
    figures: dict[str, Any] | None = None,
    answers: tuple[Answer, ...] = (),
    **more: Any,
) -> Report:
    """A report of that year with those indicators, figures by concept and stage, and answers."""
    given = [
        {"control": one.control, "question": one.question, "yes": one.yes, "count": str(one.count)}
        for one in answers
    ]
    data = {
        "standard": HUNAN,
        "year": YEAR,
        "indicators": list(indicators),
        "figures": figures or {},
        "answers": given,
    }
    return report_of({**data, **more})


EXECUTED = {"expenditure": {"initial": "936.67", "adjusted": "1177.69", "executed": "1177.69"}}
