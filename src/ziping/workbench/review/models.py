"""What the bureau makes of a report: its doubts, remarks, spot-checks, re-scoring, rectification, and the use of results."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from ziping.figures import format_number
from ziping.workbench.campaigns.models import Campaign
from ziping.workbench.filling.models import Package, Step
from ziping.workbench.organisation.models import Person


class Risk(models.Model):
    """How closely a package should be looked at, weighed once for each revision.

    ``factors`` are plain data, the heaviest first (``[{"factor", "value", "points"}]``), ``defects`` how often each rule was
    broken. What lists and charts need stands in columns, so that no list assembles a report.
    """

    package = models.OneToOneField(Package, models.CASCADE, related_name="risk")
    revision = models.PositiveIntegerField()
    points = models.DecimalField(max_digits=7, decimal_places=2)
    factors = models.JSONField(default=list)
    self_score = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    rule_score = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    execution = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)  # in percent
    budget = models.DecimalField(max_digits=16, decimal_places=6, null=True, blank=True)  # 全年预算数, 万元
    late_funds = models.PositiveSmallIntegerField(default=0)
    errors = models.PositiveIntegerField(default=0)
    warnings = models.PositiveIntegerField(default=0)
    notices = models.PositiveIntegerField(default=0)
    defects = models.JSONField(default=dict)
    weighed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering: ClassVar = ["-points", "package_id"]


class Remark(models.Model):
    """Something said of a report, at a cell (``topic``, ``line``, ``column``) or at a sentence quoted from it."""

    class State(models.TextChoices):
        OPEN = "open"
        ANSWERED = "answered"
        SETTLED = "settled"

    package = models.ForeignKey(Package, models.CASCADE, related_name="remarks")
    round = models.PositiveSmallIntegerField()
    topic = models.CharField(max_length=40, blank=True)
    line = models.CharField(max_length=80, blank=True)
    column = models.CharField(max_length=60, blank=True)
    label = models.CharField(max_length=200, blank=True)  # what the cell is called
    quote = models.CharField(max_length=500, blank=True)
    text = models.TextField()
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["id"]


class Reply(models.Model):
    """What was said to a remark."""

    remark = models.ForeignKey(Remark, models.CASCADE, related_name="replies")
    text = models.TextField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["id"]


class ReturnList(models.Model):
    """What a unit got back with its report: the list of findings, the report with notes in its margin."""

    step = models.OneToOneField(Step, models.PROTECT, related_name="return_list")
    package = models.ForeignKey(Package, models.CASCADE, related_name="return_lists")
    listing = models.FileField(upload_to="returned/%Y/", blank=True)
    annotated = models.FileField(upload_to="returned/%Y/", blank=True)
    made_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]


class Assignment(models.Model):
    """A package given to an expert, until a day: what ``Reach.ASSIGNED`` reaches."""

    package = models.ForeignKey(Package, models.CASCADE, related_name="assignments")
    person = models.ForeignKey(Person, models.CASCADE, related_name="assignments")
    until = models.DateField()
    handed_in_at = models.DateTimeField(null=True, blank=True)  # when the expert closed the score sheet
    given_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    given_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["package", "person"], name="assigned_once_to_a_person")
        ]


class Draw(models.Model):
    """A drawing of reports to be checked. ``proof`` holds all it was drawn from: with ``seed`` anybody draws the same again."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="draws")
    seed = models.CharField(max_length=64)
    proof = models.JSONField()
    digest = models.CharField(max_length=64)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-id"]


class Sample(models.Model):
    """A report that was drawn, and why: it was due, by risk, or by lot."""

    class Why(models.TextChoices):
        DUE = "due"
        RISK = "risk"
        LOT = "lot"

    draw = models.ForeignKey(Draw, models.PROTECT, related_name="samples")
    package = models.OneToOneField(Package, models.PROTECT, related_name="sample")
    why = models.CharField(max_length=5, choices=Why)

    class Meta:
        ordering: ClassVar = ["package__unit__code"]


class Rescore(models.Model):
    """What one scorer gives one indicator, and why. ``indicator`` is its key in the report."""

    package = models.ForeignKey(Package, models.CASCADE, related_name="rescores")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    indicator = models.CharField(max_length=60)
    points = models.DecimalField(max_digits=7, decimal_places=2)
    reason = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["package", "person", "indicator"], name="rescore_once_a_scorer"),
            models.CheckConstraint(condition=Q(points__gte=0), name="rescore_not_negative"),
        ]


class Result(models.Model):
    """The result of a spot-check as it was stated: both scores, how far apart, and the quality of the report.

    ``marks`` and ``quality`` are kept as plain data, as they were when the result was stated.
    """

    package = models.OneToOneField(Package, models.PROTECT, related_name="result")
    self_score = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    rescore = models.DecimalField(max_digits=7, decimal_places=2)
    deviation = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    band = models.CharField(max_length=10, blank=True)  # "", large, circulate
    grade = models.CharField(max_length=10, blank=True)
    marks = models.JSONField(default=list)
    quality = models.DecimalField(max_digits=7, decimal_places=2)
    parts = models.JSONField(default=list)
    stated_at = models.DateTimeField(auto_now=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")


class Opinion(models.Model):
    """What unit and bureau say to each other about a result, before it is final."""

    package = models.ForeignKey(Package, models.CASCADE, related_name="opinions")
    from_unit = models.BooleanField()
    agrees = models.BooleanField(null=True, blank=True)
    text = models.TextField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["id"]


class Item(models.Model):
    """Something to be put right: by whom, by when, and how far it is."""

    class State(models.TextChoices):
        OPEN = "open"
        REPORTED = "reported"
        ACCEPTED = "accepted"
        REFUSED = "refused"

    package = models.ForeignKey(Package, models.CASCADE, related_name="items")
    text = models.TextField()
    owner = models.CharField(max_length=60, blank=True)
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    answer = models.TextField(blank=True)
    file = models.FileField(upload_to="rectified/%Y/", blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    refusal = models.TextField(blank=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]


class Use(models.Model):
    """What a result was used for: the decision, its effect in a year's budget, and the paper it stands in."""

    class Decision(models.TextChoices):
        SUPPORT = "support"
        KEEP = "keep"
        IMPROVE = "improve"
        CUT = "cut"
        CANCEL = "cancel"
        FREEZE = "freeze"

    package = models.ForeignKey(Package, models.CASCADE, related_name="uses")
    decision = models.CharField(max_length=10, choices=Decision)
    amount = models.DecimalField(
        max_digits=16, decimal_places=6, null=True, blank=True
    )  # 万元, less is negative
    budget_year = models.PositiveSmallIntegerField()
    document = models.CharField(max_length=80, blank=True)
    note = models.CharField(max_length=300, blank=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = [F("budget_year").desc(), "id"]

    @property
    def written(self) -> str:
        """The amount with as many decimals as it has."""
        return "" if self.amount is None else format_number(self.amount, None)
