"""Campaigns and packages: reports as typed, what was handed in, the steps, the journal. Written in bulk."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils import timezone

from ziping.checking import check
from ziping.composing.workbook import entries_of
from ziping.report import Entries, data_of
from ziping.scoring import score
from ziping.standards import load_standard
from ziping.workbench.campaigns.models import Campaign, Deadline
from ziping.workbench.demo.county import County
from ziping.workbench.demo.data import county as county_data
from ziping.workbench.demo.faults import planted
from ziping.workbench.demo.invented import unit as invented
from ziping.workbench.demo.roadwork import RETURNED, Taken, reachable, way_to
from ziping.workbench.filling.models import EntryLine, FindingNote, Handed, Package, Step
from ziping.workbench.filling.moving import mark_of
from ziping.workbench.filling.states import OPEN, State
from ziping.workbench.journal.chain import START, digest_of, sm3
from ziping.workbench.journal.models import Entry, Head
from ziping.workbench.organisation.models import Unit

STANDARD = "hunan/department/2024"
_PROVINCE = "湖南省"
LATEST = 2024
_DRAWN = 40  # reports invented a year; with more units they are met again under other names
_ALL, _LITTLE, _EVERY = 100, 86, 9  # percent of its budget a unit spent; one unit in nine spent little
_BATCH = 2_000
_DEADLINES = {"sign": 7, "department": 10, "finance": 14, "review": 40, "rectify": 100, "publish": 130}


@dataclass(frozen=True, slots=True)
class Drawn:
    """An invented report as text, so that another unit's name can stand in it."""

    name: str
    code: str
    place: str
    entries: str
    report: str
    counts: tuple[int, int, int]
    total: str
    notes: tuple[tuple[str, str], ...]  # rule and mark of each warning

    def for_unit(self, unit: Unit) -> tuple[dict[str, list[Any]], dict[str, Any]]:
        """Entries and report of it, as if they were ``unit``'s."""
        return json.loads(self._renamed(self.entries, unit)), json.loads(self._renamed(self.report, unit))

    def _renamed(self, text: str, unit: Unit) -> str:
        renamed = text.replace(self.name, unit.name).replace(self.code, unit.code)
        return renamed.replace(self.place, unit.place.name)


@cache
def drawn(seed: int, year: int, execution: int) -> Drawn:
    standard = load_standard(STANDARD)
    report = invented(seed, year=year, execution=execution)
    card = score(report, standard)
    checked = check(report, standard, card, explain=False)
    summary = checked.summary
    warnings = tuple(
        (finding.rule, mark_of(finding))
        for finding in checked.findings
        if finding.severity == "warning" and finding.counted
    )
    return Drawn(
        report.unit.name,
        report.unit.code,
        report.unit.place.removeprefix(_PROVINCE),
        json.dumps(_plain(entries_of(report, standard)), ensure_ascii=False),
        json.dumps(data_of(report), ensure_ascii=False),
        (summary.errors, summary.warnings, summary.notices),
        str(report.conclusion.stated_total.written if report.conclusion.stated_total else ""),
        warnings,
    )


def _plain(entries: Entries) -> dict[str, list[tuple[str, dict[str, str]]]]:
    return {topic: [(line.key, dict(line.cells)) for line in lines] for topic, lines in entries.items()}


def campaign_of(county: County, year: int) -> Campaign:
    """The campaign of ``year``: the latest is open and due in two weeks, earlier ones lie a year back each."""
    ago = LATEST - year
    today = timezone.localdate() - dt.timedelta(days=365 * ago)
    campaign = Campaign.objects.create(
        place=county.place,
        year=year,
        standard=STANDARD,
        title=f"{year}年度部门整体支出绩效自评",
        notice=f"示财绩〔{year + 1}〕3号",
        noticed_on=today - dt.timedelta(days=62),
        opens_on=today - dt.timedelta(days=60),
        state=Campaign.State.CLOSED if ago else Campaign.State.OPEN,
        opened_by=county.performance,
        remind_days=[7, 3, 1],
    )
    Deadline.objects.bulk_create(
        Deadline(campaign=campaign, step=step, due_on=today + dt.timedelta(days=days))
        for step, days in _DEADLINES.items()
    )
    units = [*county.units, *(county.merged if ago > 1 else ())]
    campaign.scope.set(units)
    return campaign


