"""Exit codes: part of the program's contract with scripts."""

from __future__ import annotations

CLEAN = 0
FINDINGS = 1  # of the severity asked about
BAD_INPUT = 2
FAULT = 3  # of ours
