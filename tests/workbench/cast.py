"""Familiar people: everybody a test of the workbench needs, in 示例县."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from ziping.workbench.campaigns.models import Campaign, Deadline
from ziping.workbench.filling.models import Package
from ziping.workbench.organisation.models import Holding, Person, Place, Section, Unit
from ziping.workbench.organisation.roles import Role

STANDARD = "hunan/department/2024"
PASSWORD = "Example-Pass-2024"


@dataclass
class Cast:
    """One county: the bureau with two line sections, a department with a subordinate unit, and a unit alone."""

    place: Place
    bureau: Unit
    social: Section
    culture: Section
    department: Unit
    subordinate: Unit
    stranger: Unit
    campaign: Campaign
    people: dict[str, Person] = field(default_factory=dict)
    packages: dict[str, Package] = field(default_factory=dict)

    def person(self, name: str) -> Person:
        return self.people[name]

    def add(self, name: str, role: Role, unit: Unit, section: Section | None = None) -> Person:
        person = Person.objects.create_user(name, password=PASSWORD, name=name, must_change_password=False)
        Holding.objects.create(
            person=person, role=role, unit=unit, section=section, since=dt.date(2020, 1, 1)
        )
        self.people[name] = person
        return person


def assemble_cast() -> Cast:
    place = Place.objects.create(code="430000000", name="示例县")
    bureau = Unit.objects.create(place=place, code="100", name="示例县财政局", is_bureau=True)
    social = Section.objects.create(unit=bureau, name="社会保障股")
    culture = Section.objects.create(unit=bureau, name="科教文股")
    department = Unit.objects.create(place=place, code="201", name="示例县人社局", line=social)
    subordinate = Unit.objects.create(
        place=place,
        code="201001",
        name="示例县就业中心",
        line=social,
        supervisor=department,
        level="二级预算单位",
    )
    stranger = Unit.objects.create(place=place, code="301", name="示例县图书馆", line=culture)
    campaign = Campaign.objects.create(
        place=place,
        year=2024,
        standard=STANDARD,
        title="2024年度绩效自评",
        opens_on=dt.date(2025, 3, 1),
        state="open",
    )
    Deadline.objects.create(campaign=campaign, step="finance", due_on=dt.date(2099, 5, 31))
    cast = Cast(place, bureau, social, culture, department, subordinate, stranger, campaign)
    for unit, name in ((department, "department"), (subordinate, "subordinate"), (stranger, "stranger")):
        cast.packages[name] = Package.objects.create(campaign=campaign, unit=unit)
    cast.add("clerk", Role.CLERK, subordinate)
    cast.add("section", Role.SECTION, subordinate)
    cast.add("head", Role.HEAD, subordinate)
    cast.add("department", Role.DEPARTMENT, department)
    cast.add("line", Role.LINE, bureau, social)
    cast.add("other_line", Role.LINE, bureau, culture)
    cast.add("performance", Role.PERFORMANCE, bureau)
    cast.add("expert", Role.EXPERT, bureau)
    cast.add("auditor", Role.AUDITOR, bureau)
    cast.add("npc", Role.NPC, bureau)
    cast.add("system_admin", Role.SYSTEM_ADMIN, bureau)
    cast.add("security_admin", Role.SECURITY_ADMIN, bureau)
    cast.add("audit_admin", Role.AUDIT_ADMIN, bureau)
    cast.add("outsider", Role.CLERK, stranger)
    return cast
