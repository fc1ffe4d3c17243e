"""Consistent systems of figures made at random, with one error planted: how often is the true figure named?

``python -m checking.planted 300`` (from ``tests/``) prints the rates; the test keeps them from falling.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from ziping.checking.findings import Exactly, Kind, Operand, Relation, Spot
from ziping.checking.localising import Localised, localise
from ziping.checking.localising.slips import shifted
from ziping.checking.relations import verdict_of
from ziping.figures import Computed, Figure, Place, format_number, unit
from ziping.report import Fact

FORMULAS: dict[str, Callable[[Sequence[Computed]], Computed]] = {
    "a/b": lambda v: v[0] / v[1],
    "b/(a-b)": lambda v: 1 / (v[0] / v[1] - 1),
    "(a-b)/b": lambda v: v[0] / v[1] - 1,
}
SLIPS = ("digit", "swap", "drop", "double", "shift", "unit")


@dataclass
class System:
    """Figures by key and how they hang together: (kind, formula, claim, operands)."""

    figures: dict[str, Figure] = field(default_factory=dict)
    names: dict[str, tuple[str, str]] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    claims: list[tuple[Kind, str, str, tuple[str, ...]]] = field(default_factory=list)

    def amount(self, key: str, written: str, concept: str = "", section: str = "正文") -> None:
        """A figure in 万元, or in percent."""
        self.figures[key] = Figure.parse(written, unit("万元"))
        self.names[key] = (concept or key, "executed")
        self.places[key] = Place(section, key) if section == "附表" else Place(section)

    def relations(self) -> list[Relation]:
        """Every claim, judged."""
        return [self._judged(*claim, number) for number, claim in enumerate(self.claims)]

    def _judged(self, kind: Kind, formula: str, claim: str, parts: tuple[str, ...], number: int) -> Relation:
        values = [Computed.of(self.figures[part]) for part in parts]
        computed = FORMULAS[formula](values) if formula in FORMULAS else sum(values, Computed.exactly(0))
        figure = self.figures[claim]
        in_unit = computed.value if figure.written.endswith("%") else computed.value / figure.factor
        return Relation(
            f"R-{number}",
            kind,
            formula,
            self.operand(claim),
            tuple(self.operand(part) for part in parts),
            verdict_of(figure, computed),
            Exactly(in_unit),
            at="" if self.places[claim].steps[:1] == ("附表",) else f"at:{number}",
        )

    def operand(self, key: str) -> Operand:
        concept, column = self.names[key]
        return Operand(concept, column, Spot(self.places[key], key), self.figures[key])

    def facts(self) -> list[Fact]:
        return [
            Fact(*self.names[key][:1], 2024, "executed", figure, self.places[key], "", key, "executed")
            for key, figure in self.figures.items()
        ]

    def again(self, key: str) -> list[str]:
        """The other mentions of the same figure."""
        return [other for other, name in self.names.items() if name == self.names[key] and other != key]

    def covered(self, key: str) -> int:
        """How many relations and other mentions vouch for a figure."""
        alike = {key, *self.again(key)}
        claims = sum(bool(alike & {claim, *parts}) for _, _, claim, parts in self.claims)
        return claims + len(alike) - 1


def system(dice: random.Random) -> System:
    """A tree of sums with shares of them, growth over last year, and some figures said again in the text."""
    made = System()
    leaves: list[str] = []
    _tree(made, dice, "total", 3, leaves)
    inner = [claim for _, _, claim, _ in made.claims]
    for parent, part in _chosen_shares(made, dice):
        _ratio(made, "share", "a/b", f"share.{part}", (part, parent))
    total = made.figures["total"].value
    assert total is not None
    prior = (total * Decimal(dice.randint(80, 120)) / 100).quantize(Decimal("0.01")) + Decimal("0.37")
    made.amount("prior", str(prior), section="附表")
    _ratio(made, "growth", "(a-b)/b", "growth", ("total", "prior"))
    for key in dice.sample([*inner, *leaves], k=min(4, len(leaves))):
        made.amount(f"{key}.again", made.figures[key].written, concept=key, section="第二部分")
    return made


def _tree(made: System, dice: random.Random, key: str, depth: int, leaves: list[str]) -> Decimal:
    if depth == 0 or (depth < 3 and dice.random() < 0.3):
        value = Decimal(dice.randint(200, 90000)) / 100
        leaves.append(key)
    else:
        parts = [f"{key}.{number}" for number in range(dice.randint(2, 4))]
        value = sum((_tree(made, dice, part, depth - 1, leaves) for part in parts), Decimal(0))
        made.claims.append(("sum", "+".join("abcd"[: len(parts)]), key, tuple(parts)))
    made.amount(key, f"{value:.2f}", section="附表")
    return value


def _chosen_shares(made: System, dice: random.Random) -> Iterator[tuple[str, str]]:
    for _, _, parent, parts in list(made.claims):
        if dice.random() < 0.6:
            yield parent, dice.choice(parts)


def _ratio(made: System, kind: Kind, formula: str, key: str, parts: tuple[str, str]) -> None:
    values = [Computed.of(made.figures[part]) for part in parts]
    share = FORMULAS[formula](values).value * 100
    made.amount(key, format_number(share, 2) + "%")
    made.claims.append((kind, formula, key, parts))


def mistyped(written: str, slip: str, dice: random.Random) -> str:
    """``written`` with one slip of the hand."""
    percent = written.endswith("%")
    number = written.removesuffix("%")
    at = dice.choice([index for index, letter in enumerate(number) if letter.isdigit()])
    before, digit, after = number[:at], number[at], number[at + 1 :]
    if slip == "digit":
        changed = before + dice.choice("0123456789".replace(digit, "")) + after
    elif slip == "swap":
        changed = before + after[:1] + digit + after[1:] if after[:1].isdigit() else number
    elif slip == "drop":
        changed = before + after
    elif slip == "double":
        changed = before + digit + digit + after
    else:
        changed = shifted(number, dice.choice((1, -1)) if slip == "shift" else 4)
    return changed + "%" * percent


def planted(dice: random.Random) -> tuple[System, str] | None:
    """A system with one figure mistyped, and the key of that figure; ``None`` where the slip changed nothing."""
    made = system(dice)
    key = dice.choice([each for each in made.figures if made.covered(each)])
    wrong = mistyped(made.figures[key].written, dice.choice(SLIPS), dice)
    if (
        not wrong[:1].isdigit()
        or not wrong.removesuffix("%").replace(".", "").isdigit()
        or wrong.endswith(".")
    ):
        return None
    figure = Figure.parse(wrong, unit("万元"))
    if figure.value == made.figures[key].value:
        return None
    return replace(made, figures={**made.figures, key: figure}), key


def rank(faults: Sequence[Localised], key: str) -> int:
    """At which place the explanation stands that names the mistyped figure and no other; 0 where none does."""
    for fault in faults:
        for place, explanation in enumerate(fault.explanations, 1):
            wrong = {cause.figure.spot.key for cause in explanation.causes if cause.kind != "truncation"}
            if wrong == {key}:
                return place
    return 0


def rates(seeds: range) -> Counter[str]:
    """How often the planted figure is first, among the first three, or not named, by how well it is covered."""
    counts: Counter[str] = Counter()
    for seed in seeds:
        found = planted(random.Random(seed))
        if found is None:
            continue
        made, key = found
        faults = localise(made.relations(), made.facts())
        if not faults:
            counts["within rounding"] += 1  # no relation is broken, nothing conflicts
            continue
        name = "twice" if made.covered(key) > 1 else "once"
        place = rank(faults, key)
        counts[f"{name}: planted"] += 1
        counts[f"{name}: first"] += place == 1
        counts[f"{name}: in three"] += 1 <= place <= 3
        counts[f"{name}: not named"] += place == 0
    return counts


if __name__ == "__main__":
    for name, count in sorted(rates(range(int(sys.argv[1]) if len(sys.argv) > 1 else 300)).items()):
        sys.stdout.write(f"{name:20} {count}\n")
