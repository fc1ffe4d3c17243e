"""The year's self-evaluation: whom it concerns, by when, on which notice, against which approved goals."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from ziping.workbench.organisation.models import Person, Place, Unit


class Campaign(models.Model):
    """The self-evaluation of one place for one year. ``attachments`` are names of papers every package must bring.

    ``scope`` are the units it concerns; once it is open each of them has a package. ``remind_days``: how many days
    before a deadline the units that are not done are reminded.
    """

    class State(models.TextChoices):
        PREPARED = "prepared"
        OPEN = "open"
        CLOSED = "closed"

    place = models.ForeignKey(Place, models.PROTECT, related_name="campaigns")
    year = models.PositiveSmallIntegerField()
    standard = models.CharField(max_length=100)
    title = models.CharField(max_length=100)
    notice = models.CharField(max_length=60, blank=True)
    noticed_on = models.DateField(null=True, blank=True)
    opens_on = models.DateField()
    coverage_percent = models.PositiveSmallIntegerField(default=85)
    attachments = models.JSONField(default=list, blank=True)
    remind_days = models.JSONField(default=list, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.PREPARED)
    opened_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    scope = models.ManyToManyField(Unit, related_name="campaigns", blank=True)

    class Meta:
        ordering: ClassVar = ["-year", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["place", "year", "standard"], name="campaign_once_a_year")
        ]

    def __str__(self) -> str:
        return self.title


class Deadline(models.Model):
    """By when a step of the work is due for everybody."""

    class Step(models.TextChoices):
        SIGN = "sign"  # the head has signed
        DEPARTMENT = "department"  # handed to the department
        FINANCE = "finance"  # handed to the bureau
        REVIEW = "review"  # the bureau has decided
        RECTIFY = "rectify"
        PUBLISH = "publish"

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="deadlines")
    step = models.CharField(max_length=12, choices=Step)
    due_on = models.DateField()

    class Meta:
        ordering: ClassVar = ["due_on"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["campaign", "step"], name="deadline_once_a_step")
        ]

    def __str__(self) -> str:
        return f"{self.step} {self.due_on}"


class Extension(models.Model):
    """More time for one unit, with the reason."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="extensions")
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="extensions")
    step = models.CharField(max_length=12, choices=Deadline.Step)
    due_on = models.DateField()
    reason = models.CharField(max_length=200)
    granted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    granted_at = models.DateTimeField(auto_now_add=True)


class ApprovedGoals(models.Model):
    """What was approved with the budget, frozen: never edited, only followed by another on a paper of its own.

    ``content`` is plain data of a ``Report`` (its ``approved_indicators``); ``digest`` the SM3 of it and of the document
    number. The version with the highest number is the one a package is judged by.
    """

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="approved")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="approved")
    version = models.PositiveSmallIntegerField(default=1)
    document = models.CharField(max_length=60)
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["unit", "version"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["campaign", "unit", "version"], name="approved_version_once")
        ]

    def save(self, **options: Any) -> None:
        if not self._state.adding:
            raise TypeError
        super().save(**options)

    def delete(self, using: Any = None, keep_parents: bool = False) -> tuple[int, dict[str, int]]:  # noqa: ARG002 - Django's
        """Nothing approved is taken away: a later version follows it."""
        raise TypeError


class Morning(models.Model):
    """A day whose reminders were put into the queue."""

    day = models.DateField(unique=True)
