"""The register of legal bases: ``bases.yaml``."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from ziping.standards.model.common import Record, Words


class Basis(Record, frozen=True, kw_only=True):
    """A law, rule, standard or house convention that a rule, weight or form rests on.

    ``evidence``: ``verified`` (the stated fact was read in the issuing body's text), ``secondary`` (read in a repost),
    ``observed`` (seen in filed forms), ``general`` (commonly known, text not read), ``house`` (our own convention:
    ``owner`` says whose).
    """

    title: Words
    number: str = ""
    issuer: str = ""
    issued: str = ""
    effective: str = ""
    ended: str = ""
    evidence: Literal["verified", "secondary", "observed", "general", "house"]
    owner: str = ""
    note: str = ""
    last_checked_on: dt.date
