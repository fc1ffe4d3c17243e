import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ziping.report.masking import hide_phone, mask_name, mask_phone, mask_text, masked
from ziping.report.model import Report
from ziping.report.parts import Duty, Evidence, Indicator, Project, Unit
from ziping.report.quantity import Quantity


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("联系电话：13800138000", "联系电话：138****8000"),
        ("电话138 0013 8000。", "电话138 **** 8000。"),
        ("电话138-0013-8000", "电话138-****-8000"),
        ("１３８００１３８０００", "１３８****８０００"),
        ("王某（43122319900307123X）领取", "王某（4****************X）领取"),
        ("身份证 431223 19900307 1234", "身份证 4***** ******** ***4"),
        ("卡号6222020200001234568", "卡号*******************"),
        ("转入 4111 1111 1111 1111 户", "转入 **** **** **** **** 户"),
        ("开户行账号：8201 0100 0000 12", "开户行账号：**** **** **** **"),
        ("邮箱 zhangsan@example.cn", "邮箱 z*******@example.cn"),
        ("湘N12345、湘A·D12345", "湘N*****、湘A·******"),
    ],
)
def test_private_numbers_and_addresses_are_masked(written: str, published: str) -> None:
    assert mask_text(written) == published


@pytest.mark.parametrize(
    "text",
    [
        "2024年决算数1177.69万元，占100.00%",
        "示财预〔2024〕58号",
        "联系电话：0745-5200000",
        "单位预算编码 208001，功能科目 2080101",
        "https://www.example.cn/t20250520_4111111111111111.html",
        "合计12345678901234567890元",  # twenty digits are neither card nor identity number
        "433122 2024 13 99 0012",  # no birth date, no card
        "湘财绩〔2020〕7号",
        "",
    ],
)
def test_what_is_not_private_stays(text: str) -> None:
    assert mask_text(text) == text


@pytest.mark.parametrize(
    ("phone", "published"),
    [
        ("13800138000", "138****8000"),
        ("0745-5200000", "0745-5200000"),
        ("(0745)5200000-8012", "(0745)5200000-8012"),
        ("5200000", "5200000"),
        ("138001380001", "************"),  # a digit too many is still somebody's number
        ("", ""),
        ("不适用", "不适用"),
    ],
)
def test_a_private_number_in_a_telephone_field_is_told_from_a_landline(phone: str, published: str) -> None:
    assert mask_phone(phone) == published


@pytest.mark.parametrize(
    ("phone", "published"),
    [
        ("13800138000", "***********"),
        ("0745-5200000", "****-*******"),
        ("（0745）５２０００００转8012", "（****）*******转****"),
        ("", ""),
        ("不适用", "不适用"),
    ],
)
def test_a_published_telephone_field_keeps_no_digit(phone: str, published: str) -> None:
    assert hide_phone(phone) == published


@pytest.mark.parametrize(
    ("name", "published"),
    [
        ("王小明", "王*"),
        ("欧阳明", "欧阳*"),
        ("欧阳", "欧*"),
        ("张三、李四", "张*、李*"),
        ("王*", "王*"),
        ("", ""),
        ("——", "——"),
    ],
)
def test_a_name_keeps_its_surname(name: str, published: str) -> None:
    assert mask_name(name) == published


def test_a_report_is_masked_everywhere_and_nowhere_else() -> None:
    report = Report(
        standard="hunan/department/2024",
        year=2024,
        unit=Unit(name="示例县人力资源和社会保障局", preparer="王小明", head="周大山", finance_head="欧阳明",
                  phone="13800138000",
                  filled_on=dt.date(2025, 4, 10)),
        duties=(Duty(text="服务热线13800138000", keywords=("热线13800138000",)),),
        figures={"expenditure": {"executed": Quantity("1177.69")}},
        projects=(Project(name="慰问", code="4111111111111111", executed=Quantity("55.5")),),
        indicators=(Indicator(name="人数", evidence=(Evidence(name="王某 13900139000 签收单", digest="13800138000"),)),),
        narrative={"other": "来信请寄 wang@example.cn"},
    )  # fmt: skip
    public = masked(report)
    assert public.unit.preparer == "王*"
    assert public.unit.head == "周*"
    assert public.unit.finance_head == "欧阳*"
    assert public.unit.phone == "***********"
    assert public.unit.filled_on == dt.date(2025, 4, 10)
    assert public.duties[0] == Duty(text="服务热线138****8000", keywords=("热线138****8000",))
    assert public.figures == report.figures
    assert public.projects == report.projects
    assert public.indicators[0].evidence == (Evidence(name="王某 139****9000 签收单", digest="13800138000"),)
    assert public.narrative == {"other": "来信请寄 w***@example.cn"}


PIECES = st.sampled_from(
    ["13800138000", "138-0013-8000", "4111111111111111", "6222 0202 0000 1234 568", "43122319900307123X", "湘N12345",
     "a@b.cn", "账号", "0745-5200000", " ", "-", "，", "电话", "1177.69", "１", "８", "*", "x"]
)  # fmt: skip


@given(st.lists(PIECES | st.text(max_size=6), max_size=12).map("".join))
def test_masking_keeps_length_and_is_done_at_once(text: str) -> None:
    once = mask_text(text)
    assert len(once) == len(text)
    assert mask_text(once) == once
    assert all(new in (old, "*") for old, new in zip(text, once, strict=True))


@given(st.text("0123456789 -，：电话", max_size=20), st.from_regex(r"1[3-9]\d{9}", fullmatch=True))
def test_no_mobile_number_survives(around: str, number: str) -> None:
    assert number not in mask_text(f"{around}电话{number}，{around}")


@pytest.mark.parametrize("written", ["+8613800138000", "008613800138000", "+86 13800138000"])
def test_a_mobile_number_with_the_countrys_prefix_is_a_mobile_number(written: str) -> None:
    assert "13800138000" not in mask_text(f"联系方式{written}。")
