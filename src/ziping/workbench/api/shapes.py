"""The records the API answers with. Names are those of 预算管理一体化 where it has one; figures and marks are texts."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from ninja import Schema
from pydantic import ConfigDict, Field

from ziping.workbench.api.events import Event
from ziping.workbench.api.scopes import Scope
from ziping.workbench.filling.making import EDITIONS, FORMS
from ziping.workbench.filling.states import State

BIGGEST = 2**63 - 1
Number = Annotated[int, Field(ge=1, le=BIGGEST)]
Year = Annotated[int, Field(ge=1990, le=2200)]


class Sent(Schema):
    """What comes in: a key nobody knows is refused."""

    model_config = ConfigDict(extra="forbid")


class SaidOut(Schema):
    zh: str
    en: str


class ErrorOut(Schema):
    where: str
    said: SaidOut


class ProblemOut(Schema):
    """RFC 9457, with the same sentence in both languages."""

    type: str
    title: str
    status: int
    detail: str
    said: SaidOut
    errors: list[ErrorOut]


class MeOut(Schema):
    system: str
    label: str
    scopes: list[Scope]
    until: dt.date
    roles: list[str]


class UnitOut(Schema):
    id: int
    mof_div_code: str
    agency_code: str
    agency_name: str
    level: str
    kind: str
    supervisor_code: str | None
    is_bureau: bool
    since: dt.date
    until: dt.date | None
    successor_code: str | None


class UnitsOut(Schema):
    items: list[UnitOut]
    next: str | None


class DeadlineOut(Schema):
    step: str
    due_on: dt.date


class CampaignOut(Schema):
    id: int
    mof_div_code: str
    fiscal_year: int
    title: str
    standard: str
    notice: str
    state: str
    opens_on: dt.date
    deadlines: list[DeadlineOut]


class CampaignsOut(Schema):
    items: list[CampaignOut]
    next: str | None


class PackageOut(Schema):
    id: int
    campaign: int
    fiscal_year: int
    mof_div_code: str
    agency_code: str
    agency_name: str
    state: State
    round: int
    late: bool
    revision: int
    update_time: dt.datetime


class PackagesOut(Schema):
    items: list[PackageOut]
    next: str | None


class StepOut(Schema):
    action: str
    before: str
    after: str
    round: int
    comment: str
    digest: str
    late: bool
    person: str
    at: dt.datetime


class MarkOut(Schema):
    """``points`` is null while the indicator cannot be scored; ``computed`` is what the rule gives."""

    level1: str
    level2: str
    indicator: str
    full: str | None
    points: str | None
    computed: str | None
    stated: str | None
    status: str
    working: str


class ScoresOut(Schema):
    revision: int
    full: str
    scored: str
    total: str | None
    grade: str | None
    marks: list[MarkOut]


class WrittenOut(Schema):
    """``changed`` counts the cells that hold something else now."""

    revision: int
    changed: int


class ExportIn(Sent):
    form: str = Field(json_schema_extra={"enum": list(FORMS)})
    edition: str = Field("internal", json_schema_extra={"enum": list(EDITIONS)})


class ExportOut(Schema):
    id: int
    package: int
    form: str
    edition: str
    revision: int
    state: str
    name: str
    size: int
    digest: str
    at: dt.datetime


class HookIn(Sent):
    url: str = Field(max_length=500, pattern="^https?://")
    events: list[Event] = Field(min_length=1, max_length=len(Event))


class HookOut(Schema):
    id: int
    url: str
    events: list[Event]
    active: bool
    made_at: dt.datetime


class HooksOut(Schema):
    items: list[HookOut]
    next: str | None


class HookMadeOut(HookOut):
    secret: str


class DeliveryOut(Schema):
    id: int
    number: str
    event: str
    state: str
    tries: int
    status: int | None
    problem: str
    next_at: dt.datetime | None
    at: dt.datetime
    done_at: dt.datetime | None


class DeliveriesOut(Schema):
    items: list[DeliveryOut]
    next: str | None


Record = dict[str, Any]
