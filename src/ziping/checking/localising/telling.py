"""Faults with their explanations, ready to be told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from msgspec.structs import replace

from ziping.checking.findings import Cause, Explanation, Label, Relation
from ziping.checking.localising.causes import Doubt, Solved, ranked, solved
from ziping.checking.localising.contradictions import Contradictions
from ziping.checking.localising.evidence import speaking_against, speaking_for
from ziping.checking.localising.faults import Fault, faults_of
from ziping.checking.localising.inequalities import TooMany
from ziping.checking.localising.model import Model, model_of
from ziping.checking.localising.search import EFFORT, IN_ALL, Searched, search
from ziping.checking.localising.slips import NO_SLIP
from ziping.checking.localising.state import Chosen, State, Trial
from ziping.checking.localising.variants import variants
from ziping.report import Fact
from ziping.standards import Standard

_MOST = 5
_TRIED = 400  # sets of operations values are looked for
_CHIEFLY = ("figure", "ratio", "label", "relation", "truncation")

Claim = tuple[str, str, str, str]
"""A relation by (rule, item, stage, at)."""


@dataclass(frozen=True, slots=True)
class Localised:
    """One fault: the broken ``claims`` and the keys of figures stated ``differently`` that it is made of.

    ``explanations``, the likeliest first, at most five. ``parts`` are the claims and keys each cause of the first one
    mends: where two figures are wrong, two faults are told. ``whole``: nothing was left unlooked for.
    """

    claims: tuple[Claim, ...]
    differently: frozenset[str]
    explanations: tuple[Explanation, ...]
    parts: tuple[frozenset[Claim | str], ...]
    whole: bool


def localise(
    relations: Sequence[Relation], mentions: Iterable[Fact], standard: Standard | None = None
) -> tuple[Localised, ...]:
    """Which figures may be wrong where ``relations`` are broken or ``mentions`` conflict.

    Exact, deterministic, bounded. Only faults are searched: a clean report costs one look at its relations.
    """
    model = model_of(relations, mentions, standard)
    left = IN_ALL
    found = []
    for fault in faults_of(model):
        localised, used = _localised(fault, model, min(left, EFFORT))
        left -= used
        found.append(localised)
    return tuple(found)


def _localised(fault: Fault, model: Model, effort: int) -> tuple[Localised, int]:
    """A fault with its explanations, and how much of the ``effort`` it took to find them."""
    claims = tuple(_claim(each) for row in sorted(fault.rows) for each in model.rows[row].relations)
    keys = frozenset(
        key
        for quantity in fault.conflicts
        for group in model.of_quantity[quantity]
        for key in model.groups[group].keys
    )
    if fault.trial is None:
        return Localised(claims, keys, (), (), whole=False), 0
    found, whole, left = _solutions(fault, fault.trial, effort)
    certain = _certain(found) if whole else frozenset()
    contested = _contested(found[0], fault) if found else []
    explained = tuple(
        replace(each, whole=whole)
        for each in (_explanation(one, fault, model, certain, contested) for one in _shown(found, fault))
    )
    parts = _parts(found[0], fault, model) if found else ()
    return Localised(claims, keys, explained, parts, whole), effort - left


def _solutions(fault: Fault, trial: Trial, effort: int) -> tuple[list[Solved], bool, int]:
    """The explanations with their values, the likeliest first; whether these are all; what is left of the effort."""
    looked = Contradictions(trial)
    searched = search(trial, effort, looked=looked)
    others, both, left = _other_side(searched, fault, looked)
    whole = searched.whole and both
    found: dict[Chosen, Solved] = {}
    tried = 0
    for state in (*searched.found, *others):
        if tried >= _TRIED:
            whole = False
            break
        try:
            for each in variants(state, looked.alike):
                tried += 1
                if each.chosen and each.chosen not in found and (one := solved(each)) is not None:
                    found[each.chosen] = one
        except TooMany:
            whole = False
    told = [one for one in found.values() if any(doubt.step.kind != "truncation" for doubt in one.doubts)]
    return ranked(told), whole, left


def _shown(found: Sequence[Solved], fault: Fault) -> list[Solved]:
    """The likeliest, and of a contested figure the likeliest of the other side as well."""
    rivals: list[Solved] = []
    for quantity in sorted(fault.conflicts) if found else ():
        sides = {None, *(_value(each, quantity) for each in found[: _MOST - 1])}
        rival = next((each for each in found if _value(each, quantity) not in sides), None)
        if len(sides) == 2 and rival is not None:  # noqa: PLR2004 - one side besides None: the other is wanted
            rivals.append(rival)
    rest = [each for each in found if each not in rivals]
    return ranked([*rest[: _MOST - len(rivals[:2])], *rivals[:2]])


def _value(solved: Solved, quantity: int) -> Fraction | None:
    group = solved.state.known(quantity)
    return None if group is None else group.value


def _other_side(searched: Searched, fault: Fault, looked: Contradictions) -> tuple[list[State], bool, int]:
    """Where all explanations take the same mention of a contested figure for true: the best that takes another.

    Also whether there was an answer for each such figure, and what is left of the effort.
    """
    found: list[State] = []
    trial, whole, left = looked.trial, True, searched.left
    for quantity in sorted(fault.conflicts) if searched.found else ():
        held = {group.value for state in searched.found if (group := state.known(quantity)) is not None}
        if len(held) != 1:
            continue
        for number in trial.model.of_quantity[quantity]:
            if trial.model.groups[number].value not in held:
                kept = frozenset(trial.steps.touching((number,)))
                given = min(left, EFFORT // 3)
                other = search(trial, given, kept=kept, most=1, looked=looked)
                left -= given - other.left
                whole = whole and (other.whole or bool(other.found))
                found += other.found
    return found, whole, left


def _claim(relation: Relation) -> Claim:
    return (relation.rule, relation.item, relation.stage, relation.at)


def _certain(found: Sequence[Solved]) -> frozenset[tuple[int, int]]:
    """The mentions and rows that something is done to in every explanation."""
    touched = [{(doubt.step.group, doubt.step.row) for doubt in each.doubts} for each in found]
    return frozenset(set.intersection(*touched)) if touched else frozenset()


def _parts(solved: Solved, fault: Fault, model: Model) -> tuple[frozenset[Claim | str], ...]:
    """What each cause mends: a claim belongs to the first cause that stands in it."""
    left = dict.fromkeys(sorted(fault.rows))
    conflicts = set(fault.conflicts)
    parts = []
    for doubt in solved.doubts:
        mine: set[Claim | str] = set()
        quantity = doubt.group.quantity if doubt.group is not None else -1
        for row in list(left):
            if row == doubt.step.row or {quantity, doubt.step.meant} & model.rows[row].quantities:
                del left[row]
                mine |= {_claim(each) for each in model.rows[row].relations}
        if quantity in conflicts:
            conflicts.discard(quantity)
            mine |= {key for group in model.of_quantity[quantity] for key in model.groups[group].keys}
        if mine:
            parts.append(frozenset(mine))
    return tuple(parts)


def _explanation(
    solved: Solved,
    fault: Fault,
    model: Model,
    certain: frozenset[tuple[int, int]],
    contested: Sequence[int],
) -> Explanation:
    causes = tuple(_cause(doubt, model, certain) for doubt in solved.doubts)
    wrong = [cause for cause in causes if cause.kind in ("figure", "ratio")]
    slip = bool(wrong) and all(cause.slip for cause in wrong)
    at = _chief(solved, contested)
    chief, group = causes[at], solved.doubts[at].group
    left = None if group is None else solved.state.known(group.quantity)
    stated = Fraction(chief.figure.figure.value or 0)
    if chief.kind == "label" and left is not None:
        stated = left.value / left.figure.factor
    repairs = tuple(_claim(each) for row in sorted(fault.rows) for each in model.rows[row].relations)
    return Explanation(
        chief.figure,
        stated if chief.value is None else chief.value,
        repairs,
        slip,
        solved.cost,
        solved.score,
        causes,
        speaking_for(
            solved, group.quantity if group is not None and group.quantity in fault.conflicts else -1
        ),
        speaking_against(solved),
        contested=group is not None and group.quantity in fault.conflicts,
    )


def _chief(solved: Solved, contested: Sequence[int]) -> int:
    """The cause to be told first: of a figure stated differently, else a figure, a ratio, anything but a ratio cut short."""

    def rank(at: int) -> tuple[int, int, int]:
        doubt = solved.doubts[at]
        quantity = -1 if doubt.group is None else doubt.group.quantity
        place = contested.index(quantity) if quantity in contested else len(contested)
        return (place, _CHIEFLY.index(doubt.step.kind), at)

    return min(range(len(solved.doubts)), key=rank)


def _contested(first: Solved, fault: Fault) -> list[int]:
    """The figures stated differently, the one first that the likeliest explanation speaks of first."""
    chief = first.doubts[_chief(first, sorted(fault.conflicts))].group
    return sorted(fault.conflicts, key=lambda quantity: chief is None or quantity != chief.quantity)


def _cause(doubt: Doubt, model: Model, certain: frozenset[tuple[int, int]]) -> Cause:
    step, group = doubt.step, doubt.group
    is_certain = (step.group, step.row) in certain
    if group is None:
        relation = model.rows[step.row].relation
        return Cause(step.kind, relation.claim, certain=is_certain)
    meant = Label(*model.names[step.meant]) if step.meant >= 0 else Label()
    return Cause(
        step.kind,
        group.operand,
        doubt.value,
        doubt.interval,
        doubt.candidates,
        meant,
        len(group.keys),
        doubt.slip < NO_SLIP and step.kind != "label",
        is_certain,
    )
