"""Words instead of figures: a grade reached, and a score inside its band (财预〔2020〕10号, three bands)."""

from __future__ import annotations

from fractions import Fraction

from ziping.figures import round_half_up
from ziping.scoring.exact import shown, shown_share
from ziping.scoring.outcome import Band, Case, Outcome, no_score, step
from ziping.scoring.params import Params

_LETTERS = "ABCDEFGH"


def qualitative_bands(case: Case, params: Params) -> Outcome:
    """Return the entered score, if it lies inside the band that was reached; bounds are rounded like marks.

    The first band includes its upper end; the others stop short of theirs: A = [0.8w, w], B = [0.6w, 0.8w),
    C = [0, 0.6w). ``aliases`` lists other names of bands as ``name=band``; ``default`` gives the share of the full marks
    a band earns when no score was entered (rows ``[band, share]``), otherwise a score has to be entered.
    """
    names = tuple(name for name, _, _ in case.bands)
    band = band_named(case, params)
    if band is None:
        read = case.band.strip() or (str(case.actual) if case.actual is not None else "")
        if not read:
            return no_score("missing_actual", "no_band", known=names)
        return no_score("needs_band", "needs_band", read=read, known=names)
    name, low, high = bounds(case, band)
    said = step("calc.band", band=name, low=case.say(low), high=case.say(high))
    top = band == case.bands[0]
    if case.entered is None:
        return _by_default(case, params, band)
    if low <= case.entered and (case.entered < high or (top and case.entered == high)):
        given = step("calc.entered", points=case.say(case.entered))
        points = case.rounded(case.entered)
        return Outcome("scored", points, (said, given), met=top)
    key = "out_of_band" if top else "out_of_open_band"
    return no_score(
        "out_of_band", key, entered=shown(case.entered), band=name, low=case.say(low), high=case.say(high)
    )


def band_named(case: Case, params: Params) -> Band | None:
    """Return the band chosen, or named by the actual value itself; by its name, its letter or another name of it."""
    aliases = dict(_pair(word) for word in params.words("aliases"))
    for text in (case.band, case.actual.written if case.actual is not None else ""):
        word = aliases.get(text.strip(), text.strip())
        for letter, band in zip(_LETTERS, case.bands, strict=False):
            if word in (band[0], letter):
                return band
    return None


def bounds(case: Case, band: Band) -> tuple[str, Fraction, Fraction]:
    """Return a band of the full marks, rounded like a mark: name, from, to."""
    name, low, high = band
    return name, round_half_up(low * case.full, case.decimals), round_half_up(high * case.full, case.decimals)


def _pair(word: str) -> tuple[str, str]:
    alias, _, band = word.partition("=")
    return alias.strip(), band.strip()


def _by_default(case: Case, params: Params, band: Band) -> Outcome:
    name, low, high = bounds(case, band)
    share = params.shares("default").get(name)
    top = band == case.bands[0]
    if share is None:
        key = "needs_score" if top else "needs_score_open"
        return no_score("needs_score", key, band=name, low=case.say(low), high=case.say(high))
    points = case.rounded(share * case.full)
    calc = step("calc.band_default", band=name, share=shown_share(share), points=case.say(points))
    return Outcome("scored", points, (calc,), met=top)
