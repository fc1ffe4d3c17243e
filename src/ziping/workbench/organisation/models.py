"""Places, units, people, and what each person is to each unit."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q

from ziping.wording import Message
from ziping.workbench.organisation.roles import Role


class Place(models.Model):
    """A county, city or province; ``code`` is its 财政区划代码 (``mof_div_code``)."""

    code = models.CharField(max_length=9, unique=True)
    name = models.CharField(max_length=60)
    above = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="below")

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """A budget unit, or the finance bureau itself. ``code`` is its 预算单位编码 (``agency_code``).

    ``supervisor`` is its 主管部门; ``line`` the section of the bureau that looks after it. A unit that was merged into
    another is closed from ``until`` on and names its ``successor``.
    """

    class Level(models.TextChoices):
        FIRST = "一级预算单位"
        SECOND = "二级预算单位"
        THIRD = "三级预算单位"

    place = models.ForeignKey(Place, models.PROTECT, related_name="units")
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=100)
    level = models.CharField(max_length=10, choices=Level, default=Level.FIRST)
    kind = models.CharField(max_length=20, blank=True)
    supervisor = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="subordinates")
    line = models.ForeignKey("Section", models.PROTECT, null=True, blank=True, related_name="looks_after")
    is_bureau = models.BooleanField(default=False)
    since = models.DateField(default=dt.date(2000, 1, 1))
    until = models.DateField(null=True, blank=True)
    successor = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="predecessors")

    class Meta:
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["place", "code"], name="unit_code_once_a_place"),
            models.CheckConstraint(condition=~Q(supervisor=F("id")), name="unit_not_its_own_supervisor"),
        ]

    def __str__(self) -> str:
        return self.name


class UnitName(models.Model):
    """What a unit was called before ``until``."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="earlier_names")
    name = models.CharField(max_length=100)
    until = models.DateField()


class Section(models.Model):
    """An internal section (股室) of a unit or of the bureau."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="sections")
    name = models.CharField(max_length=60)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "name"], name="section_name_once_a_unit")
        ]

    def __str__(self) -> str:
        return self.name


class Person(AbstractUser):
    """Somebody who logs in. What a person may do follows from ``holdings`` alone: Django's own rights are not used."""

    name = models.CharField(max_length=40)
    phone = models.CharField(max_length=20, blank=True)
    language = models.CharField(max_length=2, default="zh")
    # Where somebody without a role yet belongs, so that the security administrator of there finds them.
    home = models.ForeignKey(Place, models.SET_NULL, null=True, blank=True, related_name="+")
    must_change_password = models.BooleanField(default=True)
    password_changed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name or self.username


class Holding(models.Model):
    """A role somebody has: in a unit, perhaps in one of its sections, for a time.

    ``lent_by`` marks a delegation: the holding of somebody else, lent for the time of an absence.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="holdings")
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="holdings")
    section = models.ForeignKey(Section, models.CASCADE, null=True, blank=True, related_name="holdings")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    lent_by = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="lent")
    reason = models.CharField(max_length=200, blank=True)
    granted_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="granted")

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="holding_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.role} · {self.unit}"

    @property
    def called(self) -> Message:
        return Role(self.role).called

    @staticmethod
    def on(day: dt.date) -> Q:
        """The holdings in force on ``day``."""
        return Q(since__lte=day) & (Q(until__isnull=True) | Q(until__gte=day))


class Leave(models.Model):
    """Days somebody is away."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="leaves")
    since = models.DateField()
    until = models.DateField()
    reason = models.CharField(max_length=100, blank=True)
