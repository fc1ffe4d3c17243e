"""The workbench under load: 400 units × 3 years on SQLite, as `ziping serve` runs it, with two server processes.

    python benchmarks/load.py [--units 400 --years 3]

Pages and the live check are measured at the site itself (its log says how long each request took), one visitor at a time;
beside it stands how long a processor was kept, which a busy machine does not change. Then 100 people fill at once, and
400 heads hand in, each twice, as impatient people do. What was answered as saved is looked up in the database afterwards.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import repeat
from pathlib import Path

from django.urls import resolve
from timing import told

_CSRF = "b" * 32
_PEOPLE, _SAVES = 100, 8
_PAGE_MS, _CHECK_MS = 150, 120
_OK, _BROKEN, _HOUR = 200, 500, 3_600


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args: object) -> None:
        return None


class Site:
    """The site running, and ways to ask it."""

    def __init__(self, home: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.address = f"http://127.0.0.1:{free.getsockname()[1]}"
        port = self.address.rsplit(":", 1)[1]
        self.log = home / "log"
        self.stream = self.log.open("wb")
        command = [sys.executable, "-m", "ziping", "serve", "--port", port]
        self.process = subprocess.Popen(command, stdout=self.stream, stderr=self.stream)
        while self.ask("readyz", "").status != _OK:
            time.sleep(0.2)

    def ask(self, path: str, session: str, body: bytes | None = None, kind: str = "") -> Answer:
        headers = {"Cookie": f"sessionid={session}; csrftoken={_CSRF}", "X-CSRFToken": _CSRF}
        if kind:
            headers["Content-Type"] = kind
        request = urllib.request.Request(f"{self.address}/{path}", data=body, headers=headers)
        try:
            with urllib.request.build_opener(_Stay).open(request, timeout=120) as answer:
                return Answer(answer.status, answer.read())
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error.code, error.read())
        except OSError:
            return Answer(0, b"")

    def milliseconds(self, route: str, since: int, what: str = "us") -> list[int]:
        """How long the requests of ``route`` took (``cpu_us``: kept a processor), of what was logged after byte ``since``."""
        with self.log.open("rb") as log:
            log.seek(since)
            lines = [json.loads(line) for line in log if line.startswith(b'{"at"')]
        return [line[what] // 1_000 for line in lines if line.get("route") == route]

    def logged(self) -> int:
        return self.log.stat().st_size

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)
        self.stream.close()


class Answer:
    def __init__(self, status: int, body: bytes) -> None:
        self.status, self.body = status, body


def p95(times: Sequence[int]) -> int:
    return sorted(times)[len(times) * 95 // 100]


def sessions(names: Sequence[str]) -> dict[str, str]:
    """Everybody logged in, without the time a password takes."""
    from django.test import Client  # noqa: PLC0415 - after Django is set up

    from ziping.workbench.organisation.models import Person  # noqa: PLC0415 - as above

    found = {}
    for person in Person.objects.filter(username__in=names):
        client = Client()
        client.force_login(person)
        found[person.username] = client.cookies["sessionid"].value
    return found


def typed(site: Site, package: int, session: str, line: str, before: str, after: str) -> Answer:
    edit = {"topic": "budget", "line": line, "column": "initial", "before": before, "after": after}
    body = json.dumps({"page": "budget", "edits": [edit]}).encode()
    return site.ask(f"reports/{package}/cells/", session, body, "application/json")


def pages(site: Site, clerks: dict[int, str], keys: Mapping[str, str], campaign: int) -> None:
    """Each kind of page as its readers see it, one after the other."""
    for what, paths, session in asked_for(clerks, keys, campaign):
        for path, key in zip(paths[:6], session, strict=False):  # both server processes are awake then
            site.ask(path, key)
        since = site.logged()
        statuses = {site.ask(path, key).status for path, key in zip(paths, session, strict=False)}
        routes = {resolve(f"/{path}").route for path in paths}
        times = [one for route in routes for one in site.milliseconds(route, since)]
        if statuses != {200} or not times:
            told(what, f"{statuses}", "answers 200", met=False)
            continue
        cpu = p95([one for route in routes for one in site.milliseconds(route, since, "cpu_us")])
        told(f"{what}, p95 (cpu)", f"{p95(times)} ({cpu}) ms", f"< {_PAGE_MS} ms", met=p95(times) < _PAGE_MS)


def asked_for(
    clerks: dict[int, str], keys: Mapping[str, str], campaign: int
) -> Iterator[tuple[str, list[str], Iterable[str]]]:
    """What is asked for, its addresses, and by whom."""
    own, bureau = list(clerks)[:40], repeat(keys["performance"])
    line, clerk = f"campaigns/{campaign}/", [clerks[package] for package in own]
    yield "to-do list of a clerk", [""] * len(own), clerk
    for page in ("budget", "indicators", "economic", "narrative"):
        yield f"the form, {page}", [f"reports/{package}/pages/{page}/" for package in own], clerk
    for part in ("preview", "ready", "evidence", "surveys", "history", "imports", "files"):
        yield f"the report's {part}", [f"reports/{package}/{part}/" for package in own], clerk
    yield "to-do list of the bureau", [""] * 20, bureau
    for what in (line, f"{line}units/", f"{line}goals/", "review/"):
        yield what, [what] * 20, bureau
    for part in ("spot", "uses", "analysis"):
        yield f"review/{line}{part}/", [f"review/{line}{part}/"] * 20, bureau
    handed = in_review(campaign)
    for tab in ("report", "data", "findings", "evidence", "last"):
        yield f"review, {tab}", [f"review/{package}/tabs/{tab}/" for package in handed], bureau
    yield "publishing", ["public/desk/"] * 20, bureau
    yield "portal", ["public/"] * 20, repeat("")
    yield "organisation/units/", ["organisation/units/"] * 20, repeat(keys["system_admin"])
    yield "people/", ["people/"] * 20, repeat(keys["security_admin"])
    yield "journal/", ["journal/"] * 20, repeat(keys["audit_admin"])


def in_review(campaign: int) -> list[int]:
    from ziping.workbench.filling.models import Package  # noqa: PLC0415 - after Django is set up

    found = Package.objects.filter(
        campaign=campaign, state__in=("line_review", "performance_review")
    ).order_by("id")
    return list(found.values_list("id", flat=True)[:40])


def live_check(site: Site, clerks: dict[int, str]) -> None:
    since = site.logged()
    for package, session in list(clerks.items())[:60]:
        seen = value_of(package, "personnel")
        for number in range(3):
            after = f"{500 + number}.25"
            typed(site, package, session, "personnel", seen, after)
            seen = after
    route = "reports/<int:package>/cells/"
    times, cpu = site.milliseconds(route, since), p95(site.milliseconds(route, since, "cpu_us"))
    what = "live check after a cell, p95 (cpu)"
    told(what, f"{p95(times)} ({cpu}) ms", f"< {_CHECK_MS} ms", met=p95(times) < _CHECK_MS)


def value_of(package: int, line: str) -> str:
    from ziping.workbench.filling.models import EntryLine  # noqa: PLC0415 - after Django is set up

    found = EntryLine.objects.filter(package=package, topic="budget", key=line, deleted=False).first()
    return str(found.cells.get("initial", "")) if found else ""


def together(site: Site, clerks: dict[int, str]) -> None:
    """100 people: two in each report, on two lines, each cell changed again and again."""
    desks = [(package, line) for package in list(clerks)[: _PEOPLE // 2] for line in ("basic", "operating")]

    def fill(desk: tuple[int, str]) -> tuple[str, int]:
        package, line = desk
        seen, lost = value_of(package, line), 0
        for number in range(_SAVES):
            after = f"{1_000 + number}.{package % 90 + 10}"
            answer = typed(site, package, clerks[package], line, seen, after)
            if answer.status == _OK and not json.loads(answer.body)["conflicts"]:
                seen = after
            else:
                lost += 1
        return seen, lost

    begun, since = time.monotonic(), site.logged()
    with ThreadPoolExecutor(_PEOPLE) as crowd:
        done = list(crowd.map(fill, desks))
    taken = time.monotonic() - begun
    wrong = sum(value_of(*desk) != seen for desk, (seen, _) in zip(desks, done, strict=True))
    refused = sum(lost for _, lost in done)
    saves = _PEOPLE * _SAVES
    told(
        f"{_PEOPLE} people, {saves} saves at once: refused, lost",
        f"{refused}, {wrong}",
        "0, 0",
        met=not refused + wrong,
    )
    times = site.milliseconds("reports/<int:package>/cells/", since)
    told("  saves a second; p95 of one", f"{saves / taken:.0f}; {p95(times)} ms", "for information", met=True)


def deadline(site: Site, campaign: int) -> None:
    """Every head signs, each twice at the same moment."""
    from ziping.workbench.filling.models import Handed, Package, Step  # noqa: PLC0415 - after Django is set up
    from ziping.workbench.organisation.models import Holding  # noqa: PLC0415 - as above

    packages = list(Package.objects.filter(campaign=campaign))
    Package.objects.filter(campaign=campaign).update(state="internal_review")
    heads = dict(Holding.objects.filter(role="head").values_list("unit_id", "person__username"))
    keys = sessions(list(heads.values()))
    last = max(Step.objects.values_list("id", flat=True), default=0)

    def sign(package: Package) -> int:
        body = urllib.parse.urlencode({"action": "sign"}).encode()
        session = keys[heads[package.unit_id]]
        kind = "application/x-www-form-urlencoded"
        return site.ask(f"reports/{package.pk}/move/", session, body, kind).status

    begun = time.monotonic()
    with ThreadPoolExecutor(40) as crowd:
        statuses = list(crowd.map(sign, [one for package in packages for one in (package, package)]))
    taken = time.monotonic() - begun
    steps = Step.objects.filter(id__gt=last, action="sign")
    handed = Handed.objects.filter(step__in=steps)
    lost = len(packages) - steps.values("package").distinct().count()
    doubled = steps.count() - steps.values("package").distinct().count() + steps.count() - handed.count()
    failed = sum(status >= _BROKEN or not status for status in statuses)
    what = f"{len(packages)} submissions, each sent twice: lost, doubled"
    told(what, f"{lost}, {doubled}", "0, 0", met=not lost + doubled + failed)
    told("  took", f"{taken:.0f} s", "< 3600 s", met=taken < _HOUR)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--units", type=int, default=400)
    parser.add_argument("--years", type=int, default=3)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="ziping-load-") as folder:
        os.environ.update(
            ZIPING_HOME=folder,
            ZIPING_DEMO="yes",
            ZIPING_SECRET_KEY="only-for-this-run-" * 3,
            ZIPING_LOG_LEVEL="INFO",
            DJANGO_SETTINGS_MODULE="ziping.workbench.settings",
        )
        load(Path(folder), asked.units, asked.years)


def load(home: Path, units: int, years: int) -> None:
    begun = time.monotonic()
    command = [sys.executable, "-m", "ziping", "demo", "--units", str(units), "--years", str(years)]
    subprocess.run(command, check=True, capture_output=True)
    told(
        f"demo, {units} units × {years} years",
        f"{time.monotonic() - begun:.0f} s",
        "for information",
        met=True,
    )
    import django  # noqa: PLC0415 - its settings are only known now

    django.setup()
    from django.conf import settings  # noqa: PLC0415 - as above

    settings.ALLOWED_HOSTS.append("testserver")
    site = Site(home)
    try:
        until_idle()
        measure(site)
    finally:
        site.stop()


def until_idle() -> None:
    """What the demo left for the worker is done before anything is measured."""
    from django_tasks_db.models import DBTaskResult  # noqa: PLC0415 - after Django is set up

    while DBTaskResult.objects.filter(status__in=("READY", "RUNNING")).exists():
        time.sleep(1)


def measure(site: Site) -> None:
    from ziping.workbench.campaigns.models import Campaign  # noqa: PLC0415 - after Django is set up
    from ziping.workbench.filling.models import Package  # noqa: PLC0415 - as above
    from ziping.workbench.organisation.models import Holding  # noqa: PLC0415 - as above

    current, *earlier = Campaign.objects.order_by("-year")
    names = dict(Holding.objects.filter(role="clerk").values_list("unit_id", "person__username"))
    keys = sessions([*names.values(), "performance", "system_admin", "security_admin", "audit_admin"])
    drafts = Package.objects.filter(campaign=current, state="draft").order_by("id")
    clerks = {package.pk: keys[names[package.unit_id]] for package in drafts}
    parts: list[Callable[[], None]] = [
        lambda: pages(site, clerks, keys, current.pk),
        lambda: live_check(site, clerks),
        lambda: together(site, clerks),
        lambda: deadline(site, earlier[0].pk if earlier else current.pk),
    ]
    for part in parts:
        part()


if __name__ == "__main__":
    main()
