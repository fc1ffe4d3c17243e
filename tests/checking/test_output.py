"""The JSON other programs rely on, and the pages made from the packs."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from checking.support import ROOT, careless, checked, pack, tidy
from ziping.checking import json_schema, to_json
from ziping.checking.catalogue import installed, rules_page, schema_text
from ziping.report import Report

PACKS_WITH_CASES = installed()


def output(report: Report, lang: Any = "zh") -> dict[str, Any]:
    return to_json(checked(report), report, pack(), lang)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "report",
    [tidy(), careless(), Report(standard="hunan/department/2024", year=2024)],
    ids=["tidy", "careless", "empty"],
)
def test_the_output_is_what_its_schema_says(report: Report, lang: str) -> None:
    data = json.loads(json.dumps(output(report, lang)))
    jsonschema.Draft202012Validator(json_schema()).validate(data)


def test_the_published_schema_is_current() -> None:
    """If this fails: python -m ziping.checking.catalogue docs"""
    assert (ROOT / "docs" / "schema" / "check.schema.json").read_text(encoding="utf-8") == schema_text()


def test_the_schema_refuses_what_is_not_the_output() -> None:
    data = output(tidy())
    del data["summary"]["errors"]
    with pytest.raises(jsonschema.ValidationError, match="errors"):
        jsonschema.Draft202012Validator(json_schema()).validate(data)


def test_its_parts_are_the_five_that_were_promised() -> None:
    assert list(output(careless())) == ["document", "figures", "relations", "findings", "summary"]


def test_a_relation_says_claim_operands_computed_verdict_quote_and_place() -> None:
    found = next(
        each
        for each in output(careless())["relations"]
        if each["rule"] == "Q-14.personnel-operating" and each["verdict"] == "rounding"
    )
    assert found["quote"] == "1176.69"
    assert found["computed"] == {"value": "1176.68", "unit": "万元"}
    assert [part["value"] for part in found["operands"]] == ["658.22", "518.46"]
    assert found["gap"]["value"] == "0.01"
    assert found["kind"] == "sum"
    assert found["place"]


def test_a_finding_says_all_that_was_promised() -> None:
    found = next(each for each in output(careless())["findings"] if each["rule"] == "Q-23.over-budget")
    assert {
        "rule",
        "severity",
        "quote",
        "place",
        "stated",
        "computed",
        "message",
        "basis",
        "explanations",
    } <= found.keys()
    assert found["severity"] == "warning"
    assert "771.52%" in found["message"]
    assert found["basis_id"] == "mof-2013-53"


def test_no_amount_is_a_binary_fraction() -> None:
    def floats(value: object) -> list[float]:
        if isinstance(value, dict):
            return [each for part in value.values() for each in floats(part)]
        if isinstance(value, list):
            return [each for part in value for each in floats(part)]
        return [value] if isinstance(value, float) else []

    assert floats(output(careless())) == []


def test_the_four_empties_stay_apart() -> None:
    report = tidy(
        **{
            "其他资金.决算数": "无",
            "政府性基金.决算数": "——",
            "国有资本经营预算.决算数": "不适用",
            "社会保险基金预算.决算数": "",
        }
    )
    empties = {each["key"]: each["empty"] for each in output(report)["figures"]}
    assert empties["figures.source.other.executed"] == "none_stated"
    assert empties["figures.source.fund.executed"] == "dash"
    assert empties["figures.source.state_capital.executed"] == "not_applicable"
    assert empties["figures.source.social_insurance.executed"] == "blank"
    assert empties["figures.source.general.executed"] is None


def test_the_cell_a_figure_was_typed_in_comes_along() -> None:
    import msgspec

    report = msgspec.structs.replace(
        careless(), origins={"figures.operating.executed": "年度数据.xlsx 预算执行!E9"}
    )
    found = next(each for each in output(report)["findings"] if each["rule"] == "Q-23.over-budget")
    assert "年度数据.xlsx 预算执行!E9" in {place["origin"] for place in found["places"]}


def test_the_catalogue_of_rules_is_current() -> None:
    """If this fails: python -m ziping.checking.catalogue docs"""
    assert (ROOT / "docs" / "rules.md").read_text(encoding="utf-8") == rules_page(PACKS_WITH_CASES)


def test_every_rule_has_its_entry_with_basis_example_and_how_to_mend() -> None:
    page = rules_page(PACKS_WITH_CASES)
    for standard, _ in PACKS_WITH_CASES:
        for rule in standard.rules.values():
            entry = page.partition(f"### {rule.id}\n")[2].partition("\n### ")[0]
            assert f"`{rule.basis}`" in entry, rule.id
            assert "例：" in entry, rule.id
            assert "怎样改：" in entry, rule.id
            assert rule.title["en"] in entry, rule.id
            assert "{param" not in entry, rule.id
