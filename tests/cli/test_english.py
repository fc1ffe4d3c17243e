"""``--lang en``: places, labels and marks are told in English; only what the unit wrote stays Chinese."""

from __future__ import annotations

import re

import pytest

from cli.conftest import CARELESS, TIDY, Program
from ziping.checking import check
from ziping.cli.loading import load_input
from ziping.cli.terminal import Terminal
from ziping.cli.views.findings import show_findings
from ziping.scoring import score

CHINESE = re.compile("[\u4e00-\u9fff]+")


def test_the_score_table_names_classes_and_control_indicators_in_english(ziping: Program) -> None:
    done = ziping("--lang", "en", "score", TIDY)
    assert done.code == 0
    for name in ("output indicators", "staffing control rate", "control of operating expenditure"):
        assert name in done.out
    assert "“产出指标”" not in done.out


def test_an_explanation_says_where_in_english(ziping: Program) -> None:
    done = ziping("--lang", "en", "explain", TIDY, "operating@executed")
    assert done.code == 0
    assert "Annex 1-1 operating expenditure / 2024 executed" in done.out
    assert "年度数据.xlsx 预算执行!" in done.out


def test_what_is_shown_in_english_can_be_asked_for_in_english(ziping: Program) -> None:
    for asked in (
        "Annex 1-1 operating expenditure / 2024 executed",
        "control of operating expenditure",
        "operating expenditure",
    ):
        done = ziping("--lang", "en", "explain", TIDY, asked)
        assert done.code == 0, asked
        assert "518.46" in done.out, asked


def test_formulas_are_written_out_in_english(ziping: Program) -> None:
    done = ziping("--lang", "en", "explain", TIDY, "control of operating expenditure")
    assert "= operating expenditure (executed) ÷ operating expenditure (initial budget)" in done.out


def test_findings_say_where_in_english_but_for_the_unit_s_own_words(
    capsys: pytest.CaptureFixture[str],
) -> None:
    report, standard = load_input(CARELESS, None)
    checked = check(report, standard, score(report, standard))
    show_findings(Terminal("en"), checked, standard, show_all=True)
    shown = capsys.readouterr().out
    places = [line for line in shown.splitlines() if line.strip().startswith("Where:")]
    assert len(places) > 10
    assert "Annex 1-1 operating expenditure / 2024 executed" in shown
    assert "附件1-" not in shown
    own = repr(report)
    cells = re.compile(r"年度数据\.xlsx [^!]+![A-Z]+[0-9]+")
    strange = {word for line in places for word in CHINESE.findall(cells.sub("", line)) if word not in own}
    assert strange == set()
