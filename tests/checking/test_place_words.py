"""Places in the reader's language: what we say of a place is translated, what the document says is quoted."""

from __future__ import annotations

import json
import re

import pytest

from checking.support import ROOT, pack
from ziping.audit import examine
from ziping.checking import place_said, to_json
from ziping.figures import Place

RECEIVED = ROOT / "examples" / "received" / "自评报告.docx"


@pytest.mark.parametrize(
    ("steps", "english"),
    [
        (("第12段",), "paragraph 12"),
        (("第3张表", "第4行第2列"), "table 3 / row 4, column 2"),
        (("第5页", "公用经费 · 2024年决算数"), "page 5 / operating expenditure · 2024 executed"),
        (
            ("二、部门整体支出情况", "（三）“三公”经费情况"),
            "section “二、部门整体支出情况” / section “（三）“三公”经费情况”",
        ),
        (("附件1-1 基础数据表", "公用经费", "2024年决算数"), "Annex 1-1 基础数据表 / operating expenditure / 2024 executed"),
        (("绩效指标", "产出指标（35分）", "数量指标"), "performance indicator / output indicators (35 marks) / quantity indicators"),
        (("项目 航标维护", "项目决算数"), "project 航标维护 / project executed"),
        (("航标维护",), "航标维护"),
    ],
)  # fmt: skip
def test_a_place_in_english(steps: tuple[str, ...], english: str) -> None:
    assert place_said(Place(*steps), pack(), "en") == english
    assert place_said(Place(*steps), pack(), "zh") == " / ".join(steps)


def test_json_in_english_differs_in_words_only_and_says_places_in_english() -> None:
    found = examine(RECEIVED)
    chinese, english = (
        to_json(found.checked, found.report, found.standard, lang, found.paper) for lang in ("zh", "en")
    )
    places = [one["place"] for one in english["findings"]]
    assert not [one for one in places if re.search("第[0-9]+[段页张行]", one)]
    assert any(re.search(r"row \d+, column \d+|paragraph \d+", one) for one in places)
    assert any(one.startswith("section “") for one in places)
    for here, there in zip(chinese["findings"], english["findings"], strict=True):
        assert (here["rule"], here["quote"], here["severity"]) == (
            there["rule"],
            there["quote"],
            there["severity"],
        )
        assert [one["at"] for one in here["places"]] == [one["at"] for one in there["places"]]
    assert json.dumps(to_json(found.checked, found.report, found.standard, "en", found.paper)) == json.dumps(
        english
    )


def test_no_place_is_a_key_of_ours() -> None:
    found = examine(RECEIVED)
    data = to_json(found.checked, found.report, found.standard, "zh", found.paper)
    spots = [spot for one in data["findings"] for spot in one["places"]]
    spots += [spot for one in data["summary"]["not_checked"] for spot in one["missing"]]
    assert [spot["place"] for spot in spots if re.match(r"figures\.|at:", spot["place"])] == []
