"""What a document is."""

from __future__ import annotations

import pytest

from reading.papers.sources import paper
from ziping.reading.papers import about


def test_a_self_evaluation_says_its_unit_year_kind_and_pack() -> None:
    told = about(
        paper(
            "示例县人力资源和社会保障局",
            "2024年度部门整体支出绩效自评报告",
            "一、基本情况",
            "填报单位：示例县人力资源和社会保障局　　　单位：万元",
        )
    )
    assert told.unit.value == "示例县人力资源和社会保障局"
    assert told.unit.place is not None
    assert told.unit.place.block == 3
    assert (told.place.value, told.year.value, told.of_year) == ("示例县", "2024", 2024)
    assert (told.kind.value, told.standard.value) == ("department_self_evaluation", "hunan/department/2024")


@pytest.mark.parametrize(
    ("lines", "unit", "year", "kind"),
    [
        (["示例市示例区林业局2023年度部门决算"], "示例市示例区林业局", "2023", "department_account"),
        (["示例市2026年区级部门预算", "预算主管部门：示例市示例区司法局"], "示例市示例区司法局", "2026", "department_budget"),
        (["中共示例市示例区委", "社会工作部2024年度", "部门决算"], "中共示例市示例区委社会工作部", "2024", "department_account"),
        (["示例县水利局", "二〇二四年度项目支出绩效自评报告"], "示例县水利局", "2024", "project_self_evaluation"),
        (["关于开展安全检查的通知", "各乡镇："], "", "", "other"),
    ],
)  # fmt: skip
def test_documents_of_other_kinds_are_told_apart(lines: list[str], unit: str, year: str, kind: str) -> None:
    told = about(paper(*lines))
    assert (told.unit.value, told.year.value, told.kind.value) == (unit, year, kind)


def test_without_a_year_in_the_title_it_is_the_latest_the_text_reports_on() -> None:
    told = about(
        paper(
            "示例县林业局",
            "部门整体支出绩效自评报告",
            "2024年部门整体支出80万元，2024年决算数与2023年决算数相比增加3万元，下一步编好2025年预算。",
            "2024年度支出执行较好。",
        )
    )
    assert told.year.value == "2024"
    assert told.year.confidence < 95


def test_a_unit_named_in_a_table_is_read_from_its_cell() -> None:
    told = about(paper("整体支出绩效自评表", [["预算单位名称", "示例县林业局"], ["年度资金总额", "80"]]))
    assert told.unit.value == "示例县林业局"
    assert told.unit.place is not None
    assert (told.unit.place.row, told.unit.place.column) == (0, 1)


def test_an_empty_document_says_nothing() -> None:
    told = about(paper())
    assert (told.unit.value, told.year.value, told.standard.value) == ("", "", "")
