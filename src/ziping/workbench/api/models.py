"""Connected systems, their tokens, answers kept for repeated requests, and what is told to whom."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from ziping.workbench.organisation.models import Person


class System(models.Model):
    """A program that asks. ``person`` is what it is to access: somebody with holdings who cannot log in."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="system")
    contact = models.CharField(max_length=60, blank=True)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return str(self.person)


class Token(models.Model):
    """A key to the API: kept as its SM3 only, shown once when it is made. ``until`` is its last day.

    ``asked`` counts the requests since ``window`` began.
    """

    system = models.ForeignKey(System, models.CASCADE, related_name="tokens")
    label = models.CharField(max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    until = models.DateField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    used_at = models.DateTimeField(null=True, blank=True)
    window = models.PositiveBigIntegerField(default=0)
    asked = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return self.label


class Answered(models.Model):
    """What a request with an ``Idempotency-Key`` was answered, for the same request sent again. ``asked`` is its SM3."""

    token = models.ForeignKey(Token, models.CASCADE, related_name="answered")
    key = models.CharField(max_length=100)
    asked = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    content = models.TextField(blank=True)
    headers = models.JSONField(default=dict)
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["token", "key"], name="answered_once_a_key")]


class Hook(models.Model):
    """Where a system wants to be told of events. ``secret`` signs what is sent; it is given out once."""

    system = models.ForeignKey(System, models.CASCADE, related_name="hooks")
    url = models.URLField(max_length=500)
    events = models.JSONField(default=list)
    secret = models.CharField(max_length=200)
    active = models.BooleanField(default=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.url


class Delivery(models.Model):
    """One event told to one hook: what was sent, how often it was tried, what came back."""

    class State(models.TextChoices):
        WAITING = "waiting"
        DONE = "done"
        FAILED = "failed"

    hook = models.ForeignKey(Hook, models.CASCADE, related_name="deliveries")
    event = models.CharField(max_length=40)
    number = models.UUIDField(unique=True)
    body = models.TextField()
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    problem = models.CharField(max_length=200, blank=True)
    next_at = models.DateTimeField(null=True, blank=True)
    at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["state", "next_at"])]
