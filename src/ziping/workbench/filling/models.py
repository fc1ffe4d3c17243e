"""A report while it is being filled: lines with versions, every change of them, and the road it takes."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from ziping.workbench.campaigns.models import Campaign
from ziping.workbench.filling.states import State
from ziping.workbench.organisation.models import Person, Unit


class Package(models.Model):
    """What one unit hands in for one campaign: report, annexes, project forms, evidence.

    ``round`` counts how often it was handed in; ``revision`` grows with every change of a line, so that a page knows
    whether what it shows is still so.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="packages")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="packages")
    state = models.CharField(max_length=24, choices=State, default=State.NOT_STARTED)
    round = models.PositiveSmallIntegerField(default=0)
    revision = models.PositiveIntegerField(default=0)
    late = models.BooleanField(default=False)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering: ClassVar = ["unit__code"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["campaign", "unit"], name="package_once_a_campaign")
        ]
        indexes: ClassVar = [models.Index(fields=["campaign", "state"])]

    def __str__(self) -> str:
        return f"{self.unit} {self.campaign.year}"


class EntryLine(models.Model):
    """A line as typed. ``version`` is what a save must have started from; a deleted line stays, for its history."""

    package = models.ForeignKey(Package, models.CASCADE, related_name="lines")
    topic = models.CharField(max_length=40)
    key = models.CharField(max_length=80)
    position = models.PositiveIntegerField(default=0)
    cells = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    deleted = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["topic", "position", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["package", "topic", "key"], name="line_once_a_topic")
        ]

    def __str__(self) -> str:
        return f"{self.topic}/{self.key}"


class Change(models.Model):
    """One cell changed, by whom, when and how. Only ever appended to."""

    class Way(models.TextChoices):
        TYPED = "typed"
        PASTED = "pasted"
        UNDONE = "undone"
        IMPORTED = "imported"
        COMPOSED = "composed"

    package = models.ForeignKey(Package, models.CASCADE, related_name="changes")
    topic = models.CharField(max_length=40)
    key = models.CharField(max_length=80)
    column = models.CharField(max_length=60)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    version = models.PositiveIntegerField()
    way = models.CharField(max_length=10, choices=Way, default=Way.TYPED)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["package", "topic", "key", "column"])]


class Step(models.Model):
    """A step of the road: who moved the package from where to where, with the digest of what it held then."""

    package = models.ForeignKey(Package, models.CASCADE, related_name="steps")
    action = models.CharField(max_length=30)
    before = models.CharField(max_length=24)
    after = models.CharField(max_length=24)
    round = models.PositiveSmallIntegerField()
    comment = models.TextField(blank=True)
    digest = models.CharField(max_length=64)
    late = models.BooleanField(default=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["id"]


class Handed(models.Model):
    """What was handed in, whole: the report's data and what the check said, as they were at that moment."""

    package = models.ForeignKey(Package, models.CASCADE, related_name="handed")
    step = models.OneToOneField(Step, models.PROTECT, related_name="handed")
    round = models.PositiveSmallIntegerField()
    report = models.JSONField()
    errors = models.PositiveIntegerField(default=0)
    warnings = models.PositiveIntegerField(default=0)
    notices = models.PositiveIntegerField(default=0)
    self_score = models.CharField(max_length=20, blank=True)
    digest = models.CharField(max_length=64)


class FindingNote(models.Model):
    """What the unit says to a warning it lets stand."""

    package = models.ForeignKey(Package, models.CASCADE, related_name="finding_notes")
    rule = models.CharField(max_length=60)
    mark = models.CharField(max_length=64)
    note = models.TextField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["package", "mark"], name="note_once_a_finding")
        ]


class EvidenceFile(models.Model):
    """A file that proves an indicator's value. ``digest`` is its SM3."""

    package = models.ForeignKey(Package, models.CASCADE, related_name="evidence_files")
    line = models.CharField(max_length=80, blank=True)  # of the topic ``indicators``
    attachment = models.CharField(max_length=200, blank=True)  # which of the campaign's required attachments
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=40)
    size = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    file = models.FileField(upload_to="evidence/%Y/")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    removed = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["id"]


class Presence(models.Model):
    """Who is looking at which topic right now."""

    package = models.ForeignKey(Package, models.CASCADE, related_name="presences")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    topic = models.CharField(max_length=40)
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["package", "person"], name="presence_once_a_package")
        ]


class Brought(models.Model):
    """A file brought in to fill from. ``proposal`` are the cells it would fill; nothing is written before they are chosen.

    ``problem`` and ``notices`` are sentences by language, said when the file was read.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        READY = "ready"
        FAILED = "failed"
        DONE = "done"

    package = models.ForeignKey(Package, models.CASCADE, related_name="brought")
    name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    file = models.FileField(upload_to="brought/%Y/")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    what = models.CharField(max_length=12, blank=True)
    year = models.PositiveSmallIntegerField(null=True)
    proposal = models.JSONField(default=list)
    problem = models.JSONField(default=dict)
    notices = models.JSONField(default=dict)
    taken = models.PositiveIntegerField(default=0)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-id"]


class Made(models.Model):
    """A file made of the report as it was at ``revision``; it waits until somebody takes it."""

    class State(models.TextChoices):
        WAITING = "waiting"
        READY = "ready"
        FAILED = "failed"

    package = models.ForeignKey(Package, models.CASCADE, related_name="made")
    form = models.CharField(max_length=10)
    edition = models.CharField(max_length=10, default="internal")
    revision = models.PositiveIntegerField()
    round = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    name = models.CharField(max_length=200, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)
    file = models.FileField(upload_to="made/%Y/", blank=True)
    problem = models.JSONField(default=dict)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    taken = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["person", "taken"])]


class Inquiry(models.Model):
    """A satisfaction survey run here. The first question asks for the grade that counts; ``token`` opens the public page.

    ``satisfied_to`` is the last grade that counts as satisfied; ``line`` the line of the topic ``surveys`` it became.
    """

    class State(models.TextChoices):
        DRAFT = "draft"
        OPEN = "open"
        CLOSED = "closed"

    package = models.ForeignKey(Package, models.CASCADE, related_name="inquiries")
    indicator = models.CharField(max_length=80)  # line of the topic ``indicators``
    title = models.CharField(max_length=120)
    intro = models.TextField(blank=True)
    question = models.CharField(max_length=200)
    more = models.JSONField(default=list)  # further questions, answered in the same grades
    respondents = models.CharField(max_length=100, blank=True)
    users = models.PositiveIntegerField(null=True, blank=True)
    sent = models.PositiveIntegerField(null=True, blank=True)
    satisfied_to = models.PositiveSmallIntegerField(default=2)
    token = models.CharField(max_length=40, unique=True)
    state = models.CharField(max_length=6, choices=State, default=State.DRAFT)
    opened_at = models.DateTimeField(null=True, blank=True)
    closes_on = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    line = models.CharField(max_length=80, blank=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.title


class Reply(models.Model):
    """One answer to a survey: grades by question, a remark. ``browser`` and ``address`` are digests, never the thing itself."""

    inquiry = models.ForeignKey(Inquiry, models.CASCADE, related_name="replies")
    grades = models.JSONField()
    remark = models.CharField(max_length=500, blank=True)
    browser = models.CharField(max_length=64)
    address = models.CharField(max_length=64)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["inquiry", "browser"], name="reply_once_a_browser")
        ]
        indexes: ClassVar = [models.Index(fields=["inquiry", "address", "at"])]
