"""Forms of places, units and absences: what is typed, as what it means."""

from __future__ import annotations

from typing import Any

from django import forms

from ziping.workbench.organisation.absence import colleagues, lendable
from ziping.workbench.organisation.models import Holding, Person, Place, Section, Unit
from ziping.workbench.organisation.units import UnitData


def day_field(**more: Any) -> forms.DateField:
    return forms.DateField(
        widget=forms.DateInput({"type": "date", "class": "form-control form-control-sm"}, "%Y-%m-%d"), **more
    )


def text_field(longest: int, **more: Any) -> forms.CharField:
    return forms.CharField(
        max_length=longest, widget=forms.TextInput({"class": "form-control form-control-sm"}), **more
    )


SELECT = forms.Select({"class": "form-select form-select-sm"})


class UnitForm(forms.Form):
    code = text_field(20)
    name = text_field(100)
    level = forms.ChoiceField(choices=[(level, level) for level in Unit.Level.values], widget=SELECT)
    kind = text_field(20, required=False)
    supervisor = forms.ModelChoiceField(Unit.objects.none(), required=False, empty_label="", widget=SELECT)
    line = forms.ModelChoiceField(Section.objects.none(), required=False, empty_label="", widget=SELECT)

    def __init__(self, place: Place, *args: Any, unit: Unit | None = None, **more: Any) -> None:
        if unit is not None:
            names = ("code", "name", "level", "kind", "supervisor", "line")
            more["initial"] = {name: getattr(unit, name) for name in names}
        super().__init__(*args, **more)
        open_units = Unit.objects.filter(place=place, until=None)
        if unit is not None:
            open_units = open_units.exclude(pk=unit.pk)
        sections = Section.objects.filter(unit__place=place, unit__is_bureau=True)
        self.fields["supervisor"].queryset = open_units  # type: ignore[attr-defined]  # of a ModelChoiceField
        self.fields["line"].queryset = sections  # type: ignore[attr-defined]  # as above

    @property
    def data_typed(self) -> UnitData:
        return UnitData(**self.cleaned_data)


class CloseForm(forms.Form):
    until = day_field()
    successor = forms.ModelChoiceField(Unit.objects.none(), required=False, empty_label="", widget=SELECT)
    reason = text_field(200)

    def __init__(self, unit: Unit, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        others = Unit.objects.filter(place=unit.place, until=None).exclude(pk=unit.pk)
        self.fields["successor"].queryset = others  # type: ignore[attr-defined]  # of a ModelChoiceField


class PlaceForm(forms.Form):
    name = text_field(60)


class LeaveForm(forms.Form):
    since = day_field()
    until = day_field()
    reason = text_field(100, required=False)


class LendForm(forms.Form):
    holding = forms.ModelChoiceField(Holding.objects.none(), empty_label="", widget=SELECT)
    to = forms.ModelChoiceField(Person.objects.none(), empty_label="", widget=SELECT)
    since = day_field()
    until = day_field()
    reason = text_field(200)

    def __init__(self, person: Person, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        held = lendable(person)
        self.fields["holding"].queryset = held  # type: ignore[attr-defined]  # of a ModelChoiceField
        self.fields["to"].queryset = colleagues(person, [one.unit_id for one in held])  # type: ignore[attr-defined]  # as above
