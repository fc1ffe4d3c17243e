"""``ziping doctor`` names what is wrong, and what to do."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max
from pytest_django import Settings

from ziping.wording import LANGUAGES, Message, say
from ziping.workbench.journal.chain import record
from ziping.workbench.journal.models import Entry
from ziping.workbench.operating.archive import FOLDER, name_of
from ziping.workbench.operating.doctor import Looked, settings_looked_at, site_looked_at

pytestmark = pytest.mark.django_db
KEY = "for-this-test-" * 5


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    tmp_path.chmod(0o750)
    monkeypatch.setenv("ZIPING_HOME", str(tmp_path))
    monkeypatch.setenv("ZIPING_SECRET_KEY", KEY)
    settings.HOME = tmp_path


def states(found: list[Looked]) -> dict[str, str]:
    for one in found:
        assert all(
            say(one.said, lang) and say(Message(f"operating.doctor.{one.name}"), lang) for lang in LANGUAGES
        )
    return {one.name: one.state for one in found}


def test_a_home_in_order_is_found_in_order() -> None:
    found = states(settings_looked_at())
    assert (found["settings"], found["secret"], found["home"]) == ("good", "good", "good")


@pytest.mark.parametrize(
    ("name", "value", "looked", "state"),
    [
        ("ZIPING_SECRET_KEY", "short", "secret", "bad"),
        ("ZIPING_SECRET_KEY", "", "secret", "doubtful"),
        ("ZIPING_DEBUG", "yes", "secret", "doubtful"),
        ("ZIPING_HTTPS", "perhaps", "settings", "bad"),
        ("ZIPING_IDLE_MINUTES", "-3", "settings", "bad"),
        ("ZIPING_HOEM", "/srv", "settings", "doubtful"),
        ("ZIPING_HOME", "/nowhere/at/all", "home", "bad"),
    ],
)
def test_what_is_set_wrong_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, looked: str, state: str
) -> None:
    monkeypatch.setenv(name, value)
    assert states(settings_looked_at())[looked] == state


def test_a_folder_open_to_all_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    assert states(settings_looked_at())["home"] == "doubtful"
    tmp_path.chmod(0o750)


@pytest.mark.parametrize(("free", "state"), [(100 << 20, "bad"), (1 << 30, "doubtful"), (50 << 30, "good")])
def test_a_disk_running_full_is_told(monkeypatch: pytest.MonkeyPatch, free: int, state: str) -> None:
    usage = type("Usage", (), {"free": free})
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    assert states(settings_looked_at())["disk"] == state


def test_a_site_in_order_has_nothing_bad() -> None:
    record("something.done")
    assert "bad" not in states(site_looked_at()).values()


def test_a_clock_set_back_is_seen_by_the_journal() -> None:
    record("something.done")
    Entry.objects.update(at=timezone.now() + dt.timedelta(days=1))
    assert states(site_looked_at())["clock"] == "bad"


def test_a_changed_journal_is_seen() -> None:
    record("something.done")
    Entry.objects.update(subject="another")
    assert states(site_looked_at())["journal"] == "bad"


def test_tasks_that_wait_too_long_are_seen() -> None:
    task = DBTaskResult.objects.create(
        args_kwargs={"args": [], "kwargs": {}},
        task_path="x.y",
        backend_name="default",
        run_after=get_date_max(),
    )
    DBTaskResult.objects.filter(pk=task.pk).update(enqueued_at=timezone.now() - dt.timedelta(hours=1))
    assert states(site_looked_at())["queue"] == "bad"


@pytest.mark.parametrize(("days", "state"), [(1, "good"), (8, "doubtful")])
def test_an_old_backup_is_told(tmp_path: Path, days: int, state: str) -> None:
    folder = tmp_path / FOLDER
    folder.mkdir()
    (folder / name_of(dt.datetime.now(dt.UTC) - dt.timedelta(days=days))).touch()
    assert states(site_looked_at())["backup"] == state


def test_no_backup_is_told() -> None:
    assert states(site_looked_at())["backup"] == "doubtful"
