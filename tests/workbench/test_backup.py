"""What was backed up while the site runs comes back whole into an empty place, or not at all."""

from __future__ import annotations

import gzip
import io
import os
import sqlite3
import subprocess
import sys
import tarfile
from contextlib import closing
from pathlib import Path

import pytest

from ziping.wording import InputError
from ziping.workbench.operating.archive import MANIFEST, Writing, newest, unpack

pytestmark = pytest.mark.skipif("DATABASE_URL" in os.environ, reason="sites of their own, on SQLite")


def ziping(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"ZIPING_HOME": str(home), "ZIPING_SECRET_KEY": "for-this-test-" * 5, "ZIPING_LANG": "zh"}
    environment |= {"ZIPING_LOG_LEVEL": "WARNING", "ZIPING_DEMO": "yes"}
    environment["DJANGO_SETTINGS_MODULE"] = "ziping.workbench.settings"
    return subprocess.run(
        [sys.executable, "-m", "ziping", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site with one uploaded file."""
    made = tmp_path_factory.mktemp("site") / "home"
    loaded = ziping(made, "demo", "--units", "3", "--years", "1")
    assert loaded.returncode == 0, loaded.stderr
    (made / "files" / "evidence").mkdir(parents=True)
    (made / "files" / "evidence" / "佐证.pdf").write_bytes(b"%PDF-1.7 " + bytes(range(256)) * 64)
    return made


@pytest.fixture(scope="module")
def archive(home: Path) -> Path:
    done = ziping(home, "backup")
    assert done.returncode == 0, done.stderr
    found = newest(home)
    assert found is not None
    return found[0]


def rows(home: Path, table: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(home / "ziping.sqlite3")) as database:
        return database.execute(f"SELECT * FROM {table} ORDER BY id").fetchall()


def test_a_backup_comes_back_whole_into_an_empty_place(home: Path, archive: Path, tmp_path: Path) -> None:
    done = ziping(tmp_path / "new", "restore", str(archive))
    assert done.returncode == 0, done.stderr
    for table in ("filling_entryline", "journal_entry", "organisation_person"):
        assert rows(tmp_path / "new", table) == rows(home, table)
    file = Path("files", "evidence", "佐证.pdf")
    assert (tmp_path / "new" / file).read_bytes() == (home / file).read_bytes()
    examined = ziping(tmp_path / "new", "doctor")
    assert examined.returncode == 0, examined.stdout


def test_a_backup_is_nobody_else_s_to_read(archive: Path) -> None:
    assert archive.stat().st_mode & 0o077 == 0


def test_a_backup_is_not_put_over_what_is_there(home: Path, archive: Path) -> None:
    before = rows(home, "journal_entry")
    done = ziping(home, "restore", str(archive))
    assert done.returncode == 2
    assert "已有数据" in done.stderr
    assert rows(home, "journal_entry") == before


def test_a_writer_in_the_middle_of_its_work_does_not_hold_a_backup_up_nor_get_into_it(
    home: Path, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(home / "ziping.sqlite3", isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("INSERT INTO organisation_place (code, name) VALUES ('1', 'halfway')")
        done = ziping(home, "backup", "-o", str(tmp_path))
        writer.execute("ROLLBACK")
    assert done.returncode == 0, done.stderr
    (archive,) = tmp_path.glob("ziping-*.tar.gz")
    assert [path.name for path in tmp_path.iterdir()] == [archive.name]
    unpack(archive, (laid := tmp_path / "laid"))
    with closing(sqlite3.connect(laid / "database.sqlite3")) as copy:
        assert copy.execute("SELECT count(*) FROM organisation_place WHERE code = '1'").fetchone() == (0,)


def refused(archive: Path, tmp_path: Path) -> bool:
    with pytest.raises(InputError):
        unpack(archive, tmp_path / "laid")
    return True


@pytest.mark.parametrize("part", [1, 2, 3])
def test_a_backup_cut_short_is_refused(archive: Path, tmp_path: Path, part: int) -> None:
    cut = tmp_path / "cut.tar.gz"
    data = archive.read_bytes()
    cut.write_bytes(data[: len(data) * part // 4])
    assert refused(cut, tmp_path)


def test_one_byte_changed_is_enough_to_be_refused(archive: Path, tmp_path: Path) -> None:
    data = bytearray(gzip.decompress(archive.read_bytes()))
    at = data.index(b"%PDF-1.7")
    data[at] ^= 1
    changed = tmp_path / "changed.tar.gz"
    changed.write_bytes(gzip.compress(bytes(data), 1))
    assert refused(changed, tmp_path)


def tar_of(path: Path, parts: dict[str, bytes], *, kind: bytes = tarfile.REGTYPE) -> Path:
    with tarfile.open(path, "w:gz") as tar:
        for name, data in parts.items():
            info = tarfile.TarInfo(name)
            info.size, info.type = len(data), kind
            tar.addfile(info, io.BytesIO(data))
    return path


@pytest.mark.parametrize("name", ["../outside", "/tmp/outside-of-all", "files/../../outside"])
def test_a_path_that_leads_outside_is_refused(tmp_path: Path, name: str) -> None:
    bad = tar_of(tmp_path / "bad.tar.gz", {name: b"x", MANIFEST: b"{}"})
    assert refused(bad, tmp_path)
    assert not (tmp_path / "outside").exists()


def test_a_link_is_refused(tmp_path: Path) -> None:
    assert refused(tar_of(tmp_path / "bad.tar.gz", {"files/x": b""}, kind=tarfile.SYMTYPE), tmp_path)


@pytest.mark.parametrize("text", [b"", b"{}", b"[]", b'{"parts": 3}', b"\xff\xfe", b'{"parts": {}}'])
def test_a_list_that_is_none_is_refused(tmp_path: Path, text: bytes) -> None:
    assert refused(tar_of(tmp_path / "bad.tar.gz", {MANIFEST: text}), tmp_path)


def test_a_backup_without_its_list_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "none.tar.gz"
    (tmp_path / "x").write_bytes(b"x")
    with path.open("wb") as stream:
        writing = Writing(stream)
        writing.add("files/x", tmp_path / "x")
        writing.tar.close()
    assert refused(path, tmp_path)


@pytest.mark.parametrize("data", [b"", b"no archive at all", b"PK\x03\x04"])
def test_what_is_no_backup_is_refused_with_a_sentence(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.tar.gz"
    path.write_bytes(data)
    done = ziping(tmp_path / "new", "restore", str(path))
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert list((tmp_path / "new").iterdir()) == []


def test_a_backup_that_is_not_there_is_told(tmp_path: Path) -> None:
    done = ziping(tmp_path / "new", "restore", str(tmp_path / "missing.tar.gz"))
    assert done.returncode == 2
    assert "missing.tar.gz" in done.stderr


def test_where_there_is_no_site_there_is_nothing_to_back_up(tmp_path: Path) -> None:
    done = ziping(tmp_path / "nowhere", "backup")
    assert done.returncode == 2
    assert not (tmp_path / "nowhere" / "ziping.sqlite3").exists()
