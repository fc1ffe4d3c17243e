"""A report with its annexes as one document: folders, archives, broken members and traps."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from ziping.documents import bundle, open_source
from ziping.documents.source import Grid
from ziping.wording import InputError, say

REPORT = "2024年部门整体支出总计1176.69万元，其中：基本支出658.22万元，项目支出518.47万元。\n" * 3
TABLE = "\t项目\n\t预算\n\t决算\n\n\t公务接待\n\t{}\n\t0.77\n\n"


class GbkName(ZipInfo):
    """A member whose name is written as archivers on Chinese Windows write it: in GBK, without saying so."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802 -- the name zipfile calls
        return self.filename.encode("gbk"), self.flag_bits


def zipped(members: Mapping[str, str | bytes], *, gbk: bool = False) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as package:
        for name, content in members.items():
            info = (GbkName if gbk else ZipInfo)(name)
            info.compress_type = ZIP_DEFLATED
            package.writestr(info, content)
    return buffer.getvalue()


def write_folder(folder: Path, members: Mapping[str, str | bytes]) -> Path:
    for name, content in members.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


@pytest.fixture
def members() -> dict[str, str | bytes]:
    return {
        "附件/附件10 项目.txt": TABLE.format("10"),
        "附件/附件2 数据.txt": TABLE.format("2"),
        "正文.txt": REPORT,
        "附件/说明 📎.htm": "<p>说明：无政府性基金预算支出。</p>",
        "__MACOSX/._正文.txt": b"\0\5\x16\7",
        "~$正文.docx": b"\6x",
        "附件/Thumbs.db": b"\xd0\xcf\x11\xe0",
        ".DS_Store": b"\0\0\0\1Bud1",
    }


def test_a_folder_is_one_document_the_report_first_then_the_annexes_by_number(
    tmp_path: Path, members: dict[str, str | bytes]
) -> None:
    source = open_source(write_folder(tmp_path / "2024年 自评", members))
    assert (source.name, source.format) == ("2024年 自评", "package")
    assert source.parts == ("正文.txt", "附件/说明 📎.htm", "附件/附件2 数据.txt", "附件/附件10 项目.txt")
    assert [notice.key for notice in source.notices] == ["documents.bundle.order"]


def test_blocks_and_tables_are_numbered_through_and_know_their_file(
    tmp_path: Path, members: dict[str, str | bytes]
) -> None:
    source = open_source(write_folder(tmp_path, members))
    assert [block.place.block for block in source.blocks] == list(range(len(source.blocks)))
    assert [(grid.place.table, grid.place.part) for grid in source.grids] == [
        (0, "附件/附件2 数据.txt"),
        (1, "附件/附件10 项目.txt"),
    ]


@pytest.mark.parametrize("gbk", [False, True])
def test_an_archive_reads_as_the_folder_it_was_made_of(
    tmp_path: Path, members: dict[str, str | bytes], *, gbk: bool
) -> None:
    members = {name.replace(" 📎", ""): content for name, content in members.items()}
    path = tmp_path / "报送.zip"
    path.write_bytes(zipped(members, gbk=gbk))
    packed, plain = open_source(path), open_source(write_folder(tmp_path / "报送", members))
    assert (packed.parts, packed.blocks) == (plain.parts, plain.blocks)


def test_an_archive_in_the_archive_is_opened_once(tmp_path: Path) -> None:
    deepest = zipped({"附件3.txt": TABLE.format("3")})
    inner = zipped({"附件1.txt": TABLE.format("1"), "深.zip": deepest})
    path = tmp_path / "报送.zip"
    path.write_bytes(zipped({"正文.txt": REPORT, "附件.zip": inner}))
    source = open_source(path)
    assert source.parts == ("正文.txt", "附件.zip/附件1.txt")
    assert "documents.bundle.too_deep" in [notice.key for notice in source.notices]


def test_a_broken_member_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    data = zipped({"正文.txt": REPORT, "附件.pdf": b"%PDF-1.4 cut", "图.rar": b"Rar!\x1a\7\0", "空.txt": b""})
    path = tmp_path / "报送.zip"
    path.write_bytes(data)
    source = open_source(path)
    assert source.parts == ("正文.txt",)
    told = [notice.args["name"] for notice in source.notices if notice.key.endswith("member_failed")]
    assert told == ["附件.pdf", "图.rar", "空.txt"]


