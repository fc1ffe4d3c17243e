"""Files are wholly there or not at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from ziping.documents import atomic_write, write_all
from ziping.wording import InputError


def failing(number: int) -> Callable[..., None]:
    def fail(*_args: object, **_kwargs: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


def writing(text: str) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        path.write_text(text, encoding="utf-8")

    return write


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_appears_under_its_name_with_usual_permissions(tmp_path: Path) -> None:
    with atomic_write(tmp_path / "a.docx") as temporary:
        assert temporary.suffix == ".docx"
        temporary.write_text("新")
        assert not (tmp_path / "a.docx").exists()
    assert (tmp_path / "a.docx").read_text() == "新"
    assert names(tmp_path) == ["a.docx"]
    (tmp_path / "plain").touch()
    assert (tmp_path / "a.docx").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_an_existing_file_keeps_its_permissions_and_a_link_its_target(tmp_path: Path) -> None:
    target, link = tmp_path / "a.txt", tmp_path / "link.txt"
    target.write_text("旧")
    target.chmod(0o640)
    link.symlink_to(target)
    with atomic_write(link) as temporary:
        temporary.write_text("新")
    assert link.is_symlink()
    assert target.read_text() == "新"
    assert target.stat().st_mode & 0o777 == 0o640


def test_an_interrupted_write_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("旧")

    def interrupted() -> None:
        with atomic_write(tmp_path / "a.txt") as temporary:
            temporary.write_text("一半")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert (tmp_path / "a.txt").read_text() == "旧"
    assert names(tmp_path) == ["a.txt"]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "磁盘已满"),
        (errno.EDQUOT, "磁盘已满"),
        (errno.EACCES, "没有权限"),
        (errno.EROFS, "只读"),
        (errno.EIO, "系统报告"),
    ],
)
@pytest.mark.parametrize("call", ["fsync", "write"])
def test_a_disk_that_refuses_is_explained(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str, call: str
) -> None:
    (tmp_path / "a.txt").write_text("旧")
    monkeypatch.setattr(os, call, failing(number))

    def write() -> None:
        with atomic_write(tmp_path / "a.txt") as temporary:
            handle = os.open(temporary, os.O_WRONLY)
            try:
                os.write(handle, b"new")
            finally:
                os.close(handle)

    with pytest.raises(InputError, match=words):
        write()
    assert (tmp_path / "a.txt").read_text() == "旧"
    assert names(tmp_path) == ["a.txt"]


def test_a_folder_that_does_not_exist_or_may_not_be_written_is_explained(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(InputError, match="不存在"), atomic_write(tmp_path / "没有" / "a.txt"):
        pytest.fail("there is nowhere to write")
    with pytest.raises(InputError, match="是一个文件夹"), atomic_write(tmp_path):
        pytest.fail("a folder is no file")
    monkeypatch.setattr(
        "tempfile.mkstemp", failing(errno.EACCES)
    )  # also holds for root, who may write anywhere
    with pytest.raises(InputError, match="没有权限"), atomic_write(tmp_path / "a.txt"):
        pytest.fail("may not be written")


def test_several_files_appear_together(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("旧")
    write_all({tmp_path / "a.txt": writing("一"), tmp_path / "b.txt": writing("二")})
    assert [(tmp_path / name).read_text() for name in ("a.txt", "b.txt")] == ["一", "二"]
    assert names(tmp_path) == ["a.txt", "b.txt"]


def test_when_one_of_several_cannot_be_written_none_changes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("旧")
    with pytest.raises(InputError, match="磁盘已满"):
        write_all({tmp_path / "a.txt": writing("一"), tmp_path / "b.txt": failing(errno.ENOSPC)})
    assert (tmp_path / "a.txt").read_text() == "旧"
    assert names(tmp_path) == ["a.txt"]


@pytest.mark.parametrize("linked", [True, False])
def test_when_the_last_rename_fails_the_others_are_undone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, linked: bool
) -> None:
    (tmp_path / "a.txt").write_text("旧")
    (tmp_path / "c.txt").write_text("旧三")
    if not linked:  # a file system without hard links
        monkeypatch.setattr(os, "link", failing(errno.EPERM))
    rename = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if target.name == "c.txt" and "三" in self.read_text() and self.read_text() != "旧三":
            raise PermissionError(errno.EACCES, "open elsewhere")
        return rename(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(InputError, match=r"c\.txt"):
        write_all(
            {
                tmp_path / f"{name}.txt": writing(text)
                for name, text in (("a", "一"), ("b", "二"), ("c", "三"))
            }
        )
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"a.txt": "旧", "c.txt": "旧三"}