def fill_campaign(county: County, campaign: Campaign) -> list[tuple[dt.datetime, Entry]]:
    """Packages of every unit of the county, in all states (archived in earlier years); gives the journal's lines."""
    states = county_data()["states"]
    ago = LATEST - campaign.year
    now = timezone.now() - dt.timedelta(days=365 * ago - 200 if ago else 0)
    begun = timezone.now() - dt.timedelta(days=365 * ago + 58)
    packages, rows = list[Package](), list[EntryLine]()
    steps, handed, notes = list[Step](), list[Handed](), list[FindingNote]()
    for number, unit in enumerate(county.units):
        has_department = unit.supervisor_id in county.reviewers
        goal = reachable(State.ARCHIVED if ago else states[number % len(states)], has_department)
        package = Package(campaign=campaign, unit=unit, state=State.DRAFT if goal == RETURNED else goal)
        packages.append(package)
        if goal == State.NOT_STARTED:
            continue
        package.revision = 1
        text = drawn(number % _DRAWN, campaign.year, _LITTLE if number % _EVERY == 0 else _ALL)
        entries, report = text.for_unit(unit)
        if package.state in OPEN and number % 2 == 0:
            entries = planted(entries, number)
        rows.extend(_lines(package, entries))
        digest = sm3(json.dumps(report, ensure_ascii=False).encode())
        for taken in way_to(goal, unit, county, begun, now):
            steps.append(_step(package, taken, digest))
            if taken.way.action == "sign":
                handed.append(_handed(package, steps[-1], text, report, digest))
                notes.extend(_notes(package, text, taken))
    Package.objects.bulk_create(packages)
    EntryLine.objects.bulk_create(rows, batch_size=_BATCH)
    return _write_steps(steps, handed, notes)


def _lines(package: Package, entries: dict[str, list[Any]]) -> Iterator[EntryLine]:
    for topic, lines in entries.items():
        for position, (key, cells) in enumerate(lines):
            yield EntryLine(package=package, topic=topic, key=key, position=position, cells=cells)


def _step(package: Package, taken: Taken, digest: str) -> Step:
    package.round += taken.way.action == "sign"
    return Step(
        package=package,
        action=taken.way.action,
        before=taken.before,
        after=taken.after,
        round=package.round,
        comment=taken.comment,
        digest=digest,
        person=taken.person,
        at=taken.at,
    )


def _handed(package: Package, step: Step, text: Drawn, report: dict[str, Any], digest: str) -> Handed:
    errors, warnings, notices = text.counts
    return Handed(
        package=package,
        step=step,
        round=step.round,
        report=report,
        errors=errors,
        warnings=warnings,
        notices=notices,
        self_score=text.total,
        digest=digest,
    )


def _notes(package: Package, text: Drawn, taken: Taken) -> Iterator[FindingNote]:
    for rule, mark in text.notes:
        yield FindingNote(
            package=package, rule=rule, mark=mark, note="年中压减支出，已在报告中说明", person=taken.person
        )


def _write_steps(
    steps: list[Step], handed: list[Handed], notes: Iterable[FindingNote]
) -> list[tuple[dt.datetime, Entry]]:
    at = [step.at for step in steps]
    Step.objects.bulk_create(steps, batch_size=_BATCH)
    for step, moment in zip(steps, at, strict=True):
        step.at = moment  # bulk_create set the moment of writing
    Step.objects.bulk_update(steps, ["at"], batch_size=_BATCH // 10)
    Handed.objects.bulk_create(handed, batch_size=_BATCH // 10)
    FindingNote.objects.bulk_create(notes, ignore_conflicts=True)
    return [(step.at, _entry(step)) for step in steps]


def _entry(step: Step) -> Entry:
    return Entry(
        at=step.at,
        person=step.person.username,
        action=f"package.{step.action}",
        subject=str(step.package),
        details={"digest": step.digest, "before": step.before, "after": step.after},
        succeeded=True,
    )


def write_journal(lines: list[tuple[dt.datetime, Entry]]) -> None:
    """Chain the lines in the order they happened, behind what the journal holds already."""
    head, _ = Head.objects.select_for_update().get_or_create(pk=1, defaults={"digest": START})
    entries = [entry for _, entry in sorted(lines, key=lambda line: line[0])]
    for entry in entries:
        entry.number = head.number + 1
        entry.digest = digest_of(entry, head.digest)
        head.number, head.digest = entry.number, entry.digest
    Entry.objects.bulk_create(entries, batch_size=_BATCH)
    head.save(update_fields=["number", "digest"])
