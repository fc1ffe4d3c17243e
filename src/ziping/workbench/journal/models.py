"""What happened: who did what to what, when, from where, and whether it worked. Only ever appended to."""

from __future__ import annotations

from typing import ClassVar, NoReturn

from django.db import models


class Entry(models.Model):
    """One line. ``digest`` is the SM3 over the line and the digest of the one before: a chain nobody can rewrite unseen."""

    number = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    person = models.CharField(max_length=150, blank=True)
    address = models.GenericIPAddressField(null=True, blank=True)
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=200, blank=True)
    details = models.JSONField(default=dict)
    succeeded = models.BooleanField(default=True)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["number"]
        indexes: ClassVar = [models.Index(fields=["action", "at"]), models.Index(fields=["person", "at"])]

    def __str__(self) -> str:
        return f"{self.number} {self.action}"

    def delete(self, *_args: object, **_kwargs: object) -> NoReturn:
        raise TypeError("the journal is only ever appended to")


class Head(models.Model):
    """The end of the chain, one row: what a new line is locked on, and how lines cut off at the end are seen."""

    number = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return str(self.number)