def test_a_member_with_a_wrong_checksum_is_told(tmp_path: Path) -> None:
    buffer = BytesIO()
    with ZipFile(buffer, "w") as package:  # stored, not packed: one letter can be changed
        package.writestr("a.txt", REPORT)
        package.writestr("b.txt", "其他情况说明 12345 万元")
    path = tmp_path / "报送.zip"
    path.write_bytes(buffer.getvalue().replace(b"12345", b"12346", 1))
    source = open_source(path)
    assert source.parts == ("a.txt",)
    assert source.notices[1].args["name"] == "b.txt"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name_are_both_read(tmp_path: Path) -> None:
    path = tmp_path / "报送.zip"
    with ZipFile(path, "w") as package:
        package.writestr("附件.txt", REPORT)
        package.writestr("附件.txt", TABLE.format("1"))
    assert open_source(path).parts == ("附件.txt", "附件.txt (2)")


def test_one_report_in_two_formats_is_read_once(tmp_path: Path) -> None:
    page = "".join(f"<p>{line}</p>" for line in REPORT.splitlines())
    source = open_source(write_folder(tmp_path, {"自评.txt": REPORT, "自评.html": page}))
    assert source.parts == ("自评.html",)
    assert source.notices[1].args == {"name": "自评.txt", "other": "自评.html"}


def test_a_copy_under_another_name_is_read_once(tmp_path: Path) -> None:
    lines = [f"第{number}项重点工作已经全面完成，支出{number}2.5万元，群众满意。" for number in range(9)]
    page = "".join(f"<p>{line}</p>" for line in lines)
    copies = {"自评.txt": "\n".join(lines), "自评（盖章）.html": page, "正文.txt": "\n".join(lines)}
    source = open_source(write_folder(tmp_path, copies))
    assert source.parts == ("自评（盖章）.html",)


def test_short_annexes_that_resemble_each_other_are_all_read(tmp_path: Path) -> None:
    notes = {
        f"附件{number}.txt": f"填报单位：示例县财政局，填表人：某某某，单位：万元\n合计{number}"
        for number in range(3)
    }
    assert len(open_source(write_folder(tmp_path, notes)).parts) == 3


def test_files_of_one_name_with_other_content_are_both_read(tmp_path: Path) -> None:
    page = "<p>2024年部门整体支出绩效目标申报表说明，与自评报告不是一回事。</p>"
    assert len(open_source(write_folder(tmp_path, {"自评.txt": REPORT, "自评.html": page})).parts) == 2


def test_an_archive_under_a_password_says_so(tmp_path: Path) -> None:
    data = bytearray(zipped({"正文.txt": REPORT}))
    for mark in (b"PK\3\4", b"PK\1\2"):
        at = data.index(mark)
        data[at + (6 if mark == b"PK\3\4" else 8)] |= 1
    path = tmp_path / "报送.zip"
    path.write_bytes(bytes(data))
    with pytest.raises(InputError, match="设了密码"):
        open_source(path)


def test_one_member_under_a_password_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    data = bytearray(zipped({"附件.txt": "秘", "正文.txt": REPORT}))
    for mark, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        data[data.index(mark) + offset] |= 1
    path = tmp_path / "报送.zip"
    path.write_bytes(bytes(data))
    source = open_source(path)
    assert source.parts == ("正文.txt",)
    assert "设了打开密码" in str(source.notices[1])


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "报送.zip"
    path.write_bytes(zipped({"正文.txt": b"0" * (bundle.RATIO_FROM + 1)}))
    with pytest.raises(InputError, match="压缩比异常"):
        open_source(path)


def test_a_bomb_inside_is_told_and_the_report_is_read(tmp_path: Path) -> None:
    path = tmp_path / "报送.zip"
    path.write_bytes(
        zipped({"正文.txt": REPORT, "附件.zip": zipped({"a.txt": b"0" * (bundle.RATIO_FROM + 1)})})
    )
    source = open_source(path)
    assert source.parts == ("正文.txt",)
    assert "documents.bundle.member_failed" in [notice.key for notice in source.notices]


def test_too_many_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle, "MAX_MEMBERS", 3)
    many: dict[str, str | bytes] = {f"{number}.txt": REPORT + str(number) for number in range(4)}
    (tmp_path / "a.zip").write_bytes(zipped(many))
    with pytest.raises(InputError, match="4 个文件"):
        open_source(tmp_path / "a.zip")
    with pytest.raises(InputError, match="4 个文件"):
        open_source(write_folder(tmp_path / "夹", many))


