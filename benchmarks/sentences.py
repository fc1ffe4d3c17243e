"""How well relations are read from sentences that were labelled by hand.

    python benchmarks/sentences.py [FOLDER]

``FOLDER`` (or ``ZIPING_SENTENCES``) holds ``texts.jsonl`` and ``relations.jsonl``. A relation is found when its claim, its operands (as a
set) and its kind are right; share and rate taken for one another are counted apart. Without a folder nothing is measured.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from ziping.figures import Place
from ziping.reading.claims import Claim
from ziping.reading.sentences import read_sentences

_LABELLED = ("sum", "share", "rate", "change", "growth", "average", "count", "equal")
_RATIOS = ("share", "rate")


def _number(written: str) -> str:
    kept = "".join(char for char in written if char.isdigit() or char == ".")
    return kept.strip(".")


def _key(claim: Claim) -> tuple[str, str, frozenset[str]]:
    operands = [_number(one.figure.written) for one in claim.operands]
    if claim.kind == "count":
        operands = [str(claim.listed)]
    return claim.kind, _number(claim.claim.figure.written), frozenset(operands)


def _expected(relation: dict[str, Any]) -> tuple[str, str, frozenset[str]]:
    kind = relation["kind"]
    operands = (
        [str(len(relation["operands"]))]
        if kind == "count"
        else [_number(one) for one in relation["operands"]]
    )
    return kind, _number(relation["claim"]), frozenset(operands)


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def measure(folder: Path, *, verbose: bool = True) -> dict[str, float]:
    labels: dict[str, list[tuple[str, str, frozenset[str]]]] = defaultdict(list)
    for relation in _lines(folder / "relations.jsonl"):
        labels[relation["excerpt"]].append(_expected(relation))
    tally: Counter[str] = Counter()
    spent = 0.0
    for text in _lines(folder / "texts.jsonl"):
        began = time.perf_counter()
        _, claims = read_sentences(text["text"], Place(text["id"]))
        spent += time.perf_counter() - began
        wanted = labels[text["id"]]
        found = [_key(claim) for claim in claims if claim.kind in _LABELLED]
        missing, extra = _compared(wanted, found, tally)
        tally["perfect"] += not missing and not extra
        tally["texts"] += 1
        if verbose and (missing or extra):
            print(f"{text['id']} {text['text'][:40]}…")
            for name, keys in (("missed", missing), ("extra", extra)):
                for (
                    kind,
                    claim,
                    operands,
                ) in keys:  # an extra one may be true and merely not labelled: read it
                    print(f"    {name:6} {kind:7} {claim} ← {' '.join(sorted(operands))}")
    precision = tally["hit"] / max(1, tally["hit"] + tally["extra"])
    recall = tally["hit"] / max(1, tally["hit"] + tally["missed"])
    print(
        f"relations {tally['hit'] + tally['missed']}  precision {precision:.2%}  recall {recall:.2%}  "
        f"perfect {tally['perfect']}/{tally['texts']} = {tally['perfect'] / max(1, tally['texts']):.1%}  "
        f"share for rate {tally['confused']}  {1000 * spent:.0f} ms"
    )
    return {"precision": precision, "recall": recall, "perfect": tally["perfect"] / max(1, tally["texts"])}


def _compared(
    wanted: list[tuple[str, str, frozenset[str]]],
    found: list[tuple[str, str, frozenset[str]]],
    tally: Counter[str],
) -> tuple[list[tuple[str, str, frozenset[str]]], list[tuple[str, str, frozenset[str]]]]:
    extra = list(found)
    missing = []
    for label in wanted:
        match = next((key for key in extra if key == label), None)
        if match is None and label[0] in _RATIOS:
            match = next((key for key in extra if key[0] in _RATIOS and key[1:] == label[1:]), None)
            tally["confused"] += match is not None
        if match is None:
            missing.append(label)
        else:
            extra.remove(match)
    tally["hit"] += len(wanted) - len(missing)
    tally["missed"] += len(missing)
    tally["extra"] += len(extra)
    return missing, extra


def main() -> int:
    given = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("ZIPING_SENTENCES", "")
    folder = Path(given)
    if not given or not (folder / "relations.jsonl").is_file():
        print("no labelled sentences here: nothing measured")
        return 0
    measure(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
