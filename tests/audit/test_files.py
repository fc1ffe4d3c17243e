"""One file or many: which files are meant, what was set aside, what is new, and a broken file that stops nothing."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from presenting.samples import TEXT
from ziping.audit import (
    Line,
    Options,
    Work,
    beside,
    examine,
    examine_many,
    files_in,
    load_asides,
    mark,
    naming_the_notes,
    save_asides,
)
from ziping.wording import InputError

TIDY = Path(__file__).resolve().parents[2] / "examples" / "tidy" / "年度数据.xlsx"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "甲局.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "乙局 副本😀.txt").write_bytes(TEXT.encode("gb18030", errors="replace"))
    (tmp_path / "坏.docx").write_bytes(b"PK\x03\x04 and then nothing")
    (tmp_path / "~$甲局.docx").write_bytes(b"lock")
    (tmp_path / ".hidden.txt").write_text("x", encoding="utf-8")
    (tmp_path / "旧").mkdir()
    shutil.copy(TIDY, tmp_path / "旧" / "年度数据.xlsx")
    return tmp_path


def test_a_folder_stands_for_the_documents_in_it_and_below(folder: Path) -> None:
    names = [path.name for path in files_in([folder])]
    assert sorted(names) == sorted(["甲局.txt", "乙局 副本😀.txt", "坏.docx", "年度数据.xlsx"])


def test_what_this_program_wrote_is_not_checked_again(folder: Path) -> None:
    (folder / "甲局.txt.check.html").write_text("x", encoding="utf-8")
    (folder / "甲局.txt.ziping.toml").write_text("", encoding="utf-8")
    assert not any(".check." in path.name or path.name.endswith(".toml") for path in files_in([folder]))


def test_a_file_named_twice_is_checked_once(folder: Path) -> None:
    path = folder / "甲局.txt"
    assert list(files_in([path, folder / "." / "甲局.txt", path])) == [path]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_broken_file_becomes_a_line_and_the_others_are_still_done(folder: Path, jobs: int) -> None:
    paths = sorted(files_in([folder]))
    lines = list(examine_many(paths, Work(Options()), jobs))
    assert [line.path for line in lines] == paths
    by_name = {line.path.name: line for line in lines}
    assert by_name["坏.docx"].problems
    assert by_name["甲局.txt"].errors > 0
    assert by_name["年度数据.xlsx"].errors == 0
    assert by_name["年度数据.xlsx"].unit == "示例县人力资源和社会保障局"


def test_one_process_or_two_say_the_same(folder: Path) -> None:
    paths = sorted(files_in([folder]))
    assert list(examine_many(paths, Work(Options()), 1)) == list(examine_many(paths, Work(Options()), 2))


def test_a_file_that_ends_its_process_does_not_take_the_others_along(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ziping.audit import examine as real

    def fatal(path: Path, options: Options) -> object:
        if path.name == "甲局.txt":
            os._exit(9)
        return real(path, options)

    monkeypatch.setattr("ziping.audit.many.examine", fatal)
    lines = {line.path.name: line for line in examine_many(sorted(files_in([folder])), Work(Options()), 2)}
    assert lines["甲局.txt"] == Line(folder / "甲局.txt", fault="process ended")
    assert lines["年度数据.xlsx"].read


def test_outputs_are_left_in_the_folder_asked_for(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "结果"
    (line,) = examine_many([folder / "甲局.txt"], Work(Options(), ("html", "xlsx", "json", "sarif"), out))
    assert sorted(path.name for path in out.iterdir()) == sorted(path.name for path in line.written)
    assert {path.suffix for path in line.written} == {".html", ".xlsx", ".json", ".sarif"}


@pytest.mark.parametrize("jobs", [1, 2])
def test_two_files_of_one_name_leave_two_outputs_in_one_folder(tmp_path: Path, jobs: int) -> None:
    paths = [tmp_path / unit / "报告.txt" for unit in ("甲局", "乙局", "丙局")]
    for path in paths:
        path.parent.mkdir()
        path.write_text(TEXT.replace("示例县", path.parent.name), encoding="utf-8")
    out = tmp_path / "结果"
    lines = list(examine_many(paths, Work(Options(), ("json",), out), jobs))
    assert [path.name for line in lines for path in line.written] == [
        "报告.txt.check.json", "报告 (2).txt.check.json", "报告 (3).txt.check.json",
    ]  # fmt: skip
    assert len({path.read_bytes() for path in out.iterdir()}) == len(paths)


@pytest.mark.parametrize("name", ["扫描.gif", "扫描.webp", "网页.mhtml", "报告.WPS"])
def test_every_kind_that_is_read_is_found_in_a_folder(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"x")
    assert list(files_in([tmp_path])) == [tmp_path / name]


def test_comments_need_a_word_file_and_say_so(folder: Path) -> None:
    (line,) = examine_many([folder / "甲局.txt"], Work(Options(), ("docx",)))
    assert "Word" in str(line.problems[0])


def test_rules_set_aside_are_kept_with_their_reasons_beside_the_file(folder: Path) -> None:
    path = folder / "甲局.txt"
    before = examine(path).checked
    reasons = {"Q-54.slip": '“拔付”是原件写法 "照录"\n第二行'}
    save_asides(path, load_asides(path).with_reasons(reasons), "备忘")
    assert load_asides(path).reasons == reasons
    (line,) = examine_many([path], Work(Options()))
    assert line.warnings == before.summary.warnings - 1


def test_an_old_finding_is_known_again_wherever_it_moved(folder: Path) -> None:
    path = folder / "甲局.txt"
    known = set(map(mark, examine(path).checked.findings))
    path.write_text(TEXT.replace("七、存在", "新加的一段。\n七、存在"), encoding="utf-8")
    assert set(map(mark, examine(path).checked.findings)) == known
    path.write_text(TEXT.replace("资金按时", "资金及时布署，按时"), encoding="utf-8")
    assert len(set(map(mark, examine(path).checked.findings)) - known) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("这不是 TOML [", "读不了"),
        ('[[ignore]]\nrule = "Q-54"\nreason = ""\n', "没有写理由"),
        ("ignore = 3\n", "读不了"),
        ("[[ignore]]\nrule = 3\n", "读不了"),
    ],
)
def test_a_note_file_that_cannot_be_meant_is_refused_with_what_to_do(
    folder: Path, text: str, said: str
) -> None:
    path = folder / "甲局.txt"
    beside(path).write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=said):
        load_asides(path)


def test_a_rule_nobody_knows_is_looked_for_in_the_notes_that_name_it(folder: Path) -> None:
    path = folder / "甲局.txt"
    save_asides(path, load_asides(path).with_reasons({"Q-54.slip": "已改", "Q-99.none": "不知"}), "备忘")
    with pytest.raises(InputError) as refused, naming_the_notes(path, load_asides(path)):
        examine(path, Options(ignore=("Q-54.slip", "Q-99.none")))
    for said in refused.value.render("zh"), refused.value.render("en"):
        assert str(beside(path)) in said[0]
        assert "Q-99.none" in said[0]
    [line] = examine_many([path], Work(Options(), (), None, "zh"), jobs=1)
    assert [problem.key for problem in line.problems] == ["audit.asides_no_such_rule"]


def test_a_rule_nobody_knows_that_was_typed_is_not_looked_for_in_the_notes(folder: Path) -> None:
    path = folder / "甲局.txt"
    with pytest.raises(InputError) as refused, naming_the_notes(path, load_asides(path)):
        examine(path, Options(ignore=("Q-99.none",)))
    assert refused.value.messages[0].key == "checking.no_such_rule"
