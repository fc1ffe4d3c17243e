"""What is written reads back equal: as neutral sheets for many reports, through files for a few."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from reading.neutral import FILE, beside, filled, hunan, q, read, report, sheets_of, typed
from reading.reports import reports
from ziping.composing.workbook import workbook_of, workbook_template
from ziping.documents import read_xlsx, write_xlsx, xlsx_bytes
from ziping.reading import read_workbook
from ziping.report import Allotment, ClassifiedAmount, Evidence, Indicator, Note, Project, Report, Survey
from ziping.standards import load_standard

SOFFICE = shutil.which("soffice")
# A whole report takes minutes to shrink and is readable as it is.
WHOLE_REPORTS = settings(
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def through_a_file(one: Report, folder: Path) -> Report:
    path = folder / FILE
    write_xlsx(workbook_of(one, hunan()), path)
    return msgspec.structs.replace(read_workbook(read_xlsx(path)), origins={})


def large() -> Report:
    """20 projects with two allotments each, 80 indicators with evidence."""
    projects = tuple(
        Project(
            name=f"示例项目{number}",
            initial=q(f"{number}.50"),
            executed=q(f"{number}.5"),
            allotments=(
                Allotment(document=f"示财预〔2024〕{number}号", amount=q("1.25")),
                Allotment(amount=q("-0.25")),
            ),
        )
        for number in range(1, 21)
    )
    indicators = tuple(
        Indicator(level1="产出指标", level2="数量指标", name=f"示例指标{number}", sign="≥", target=str(number), marks=q("1"),
                  evidence=(Evidence(name=f"台账{number}"),))
        for number in range(1, 81)
    )  # fmt: skip
    return report(projects=projects, indicators=indicators)


@settings(WHOLE_REPORTS, max_examples=40)
@given(st.data())
def test_any_report_comes_back_from_its_workbook(data: st.DataObject) -> None:
    one = data.draw(reports(hunan()))
    assert read(filled(one)) == one


@settings(WHOLE_REPORTS, max_examples=10)
@given(st.data())
def test_a_project_s_report_comes_back_from_its_workbook_too(data: st.DataObject) -> None:
    standard = load_standard("national/project/2020")
    one = data.draw(reports(standard, most=2))
    found = read_workbook(sheets_of(workbook_of(one, standard)), standard)
    assert msgspec.structs.replace(found, origins={}) == one


@pytest.mark.parametrize("one", [report(), large()], ids=["no projects", "20 projects, 80 indicators"])
def test_small_and_large_reports_come_back_from_a_file(one: Report, tmp_path: Path) -> None:
    assert through_a_file(one, tmp_path) == one


@settings(WHOLE_REPORTS, max_examples=4)
@given(st.data())
def test_any_report_comes_back_from_a_file(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    one = data.draw(reports(hunan(), most=2))
    assert through_a_file(one, tmp_path_factory.mktemp("file")) == one


def varied() -> Report:
    """A little of everything whose form a re-saving program might touch."""
    return report(
        figures={
            "operating": {"initial": q("67.2"), "adjusted": q("67.20"), "executed": q("1,177.69")},
            "staff.posts": {"actual": q("43")},
            "three_public.travel_abroad": {"executed": q("0"), "initial": q("——"), "prior_executed": q("无")},
        },
        notes={"operating": Note(reason="第一段\n第二段", document="示财预〔2024〕58号")},
        economic=(ClassifiedAmount(code="30201", nature="基本支出", executed=q("11.54")),),
        projects=(
            Project(
                name="社保基金监管",
                executed=q("46.5"),
                allotments=(Allotment(amount=q("-3.5")),),
                self_evaluated=True,
            ),
        ),
        indicators=(
            Indicator(
                level1="产出指标",
                name="按期办结率",
                sign="≥",
                target="98%",
                unit="%",
                actual="98.5",
                marks=q("7.5"),
            ),
            Indicator(
                level1="效益指标",
                name="工作满意",
                sign="qualitative",
                mode="qualitative_bands",
                target="2024-12-31",
            ),
        ),
        surveys=(Survey(indicator="按期办结率", sent=q("200")),),
    )


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("suffix", ["xlsx", "xls", "ods"])
def test_a_workbook_saved_again_by_libreoffice_reads_the_same(suffix: str, tmp_path: Path) -> None:
    assert SOFFICE
    source, saved = tmp_path / "in" / FILE, tmp_path / "out"
    source.parent.mkdir()
    write_xlsx(workbook_of(varied(), hunan()), source)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [SOFFICE, profile, "--headless", "--convert-to", suffix, "--outdir", str(saved), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    found = read_workbook(read_xlsx(saved / f"年度数据.{suffix}"))
    assert msgspec.structs.replace(found, origins={}) == varied()


def test_a_template_given_a_name_holds_nothing_else() -> None:
    template = sheets_of(workbook_template(hunan(), year=2024))
    name = beside(template, "单位信息", "单位名称")
    assert read(typed(template, "单位信息", **{name: "示例县人力资源和社会保障局"})) == report()


def test_the_same_report_gives_the_same_bytes() -> None:
    assert xlsx_bytes(workbook_of(varied(), hunan())) == xlsx_bytes(workbook_of(varied(), hunan()))


def test_every_value_knows_the_cell_it_was_typed_in() -> None:
    one = report(
        figures={"operating": {"executed": q("518.46")}},
        projects=(
            Project(name="甲"),
            Project(name="乙", allotments=(Allotment(amount=q("1")), Allotment(amount=q("2")))),
        ),
    )
    origins = read_workbook(filled(one), hunan()).origins
    assert origins["unit.name"] == "年度数据.xlsx 单位信息!C6"
    assert origins["figures.operating.executed"].startswith("年度数据.xlsx 预算执行!G")
    assert origins["projects[1].allotments[1].amount"].startswith("年度数据.xlsx 指标下达!")
    assert not [key for key in origins if key.startswith("economic")], (
        "codes merely offered are nobody's values"
    )


def test_blanks_that_have_a_place_know_their_cell_too() -> None:
    one = report(projects=(Project(name="甲"),), indicators=(Indicator(name="乙"),))
    sheets = filled(one)
    origins = read_workbook(sheets, hunan()).origins
    posts = beside(sheets, "机构人员", "编制数")
    assert origins["figures.staff.posts.actual"] == f"年度数据.xlsx 机构人员!{posts}"
    assert origins["figures.basic.executed"].startswith("年度数据.xlsx 预算执行!G")
    assert origins["unit.phone"] == "年度数据.xlsx 单位信息!C16"
    assert origins["projects[0].executed"].startswith("年度数据.xlsx 专项资金!M")
    assert origins["indicators[0].actual"].endswith("绩效指标!I6")
    assert origins["indicators[0].evidence"] == origins["indicators[0].name"]
    assert "projects[1].name" not in origins
