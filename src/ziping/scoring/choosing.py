"""Which sign an indicator has and which way it is scored: what the unit chose, else the library, else the pack."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ziping.report import Indicator
from ziping.scoring.measure import Measure, read_measure
from ziping.scoring.modes import MODES
from ziping.scoring.naming import SIGN_OF_QUALIFIER, mode_label, mode_named, parameter_names, sign_named
from ziping.scoring.params import Params
from ziping.standards import Standard
from ziping.standards.model.scoring import LibraryIndicator, Mode, ModeName, Scoring, Sign
from ziping.wording import InputError, InternalFault, Message


@dataclass(frozen=True, slots=True)
class Choice:
    """How an indicator is scored."""

    sign: Sign
    mode: ModeName
    params: Params
    target: Measure
    actual: Measure


def chosen(indicator: Indicator, standard: Standard, scoring: Scoring, year: int) -> Choice:
    """Return the way of scoring for ``indicator``. Raises :class:`InputError` for an unknown mode, sign or parameter."""
    where = Message("scoring.where.indicator", {"name": indicator.name})
    target = read_measure(indicator.target, indicator.unit, year)
    actual = read_measure(indicator.actual, indicator.unit, year)
    shared = in_library(indicator, standard)
    sign = _sign(indicator, target, shared, scoring, where)
    mode, params = _mode(indicator, target, sign, shared, scoring, where)
    return Choice(sign, mode, params_for(mode, params, where), target, actual)


def params_for(mode: ModeName, raw: Mapping[str, object], where: Message | str) -> Params:
    """Parameters for ``mode``, by id or label. Raises :class:`InputError` for one it does not take."""
    labels = parameter_names()
    named = {labels.get(name.strip(), name.strip()): value for name, value in raw.items()}
    params = Params(named, where, mode_label(mode))
    params.refuse_unknown(MODES[mode].takes)
    return params


def in_library(indicator: Indicator, standard: Standard) -> LibraryIndicator | None:
    """Return the indicator of that name in the pack's libraries."""
    name = indicator.name.strip()
    found = (
        one for library in standard.libraries.values() for one in library.indicators if one.name.zh == name
    )
    return next(found, None) if name else None


def _sign(
    indicator: Indicator, target: Measure, shared: LibraryIndicator | None, scoring: Scoring, where: Message
) -> Sign:
    """As typed; else as written with the target (至少 95%); else the library's, the pack's for its class, ≥."""
    typed = sign_named(indicator.sign, where)
    if typed is not None:
        return typed
    if target.kind == "words":
        return "qualitative"
    if target.qualifier is not None and target.qualifier in SIGN_OF_QUALIFIER:
        return SIGN_OF_QUALIFIER[target.qualifier]
    if shared is not None:
        return shared.sign
    for level in (indicator.level2.strip(), indicator.level1.strip()):
        if level in scoring.default_signs:
            return scoring.default_signs[level]
    return "≥"


def _mode(
    indicator: Indicator,
    target: Measure,
    sign: Sign,
    shared: LibraryIndicator | None,
    scoring: Scoring,
    where: Message,
) -> tuple[ModeName, Mapping[str, object]]:
    typed: Mapping[str, object] = indicator.mode_params
    if indicator.mode.strip():
        mode = mode_named(indicator.mode, where)
        return mode, {**scoring.modes.get(mode, {}), **typed}
    if shared is not None and shared.mode is not None:
        return shared.mode.mode, {**scoring.modes.get(shared.mode.mode, {}), **shared.mode.params, **typed}
    by_sign = _by_sign(target, sign, scoring)
    return by_sign.mode, {**scoring.modes.get(by_sign.mode, {}), **by_sign.params, **typed}


def _by_sign(target: Measure, sign: Sign, scoring: Scoring) -> Mode:
    key: str = "qualitative" if target.kind == "words" else "date" if target.kind == "day" else sign
    found = scoring.by_sign.get(key)
    if found is None:
        raise InternalFault(Message("scoring.no_mode_for_sign", {"sign": key}))
    return found


def refuse_all(problems: list[InputError]) -> None:
    """Raise one error with everything that was wrong, if anything was."""
    if problems:
        raise InputError(*(message for problem in problems for message in problem.messages))
