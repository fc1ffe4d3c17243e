"""One fault, one finding: what only follows from another finding says so, and the likeliest wrong figures are named."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from ziping.checking.findings import Finding, Relation
from ziping.figures import is_complement
from ziping.report import Fact
from ziping.standards import Standard
from ziping.wording import Message

if TYPE_CHECKING:
    from ziping.checking.localising import Claim, Localised


def with_roots(
    findings: Sequence[Finding],
    relations: Sequence[Relation],
    standard: Standard,
    *,
    facts: Sequence[Fact] = (),
    explain: bool = True,
) -> list[Finding]:
    """``findings`` with what each depends on, and, asked to ``explain``, the explanations of broken claims.

    ``facts`` are all mentions of all figures.
    """
    by_claim = {(one.rule, one.item, one.stage, one.at): one for one in relations}
    found = [
        replace(finding, remarks=(*finding.remarks, *_complement(by_claim.get(_claim(finding)), relations)))
        for finding in _on_others(findings, standard)
    ]
    conflicts = _conflicts(standard)
    broken = any(each.verdict == "inconsistent" for each in relations)
    if explain and (broken or any(finding.rule in conflicts for finding in found)):
        from ziping.checking.localising import localise

        for fault in localise(relations, facts, standard):
            _explain(found, fault, conflicts)
    return found


def _claim(finding: Finding) -> Claim:
    return (finding.rule, finding.item, finding.stage, finding.at)


def _on_others(findings: Sequence[Finding], standard: Standard) -> list[Finding]:
    """What depends on a finding that covers it, or on one figure being stated differently."""
    covering = {
        (name, finding.stage): finding.rule for finding in findings for name in _covered(finding, standard)
    }
    conflicts = _conflicts(standard)
    conflicting = {
        spot.key: finding for finding in findings if finding.rule in conflicts for spot in finding.spots
    }
    result = []
    for finding in findings:
        depends = {
            covering.get((finding.rule, finding.stage), "") or covering.get((finding.rule, ""), ""),
            *finding.depends_on,
        }
        root = finding.root
        if finding.rule not in conflicts:
            resting = [conflicting[spot.key] for spot in finding.spots if spot.key in conflicting]
            depends |= {each.rule for each in resting}
            root = next((each.id for each in resting), root)
        result.append(replace(finding, depends_on=tuple(sorted(depends - {"", finding.rule})), root=root))
    return result


def _explain(findings: list[Finding], fault: Localised, conflicts: frozenset[str]) -> None:
    """Put the explanations of a fault on the finding at its root; the others of each part follow from that."""
    everything: frozenset[Claim | str] = frozenset((*fault.claims, *fault.differently))
    for part in fault.parts or (everything,):
        members = [at for at, finding in enumerate(findings) if _belongs(finding, part, conflicts)]
        if not members:
            continue
        root = _root(findings, members, conflicts)
        remarks = findings[root].remarks
        if not fault.whole:
            remarks = (*remarks, Message("checking.localising.not_whole"))
        findings[root] = replace(findings[root], explanations=fault.explanations, remarks=remarks)
        for at in members if fault.explanations else ():  # unexplained, each stays a fault of its own
            if at != root:
                findings[at] = _under(findings[at], findings[root])


def _root(findings: list[Finding], members: list[int], conflicts: frozenset[str]) -> int:
    """The finding a fault is told at: a conflict, else what one of its findings follows from already, else the first."""
    stated = [at for at in members if findings[at].rule in conflicts]
    for at in members if not stated else ():
        for rule in findings[at].depends_on:
            above = (
                number
                for number, finding in enumerate(findings)
                if finding.rule == rule and finding.counted and finding.stage in ("", findings[at].stage)
            )
            stated += list(above)[:1]
    return stated[0] if stated else members[0]


def _belongs(finding: Finding, part: frozenset[Claim | str], conflicts: frozenset[str]) -> bool:
    if finding.rule in conflicts:
        return any(spot.key in part for spot in finding.spots)
    return finding.verdict == "inconsistent" and _claim(finding) in part


def _under(finding: Finding, root: Finding) -> Finding:
    """``finding`` as what follows from ``root``; what follows from something already stays so."""
    if finding.depends_on:
        return finding
    return replace(finding, depends_on=(root.rule,), root=root.id)


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
