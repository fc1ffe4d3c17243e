"""What somebody is told, and how they wish to be told."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from ziping.workbench.organisation.models import Person


class Notice(models.Model):
    """A sentence for one person, kept as key and values and said in the language of whoever reads it.

    ``mark`` names the occasion: nobody is told twice of the same. ``link`` is the page it leads to.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="notices")
    key = models.CharField(max_length=60)
    args = models.JSONField(default=dict)
    link = models.CharField(max_length=200, blank=True)
    mark = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "mark"], condition=~Q(mark=""), name="notice_once_an_occasion"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["person"], condition=Q(read_at__isnull=True), name="notice_unread"),
            models.Index(fields=["person"], condition=Q(mailed_at__isnull=True), name="notice_unmailed"),
        ]


class MailWish(models.Model):
    """How somebody gets notices by mail. Who never said anything gets each one."""

    class Often(models.TextChoices):
        EACH = "each"
        DAILY = "daily"
        NEVER = "never"

    person = models.OneToOneField(Person, models.CASCADE, related_name="mail_wish")
    often = models.CharField(max_length=6, choices=Often, default=Often.EACH)
