"""Where a reader finds a figure on the official forms."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from ziping.figures import Place
from ziping.report import places
from ziping.standards import Standard, load_standard
from ziping.standards.model.common import Words
from ziping.standards.model.forms import Form, FormCell, FormRow


@pytest.fixture(scope="module")
def standard() -> Standard:
    return load_standard("hunan/department/2024")


@pytest.mark.parametrize(
    ("concept", "stage", "place"),
    [
        ("operating", "executed", Place("附件1-1 公用经费", "2024年决算数")),
        ("operating", "prior_executed", Place("附件1-1 公用经费", "2023年决算数")),
        ("three_public.reception", "initial", Place("附件1-1 公务接待", "2024年预算数")),
        ("staff.posts", "actual", Place("附件1-1 财政供养人员情况", "编制数")),
        ("expenditure", "adjusted", Place("附件1-2 年度资金总额", "全年预算数")),
        ("source.general", "adjusted", Place("附件1-2 年度预算申请", "按收入性质分 一般公共预算")),
        ("thrift", "", Place("附件1-1 厉行节约保障措施")),
        ("unit.name", "", Place("附件1-2 预算单位名称")),
    ],
)
def test_a_figure_is_found_by_its_row_and_column(
    standard: Standard, concept: str, stage: str, place: Place
) -> None:
    assert places(standard, 2024)[concept, stage] == place


def test_without_a_year_headings_speak_of_this_and_last_year(standard: Standard) -> None:
    found = places(standard)
    assert found["operating", "executed"] == Place("附件1-1 公用经费", "本年决算数")
    assert found["operating", "prior_executed"] == Place("附件1-1 公用经费", "上年决算数")


def test_what_repeats_has_no_place_of_its_own(standard: Standard) -> None:
    assert not any(
        concept.startswith(("project.", "indicator.", "premises.")) for concept, _ in places(standard)
    )


def test_a_column_is_found_under_a_span_from_above(standard: Standard) -> None:
    spanning = FormRow(label="甲", cells=(FormCell(text="合并", rows=2), FormCell(value="basic@initial")))
    below = FormRow(label="乙", cells=(FormCell(value="basic@executed"),))
    last = FormRow(label="丙", cells=(FormCell(text="丙"), FormCell(value="personnel@executed")))
    form = Form(
        mark="附件9",
        title=Words(zh="表"),
        basis="house",
        columns=(1, 1),
        column_labels=("项目", "数"),
        rows=(spanning, below, last),
    )
    found = places(replace(standard, forms={"form": form}, outline=None))
    assert found["basic", "initial"] == Place("附件9 甲", "数")
    assert found["basic", "executed"] == Place("附件9 乙", "数")
    assert found["personnel", "executed"] == Place("附件9 丙", "数")


def test_a_standard_without_forms_has_no_places(standard: Standard) -> None:
    assert places(replace(standard, forms={}, outline=None)) == {}
