"""How well one planted error is found and placed, and what is wrongly called wrong: by kind of error.

    python benchmarks/injecting.py [UNITS] [--first SEED] [--missed] [--jobs N]

Clean units are made, written as Word files, read and checked; then one error of each kind is planted in each of them and
the document is checked again. ``found``: a new error or warning where the error is, or in a relation with it. ``hidden``: every
relation with the planted figure still holds within what rounding allows, so nobody could find it from the document; those are not
counted as covered. ``first`` and ``top 3``: where the explanations name the planted figure. ``false``: new errors or warnings
elsewhere. ``--missed`` prints what was missed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from random import Random

from planting import EQUALITIES, PLANTERS, Clean, Plant, anchor

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from ziping.checking import Checked, Finding, Relation, check, describe
from ziping.composing import compose
from ziping.documents import open_source, write_docx
from ziping.documents.source import Source
from ziping.reading import read_paper
from ziping.reading.paper import Paper
from ziping.report import Report
from ziping.scoring import score
from ziping.standards import load_standard
from ziping.workbench.demo.invented import unit

STANDARD = "hunan/department/2024"
FIGURES = frozenset(("digit", "swap", "drop", "shift", "unit", "label", "share", "total"))
TOP = 3
TOLD = "Q-13.told"
ARITHMETIC = ("Q-09", "Q-10", "Q-12", "Q-13", "Q-14", "Q-15", "Q-16")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one planted error; ``rank`` is the place of its figure among the explanations, from 1."""

    kind: str
    seed: int
    covered: bool
    hidden: bool
    found: bool
    explained: bool
    rank: int | None
    false: tuple[str, ...]
    shown: str


@dataclass(frozen=True, slots=True)
class Measured:
    """One unit: its outcomes, and the errors and warnings its clean document raised."""

    outcomes: tuple[Outcome, ...]
    alarms: tuple[str, ...]


def checked(paper: Paper) -> Checked:
    standard = paper.standard
    card = score(paper.report, standard) if standard.scoring is not None else None
    return check(paper.report, standard, card, paper=paper)


def read(source: Source) -> tuple[Paper, Checked]:
    paper = read_paper(source, STANDARD)
    return paper, checked(paper)


def grave(found: Checked) -> Iterator[Finding]:
    return (each for each in found.findings if each.counted and each.severity != "notice")


def identity(finding: Finding) -> tuple[object, ...]:
    """What makes two findings of two readings the same, whatever they say."""
    return (finding.rule, finding.item, finding.stage, tuple(anchor(place)[:3] for place in finding.places))


def source_of(report: Report) -> Source:
    standard = load_standard(STANDARD)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.docx"
        write_docx(compose(report, standard, score(report, standard)), path)
        return open_source(path)


def measured(seed: int) -> Measured:
    """Unit ``seed`` with one error of each kind."""
    clean = Clean(*read(source_of(unit(seed))))
    alarms = tuple(
        f"{each.rule}: {describe(each, clean.paper.standard, 'zh').message}" for each in grave(clean.checked)
    )
    known = {identity(each) for each in clean.checked.findings}
    outcomes = []
    for kind, planter in PLANTERS.items():
        plant = planter(clean, Random(f"{seed} {kind}"))
        if plant is not None:
            outcomes.append(_outcome(kind, seed, plant, known))
    return Measured(tuple(outcomes), alarms)


def _outcome(kind: str, seed: int, plant: Plant, known: set[tuple[object, ...]]) -> Outcome:
    paper, now = read(plant.source)
    touching = [
        each
        for each in now.relations
        if any(plant.at(one.spot.place) for one in (each.claim, *each.operands))
    ]
    new = [each for each in now.findings if each.severity != "notice" and identity(each) not in known]
    mine = [each for each in new if _is_about(each, plant, touching)]
    found = any(each.counted for each in mine) or (
        any(not each.counted for each in mine) and any(each.counted for each in new)
    )
    broken = [each for each in touching if each.verdict in ("inconsistent", "truncation")]
    hidden = (
        kind in (*FIGURES, "row")
        and not found
        and not broken
        and any(each.kind in EQUALITIES for each in touching)
    )
    explained = [each for each in (*mine, *new) if each.explanations or each.rule == TOLD]
    rank = _rank(explained, plant) if found else None
    roots = {(each.rule, each.item, each.stage, each.at) for each in broken}
    false = tuple(
        f"{each.rule}: {describe(each, paper.standard, 'zh').message}"
        for each in new
        if each.counted and each not in mine and not _rests_on(each, plant, roots)
    )
    where = paper.where.of(next(iter(mine)).places[0]) if mine and mine[0].places else ""
    quote = _quoted(plant)
    return Outcome(
        kind, seed, True, hidden, found, bool(explained), rank, false,
        f"{plant.before} → {plant.after} in {quote} {where}",
    )  # fmt: skip


