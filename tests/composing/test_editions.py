"""What is published shows no private number; what is kept inside shows everything."""

from __future__ import annotations

from msgspec.structs import replace

from composing.reading import lines
from ziping.composing import annex_sheets, compose, public_report
from ziping.report import Report
from ziping.scoring import score
from ziping.standards import Standard


def text(report: Report, standard: Standard, edition: str) -> str:
    document = compose(
        report, standard, score(report, standard), edition="public" if edition == "public" else "internal"
    )
    return "\n".join(lines(document))


def test_the_public_edition_masks_phone_and_preparer(rich: Report, standard: Standard) -> None:
    published = text(rich, standard, "public")
    assert "13800138000" not in published
    assert "填表人：王*　" in published
    assert "联系电话：***********" in published
    assert "手机138****8000。" in published


def test_the_internal_edition_shows_them(rich: Report, standard: Standard) -> None:
    assert "填表人：王小明　　　　填报日期：2025年5月14日　　　　联系电话：13800138000" in text(
        rich, standard, "internal"
    )


def test_the_editions_differ_in_nothing_else(rich: Report, standard: Standard) -> None:
    inside = (
        text(rich, standard, "internal")
        .replace("联系电话：13800138000", "联系电话：***********")
        .replace("13800138000", "138****8000")
        .replace("填表人：王小明", "填表人：王*")
    )
    assert text(rich, standard, "public") == inside


def test_an_office_line_is_hidden_too(rich: Report, standard: Standard) -> None:
    report = replace(rich, unit=replace(rich.unit, phone="0745-5200000", finance_head="欧阳明"))
    assert "联系电话：****-*******" in text(report, standard, "public")
    assert public_report(report).unit.phone == "****-*******"
    assert public_report(report).unit.finance_head == "欧阳*"


def test_public_sheets_are_masked_too(rich: Report, standard: Standard) -> None:
    book = annex_sheets(rich, standard, score(rich, standard), edition="public")
    values = [str(cell.value) for sheet in book.sheets for cell in sheet.cells]
    assert not any("13800138000" in value for value in values)
    assert any("联系电话：***********" in value for value in values)


def test_the_public_report_keeps_every_figure(rich: Report) -> None:
    assert public_report(rich).figures == rich.figures
    assert public_report(rich).projects == rich.projects
