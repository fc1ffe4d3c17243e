"""One fault, one finding: what only follows from another finding says so, and the likeliest wrong figure is named.

A figure that stands in several claims makes them all fail at once. Where giving one figure one other value makes every
claim it stands in hold, that change is an explanation; claims that share one are one fault.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from ziping.checking.findings import Explanation, Finding, Operand, Relation
from ziping.figures import is_complement
from ziping.standards import Standard
from ziping.wording import Message

_LINEAR = ("sum", "equal")
_MOST = 5
_SHIFTS = (1, -1, 2, -2, 4, -4)  # the point by one or two places, 元 for 万元


@dataclass(frozen=True, slots=True)
class _Claims:
    """The linear claims of a report, by the figures that stand in them, each with what rounding may leave open."""

    by_key: Mapping[str, tuple[tuple[Relation, Fraction], ...]]

    def repair(self, figure: Operand, value: Fraction, broken: Relation) -> Explanation | None:
        """The change of ``figure`` to ``value`` (base units) if every claim it stands in then holds as well."""
        repaired = []
        for relation, slack in self.by_key[figure.spot.key]:
            gap = _gap(relation) + _weight(relation, figure) * (value - figure.figure.base)
            if relation is not broken and abs(gap) > slack:
                return None
            if relation.verdict == "inconsistent":
                repaired.append((relation.rule, relation.item, relation.stage, relation.at))
        own = value / figure.figure.factor
        return Explanation(figure, own, tuple(repaired), slip=one_slip(figure.figure.written, own))


def _gap(relation: Relation) -> Fraction:
    """Claim less parts, in base units."""
    assert relation.gap is not None
    return relation.gap.value * relation.claim.figure.factor


def _weight(relation: Relation, figure: Operand) -> int:
    return 1 if figure.spot.key == relation.claim.spot.key else -1


def _slack(relation: Relation) -> Fraction:
    """What rounding may leave between a claim and its parts."""
    steps = relation.claim.figure.step + sum((part.figure.step for part in relation.operands), Fraction(0))
    return steps / 2


def _claims(relations: Sequence[Relation]) -> _Claims:
    found: dict[str, list[tuple[Relation, Fraction]]] = {}
    for relation in relations:
        if relation.kind in _LINEAR and relation.verdict != "unbound":
            slack = _slack(relation)
            for figure in (relation.claim, *relation.operands):
                found.setdefault(figure.spot.key, []).append((relation, slack))
    return _Claims({key: tuple(claims) for key, claims in found.items()})


def explanations(relation: Relation, claims: _Claims) -> tuple[Explanation, ...]:
    """Single figures whose change explains ``relation``: those that repair most first, then those one slip away."""
    if relation.verdict != "inconsistent" or relation.kind not in _LINEAR:
        return ()
    found = []
    for figure in (relation.claim, *relation.operands):
        value = figure.figure.base - _weight(relation, figure) * _gap(relation)
        if (explained := claims.repair(figure, value, relation)) is not None:
            found.append(explained)
    found.sort(key=lambda each: (-len(each.repairs), not each.slip))
    return tuple(found[:_MOST])


def one_slip(written: str, value: Fraction) -> bool:
    """Whether ``value`` is what was written but for one digit mistyped, dropped, doubled, swapped, or the point shifted."""
    if any(_shifted(written, value, places) for places in _SHIFTS):
        return True
    whole, point, decimals = "".join(
        letter for letter in written if letter.isdigit() or letter == "."
    ).partition(".")
    scaled = value * 10 ** len(decimals)
    if scaled.denominator != 1 or scaled < 0:
        return False
    digits, other = whole + decimals, str(scaled.numerator).rjust(len(decimals) + bool(point), "0")
    if len(digits) == len(other):
        apart = [at for at, pair in enumerate(zip(digits, other, strict=True)) if pair[0] != pair[1]]
        return len(apart) == 1 or _swapped(digits, other, apart)
    long, short = sorted((digits, other), key=len, reverse=True)
    return len(long) - len(short) == 1 and any(long[:at] + long[at + 1 :] == short for at in range(len(long)))


def _shifted(written: str, value: Fraction, places: int) -> bool:
    """Whether ``value`` is the number written times 10 to the power of ``places``."""
    number = "".join(
        letter for letter in written if letter.isascii() and (letter.isdigit() or letter in "-.")
    )
    try:
        stated = Fraction(number)
    except ValueError:
        return False
    return stated != 0 and stated * Fraction(10) ** places == value


def _swapped(one: str, other: str, apart: list[int]) -> bool:
    if len(apart) != 2 or apart[1] != apart[0] + 1:  # noqa: PLR2004 - two neighbours
        return False
    return one[apart[0]] == other[apart[1]] and one[apart[1]] == other[apart[0]]


def with_roots(
    findings: Sequence[Finding], relations: Sequence[Relation], standard: Standard, *, explain: bool = True
) -> list[Finding]:
    """``findings`` with what each depends on, and, asked to ``explain``, the explanations of inconsistent claims."""
    claims = _claims(relations if explain else ())
    by_claim = {(one.rule, one.item, one.stage, one.at): one for one in relations}
    explained = {
        (finding.rule, finding.item, finding.stage, finding.at): explanations(relation, claims)
        for finding in findings
        if explain
        and (relation := by_claim.get((finding.rule, finding.item, finding.stage, finding.at))) is not None
    }
    roots: dict[tuple[str, str, str, str], str] = {}
    for claim, found in explained.items():
        for each in found[:1]:
            if len(each.repairs) > 1:
                for repaired in each.repairs:
                    if repaired != each.repairs[0]:
                        roots.setdefault(repaired, each.repairs[0][0])
        roots.setdefault(claim, "")
    covering = {
        (name, finding.stage): finding.rule for finding in findings for name in _covered(finding, standard)
    }
    conflicting = {
        spot.key: finding.rule
        for finding in findings
        if finding.rule in _conflicts(standard)
        for spot in finding.spots
    }
    result = []
    for finding in findings:
        claim = (finding.rule, finding.item, finding.stage, finding.at)
        depends = {
            roots.get(claim, ""),
            covering.get((finding.rule, finding.stage), "") or covering.get((finding.rule, ""), ""),
            *(
                conflicting.get(spot.key, "")
                for spot in finding.spots
                if finding.rule not in _conflicts(standard)
            ),
        }
        others = tuple(sorted({*finding.depends_on, *depends} - {"", finding.rule}))
        remarks = (*finding.remarks, *_complement(by_claim.get(claim), relations))
        result.append(
            replace(finding, depends_on=others, explanations=explained.get(claim, ()), remarks=remarks)
        )
    return result


def _complement(relation: Relation | None, relations: Sequence[Relation]) -> tuple[Message, ...]:
    """What to remark where a wrong share is exactly what another share of the same whole leaves of 100%."""
    if relation is None or relation.kind != "share" or relation.verdict != "inconsistent":
        return ()
    whole = relation.operands[-1].spot.key
    others = (other for other in relations if other is not relation and other.kind == "share")
    beside = any(
        other.operands[-1].spot.key == whole and is_complement(relation.claim.figure, [other.claim.figure])
        for other in others
    )
    return (Message("checking.verdict.complement"),) if beside else ()


def _covered(finding: Finding, standard: Standard) -> tuple[str, ...]:
    rule = standard.rules.get(finding.rule)
    return () if rule is None else rule.covers


def _conflicts(standard: Standard) -> frozenset[str]:
    """Rules that find one figure stated differently: what rests on such a figure cannot be judged."""
    return frozenset(rule.id for rule in standard.rules.values() if rule.check == "same_figure_twice")
