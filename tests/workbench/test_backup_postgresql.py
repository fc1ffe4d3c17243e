"""Backing up and restoring on PostgreSQL: run by `make test` under tools/with-postgresql."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from ziping.workbench.operating.backup import find_program

URL = os.environ.get("DATABASE_URL", "")
pytestmark = [
    pytest.mark.skipif(not URL.startswith("postgres"), reason="there is no PostgreSQL server"),
    pytest.mark.skipif(find_program("pg_dump") is None, reason="pg_dump is not installed"),
]


def on(database: str, home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "DATABASE_URL": urlsplit(URL)._replace(path=f"/{database}").geturl(),
        "ZIPING_HOME": str(home),
        "ZIPING_SECRET_KEY": "for-this-test-" * 5,
        "DJANGO_SETTINGS_MODULE": "ziping.workbench.settings",
    }
    return subprocess.run(
        [sys.executable, "-m", "ziping", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def sql(database: str, statement: str) -> list[tuple[object, ...]]:
    url = urlsplit(URL)._replace(path=f"/{database}").geturl()
    with psycopg.connect(url, autocommit=True) as connection:
        cursor = connection.execute(statement)
        return cursor.fetchall() if cursor.description else []


def test_a_postgresql_database_comes_back_whole_into_an_empty_one(tmp_path: Path) -> None:
    for name in ("kept", "again"):
        sql("postgres", f"CREATE DATABASE {name}")
    loaded = on("kept", tmp_path / "a", "demo", "--units", "2", "--years", "1")
    assert loaded.returncode == 0, loaded.stderr
    backed_up = on("kept", tmp_path / "a", "backup", "-o", str(tmp_path / "out"))
    assert backed_up.returncode == 0, backed_up.stderr
    (archive,) = (tmp_path / "out").glob("*.tar.gz")
    restored = on("again", tmp_path / "b", "restore", str(archive))
    assert restored.returncode == 0, restored.stderr
    cells = "SELECT id, cells FROM filling_entryline ORDER BY id"
    assert sql("again", cells) == sql("kept", cells)
    assert on("again", tmp_path / "c", "restore", str(archive)).returncode == 2  # not over what is there
    assert on("again", tmp_path / "b", "doctor").returncode == 0
    for name in ("kept", "again"):
        sql("postgres", f"DROP DATABASE {name}")