@pytest.mark.parametrize("members", [{}, {"Thumbs.db": b"x"}])
def test_nothing_to_read_is_told(tmp_path: Path, members: dict[str, str | bytes]) -> None:
    (tmp_path / "a.zip").write_bytes(zipped(members))
    folder = tmp_path / "夹"
    folder.mkdir()
    for path in (tmp_path / "a.zip", write_folder(folder, members)):
        with pytest.raises(InputError, match="没有可以读的"):
            open_source(path)


def test_if_no_member_can_be_read_the_reasons_are_given(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"b\.rar"):
        open_source(write_folder(tmp_path, {"b.rar": b"Rar!\x1a\7\0"}))


def test_names_that_climb_out_of_the_archive_stay_inside(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({"../../etc/正文.txt": REPORT, "/根.txt": TABLE.format("1")}))
    assert open_source(path).parts == ("etc/正文.txt", "根.txt")


def test_links_are_not_followed(tmp_path: Path) -> None:
    outside = write_folder(tmp_path / "外", {"别.txt": REPORT})
    inside = write_folder(tmp_path / "内", {"正文.txt": REPORT})
    (inside / "链").symlink_to(outside, target_is_directory=True)
    (inside / "环").symlink_to(inside, target_is_directory=True)
    assert open_source(inside).parts == ("正文.txt",)


def test_grids_inside_grids_follow_their_renumbering(tmp_path: Path) -> None:
    inner = "<table border=1><tr><td>甲<td>1<tr><td>乙<td>2</table>"
    page = f"<table border=1><tr><td>项目<td>说明<tr><td>甲<td>{inner}<tr><td>乙<td>丙</table>"
    source = open_source(write_folder(tmp_path, {"正文.txt": REPORT, "附件.html": page}))
    outer, nested = [block for block in source.blocks if isinstance(block, Grid)]
    assert nested.inside == (outer.place.block, 1, 1)


def test_archives_inside_share_what_may_be_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle, "MAX_UNPACKED", 50_000)
    inner: dict[str, str | bytes] = {
        f"附件{number}.zip": zipped({"a.txt": f"第{number}份" + "0" * 20_000}) for number in range(5)
    }
    path = tmp_path / "报送.zip"
    path.write_bytes(zipped({"正文.txt": REPORT, **inner}))
    with pytest.raises(InputError, match="解开后超过"):
        open_source(path)


def test_archives_inside_share_how_many_files_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundle, "MAX_MEMBERS", 5)
    inner = zipped({f"{number}.txt": TABLE.format(number) for number in range(4)})
    path = tmp_path / "报送.zip"
    path.write_bytes(zipped({"正文.txt": REPORT, "附件.zip": inner}))
    source = open_source(path)
    assert source.parts == ("正文.txt",)
    assert "6 个文件" in str([say(notice, "zh") for notice in source.notices])


def test_folders_too_deep_are_told_and_the_rest_is_read(tmp_path: Path) -> None:
    deep = "/".join("层" * (bundle.DEEPEST + 1))
    folder = write_folder(tmp_path, {"正文.txt": REPORT, f"{deep}/附件.txt": TABLE.format(1)})
    source = open_source(folder)
    assert source.parts == ("正文.txt",)
    assert [notice.args["name"] for notice in source.notices if "too_deep" in notice.key] == [deep]


def test_what_lies_in_a_hidden_folder_is_left_out(tmp_path: Path) -> None:
    members: dict[str, str | bytes] = {"正文.txt": REPORT, ".旧稿/正文.txt": "旧的正文。"}
    path = tmp_path / "报送.zip"
    path.write_bytes(zipped(members))
    folder = write_folder(tmp_path / "夹", members)
    for source in (open_source(path), open_source(folder)):
        assert [notice.key for notice in source.notices] == ["documents.bundle.order"]


def test_a_member_without_a_name_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({".": REPORT, "..": TABLE.format("1"), "附件.txt": TABLE.format("2")}))
    assert len(open_source(path).parts) == 3


def test_a_copy_of_what_cannot_be_read_is_not_said_to_have_been_read(tmp_path: Path) -> None:
    broken = b"\xd0\xcf\x11\xe0broken"
    source = open_source(write_folder(tmp_path, {"正文.txt": REPORT, "a.doc": broken, "b.doc": broken}))
    told = {notice.args["name"]: notice.key for notice in source.notices if "name" in notice.args}
    assert told == dict.fromkeys(("a.doc", "b.doc"), "documents.bundle.member_failed")
