"""In English, findings say where in English; only what the unit wrote itself stays Chinese."""

from __future__ import annotations

import re

from checking.support import careless, checked, pack
from ziping.checking import describe, reason_said
from ziping.checking.findings import Spot
from ziping.checking.text import spot_said
from ziping.figures import Place

CHINESE = re.compile("[\u4e00-\u9fff]")


def own_words() -> str:
    """Everything the unit wrote, in one text."""
    return repr(careless())


def test_every_place_of_a_finding_is_in_english_but_for_the_unit_s_own_words() -> None:
    own = own_words()
    places = [
        place for finding in checked(careless()).findings for place in describe(finding, pack(), "en").places
    ]
    assert len(places) > 30
    strange = [word for place in places for word in re.findall("[\u4e00-\u9fff]+", place) if word not in own]
    assert strange == []


def test_what_was_missing_is_said_in_english() -> None:
    reasons = [reason_said(answer, pack(), "en") for answer in checked(careless()).not_checked]
    assert any("basic expenditure" in reason for reason in reasons)


def test_a_place_keeps_the_cell_it_was_typed_in() -> None:
    spot = Spot(Place("附件1-1 公用经费", "2024年决算数"), origin="年度数据.xlsx 预算执行!G16")
    assert spot_said(spot, pack(), "zh").startswith("附件1-1 公用经费 / 2024年决算数")
    english = spot_said(spot, pack(), "en")
    assert english.startswith("Annex 1-1 operating expenditure / 2024 executed")
    assert "年度数据.xlsx 预算执行!G16" in english
