"""Spot-check, re-scoring, opinions, rectification, use of results, and what the pile has in common."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from workbench.cast import STANDARD, Cast
from workbench.review_cast import hand_in, more
from ziping.wording import InputError
from ziping.workbench.campaigns.models import Campaign
from ziping.workbench.filling.assemble import assemble
from ziping.workbench.filling.models import Package
from ziping.workbench.filling.states import State
from ziping.workbench.notices.models import Notice
from ziping.workbench.organisation.access import standing_of
from ziping.workbench.review.drawing import Candidate, Terms, candidates_of, draw, drawn, holds, lot
from ziping.workbench.review.following import record_use
from ziping.workbench.review.models import Assignment, Draw, Item, Opinion, Rescore, Result, Sample, Use
from ziping.workbench.review.rescoring import quality_of
from ziping.workbench.review.weighing import claimed
from ziping.workbench.review.weights import weights

As = Callable[[str], Client]
TERMS = Terms(units=10, percent=30, risk_percent=50, cycle_years=3)
LATER = (dt.date.today() + dt.timedelta(days=20)).isoformat()  # noqa: DTZ011 - any day to come


def candidates(count: int, *, risk: str = "0", waited: int = 1) -> list[Candidate]:
    return [Candidate(n, f"{n:03d}", f"单位{n}", risk, waited) for n in range(count)]


# --- the drawing -----------------------------------------------------------------------------------------------------


def test_who_waited_longest_is_due_before_any_risk() -> None:
    pile = candidates(10, risk="50")
    pile[7] = replace(pile[7], waited=4, risk="0")
    found = drawn(pile, TERMS, "seed")
    assert found[0] == (pile[7], "due")
    assert [why for _, why in found] == ["due", "risk", "lot"]


def test_the_lot_is_the_order_of_sm3_over_seed_and_code() -> None:
    pile = candidates(10)
    found = [one.code for one, why in drawn(pile, replace(TERMS, risk_percent=0), "2024-06-30")]
    assert found == sorted((one.code for one in pile), key=lambda code: lot("2024-06-30", code))[:3]


@given(
    st.integers(0, 40),
    st.integers(1, 100),
    st.integers(0, 100),
    st.text("0123456789abcdef", min_size=1, max_size=32),
    st.randoms(use_true_random=False),
)
def test_a_drawing_is_full_without_doubles_and_always_the_same(
    count: int, percent: int, by_risk: int, seed: str, shuffler: object
) -> None:
    pile = [Candidate(n, f"{n:03d}", "", str(n % 7), 1 + n % 4) for n in range(count)]
    terms = Terms(max(count, 1), percent, by_risk, 3)
    found = drawn(pile, terms, seed)
    assert len(found) == min(terms.quota, count)
    assert len({one.code for one, _ in found}) == len(found)
    shuffled = list(pile)
    shuffler.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives a Random
    assert drawn(shuffled, terms, seed) == found


def test_a_drawing_is_recorded_with_its_proof_and_a_change_of_it_shows(cast: Cast) -> None:
    more(cast, 6, State.ACCEPTED)
    standing = standing_of(cast.person("performance"))
    made = draw(cast.campaign, standing, replace(TERMS, units=6, percent=50), "2025-06-30 12:00")
    assert holds(made)
    assert Sample.objects.count() == 3
    assert Package.objects.filter(state=State.SPOT_CHECK).count() == 3
    made.proof["drawn"][0][0] = 999
    assert not holds(made)
    made.refresh_from_db()
    made.proof["candidates"][0]["risk"] = "100"
    assert not holds(made)


def test_a_unit_checked_last_year_waits_less_than_one_that_never_was(cast: Cast) -> None:
    before = Campaign.objects.create(
        place=cast.place, year=2023, standard=STANDARD, title="2023", opens_on=dt.date(2024, 3, 1)
    )
    first, _ = more(cast, 2, State.ARCHIVED, before)
    earlier = Draw.objects.create(
        campaign=before, seed="1", proof={}, digest="", person=cast.person("performance")
    )
    Sample.objects.create(draw=earlier, package=first, why="lot")
    more(cast, 3, State.ACCEPTED)
    assert [one.waited for one in candidates_of(cast.campaign)] == [1, 2, 1]


@pytest.mark.parametrize(
    "terms", [{"percent": "0"}, {"percent": "x"}, {"risk_percent": "101"}, {"seed": "s" * 65}]
)
def test_impossible_terms_draw_nothing(cast: Cast, as_: As, terms: dict[str, str]) -> None:
    more(cast, 3, State.ACCEPTED)
    data = {"percent": "50", "risk_percent": "50", "cycle_years": "3"} | terms
    answer = as_("performance").post(reverse("review-draw", args=(cast.campaign.pk,)), data, follow=True)
    assert 'class="notice-line error"' in answer.content.decode()
    assert not Draw.objects.exists()


def test_only_the_performance_section_draws(cast: Cast, as_: As) -> None:
    more(cast, 3, State.ACCEPTED)
    url = reverse("review-draw", args=(cast.campaign.pk,))
    data = {"percent": "50", "risk_percent": "50", "cycle_years": "3"}
    for name in ("line", "auditor", "npc", "expert", "clerk", "system_admin"):
        assert as_(name).post(url, data).status_code == 404, name
    page = as_("performance").post(url, data, follow=True).content.decode()
    assert "重演一致" in page
    assert Sample.objects.count() == 3, "half of the county's six units"


# --- experts and their sheets ----------------------------------------------------------------------------------------


@pytest.fixture
def checked(cast: Cast) -> Package:
    """A careless report that was drawn and given to the expert."""
    package = hand_in(cast, cast.packages["subordinate"], State.ACCEPTED, example="careless")
    draw(cast.campaign, standing_of(cast.person("performance")), Terms(3, 100, 100, 3), "s")
    package.refresh_from_db()
    Assignment.objects.create(
        package=package,
        person=cast.person("expert"),
        until=dt.date.fromisoformat(LATER),
        given_by=cast.person("performance"),
    )
    return package


def points(package: Package, less: dict[str, str] | None = None) -> dict[str, str]:
    """A whole sheet: what was claimed, but for ``less``, which has a reason."""
    card = assemble(package).scorecard
    assert card is not None
    data = {}
    for mark in card.marks:
        said = claimed(mark)
        assert said is not None
        data[f"points-{mark.key}"] = str(Decimal(said.numerator) / said.denominator)
    for key, value in (less or {}).items():
        data |= {f"points-{key}": value, f"reason-{key}": "佐证不足"}
    return data


def test_an_expert_reaches_what_was_assigned_until_the_day_and_nothing_else(
    cast: Cast, as_: As, checked: Package
) -> None:
    expert = as_("expert")
    for name in ("review-desk", "review-sheet", "review-result", "report"):
        assert expert.get(reverse(name, args=(checked.pk,))).status_code == 200, name
        assert expert.get(reverse(name, args=(cast.packages["stranger"].pk,))).status_code == 404, name
    Assignment.objects.update(until=dt.date(2020, 1, 1))
    assert expert.get(reverse("review-desk", args=(checked.pk,))).status_code == 404
    assert expert.post(reverse("review-give-points", args=(checked.pk,))).status_code == 404


def test_assigning_asks_for_an_expert_and_a_day_to_come(cast: Cast, as_: As, checked: Package) -> None:
    Assignment.objects.all().delete()
    url, bureau = reverse("review-assign", args=(checked.pk,)), as_("performance")
    expert = str(cast.person("expert").pk)
    assert bureau.post(url, {"person": str(cast.person("clerk").pk), "until": LATER}).status_code == 404
    for day in ("2020-01-01", "tomorrow", ""):
        bureau.post(url, {"person": expert, "until": day})
    assert not Assignment.objects.exists()
    bureau.post(url, {"person": expert, "until": LATER})
    made = Assignment.objects.get()
    assert Notice.objects.get(key="review.told.assigned").person == cast.person("expert")
    bureau.post(reverse("review-unassign", args=(checked.pk, made.pk)))
    assert as_("expert").get(reverse("review-desk", args=(checked.pk,))).status_code == 404


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"points-execution": "abc"}, "不是数字"),
        ({"points-execution": "10.5"}, "超出范围"),
        ({"points-execution": "-1"}, "超出范围"),
        ({"points-execution": "NaN"}, "超出范围"),
        ({"points-execution": "9.999", "reason-execution": "因"}, "最多两位小数"),
        ({"points-execution": "9"}, "请写明理由"),
    ],
)
def test_points_that_cannot_be_are_refused_with_their_reason(
    as_: As, checked: Package, typed: dict[str, str], said: str
) -> None:
    answer = as_("expert").post(reverse("review-give-points", args=(checked.pk,)), typed, follow=True)
    assert said in answer.content.decode()
    assert not Rescore.objects.exists()


def test_a_sheet_counts_only_once_it_is_handed_in_and_is_then_closed(as_: As, checked: Package) -> None:
    expert, bureau = as_("expert"), as_("performance")
    keep = reverse("review-give-points", args=(checked.pk,))
    expert.post(keep, {"points-execution": "9", "reason-execution": "年底突击支出", "close": "yes"})
    assert Assignment.objects.get().handed_in_at is None, "an unfinished sheet is kept, not handed in"
    assert Rescore.objects.get().points == 9
    bureau.post(reverse("review-advance", args=(checked.pk,)), {"action": "state_result"})
    assert not Result.objects.exists()
    expert.post(keep, points(checked) | {"close": "yes"})
    assert Assignment.objects.get().handed_in_at is not None
    expert.post(keep, {"points-execution": "1", "reason-execution": "改"})
    assert Rescore.objects.get(indicator="execution").points == 10


def test_the_whole_way_from_sheets_to_the_final_result(as_: As, checked: Package) -> None:
    expert, bureau, clerk = as_("expert"), as_("performance"), as_("clerk")
    sheet = points(checked, {"execution": "4", "indicators[10]": "6.5"})
    expert.post(reverse("review-give-points", args=(checked.pk,)), sheet | {"close": "yes"})
    advance = reverse("review-advance", args=(checked.pk,))
    bureau.post(advance, {"action": "state_result"})
    result = Result.objects.get()
    # The unit states 96 in all; its own marks come to 96, of which 6 and 3.5 were taken off.
    assert (result.self_score, result.rescore, result.deviation) == (
        Decimal(96),
        Decimal("86.5"),
        Decimal("9.5"),
    )
    assert (result.band, result.grade) == ("large", "良")
    assert result.quality == sum(Decimal(part["points"]) for part in result.parts)
    page = reverse("review-result", args=(checked.pk,))
    assert "86.50" not in clerk.get(page).content.decode(), "the unit is told when it is asked"
    opinion = reverse("review-opinion", args=(checked.pk,))
    clerk.post(opinion, {"agrees": "no", "text": "太早"})
    assert not Opinion.objects.exists()
    bureau.post(advance, {"action": "ask_opinion"})
    assert "86.50" in clerk.get(page).content.decode()
    clerk.post(opinion, {"agrees": "no", "text": ""})
    assert not Opinion.objects.exists(), "who does not agree says why"
    clerk.post(opinion, {"agrees": "no", "text": "预算执行应为10分"})
    bureau.post(opinion, {"text": "已复核，维持", "agrees": "yes"})
    assert list(Opinion.objects.values_list("from_unit", "agrees")) == [(True, False), (False, None)]
    assert as_("auditor").post(opinion, {"text": "x"}).status_code == 404
    bureau.post(advance, {"action": "settle_result"})
    checked.refresh_from_db()
    assert checked.state == State.FINAL_RESULT
    assert bureau.post(advance, {"action": "archive"}).status_code == 404


@pytest.mark.parametrize(
    ("deviation", "band"),
    [("5", ""), ("-5.01", "large"), ("10", "large"), ("10.01", "circulate"), ("-12", "circulate")],
)
def test_the_band_of_a_deviation_begins_beyond_its_limit(deviation: str, band: str) -> None:
    assert weights().deviation.band(Decimal(deviation)) == band
    assert weights().deviation.band(None) == ""


def test_every_defect_of_the_standard_belongs_to_one_part_of_the_quality_index(cast: Cast) -> None:
    parts = [defect for part in weights().quality.parts.values() for defect in part.defects]
    assert len(parts) == len(set(parts))
    package = hand_in(cast, cast.packages["stranger"])
    rules = {name.partition(".")[0] for name in assemble(package).standard.rules}
    assert rules <= set(parts)
    assert sum(part.full for part in weights().quality.parts.values()) == 100


def test_the_quality_index_takes_off_what_its_working_says(cast: Cast) -> None:
    package = hand_in(cast, cast.packages["subordinate"], example="careless")
    parts = {part.part: part for part in quality_of(package, assemble(package), None)}
    for part in parts.values():
        taken = sum(Decimal(str(step.args["points"])) for step in part.working if "points" in step.args)
        assert part.points == max(Decimal(0), part.full - taken)
    assert parts["completeness"].points == 0
    late = quality_of(Package(pk=package.pk, late=True), assemble(package), None)
    assert next(part for part in late if part.part == "timeliness").points < parts["timeliness"].points


# --- rectification and use -------------------------------------------------------------------------------------------

PDF = b"%PDF-1.7 example"


def test_rectification_goes_item_by_item(cast: Cast, as_: As) -> None:
    package = hand_in(cast, cast.packages["subordinate"], State.ACCEPTED)
    bureau, clerk = as_("performance"), as_("clerk")
    step, add = (reverse(name, args=(package.pk,)) for name in ("review-rectification-step", "review-item"))
    bureau.post(step, {"action": "order", "comment": "整改通知"})
    package.refresh_from_db()
    assert package.state == State.ACCEPTED, "a notice without items orders nothing"
    bureau.post(add, {"text": "补齐佐证", "owner": "王某", "due": LATER})
    bureau.post(add, {"text": "期限已过", "due": "2020-01-01"})
    item = Item.objects.get()
    page = reverse("review-rectification", args=(package.pk,))
    assert "补齐佐证" not in clerk.get(page).content.decode(), "nothing is ordered yet"
    bureau.post(step, {"action": "order", "comment": "整改通知"})
    assert "补齐佐证" in clerk.get(page).content.decode()
    answer = reverse("review-item-answer", args=(package.pk, item.pk))
    clerk.post(step, {"action": "report"})
    clerk.post(answer, {"text": "已补", "file": SimpleUploadedFile("证明.pdf", b"MZ not a pdf")})
    item.refresh_from_db()
    assert item.state == Item.State.OPEN, "a disguised file is refused"
    clerk.post(answer, {"text": "已补", "file": SimpleUploadedFile("证明.pdf", PDF)})
    clerk.post(step, {"action": "report"})
    judge = reverse("review-item-judge", args=(package.pk, item.pk))
    bureau.post(step, {"action": "conclude"})
    bureau.post(judge, {"good": "no", "refusal": ""})
    bureau.post(judge, {"good": "no", "refusal": "盖章不清"})
    bureau.post(step, {"action": "conclude"})
    package.refresh_from_db()
    assert package.state == State.RECTIFYING
    clerk.post(answer, {"text": "已重新盖章"})
    clerk.post(step, {"action": "report"})
    bureau.post(judge, {"good": "yes"})
    bureau.post(step, {"action": "conclude"})
    package.refresh_from_db()
    item.refresh_from_db()
    assert (package.state, item.state, item.refusal) == (State.RECTIFICATION_ACCEPTED, "accepted", "")
    proof = as_("auditor").get(reverse("review-item-proof", args=(package.pk, item.pk)))
    assert b"".join(proof) == PDF
    for name in ("outsider", "expert", "npc"):
        assert as_(name).get(page).status_code == 404, name
        assert as_(name).post(answer, {"text": "x"}).status_code == 404, name
    assert as_("line").post(add, {"text": "x", "due": LATER}).status_code == 404


@pytest.mark.parametrize(
    ("amount", "kept"),
    [("-12.5", Decimal("-12.5")), ("1,000", Decimal(1000)), ("", None), ("0", Decimal(0))],
)
def test_a_use_is_recorded_to_the_yuan(cast: Cast, amount: str, kept: Decimal | None) -> None:
    package = cast.packages["subordinate"]
    record_use(package, cast.person("performance"), "cut", amount, "2026", "示财绩〔2025〕3号", "")
    made = Use.objects.get()
    assert (made.amount, made.budget_year) == (kept, 2026)


@pytest.mark.parametrize(
    ("decision", "amount", "year"),
    [
        ("praise", "", "2026"),
        ("cut", "much", "2026"),
        ("cut", "1e99", "2026"),
        ("cut", "1", "26"),
        ("cut", "NaN", "2026"),
    ],
)
def test_a_use_that_says_nothing_clear_is_refused(cast: Cast, decision: str, amount: str, year: str) -> None:
    with pytest.raises(InputError):
        record_use(cast.packages["subordinate"], cast.person("performance"), decision, amount, year, "", "")
    assert not Use.objects.exists()


def test_uses_are_listed_with_their_sum(cast: Cast, as_: As) -> None:
    package = hand_in(cast, cast.packages["subordinate"])
    url = reverse("review-use", args=(package.pk,))
    for amount in ("-12.5", "2"):
        as_("performance").post(
            url, {"decision": "cut", "amount": amount, "budget_year": "2026", "document": "3号"}
        )
    assert as_("line").post(url, {"decision": "cut", "budget_year": "2026"}).status_code == 404
    page = as_("performance").get(reverse("review-uses", args=(cast.campaign.pk,))).content.decode()
    assert '<td class="n">-10.5</td>' in page
    table = as_("performance").get(reverse("review-uses-file", args=(cast.campaign.pk, "csv")))
    assert "压减预算,-12.5" in table.content.decode("utf-8-sig")


# --- the pile --------------------------------------------------------------------------------------------------------


def test_the_analysis_ranks_compares_and_counts(cast: Cast, as_: As) -> None:
    hand_in(cast, cast.packages["stranger"], State.ACCEPTED)
    package = hand_in(cast, cast.packages["subordinate"], State.FINAL_RESULT, example="careless")
    Result.objects.create(
        package=package,
        self_score=Decimal(96),
        rescore=Decimal("80.5"),
        deviation=Decimal("15.5"),
        quality=Decimal(40),
        person=cast.person("performance"),
    )
    ask = as_("performance").get
    page = ask(reverse("review-analysis", args=(cast.campaign.pk,))).content.decode()
    assert 'id="chart-data"' in page

    def table(name: str) -> list[str]:
        answer = ask(reverse("review-analysis-file", args=(cast.campaign.pk, name, "csv")))
        return answer.content.decode("utf-8-sig").splitlines()

    ranking = table("ranking")
    assert ranking[1].startswith("1,301,示例县图书馆,")
    assert ranking[2].startswith("2,201001,示例县就业中心,示例县人社局,96.00,80.50,15.50,40.00")
    assert table("compared")[1:] == ranking[2:]
    assert sum(int(line.split(",")[2]) for line in table("distribution")[1:]) == 2
    assert table("years")[1].startswith("2024,2,")
    assert len(table("defects")) == 11
    assert ask(reverse("review-analysis-file", args=(cast.campaign.pk, "secrets", "csv"))).status_code == 404
    assert as_("clerk").get(reverse("review-analysis", args=(cast.campaign.pk,))).status_code == 404
    people = as_("npc").get(reverse("review-analysis", args=(cast.campaign.pk,))).content.decode()
    assert "示例县图书馆</a>" not in people, "the congress sees the whole, not the single unit"
    hidden = reverse("review-analysis-file", args=(cast.campaign.pk, "ranking", "csv"))
    assert as_("npc").get(hidden).status_code == 404


@pytest.mark.parametrize("count", [3, 30])
@pytest.mark.parametrize("name", ["review-analysis", "review-spot", "review-uses"])
def test_the_pages_of_the_pile_ask_the_database_as_often_for_thirty_as_for_three(
    cast: Cast, as_: As, count: int, name: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    more(cast, count, State.ACCEPTED)
    draw(cast.campaign, standing_of(cast.person("performance")), Terms(count, 100, 50, 3))
    for package in Package.objects.filter(state=State.SPOT_CHECK):
        Use.objects.create(
            package=package, decision="cut", budget_year=2026, person=cast.person("performance")
        )
    browser = as_("performance")
    with django_assert_max_num_queries(18):
        page = browser.get(reverse(name, args=(cast.campaign.pk,))).content.decode()
    assert page.count("所</a>") >= count
