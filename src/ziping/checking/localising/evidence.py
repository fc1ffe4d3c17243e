"""What speaks for an explanation and what against it: the figures a reader can look up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from ziping.checking.findings import Operand, Relation
from ziping.checking.localising.causes import Doubt, Solved
from ziping.checking.localising.forms import value_of
from ziping.checking.localising.model import Model, Row
from ziping.checking.localising.slips import bare_number
from ziping.checking.localising.state import State
from ziping.wording import Message, Name

_MOST = 4
_LONGEST = 6  # parts of a sum that are still written out


def speaking_for(solved: Solved, contested: int = -1) -> tuple[Message, ...]:
    """Mentions that say what the explanation takes for true, and relations that hold only so.

    Where one figure is ``contested`` (stated differently), only what speaks for its value, other figures as stated.
    """
    state = solved.state
    values = values_of(solved)
    doubted = {doubt.group.quantity for doubt in solved.doubts if doubt.group is not None}
    found: dict[str, Message] = {}
    for quantity in sorted(doubted) if contested < 0 else (contested,):
        for group in state.groups(quantity):
            _add(found, _mention(group.operand, len(group.keys)))
        if (known := state.known(contested) if contested >= 0 else None) is not None:
            for row in _telling_rows(state.trial.model, contested, known.value):
                _add(found, _relation(row.relation, contested, state.trial.model))
        for row in _rows(state, quantity):
            ratio = quantity == row.multiplier
            if row.quantities & doubted == {quantity} and not ratio and _holds(row, state, values):
                _add(found, _relation(row.relation, quantity, state.trial.model))
    return tuple(found.values())[:_MOST]


def speaking_against(solved: Solved) -> tuple[Message, ...]:
    """Mentions it takes for wrong that stand more than once or beside another, relations it gives up."""
    model = solved.state.trial.model
    found: dict[str, Message] = {}
    for doubt in solved.doubts:
        group = doubt.group
        witnessed = group is not None and (len(group.keys) > 1 or solved.state.groups(group.quantity))
        if group is not None and witnessed and doubt.step.kind in ("figure", "label"):
            _add(found, _mention(group.operand, len(group.keys)))
        for row in _given_up(doubt, solved.state):
            _add(found, _relation(row.relation, -1, model))
    return tuple(found.values())[:_MOST]


def values_of(solved: Solved) -> Mapping[int, Fraction]:
    """The values the explanation gives to quantities no mention is left of, in base units."""
    return {
        doubt.group.quantity: doubt.value * doubt.group.figure.factor
        for doubt in solved.doubts
        if doubt.group is not None and doubt.value is not None
    }


def _telling_rows(model: Model, quantity: int, value: Fraction) -> Iterator[Row]:
    """The relations that hold, all other figures as stated, with ``value`` and with nothing else stated of ``quantity``."""
    others = {model.groups[number].value for number in model.of_quantity[quantity]} - {value}
    for number in model.of_rows.get(quantity, ()):
        row = model.rows[number]
        fitting = row.relation.kind != "limit" and _fits(row, model, quantity, value)
        if fitting and not any(_fits(row, model, quantity, other) for other in others):
            yield row


def _fits(row: Row, model: Model, quantity: int, value: Fraction) -> bool:
    """Whether ``row`` holds as rounded with ``value`` for ``quantity``."""
    relation = row.relation
    stated = {
        model.of_key[operand.spot.key]: operand.figure.base
        for operand in (*relation.operands, relation.claim)
    }
    stated[quantity] = value
    above, below = value_of(row.above, stated.__getitem__), value_of(row.below, stated.__getitem__)
    ratio = Fraction(0) if row.multiplier is None else stated[row.multiplier]
    low, high = row.rounded.low, row.rounded.high
    return (low is None or above - (ratio - row.rounded.under) * below >= -low) and (
        high is None or above - (ratio + row.rounded.over) * below <= high
    )


def _add(found: dict[str, Message], message: Message) -> None:
    told = {name: value for name, value in message.args.items() if name != "times"}
    found.setdefault(repr(told), message)


def _rows(state: State, quantity: int) -> Iterator[Row]:
    return (row for row in state.rows_of(quantity) if row.relation.kind != "limit")


def _given_up(doubt: Doubt, state: State) -> Iterable[Row]:
    """The relations an operation takes for wrong themselves."""
    if doubt.step.row >= 0:
        return (state.trial.model.rows[doubt.step.row],)
    if doubt.step.kind != "ratio" or doubt.group is None:
        return ()
    quantity = doubt.group.quantity
    return tuple(row for row in _rows(state, quantity) if row.multiplier == quantity)


def _holds(row: Row, state: State, values: Mapping[int, Fraction]) -> bool:
    """Whether ``row`` stands, rounding allowed for, with ``values`` put in."""
    if row.number not in state.trial.rows or state.trial.steps.suspended.get(row.number) in state.chosen:
        return False
    if state.trial.steps.cut.get(row.number) in state.chosen:
        return False
    return _exactly(row, state, values)


def _exactly(row: Row, state: State, values: Mapping[int, Fraction]) -> bool:
    """Whether ``row`` holds as rounded with every free figure put in; not where it says nothing of them."""
    if any(state.known(quantity) is None and quantity not in values for quantity in row.quantities):
        return False
    given = state.inequalities(row)
    if not given:
        return False
    for each in given:
        total = sum((weight * values[at] for at, weight in each.weights.items()), Fraction(0))
        if total > each.bound or (each.strict and total == each.bound):
            return False
    return True


# --- in words --------------------------------------------------------------------------------------------------------


def _mention(operand: Operand, times: int) -> Message:
    place = operand.spot.place
    key = "said" if times == 1 else "said_often"
    args = {"place": _last(place.steps), "stated": operand.figure.written, "times": times}
    return Message(f"checking.localising.{key}", args)


def _last(steps: tuple[str, ...]) -> Name:
    """The nearest heading and the cell, enough to find it."""
    text = " / ".join(steps[-2:]) or "—"
    return Name(text, text)


def _relation(relation: Relation, quantity: int, model: Model) -> Message:
    stated = relation.claim.figure.written
    kind = relation.kind
    if kind in ("share", "rate", "growth", "average", "multiple"):
        return Message(f"checking.localising.by.{kind}", {"stated": stated})
    parts = [bare_number(operand.figure) for operand in relation.operands]
    if kind == "count" or len(parts) > _LONGEST or not parts:
        return Message("checking.localising.by.other", {"stated": stated, "number": len(parts)})
    telling = [operand for operand in relation.operands if operand.figure.value]
    if len(telling) == 1 and kind != "product":
        other = relation.claim if quantity >= 0 and _is_of(model, quantity, telling[0]) else telling[0]
        return _mention(other, 1)
    said = _added(relation, parts)
    claimed = quantity >= 0 and _is_of(model, quantity, relation.claim)
    return Message(
        f"checking.localising.by.{'sum' if claimed else 'equation'}", {"stated": stated, "parts": said}
    )


def _is_of(model: Model, quantity: int, operand: Operand) -> bool:
    return any(operand.spot.key in model.groups[group].keys for group in model.of_quantity[quantity])


def _added(relation: Relation, parts: list[str]) -> str:
    """The parts with their signs, as people write a sum; what is 0 adds nothing."""
    if relation.kind == "product":
        return "×".join(parts)
    minus = relation.kind in ("difference", "change")
    weights = relation.weights or tuple(-1 if minus and at else 1 for at in range(len(parts)))
    terms = [
        (weight, part)
        for weight, part, operand in zip(weights, parts, relation.operands, strict=True)
        if operand.figure.value or len(parts) == 1
    ]
    said = "".join(("－" if weight < 0 else "＋") + part for weight, part in terms)
    return said.removeprefix("＋") or parts[0]
