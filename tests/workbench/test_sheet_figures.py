"""Figures explain themselves, keep their past, and stay bound in the texts they were taken into."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from workbench.cast import Cast
from ziping.composing.offering import Offer
from ziping.report import Address, data_of
from ziping.workbench.filling.assemble import assemble
from ziping.workbench.filling.choosing import groups, take
from ziping.workbench.filling.desk import workspace_of
from ziping.workbench.filling.history import changes_of, differences, rounds_of
from ziping.workbench.filling.models import Change, EntryLine, FindingNote, Handed, Package, Step
from ziping.workbench.filling.sentences import Stale, stale
from ziping.workbench.filling.sheets import Form
from ziping.workbench.filling.store import Edit, delete_line, entries, save
from ziping.workbench.filling.why import why_of
from ziping.workbench.organisation.access import standing_of

BASIC = Address("budget", "basic", "executed")
FIGURES = {
    Address("budget", "expenditure", "executed"): "1177.69",
    Address("budget", "basic", "executed"): "1006.91",
    Address("budget", "personnel", "executed"): "488.45",
    Address("budget", "operating", "executed"): "518.46",
    Address("budget", "project_total", "executed"): "170.78",
}


def typed(cast: Cast, cells: dict[Address, str], way: Change.Way = Change.Way.TYPED) -> Package:
    package = cast.packages["subordinate"]
    now = {(topic, line.key): line.cells for topic, lines in entries(package).items() for line in lines}
    edits = [
        Edit(address, now.get((address.topic, address.line), {}).get(address.column, ""), text)
        for address, text in cells.items()
    ]
    save(package, edits, cast.person("clerk"), way)
    package.refresh_from_db()
    return package


def form_of(cast: Cast, package: Package) -> Form:
    return Form.of(package, assemble(package), standing_of(cast.person("clerk")))


def desk(cast: Cast, package: Package, page: str, who: str = "clerk") -> Any:
    return workspace_of(package, page, standing_of(cast.person(who)), "zh")


def test_a_figure_tells_its_value_the_rules_that_looked_at_it_and_its_past(cast: Cast) -> None:
    package = typed(cast, FIGURES)
    package = typed(cast, {BASIC: "1016.92"})
    why = why_of(form_of(cast, package), BASIC, "zh")
    assert why.title == "基本支出 · 2024年决算数"
    assert "1016.92 万元" in {line.value for line in why.told}
    assert [(past.before, past.after) for past in why.pasts] == [("1006.91", "1016.92"), ("", "1006.91")]
    assert any(rule.severity == "error" for rule in why.rules)


def test_a_rule_that_holds_is_told_as_such(cast: Cast) -> None:
    why = why_of(form_of(cast, typed(cast, FIGURES)), BASIC, "zh")
    assert "人员经费加公用经费不等于基本支出" in {rule.title for rule in why.rules if not rule.severity}


def test_an_indicator_s_cell_tells_how_its_marks_come_about(cast: Cast) -> None:
    cells = {
        "level1": "产出指标",
        "level2": "数量指标",
        "name": "培训人次",
        "sign": "≥",
        "target": "100",
        "actual": "90",
        "marks": "10",
    }
    package = typed(cast, {Address("indicators", "i1", name): text for name, text in cells.items()})
    why = why_of(form_of(cast, package), Address("indicators", "i1", "actual"), "zh")
    assert why.mark is not None
    assert any("90" in step for step in why.mark.how)
    assert desk(cast, package, "indicators").computed["m-indicators-i1"] == "9"


def test_a_cell_the_form_has_not_is_told_nothing_of(cast: Cast, as_: Callable[[str], Client]) -> None:
    url = reverse("report-why", args=[cast.packages["subordinate"].pk])
    asked = {"topic": "budget", "line": "basic", "column": "nothing"}
    assert as_("clerk").get(url, asked).status_code == 404
    assert as_("clerk").get(url, {"topic": "nothing"}).status_code == 404


def test_totals_say_what_they_are_off_their_parts_to_the_cent(cast: Cast) -> None:
    computed = desk(cast, typed(cast, FIGURES), "budget").computed
    assert computed["d-budget-basic-executed"] == ""
    package = typed(cast, {BASIC: "1006.92"})
    assert desk(cast, package, "budget").computed["d-budget-basic-executed"] == "0.01"
    package = typed(cast, {Address("budget", "operating", "executed"): ""})
    assert desk(cast, package, "budget").computed["d-budget-basic-executed"] == ""


def test_blank_required_cells_are_one_note_with_the_list(cast: Cast) -> None:
    notes = desk(cast, typed(cast, FIGURES), "unit").notes
    gathered = [note for note in notes if note.blanks]
    assert len(gathered) == len({note.rule for note in gathered})
    assert {"预算编码", "单位性质"} <= {blank.label for note in gathered for blank in note.blanks}


def test_a_contradiction_names_its_other_place_on_the_other_page(cast: Cast) -> None:
    cells = {
        **FIGURES,
        Address("projects", "p1", "name"): "就业补助",
        Address("projects", "p1", "executed"): "200",
    }
    package = typed(cast, cells)
    on_budget = {one.page for note in desk(cast, package, "budget").notes for one in note.pages}
    on_projects = {one.page for note in desk(cast, package, "projects").notes for one in note.pages}
    assert ("projects" in on_budget) == ("budget" in on_projects)
    assert "projects" in on_budget


def warning(cast: Cast, package: Package) -> Any:
    notes = [
        note for page in ("budget", "indicators", "projects") for note in desk(cast, package, page).notes
    ]
    return next(note for note in notes if note.answers)


def test_a_warning_is_answered_and_the_answer_ends_with_the_figure(
    cast: Cast, as_: Callable[[str], Client]
) -> None:
    cells = {
        "level1": "产出指标",
        "level2": "数量指标",
        "name": "培训人次",
        "sign": "≥",
        "target": "100",
        "actual": "90",
        "marks": "10",
    }
    package = typed(cast, {Address("indicators", "i1", name): text for name, text in cells.items()})
    note = warning(cast, package)
    url = reverse("report-answer", args=[package.pk])
    data = {"mark": note.mark, "note": "财政年中追加", "page": "indicators"}
    assert as_("head").post(url, data).status_code == 404
    assert as_("clerk").post(url, data).status_code == 302
    assert FindingNote.objects.get().note == "财政年中追加"
    assert "财政年中追加" in as_("clerk").post(url, data, headers={"HX-Request": "true"}).content.decode()
    assert as_("clerk").post(url, {**data, "note": " "}).status_code == 302
    assert not FindingNote.objects.exists()


def test_the_history_of_a_page_says_who_changed_what_and_what_it_was_is_put_back(
    cast: Cast, as_: Callable[[str], Client]
) -> None:
    typed(cast, FIGURES)
    package = typed(cast, {BASIC: "1"})
    pasts, more = changes_of(form_of(cast, package), "budget", "zh")
    assert (pasts[0].where, pasts[0].before, pasts[0].after, pasts[0].who, more) == (
        "预算执行 · 基本支出 · 决算数", "1006.91", "1", "clerk", 0,
    )  # fmt: skip
    url = reverse("report-restore", args=[package.pk])
    for stranger in ("outsider", "section", "head", "performance"):
        assert as_(stranger).post(url, {"change": pasts[0].id}).status_code == 404
    assert as_("clerk").post(url, {"change": pasts[0].id}).status_code == 302
    assert EntryLine.objects.get(key="basic").cells["executed"] == "1006.91"
    assert Change.objects.first().way == "undone"  # type: ignore[union-attr]  # there are some


def test_a_line_taken_away_is_put_back_from_the_history(cast: Cast, as_: Callable[[str], Client]) -> None:
    package = typed(cast, {Address("projects", "p1", "name"): "就业补助"})
    assert delete_line(package, "projects", "p1", 1, cast.person("clerk"))
    change = Change.objects.first()
    assert change is not None
    as_("clerk").post(reverse("report-restore", args=[package.pk]), {"change": change.pk})
    assert [line.cells["name"] for line in entries(package)["projects"]] == ["就业补助"]


def hand_in(cast: Cast, package: Package, number: int) -> None:
    report = json.loads(json.dumps(_data(package), default=str))
    step = Step.objects.create(
        package=package, action="sign", before="internal_review", after="submitted_to_finance", round=number,
        digest="0" * 64, person=cast.person("head"),
    )  # fmt: skip
    Handed.objects.create(package=package, step=step, round=number, report=report, digest="0" * 64)


def _data(package: Package) -> Any:

    return data_of(assemble(package).entered.report)


def test_two_rounds_differ_in_the_cells_that_were_changed(cast: Cast, as_: Callable[[str], Client]) -> None:
    package = typed(cast, FIGURES)
    hand_in(cast, package, 1)
    package = typed(cast, {BASIC: "1006.92", Address("projects", "p1", "name"): "就业补助"})
    hand_in(cast, package, 2)
    later, earlier = rounds_of(package)
    found = {(one.where, one.before, one.after) for one in differences(earlier, later, "zh")}
    assert ("基本支出 · 决算数", "1006.91", "1006.92") in found
    assert any(after == "就业补助" for _, _, after in found)
    url = reverse("report-rounds", args=[package.pk])
    assert "1006.92" in as_("line").get(url).content.decode()
    assert as_("line").get(url, {"one": "9"}).status_code == 404
    assert as_("outsider").get(url).status_code == 404


def test_indicators_are_taken_from_the_library_and_the_approved_goals_once(cast: Cast) -> None:
    goal = {
        "level1": "产出指标",
        "name": "培训人次",
        "target": "100",
        "unit": "人次",
        "marks": "10",
        "document": "示财绩〔2024〕1号",
    }
    package = typed(cast, {Address("approved_indicators", "g1", name): text for name, text in goal.items()})
    standard = assemble(package).standard
    offered = groups(package, standard, entries(package))
    assert offered[0].id == "approved"
    library = next(group for group in offered if group.id.startswith("library"))
    chosen = ["approved/g1", library.choices[0].id]
    saved = take(package, standard, chosen, cast.person("clerk"))
    assert saved is not None
    lines = entries(package)["indicators"]
    assert lines[0].cells == {name: goal[name] for name in ("level1", "name", "target", "unit", "marks")}
    assert lines[1].cells["name"] == library.choices[0].cells["name"]
    assert not assemble(Package.objects.get(pk=package.pk)).entered.troubles
    assert take(package, standard, chosen, cast.person("clerk")) is None


NOW = (Offer("2024年支出1179.69万元，其中基本支出1006.91万元，占85.35%。", ("1179.69", "1006.91", "85.35%")),)
TAKEN = ["2024年支出1177.69万元，其中基本支出1006.91万元，占85.50%。"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("本年支出1177.69万元。", [Stale("1177.69", "1179.69")]),
        ("本年支出1177.69万元，占85.50%。", [Stale("1177.69", "1179.69"), Stale("85.50%", "85.35%")]),
        ("本年支出1179.69万元。", []),
        ("基本支出1006.91万元。", []),
        ("我局另有5000元。", []),  # nobody took that over
        ("", []),
    ],
)
def test_a_figure_taken_over_is_told_when_the_tables_say_another(text: str, expected: list[Stale]) -> None:
    assert list(stale(text, TAKEN, NOW)) == expected


def test_without_the_sentence_it_came_from_a_stale_figure_has_no_successor() -> None:
    assert list(stale("支出1177.69万元", TAKEN, (Offer("无支出。", ()),))) == [Stale("1177.69", "")]


@given(st.text(max_size=60), st.lists(st.text(max_size=60), max_size=3))
def test_a_text_nothing_was_taken_into_is_never_stale(text: str, now: list[str]) -> None:
    assert list(stale(text, [], tuple(Offer(one, ()) for one in now))) == []


def test_a_sentence_taken_over_stays_bound_to_the_figures_of_the_tables(cast: Cast) -> None:
    package = typed(
        cast,
        {
            **FIGURES,
            Address("staff", "staff.posts@actual", "value"): "40",
            Address("staff", "staff.serving@actual", "value"): "38",
        },
    )
    shown = desk(cast, package, "narrative")
    cell, found = next(
        (cell, one) for cell, one in shown.beside.items() if any("38" in offer.text for offer in one.offers)
    )
    sentence = next(offer.text for offer in found.offers if "38" in offer.text)
    address = next(one.address for one in shown.cells if one.id == cell)
    package = typed(cast, {address: sentence}, Change.Way.COMPOSED)
    assert not desk(cast, package, "narrative").beside[cell].stale
    package = typed(cast, {Address("staff", "staff.serving@actual", "value"): "39"})
    told = desk(cast, package, "narrative").beside[cell].stale
    assert ("38", "39") in {(one.written, one.now) for one in told}
    checked = {mark.id: mark.findings for mark in form_of(cast, package).outline()}
    shown_now = {mark.id: mark.findings for mark in desk(cast, package, "budget").outline}
    assert shown_now == {**checked, "narrative": checked["narrative"] + len(told)}


@pytest.mark.parametrize("count", [3, 30])
def test_a_page_asks_the_database_as_often_for_many_lines_as_for_few(
    cast: Cast, count: int, django_assert_num_queries: Any
) -> None:
    package = typed(
        cast, {Address("projects", f"p{number}", "name"): f"项目{number}" for number in range(count)}
    )
    standing = standing_of(cast.person("clerk"))
    with django_assert_num_queries(12):
        workspace_of(package, "projects", standing, "zh")


def test_who_is_on_a_page_is_told_to_the_others(cast: Cast, as_: Callable[[str], Client]) -> None:
    package = typed(cast, FIGURES)
    url = reverse("report-here", args=[package.pk])

    def say_here(who: str, page: str, revision: int) -> Any:
        body = json.dumps({"page": page, "revision": revision})
        return as_(who).post(url, body, content_type="application/json").json()

    assert say_here("clerk", "budget", package.revision) == {"revision": package.revision, "people": []}
    told = say_here("head", "unit", 0)
    assert told["people"] == [{"name": "clerk", "page": "预算执行"}]
    assert told["revision"] == package.revision
    assert say_here("head", "budget", 0)["values"]["c-budget-basic-executed"] == "1006.91"


def test_every_page_of_the_form_is_shown_in_both_languages(cast: Cast, as_: Callable[[str], Client]) -> None:
    package = typed(cast, FIGURES)
    client = as_("clerk")
    for page in [group[0].id for group in form_of(cast, package).pages]:
        for lang in ("zh", "en"):
            client.cookies["ziping_lang"] = lang
            assert client.get(reverse("report-page", args=[package.pk, page])).status_code == 200, (
                page,
                lang,
            )
