"""Running the program as its users do, and looking at what it said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from ziping.cli.app import run

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
TIDY = EXAMPLES / "tidy" / "年度数据.xlsx"
CARELESS = EXAMPLES / "careless" / "年度数据.xlsx"


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    err: str


Program = Callable[..., Outcome]


@pytest.fixture
def ziping(capsys: pytest.CaptureFixture[str]) -> Program:
    def call(*arguments: str | Path) -> Outcome:
        code = run([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return Outcome(code, said.out, said.err)

    return call
