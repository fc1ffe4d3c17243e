"""Ways of scoring, signs and parameters by what people call them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import get_args

from ziping.figures import Empty, Figure, FigureError, Qualifier
from ziping.figures.empties import empty_from
from ziping.standards.model.scoring import ModeName, Sign
from ziping.wording import LANGUAGES, InputError, Message, say

MODE_NAMES: tuple[ModeName, ...] = get_args(ModeName)
SIGNS: tuple[Sign, ...] = get_args(Sign)
SIGN_OF_QUALIFIER: Mapping[Qualifier, Sign] = {
    Qualifier.AT_LEAST: "≥",
    Qualifier.AT_MOST: "≤",
    Qualifier.OVER: ">",
    Qualifier.UNDER: "<",
}


def mode_label(mode: ModeName) -> Message:
    """Return what a way of scoring is called."""
    return Message(f"scoring.mode.{mode}")


def mode_named(text: str, where: Message | str) -> ModeName:
    """Return the way of scoring called ``text``: its id or its label in either language.

    Raises :class:`InputError` naming the known ones for anything else.
    """
    found = _modes().get(text.strip().casefold())
    if found is None:
        known = tuple(mode_label(mode) for mode in MODE_NAMES)
        raise InputError(
            Message("scoring.unknown_mode", {"where": where, "read": text.strip(), "known": known})
        )
    return found


@cache
def _modes() -> Mapping[str, ModeName]:
    names: dict[str, ModeName] = {mode: mode for mode in MODE_NAMES}
    for mode in MODE_NAMES:
        names.update({say(mode_label(mode), lang).casefold(): mode for lang in LANGUAGES})
    return names


def sign_named(text: str, where: Message | str) -> Sign | None:
    """Return the sign written as ``text`` (≥, >=, 不低于, 定性 …), ``None`` for a blank or ——.

    Raises :class:`InputError` otherwise.
    """
    word = "".join(text.split())
    if empty_from(word) in (Empty.BLANK, Empty.DASH):
        return None
    found = _signs().get(word) or _qualifying(word)
    if found is None:
        known = tuple(
            sign if sign != "qualitative" else Message("scoring.sign.qualitative") for sign in SIGNS
        )
        raise InputError(
            Message("scoring.unknown_sign", {"where": where, "read": text.strip(), "known": known})
        )
    return found


def _qualifying(word: str) -> Sign | None:
    """Return the sign of a word that may stand before a figure: 不低于, 不超过, >=."""
    try:
        qualifier = Figure.parse(f"{word}1").qualifier
    except FigureError:
        return None
    return None if qualifier is None else SIGN_OF_QUALIFIER.get(qualifier)


@cache
def _signs() -> Mapping[str, Sign]:
    names: dict[str, Sign] = {sign: sign for sign in SIGNS}
    full_width: Mapping[str, Sign] = {"＝": "=", "＞": ">", "＜": "<", "==": "=", "≧": "≥", "≦": "≤"}
    names.update(full_width)
    names.update({say(Message("scoring.sign.qualitative"), lang): "qualitative" for lang in LANGUAGES})
    names.update({say(Message("scoring.sign.equal"), lang): "=" for lang in LANGUAGES})
    return names


@cache
def parameter_names() -> Mapping[str, str]:
    """Parameter ids by their Chinese and English labels."""
    known = (
        "pass_line",
        "per",
        "minus",
        "limit",
        "side",
        "rounding",
        "table",
        "of",
        "bands",
        "finished",
        "yes",
        "no",
    )
    return {say(Message(f"scoring.param.{name}"), lang): name for name in known for lang in LANGUAGES}
