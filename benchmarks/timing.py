"""How a measurement is taken and told: medians, and the most memory a program took."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable

_PEAK = (
    "import resource, subprocess, sys;"
    "subprocess.run(sys.argv[1:], capture_output=True);"
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
)
_KIB_A_MIB = 1024


def median(action: Callable[[], object], runs: int = 7) -> float:
    """Median wall seconds of ``action`` over ``runs``, after one run to warm up."""
    action()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def line(what: str, ours: float, peer_name: str, peer: float, target: str, *, met: bool) -> None:
    mark = "" if met else "   MISSED"
    print(
        f"{what:<46} {ours * 1000:9.1f} ms   {peer_name:<26} {peer * 1000:9.1f} ms   ratio {ours / peer:6.2f}   {target}{mark}"
    )


def told(what: str, value: str, target: str, *, met: bool) -> None:
    """A measurement without a peer."""
    print(f"{what:<46} {value:>12}   {'':<26} {'':>12}   {'':<12}   {target}{'' if met else '   MISSED'}")


def peak(*command: str) -> float:
    """The most memory a command took, in MiB; it is the only child of a process of its own."""
    said = subprocess.run([sys.executable, "-c", _PEAK, *command], check=True, capture_output=True, text=True)
    return int(said.stdout) / _KIB_A_MIB
