"""The commands of the workbench: what they say, in both languages, and what they leave behind."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

KEY = "for-this-test-" * 5


def ziping(home: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("ZIPING_", "DATABASE_"))
    }
    environment = {**kept, "ZIPING_HOME": str(home), "ZIPING_SECRET_KEY": KEY, **more}
    environment["DJANGO_SETTINGS_MODULE"] = "ziping.workbench.settings"
    command = [sys.executable, "-m", "ziping", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_a_place_is_begun_with_passwords_drawn_at_random_and_shown_once(tmp_path: Path) -> None:
    first = ziping(tmp_path / "a", "begin", "439900", "示例县", "示例县财政局")
    assert first.returncode == 0, first.stderr
    passwords = [line.split("\t")[2] for line in first.stdout.splitlines() if "\t" in line]
    assert len(set(passwords)) == 3
    assert all(len(password) >= 10 for password in passwords)
    again = ziping(tmp_path / "a", "begin", "439900", "示例县", "示例县财政局")
    assert again.returncode == 2
    assert "Traceback" not in again.stderr
    demo = ziping(tmp_path / "a", "demo")  # not over real data
    assert demo.returncode == 2
    assert "ZIPING_HOME=demo-data" in demo.stderr


def test_doctor_names_a_setting_that_cannot_be_read_and_stops_there(tmp_path: Path) -> None:
    tmp_path.chmod(0o750)
    done = ziping(tmp_path, "--lang", "en", "doctor", ZIPING_IDLE_MINUTES="soon")
    assert done.returncode == 1
    assert "ZIPING_IDLE_MINUTES" in done.stdout
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["serve", "begin", "demo", "doctor", "backup", "restore"])
def test_each_command_has_its_help_in_both_languages(command: str, tmp_path: Path) -> None:
    chinese = ziping(tmp_path, command, "--help").stdout
    english = ziping(tmp_path, "--lang", "en", command, "--help").stdout
    assert "用法" in chinese
    assert "Usage" in english
    assert chinese != english


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = ziping(tmp_path / "file" / "home", "demo")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
