"""What is published: the page of a unit and a year, the editions that stood on it, and their files."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from ziping.workbench.filling.models import Handed, Package
from ziping.workbench.organisation.models import Person, Place


class PlaceTerms(models.Model):
    """What a place shows beside the reports themselves."""

    place = models.OneToOneField(Place, models.CASCADE, related_name="disclosure_terms")
    shows_score = models.BooleanField(default=True)

    def __str__(self) -> str:
        return str(self.place)


class Publication(models.Model):
    """The public page of a package, and what must be there before something stands on it.

    ``key`` is its address and never changes. ``approved_on`` is the day the final account was approved, from which the
    days to publish are counted. ``signed_digest`` is what the head has signed: what was handed in later needs a new
    signature.
    """

    package = models.OneToOneField(Package, models.PROTECT, related_name="publication")
    key = models.SlugField(max_length=60, unique=True)
    approved_on = models.DateField(null=True, blank=True)
    secrecy_passed_on = models.DateField(null=True, blank=True)
    secrecy_reviewer = models.CharField(max_length=40, blank=True)
    signed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_digest = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return self.key


class Edition(models.Model):
    """What was published, once: its files are made from what was handed in, masked, and never change afterwards.

    ``shown`` is what the page shows; ``digest`` the SM3 of the published data, ``accepted_digest`` of what was accepted.
    A withdrawn edition stays, with the reason, and gives its files to nobody.
    """

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField()
    handed = models.ForeignKey(Handed, models.PROTECT, related_name="+")
    unit_name = models.CharField(max_length=100)
    title = models.CharField(max_length=200)
    year = models.PositiveSmallIntegerField()
    shown = models.JSONField(default=dict)
    digest = models.CharField(max_length=64, blank=True)
    accepted_digest = models.CharField(max_length=64)
    published_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    published_at = models.DateTimeField(null=True, blank=True)
    refused = models.JSONField(default=list)
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["publication", "number"], name="edition_number_once")
        ]
        indexes: ClassVar = [models.Index(fields=["year", "published_at"])]

    def __str__(self) -> str:
        return f"{self.publication}/{self.number}"


class EditionFile(models.Model):
    """A file of an edition: ``form`` is docx, pdf, json, csv, or ``page`` (the text the page shows)."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="files")
    form = models.CharField(max_length=8)
    file = models.FileField(upload_to="public/")
    size = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["edition", "form"], name="file_once_a_form")]
