"""How many generated units come back from their documents as they were.

    python benchmarks/round_trip.py [UNITS] [--first SEED] [--kind docx|xlsx|pdf]

Each unit is written, read and checked; what differs is printed, figure by figure, and every error or warning that the
unit's own data did not deserve.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import cast

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from round_trips import Kind, there_and_back
from ziping.workbench.demo.invented import unit

SHOWN = 8  # differences of one unit


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("units", nargs="?", type=int, default=200)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--kind", choices=("docx", "xlsx", "pdf"), default="docx")
    asked = parser.parse_args()
    apart = 0
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(asked.first, asked.first + asked.units):
            trip = there_and_back(unit(seed), cast("Kind", asked.kind), Path(folder))
            said = [*trip.different(), *trip.undeserved()]
            apart += bool(said)
            for each in said[:SHOWN]:
                print(f"{seed}: {each}")
            if len(said) > SHOWN:
                print(f"{seed}: and {len(said) - SHOWN} more")
    print(f"{asked.units - apart} of {asked.units} units came back as they were ({asked.kind})")
    return 1 if apart else 0


if __name__ == "__main__":
    sys.exit(main())
