"""What is kept about coming in: earlier passwords, second factors, open sessions."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from ziping.workbench.organisation.models import Person


class PastPassword(models.Model):
    """A password somebody has or had, hashed as Django does, so that it is not taken again too soon."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="past_passwords")
    encoded = models.CharField(max_length=128)

    class Meta:
        ordering: ClassVar = ["-id"]


class Factor(models.Model):
    """A second factor. ``sealed``: the secret of an authenticator, or the public credential of a passkey, under our key.

    ``counter`` is the last time step (authenticator) or signature counter (passkey) seen: nothing is taken twice.
    """

    class Kind(models.TextChoices):
        CODES = "codes"  # an authenticator with six digits (RFC 6238)
        PASSKEY = "passkey"

    person = models.ForeignKey(Person, models.CASCADE, related_name="factors")
    kind = models.CharField(max_length=8, choices=Kind)
    name = models.CharField(max_length=40)
    sealed = models.BinaryField()
    counter = models.BigIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(kind="codes"), name="factor_one_authenticator"
            )
        ]


class RecoveryCode(models.Model):
    """A code for the day the second factor is lost: taken once. Only its SM3 digest is kept."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True, blank=True)


class OpenSession(models.Model):
    """A login that may still be open: ``key`` is Django's session. When it was last used Django knows."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="open_sessions")
    key = models.CharField(max_length=40, unique=True)
    began_at = models.DateTimeField(auto_now_add=True)
    address = models.GenericIPAddressField(null=True, blank=True)
    agent = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["began_at", "id"]
