"""The annexes cell by cell: spans, stated empties, repeated rows, live formulas."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

import pytest
from composing.reading import composed, grids, lines, row, rows
from msgspec.structs import replace
from syrupy.assertion import SnapshotAssertion

from ziping.composing import annex_sheets, compose
from ziping.documents import Sheet, SheetCell, a1, place_grid
from ziping.report import Premises, Quantity, Report
from ziping.scoring import score
from ziping.standards import Standard
