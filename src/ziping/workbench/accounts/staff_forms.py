"""Forms of the security administrator."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from ziping.wording import Lang, say
from ziping.workbench.accounts.holdings import Grant
from ziping.workbench.organisation.forms import SELECT, day_field, text_field
from ziping.workbench.organisation.models import Section, Unit
from ziping.workbench.organisation.roles import Role


class PersonForm(forms.Form):
    username = text_field(150)
    person_name = text_field(40)
    phone = text_field(11, required=False)


class GrantForm(forms.Form):
    role = forms.ChoiceField(widget=SELECT)
    unit = forms.ModelChoiceField(Unit.objects.none(), empty_label="", widget=SELECT)
    section = forms.ModelChoiceField(Section.objects.none(), required=False, empty_label="", widget=SELECT)
    since = day_field()
    until = day_field(required=False)
    reason = text_field(200, required=False)

    def __init__(self, units: QuerySet[Unit], lang: Lang, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["since"].initial = timezone.localdate()
        role, unit, section = (self.fields[name] for name in ("role", "unit", "section"))
        role.choices = [(one.value, say(one.called, lang)) for one in Role]  # type: ignore[attr-defined]  # of a ChoiceField
        unit.queryset = units.filter(until=None)  # type: ignore[attr-defined]  # of a ModelChoiceField
        section.queryset = Section.objects.filter(unit__in=units).select_related("unit")  # type: ignore[attr-defined]  # as above
        section.label_from_instance = lambda one: f"{one.unit} · {one.name}"  # type: ignore[attr-defined]  # as above

    @property
    def wanted(self) -> Grant:
        data = dict(self.cleaned_data)
        return Grant(Role(data.pop("role")), **data)
