"""Findings as SARIF 2.1.0 (OASIS), for tools that gather findings of many programs."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from ziping import __version__
from ziping.checking import Checked, Spot, describe
from ziping.presenting.marks import Numbered, numbered
from ziping.report import mask_text
from ziping.standards import Standard
from ziping.wording import Lang

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "notice": "note"}


def sarif(name: str, checked: Checked, standard: Standard, lang: Lang) -> dict[str, Any]:
    """The run of one file as plain data; places are logical locations, since these files have no lines."""
    listed = numbered(checked.findings)
    rules = list(dict.fromkeys(each.finding.rule for each in listed))
    return {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "ziping",
                        "version": __version__,
                        "rules": [_rule(rule, standard, lang) for rule in rules],
                    }
                },
                "artifacts": [{"location": {"uri": quote(name)}}],
                "results": [
                    _result(each, rules.index(each.finding.rule), name, standard, lang) for each in listed
                ],
                "columnKind": "unicodeCodePoints",
            }
        ],
    }


def _rule(rule_id: str, standard: Standard, lang: Lang) -> dict[str, Any]:
    rule = standard.rules[rule_id]
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.title[lang]},
        "help": {"text": rule.mend[lang]},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"defect": rule.defect, "basis": rule.basis},
    }


def _result(each: Numbered, index: int, name: str, standard: Standard, lang: Lang) -> dict[str, Any]:
    finding, said = each.finding, describe(each.finding, standard, lang)
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": mask_text(" ".join((said.message, *said.remarks)))},
        "locations": [_location(spot, name) for spot in finding.spots[:1]],
        "relatedLocations": [_location(spot, name) for spot in finding.spots[1:]],
    }
    if finding.depends_on:
        result["properties"] = {"dependsOn": list(finding.depends_on)}
    return result


def _location(spot: Spot, name: str) -> dict[str, Any]:
    place = spot.place
    location: dict[str, Any] = {
        "physicalLocation": {"artifactLocation": {"uri": quote(name)}},
        "logicalLocations": [{"fullyQualifiedName": str(place)}],
    }
    anchors = {
        anchor: value
        for anchor in ("block", "page", "row", "column", "start", "end")
        if (value := getattr(place, anchor)) is not None
    }
    if anchors:
        location["properties"] = anchors
    return location