def _quoted(plant: Plant) -> str:
    block, row, _, start = min(plant.anchors, key=str)
    source = plant.source.blocks[block or 0]
    if row is None:
        text = str(getattr(source, "text", ""))
        return text[max(0, (start or 0) - 30) : (start or 0) + 30]
    cells = [cell.text for cell in getattr(source, "cells", ()) if cell.row == row]
    return f"[{block} {row}] " + " | ".join(cells)


def _is_about(finding: Finding, plant: Plant, touching: list[Relation]) -> bool:
    """Whether a finding is at the error's place, or speaks of a relation with the planted figure."""
    cells = {each[:3] for each in plant.anchors}
    if any(anchor(place)[:3] in cells for place in finding.places):
        return True
    if (
        not plant.after and plant.before
    ):  # what is no longer there has no place: the sum that misses it stands below
        columns = {(each[0], each[2]) for each in plant.anchors}
        if any((place.block, place.column) in columns for place in finding.places):
            return True
    return any(
        (each.rule, each.item, each.stage, each.at) == (finding.rule, finding.item, finding.stage, finding.at)
        for each in touching
    )


def _rests_on(finding: Finding, plant: Plant, roots: set[tuple[str, str, str, str]]) -> bool:
    """Whether a finding elsewhere is explained by the planted figure: another side of the same fault."""
    return any(
        plant.at(cause.figure.spot.place) or set(each.repairs) & roots
        for each in finding.explanations
        for cause in each.causes
    )


def _rank(findings: list[Finding], plant: Plant) -> int | None:
    best: int | None = None
    for finding in findings:
        if finding.rule == TOLD:  # it holds two figures against each other, and says where both stand
            best = next((number for number, place in enumerate(finding.places, 1) if plant.at(place)), best)
        for number, explanation in enumerate(finding.explanations, 1):
            figures = [explanation.figure, *(cause.figure for cause in explanation.causes)]
            if any(plant.at(one.spot.place) for one in figures) and (best is None or number < best):
                best = number
    return best


# --- output -----------------------------------------------------------------------------------------------------------


def summed(results: list[Measured], *, missed: bool) -> dict[str, float]:
    """The table by kind; returns the rates over kinds in which a figure is wrong."""
    print(
        f"{'kind':<8} {'planted':>7} {'hidden':>7} {'covered':>7} {'found':>7} {'first':>7} {'top 3':>7} {'false':>7}"
    )
    whole: Counter[str] = Counter()
    for kind in PLANTERS:
        of = [each for result in results for each in result.outcomes if each.kind == kind]
        counts = _counted(of)
        print(
            f"{kind:<8} "
            + " ".join(
                f"{counts[name]:>7}"
                for name in ("planted", "hidden", "covered", "found", "first", "top3", "false")
            )
        )
        if kind in FIGURES:
            whole += counts
        for each in of if missed else ():
            _show(each)
    alarms = [alarm for result in results for alarm in result.alarms]
    wrong = [alarm for alarm in alarms if alarm.startswith(ARITHMETIC)]
    rates = {
        "found": whole["found"] / max(1, whole["covered"]),
        "first": whole["first"] / max(1, whole["found"]),
        "top3": whole["top3"] / max(1, whole["found"]),
        "alarms": len(wrong) / max(1, len(results)),
    }
    print(
        f"figures: found {rates['found']:.1%} (≥ 95 %)  first {rates['first']:.1%} (≥ 75 %)  top 3 {rates['top3']:.1%} (≥ 90 %)   "
        f"clean documents: {rates['alarms']:.2f} false arithmetic errors each (≤ 0.1), {len(alarms)} errors and warnings in {len(results)}"
    )
    for alarm, count in Counter(alarms).most_common(10):
        print(f"    {count} × {alarm}")
    return rates


def _counted(outcomes: list[Outcome]) -> Counter[str]:
    counts: Counter[str] = Counter(planted=len(outcomes))
    for each in outcomes:
        counts["hidden"] += each.hidden
        counts["covered"] += each.covered and not each.hidden
        counts["found"] += each.found
        counts["first"] += each.rank == 1
        counts["top3"] += each.rank is not None and each.rank <= TOP
        counts["false"] += len(each.false)
    return counts


def _show(outcome: Outcome) -> None:
    if not outcome.found:
        print(f"    {outcome.seed}: {'hidden' if outcome.hidden else 'MISSED'} {outcome.shown}")
    elif outcome.kind in FIGURES and (outcome.rank is None or outcome.rank > 1):
        print(f"    {outcome.seed}: rank {outcome.rank} {outcome.shown}")
    for alarm in outcome.false:
        print(f"    {outcome.seed}: false {alarm} [{outcome.shown}]")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("units", nargs="?", type=int, default=40)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--missed", action="store_true")
    asked = parser.parse_args()
    seeds = range(asked.first, asked.first + asked.units)
    if asked.jobs == 1:
        results = [measured(seed) for seed in seeds]
    else:
        with ProcessPoolExecutor(asked.jobs) as pool:
            results = list(pool.map(measured, seeds))
    summed(results, missed=asked.missed)


if __name__ == "__main__":
    main()
