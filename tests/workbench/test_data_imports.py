"""A file brought in changes nothing before somebody has chosen what; what was changed meanwhile is not overwritten."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook

from workbench.cast import STANDARD, Cast
from ziping.composing.workbook import workbook_of
from ziping.documents import xlsx_bytes
from ziping.documents.source import Grid, GridCell, Passage, Source
from ziping.figures import Place
from ziping.report import Address, Line, load_report
from ziping.standards import load_standard
from ziping.wording import InputError
from ziping.workbench.filling.accounts import accounts_in
from ziping.workbench.filling.importing import understand
from ziping.workbench.filling.matching import aligned
from ziping.workbench.filling.models import Brought, Change
from ziping.workbench.filling.preview import preview_of
from ziping.workbench.filling.store import Edit, entries, save
from ziping.workbench.filling.uploads import TO_KEEP, TO_READ, accept, safe_name

EXAMPLE = Path(__file__).parents[2] / "examples" / "tidy" / "report.json"
As = Callable[[str], Client]


def the_workbook() -> bytes:
    return xlsx_bytes(workbook_of(load_report(EXAMPLE), load_standard(STANDARD)))


def final_accounts() -> bytes:
    """A published file of two tables, one in 元 and one in 万元, as counties publish them."""
    book = Workbook()
    first = book.active
    assert first is not None
    for row in (
        ["支出决算表"],
        ["2024年度", "", "", "", "金额单位：元"],
        ["项目", "", "本年支出合计", "基本支出", "项目支出"],
        ["功能分类科目编码", "科目名称", "", "", ""],
        ["栏次", "", 1, 2, 3],
        ["合计", "", "11,776,900.00", "9,700,000.00", "2,076,900.00"],
        ["2080101", "行政运行", "9,700,000.00", "9,700,000.00", ""],
        ["2080199", "其他支出", "2,076,900.00", "", "2,076,900.00"],
    ):
        first.append(row)
    second = book.create_sheet("三公")
    heads = ["合计", "因公出国（境）费", "公务用车购置及运行费", "", "", "公务接待费"]
    for row in (
        ["财政拨款“三公”经费支出决算表", *[""] * 10, "单位：万元"],
        ["预算数", *[""] * 5, "决算数", *[""] * 5],
        [*heads, *heads],
        ["", "", "小计", "购置费", "运行费", "", "", "", "小计", "购置费", "运行费", ""],
        [
            "38.60",
            "0.00",
            "32.10",
            "18.00",
            "14.10",
            "6.50",
            "35.27",
            "0.00",
            "30.94",
            "17.65",
            "13.29",
            "4.33",
        ],
    ):
        second.append(row)
    for area in ("A2:F2", "G2:L2", "C3:E3", "I3:K3", *(f"{c}3:{c}4" for c in "ABFGHL")):
        second.merge_cells(area)
    held = BytesIO()
    book.save(held)
    return held.getvalue()


def bring(client: Client, cast: Cast, data: bytes, name: str = "数据.xlsx") -> Any:
    url = reverse("report-imports", args=[cast.packages["subordinate"].pk])
    return client.post(url, {"file": SimpleUploadedFile(name, data)})


def choose(client: Client, brought: Brought, numbers: list[int], seen: dict[str, str]) -> Any:
    url = reverse("report-import", args=[brought.package_id, brought.pk])
    return client.post(url, {"cell": numbers, "seen": json.dumps(seen)})


def test_a_filled_workbook_is_shown_before_anything_is_written(cast: Cast, as_: As) -> None:
    bring(as_("clerk"), cast, the_workbook())
    brought = Brought.objects.get()
    assert (brought.state, brought.what) == ("ready", "workbook")
    assert preview_of(brought).fills > 200
    assert not entries(cast.packages["subordinate"])


def test_only_what_was_chosen_is_written_and_its_way_is_kept(cast: Cast, as_: As) -> None:
    client = as_("clerk")
    bring(client, cast, the_workbook())
    brought = Brought.objects.get()
    cells = [cell for table in preview_of(brought).tables if table.id == "budget" for cell in table.cells]
    choose(client, brought, [cells[0].number, cells[1].number], {})
    written = [line.cells for line in entries(cast.packages["subordinate"])["budget"]]
    assert sum(map(len, written)) == 2
    assert set(Change.objects.values_list("way", flat=True)) == {"imported"}


def test_a_part_brings_the_new_line_it_belongs_to(cast: Cast, as_: As) -> None:
    client, package = as_("clerk"), cast.packages["subordinate"]
    bring(client, cast, the_workbook())
    brought = Brought.objects.get()
    part = next(n for n, cell in enumerate(brought.proposal) if cell[0] == "payments" and cell[2] == "key")
    choose(client, brought, [part], {})
    found = entries(package)
    assert [line.key for line in found["projects"]] == [found["payments"][0].cells["key"]]
    assert found["projects"][0].cells["name"]


def test_everything_taken_then_brought_again_changes_nothing(cast: Cast, as_: As) -> None:
    client = as_("clerk")
    bring(client, cast, the_workbook())
    brought = Brought.objects.get()
    choose(client, brought, list(range(len(brought.proposal))), {})
    bring(client, cast, the_workbook())
    again = preview_of(Brought.objects.first() or brought)
    assert again.changes == 0
    assert again.same > 200


def test_a_cell_changed_after_the_preview_is_not_overwritten(cast: Cast, as_: As) -> None:
    client, package = as_("clerk"), cast.packages["subordinate"]
    bring(client, cast, final_accounts(), "决算.xlsx")
    brought = Brought.objects.get()
    save(package, [Edit(Address("budget", "expenditure", "executed"), "", "999")], cast.person("section"))
    choose(client, brought, list(range(len(brought.proposal))), {})
    budget = {line.key: line.cells for line in entries(package)["budget"]}
    assert budget["expenditure"] == {"executed": "999"}
    assert budget["basic"] == {"executed": "970.00"}
    brought.refresh_from_db()
    assert brought.state == "ready"


def test_final_accounts_are_read_by_title_heading_and_code(tmp_path: Path) -> None:
    path = tmp_path / "部门决算.xlsx"
    path.write_bytes(final_accounts())
    understood = understand(path, load_standard(STANDARD), 2024)
    found = {
        (topic, line.key): line.cells.get("executed")
        for topic, lines in understood.entries.items()
        for line in lines
    }
    assert found == {
        ("budget", "expenditure"): "1177.69",
        ("budget", "basic"): "970.00",
        ("budget", "project_total"): "207.69",
        ("functional", "2080101-基本支出"): "970.00",
        ("functional", "2080199-项目支出"): "207.69",
        ("three_public", "three_public"): "35.27",
        ("three_public", "three_public.travel_abroad"): "0.00",
        ("three_public", "three_public.vehicles"): "30.94",
        ("three_public", "three_public.vehicle_purchase"): "17.65",
        ("three_public", "three_public.vehicle_operation"): "13.29",
        ("three_public", "three_public.reception"): "4.33",
    }


def test_the_kinds_may_stand_above_budget_and_accounts() -> None:
    rows = (
        [
            "合计",
            "",
            "因公出国（境）费",
            "",
            "公务用车购置及运行维护费",
            "",
            "",
            "",
            "",
            "",
            "公务接待费",
            "",
        ],
        ["", "", "", "", "小计", "", "公务用车购置费", "", "公务用车运行维护费", "", "", ""],
        ["预算数", "决算数"] * 6,
        [
            "38.60",
            "35.27",
            "0.00",
            "0.00",
            "32.10",
            "30.94",
            "18.00",
            "17.65",
            "14.10",
            "13.29",
            "6.50",
            "4.33",
        ],
    )
    wide = {(0, 0): 2, (0, 2): 2, (0, 4): 6, (0, 10): 2, (1, 4): 2, (1, 6): 2, (1, 8): 2}
    cells = tuple(
        GridCell(row, column, text, col_span=wide.get((row, column), 1))
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
        if text
    )
    title = Passage("财政拨款“三公”经费支出决算表 2024年度 单位：万元", Place(block=0))
    source = Source("a.pdf", "pdf", (title, Grid(4, 12, cells, Place(block=1))))
    read = accounts_in(source, load_standard(STANDARD))
    assert [line.cells["executed"] for line in read.entries["three_public"]] == [
        "35.27", "0.00", "30.94", "17.65", "13.29", "4.33",
    ]  # fmt: skip
    assert read.year == 2024


def test_a_table_that_does_not_say_its_unit_is_not_read() -> None:
    cells = (GridCell(0, 0, "年末结转和结余"), GridCell(0, 1, "12.30"))
    source = Source(
        "a.pdf", "pdf", (Passage("收入支出决算总表", Place(block=0)), Grid(1, 2, cells, Place(block=1)))
    )
    assert accounts_in(source, load_standard(STANDARD)).tables == 0


def test_the_report_of_the_year_before_begins_the_new_one(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    path.write_text(EXAMPLE.read_text(encoding="utf-8"), encoding="utf-8")
    understood = understand(path, load_standard(STANDARD), 2025)
    budget = {line.key: line.cells for line in understood.entries["budget"]}
    assert understood.what == "last_year"
    assert "prior_executed" in budget["expenditure"]
    assert "executed" not in budget["expenditure"]


def test_a_report_of_another_year_is_refused_with_both_years_named(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    path.write_text(EXAMPLE.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(InputError, match=r"2024 年度.*2030 年度"):
        understand(path, load_standard(STANDARD), 2030)


def test_what_cannot_be_read_says_why_and_names_no_folder_of_ours(cast: Cast, as_: As) -> None:
    bring(as_("clerk"), cast, b"%PDF-1.7\n" + b"no page at all " * 50, "坏.pdf")
    brought = Brought.objects.get()
    assert brought.state == "failed"
    assert "坏.pdf" in brought.problem["zh"][0]
    assert "ziping-" not in brought.problem["zh"][0]
    assert brought.problem["en"]


def test_reading_a_second_time_does_not_disturb_what_was_read(cast: Cast, as_: As) -> None:
    client = as_("clerk")
    bring(client, cast, final_accounts(), "决算.xlsx")
    before = Brought.objects.get().proposal
    client.post(
        reverse("report-import-again", args=[cast.packages["subordinate"].pk, Brought.objects.get().pk])
    )
    assert Brought.objects.get().proposal == before


def test_lines_that_name_the_same_thing_are_one_and_their_parts_follow() -> None:
    form = load_standard(STANDARD).workbook
    assert form is not None
    brought = {
        "projects": [Line("projects-1", {"name": "就业 补助"}), Line("projects-2", {"name": "社保基金监管"})],
        "allotments": [Line("allotments-1", {"key": "projects-2", "document": "县财〔2024〕8号"})],
        "economic": [Line("economic-1", {"code": "30201", "nature": "基本支出", "executed": "41.54"})],
    }
    current = {
        "projects": [Line("a", {"name": "就业补助"})],
        "economic": [Line("e", {"code": "30201 办公费", "nature": "基本支出"})],
    }
    keys = iter(("new", "part"))
    assert list(aligned(brought, current, form, lambda: next(keys))) == [
        (Address("economic", "e", "executed"), "41.54"),
        (Address("projects", "new", "name"), "社保基金监管"),
        (Address("allotments", "part", "key"), "new"),
        (Address("allotments", "part", "document"), "县财〔2024〕8号"),
    ]


@pytest.mark.parametrize(
    "who", ["section", "head", "department", "line", "performance", "auditor", "outsider"]
)
def test_only_the_clerk_brings_files_in(who: str, cast: Cast, as_: As) -> None:
    assert bring(as_(who), cast, b"x").status_code == 404
    assert not Brought.objects.exists()


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("空.pdf", b"", "空"),
        ("程序.pdf", b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0" * 20, "程序.pdf"),
        ("清单.pdf", "姓名,金额\n甲,1\n".encode(), "扩展名是 .pdf"),
        ("网页.doc", b"<html><body><script>alert(1)</script></body></html>", "网页"),
        ("run.exe", "只是文字".encode(), "扩展名是 .exe"),
    ],
)
def test_what_a_file_is_not_is_said_and_it_is_not_kept(name: str, data: bytes, says: str) -> None:
    with pytest.raises(InputError, match=says):
        accept(SimpleUploadedFile(name, data), TO_KEEP, keeps=True)


def test_a_file_that_is_too_large_is_refused_before_it_is_read(settings: Any) -> None:
    settings.UPLOAD_MEGABYTES = 1
    with pytest.raises(InputError, match="上限 1 MB"):
        accept(SimpleUploadedFile("大.pdf", b"%PDF-1.7" + b"0" * 1_000_001), TO_READ)


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("..\\..\\a.pdf", "a.pdf"),
        ("/etc/台账.xlsx", "台账.xlsx"),
        ("a\u202efdp.pdf", "afdp.pdf"),
        ("", "file"),
        ("名" * 300 + ".pdf", "名" * 116 + ".pdf"),
    ],
)
def test_a_name_is_only_its_last_part_and_can_be_shown(given: str, safe: str) -> None:
    assert safe_name(given) == safe
