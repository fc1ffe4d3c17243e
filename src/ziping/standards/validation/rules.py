"""Rules: one way of judging each, formulas that fit, messages that can be said."""

from __future__ import annotations

from collections.abc import Mapping

from ziping.standards.formulas import FLAG, Parameter
from ziping.standards.model.rules import Rule
from ziping.standards.templates import holes_of
from ziping.standards.validation.sight import Sight

# What whoever applies a rule supplies for its messages, whatever the rule.
SUPPLIED: Mapping[str, Parameter] = dict.fromkeys(("item", "stage", "stated", "computed", "gap"), "")


def look_at_rules(sight: Sight) -> None:
    """``rules.yaml``."""
    for name, rule in sight.standard.rules.items():
        _rule(sight, name, rule)


def _rule(sight: Sight, name: str, rule: Rule) -> None:
    standard, way = sight.standard, ("rules", name)
    given = [kind for kind in (rule.equation, rule.holds, rule.check) if kind]
    if len(given) != 1:
        sight.note("check.kinds_of_rule", way, read=len(given))
    if rule.ended and not rule.ended_because:
        sight.note("check.ended_why", (*way, "ended"))
    for number, stage in enumerate(rule.stages):
        sight.known(stage, standard.stages, "unknown_stage", (*way, "stages", number))
    for number, other in enumerate(rule.covers):
        sight.known(other, standard.rules, "unknown_rule", (*way, "covers", number))
    for number, note in enumerate(rule.notes):
        sight.concept_at_stage(note, (*way, "notes", number))
    if rule.each and not sight.known(rule.each, standard.items, "unknown_item", (*way, "each")):
        return
    for concrete in rule.at_stages():
        before = len(sight.problems)
        _formulas(sight, name, concrete)
        if len(sight.problems) > before:
            break  # the other stages would say the same again


def _formulas(sight: Sight, name: str, rule: Rule) -> None:
    way = ("rules", name)
    for key, text in (("when", rule.when), ("holds", rule.holds)):
        sight.formula(text, (*way, key), each=rule.each, expect=FLAG, parameters=rule.params)
    sight.formula(
        rule.equation, (*way, "equation"), each=rule.each, expect="equation", parameters=rule.params
    )
    for key, words in (("message", rule.message), ("mend", rule.mend)):
        for lang in ("zh", "en"):
            text = words.zh if lang == "zh" else words.en
            parameters = {**SUPPLIED, **rule.params}
            if rule.check:  # the function supplies what it found under names of its own
                parameters = {**dict.fromkeys(_named_parameters(text), ""), **parameters}
            sight.template(text, (*way, key, lang), each=rule.each, parameters=parameters)


def _named_parameters(text: str) -> list[str]:
    return [hole.removeprefix("param.") for hole in holes_of(text) if hole.startswith("param.")]
