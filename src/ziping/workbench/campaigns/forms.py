"""The form of a campaign as data: what stands in it, which units can be chosen, which no longer can."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict
from django.utils import timezone

from ziping.standards.model.pack import Manifest
from ziping.wording import Message
from ziping.workbench.campaigns.models import Campaign
from ziping.workbench.campaigns.planning import STEPS, Plan, plan_of, standards_to_fill
from ziping.workbench.organisation.models import Place, Unit

_DEFAULT_COVERAGE = "85"
_DEFAULT_DAYS = "7, 3, 1"
_TEXTS = ("year", "standard", "title", "notice", "noticed_on", "opens_on", "coverage_percent")


@dataclass(frozen=True, slots=True)
class Choice:
    """A unit that can be chosen. ``told``: what is to be known of it before it is."""

    unit: Unit
    chosen: bool
    told: Message | None = None


@dataclass(frozen=True, slots=True)
class Due:
    name: str
    label: Message
    help: Message
    value: str
    required: bool


@dataclass(frozen=True, slots=True)
class PlanForm:
    """``held`` is the campaign where there is one already; ``gone`` are the units closed or merged, with what became of them."""

    held: Campaign | None
    values: Mapping[str, str]
    standards: tuple[Manifest, ...]
    days: tuple[Due, ...]
    choices: tuple[Choice, ...]
    gone: tuple[tuple[Unit, Message], ...]
    troubles: tuple[Message, ...]

    @property
    def chosen(self) -> int:
        return sum(choice.chosen for choice in self.choices)


def offered_units(place: Place, held: Campaign | None = None) -> frozenset[int]:
    """The units that can be chosen: those of the place that are still there, and those chosen already."""
    open_now = Unit.objects.filter(place=place).exclude(until__lt=timezone.localdate())
    kept = held.scope.values_list("pk", flat=True) if held else ()
    return frozenset((*open_now.values_list("pk", flat=True), *kept))


def plan_form(
    place: Place,
    held: Campaign | None = None,
    posted: QueryDict | None = None,
    troubles: tuple[Message, ...] = (),
) -> PlanForm:
    """The form as it is shown first, or as it was sent with what is wrong in it."""
    if posted is not None:
        values = {name: posted.get(name, "") for name in (*_TEXTS, "attachments", "remind_days")}
        values |= {f"due_{step.value}": posted.get(f"due_{step.value}", "") for step in STEPS}
        chosen = {int(one) for one in posted.getlist("units") if one.isascii() and one.isdigit()}
        if held is not None:
            values |= {"year": str(held.year), "standard": held.standard}
    elif held is not None:
        plan = plan_of(held)
        values, chosen = _values(plan), set(plan.units)
    else:
        values, chosen = _first_values(), _first_choice(place)
    offered = offered_units(place, held)
    units = list(Unit.objects.filter(place=place).select_related("successor", "supervisor", "line"))
    return PlanForm(
        held,
        values,
        standards_to_fill(),
        tuple(_due(step.value, values) for step in STEPS),
        tuple(Choice(unit, unit.pk in chosen, _told(unit)) for unit in units if unit.pk in offered),
        tuple((unit, _end_of(unit)) for unit in units if unit.pk not in offered),
        troubles,
    )


def _first_values() -> dict[str, str]:
    today = timezone.localdate()
    return {
        "year": str(today.year - 1),
        "opens_on": today.isoformat(),
        "coverage_percent": _DEFAULT_COVERAGE,
        "remind_days": _DEFAULT_DAYS,
    }


def _first_choice(place: Place) -> set[int]:
    """All units but the bureau, which may be added."""
    open_now = Unit.objects.filter(place=place, is_bureau=False).exclude(until__lt=timezone.localdate())
    return set(open_now.values_list("pk", flat=True))


def _values(plan: Plan) -> dict[str, str]:
    return {
        "year": str(plan.year),
        "standard": plan.standard,
        "title": plan.title,
        "notice": plan.notice,
        "noticed_on": plan.noticed_on.isoformat() if plan.noticed_on else "",
        "opens_on": plan.opens_on.isoformat(),
        "coverage_percent": str(plan.coverage_percent),
        "attachments": "\n".join(plan.attachments),
        "remind_days": ", ".join(map(str, plan.remind_days)),
        **{f"due_{step}": day.isoformat() for step, day in plan.deadlines.items()},
    }


def _due(step: str, values: Mapping[str, str]) -> Due:
    return Due(
        f"due_{step}",
        Message(f"campaigns.step.{step}"),
        Message(f"campaigns.step_help.{step}"),
        values.get(f"due_{step}", ""),
        step == "finance",
    )


def _told(unit: Unit) -> Message | None:
    if unit.until is not None:
        return _end_of(unit)
    if unit.is_bureau:
        return Message("campaigns.unit_is_bureau")
    return None


def _end_of(unit: Unit) -> Message:
    if unit.successor is None:
        return Message("campaigns.unit_closed", {"day": unit.until})
    return Message("campaigns.unit_merged", {"day": unit.until, "successor": unit.successor.name})
