"""Which figure is wrong: named where the report decides, both ways where it does not."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from checking.planted import System, planted, rates, system
from checking.support import book, checked, of, pack, tidy
from ziping.checking import describe, to_json
from ziping.checking.findings import Explanation, Finding
from ziping.checking.localising import NO_SLIP, Localised, localise, slip_cost, slips
from ziping.checking.localising.faults import FIGURES
from ziping.checking.roots import with_roots
from ziping.figures import Figure, Place


def located(made: System) -> tuple[Localised, ...]:
    return localise(made.relations(), made.facts())


def wrong(explanation: Explanation) -> set[str]:
    """The figures an explanation takes for wrong or misplaced."""
    return {cause.figure.spot.key for cause in explanation.causes if cause.kind != "truncation"}


def undecided(fault: Localised) -> bool:
    return Finding("R", "error", "", explanations=fault.explanations).undecided


# --- the total that is stated twice ----------------------------------------------------------------------------------


def two_totals() -> System:
    """A total of 1176.69 in the text, five times, and of 1177.69 in the table: each side has its witnesses."""
    made = System()
    made.amount("table.total", "1177.69", "expenditure", "附表")
    made.amount("table.basic", "1006.91", "basic", "附表")
    made.amount("table.project", "170.78", "project", "附表")
    for number in range(5):
        made.amount(f"text.total.{number}", "1176.69", "expenditure", "预算执行情况")
    made.amount("text.basic", "1176.69", "basic", "预算执行情况")
    made.amount("personnel", "658.22", section="预算执行情况")
    made.amount("operating", "518.46", section="预算执行情况")
    made.amount("personnel.share", "55.93%", section="预算执行情况")
    made.amount("operating.share", "44.07%", section="预算执行情况")
    made.amount("change", "73.66", section="预算执行情况")
    made.amount("growth", "6.67%", section="预算执行情况")
    made.claims = [
        ("sum", "a+b", "table.total", ("table.basic", "table.project")),
        ("sum", "a+b", "text.basic", ("personnel", "operating")),
        ("share", "a/b", "personnel.share", ("personnel", "text.basic")),
        ("share", "a/b", "operating.share", ("operating", "text.basic")),
        ("growth", "b/(a-b)", "growth", ("text.total.0", "change")),
    ]
    return made


def test_where_two_totals_have_witnesses_the_report_does_not_decide() -> None:
    fault = next(each for each in located(two_totals()) if "table.total" in each.differently)
    assert undecided(fault)
    held = {(each.value, each.contested) for each in fault.explanations}
    assert {(Fraction("1176.69"), True), (Fraction("1177.69"), True)} <= held


def test_the_evidence_is_shown_both_ways() -> None:
    fault = next(each for each in located(two_totals()) if "table.total" in each.differently)
    said = {each.value: [str(one) for one in each.speaking_for] for each in reversed(fault.explanations)}
    assert "1006.91＋170.78" in said[Fraction("1177.69")]
    assert "增长率 6.67%" in said[Fraction("1177.69")]
    assert any("5 处" in one for one in said[Fraction("1176.69")])


def test_that_the_basic_expenditure_of_the_text_is_not_that_of_the_table_is_certain() -> None:
    fault = next(each for each in located(two_totals()) if "text.basic" in each.differently)
    for explanation in fault.explanations:
        assert wrong(explanation) & {"text.basic", "table.basic"}, explanation


@pytest.mark.parametrize(("total", "verdict"), [("1176.69", "truncation"), ("1177.69", "exact")])
def test_the_growth_is_cut_short_on_one_total_and_exact_on_the_other(total: str, verdict: str) -> None:
    made = System()
    made.amount("total", total)
    made.amount("change", "73.66")
    made.amount("growth", "6.67%")
    made.claims = [("growth", "b/(a-b)", "growth", ("total", "change"))]
    assert made.relations()[0].verdict == verdict


# --- one wrong figure ------------------------------------------------------------------------------------------------


def test_a_total_mistyped_is_one_fault_with_its_repair() -> None:
    found = checked(tidy(**{"部门整体支出.决算数": "967.76"}))
    first, *others = [finding for finding in found.findings if finding.severity == "error"]
    explanation = first.explanations[0]
    assert (explanation.figure.spot.key, explanation.value) == (
        "figures.expenditure.executed",
        Fraction("967.67"),
    )
    assert explanation.slip
    assert all(finding.depends_on == (first.rule,) for finding in others if finding.rule.startswith("Q-14"))
    assert all(finding.root == first.id for finding in others if finding.rule.startswith("Q-14"))
    assert "由 967.76 改为 967.67" in " ".join(describe(first, pack(), "zh").remarks)


@settings(deadline=None, max_examples=25)
@given(at=st.integers(0, 4), digit=st.integers(0, 9))
def test_the_true_figure_comes_first_whichever_digit_of_the_basic_total_was_mistyped(
    at: int, digit: int
) -> None:
    true = "73929"
    typed = true[:at] + str(digit) + true[at + 1 :]
    assume(typed != true)
    found = checked(tidy(**{"基本支出.决算数": f"{int(typed[:3])}.{typed[3:]}"}), only=("Q-14",))
    broken = [finding for finding in found.findings if finding.explanations and finding.counted]
    assume(abs(int(typed) - int(true)) > 10)  # closer than that, rounding may explain it
    first = broken[0].explanations[0]
    assert (first.figure.concept, first.value) == ("basic", Fraction(73929, 100))


def test_a_figure_no_other_relation_vouches_for_is_left_open_in_words_and_as_data() -> None:
    report = tidy(**{"人员经费.上年决算数": "572.79"})
    found = checked(report, only=("Q-14.personnel-operating",))
    finding = next(each for each in found.findings if each.explanations)
    assert finding.undecided
    text = describe(finding, pack(), "zh")
    assert any(remark.startswith("仅凭本报告无法判定") for remark in text.remarks)
    assert any(line.startswith("可能1：") for line in text.explained)
    data = next(each for each in to_json(found, report, pack())["findings"] if each["explanations"])
    assert [each["text"] for each in data["explanations"]] == list(text.explained)
    assert all(each["undecided"] for each in data["explanations"])
    assert {cause["kind"] for each in data["explanations"] for cause in each["causes"]} == {"figure"}


def test_two_independent_faults_stay_two() -> None:
    found = checked(
        tidy(**{"基本支出.上年年初预算数": "790.00", "人员经费.决算数": "572.79"}), only=("Q-14",)
    )
    counted = {(finding.rule, finding.stage) for finding in found.findings if finding.counted}
    assert ("Q-14.personnel-operating", "executed") in counted
    assert any(stage == "prior_initial" for _, stage in counted)


def test_unasked_nothing_is_explained_and_everything_is_still_found() -> None:
    report = tidy(**{"部门整体支出.决算数": "967.76"})
    told, plain = checked(report), checked(report, explain=False)
    assert not any(finding.explanations for finding in plain.findings)
    assert {finding.id for finding in plain.findings} == {finding.id for finding in told.findings}


def test_a_stated_zero_is_never_likely() -> None:
    made = System()
    made.amount("total", "100.00", section="附表")
    made.amount("one", "40.00", section="附表")
    made.amount("other", "0", section="附表")
    made.claims = [("sum", "a+b", "total", ("one", "other"))]
    zero = [each for each in located(made)[0].explanations if wrong(each) == {"other"}]
    assert all(not each.likely and not each.causes[0].candidates for each in zero)


def test_the_admissible_interval_is_what_rounding_leaves() -> None:
    made = System()
    made.amount("total", "100.00", section="附表")
    made.amount("one", "40.00", section="附表")
    made.amount("other", "50.00", section="附表")
    made.claims = [("sum", "a+b", "total", ("one", "other"))]
    explained = next(each for each in located(made)[0].explanations if wrong(each) == {"total"})
    interval = explained.causes[0].interval
    assert interval is not None
    assert (interval.lo, interval.hi) == (Fraction("89.985"), Fraction("90.015"))


def test_what_rests_on_a_figure_stated_twice_differently_depends_on_it() -> None:
    from ziping.checking.cases import Case
    from ziping.checking.trying import checked as run

    found = run(
        book(), Case("前后不一", {"人员经费.决算数": "572.79"}, again={"人员经费.决算数": "672.79"}), pack()
    )
    conflict = of(found, "Q-13.mentions")[0]
    assert conflict.counted
    assert conflict.explanations
    assert of(found, "Q-14.personnel-operating")[0].depends_on == ("Q-13.mentions",)


def test_copies_in_one_section_are_no_independent_witnesses() -> None:
    made = System()
    made.amount("table", "500.00", "total", "附表")
    made.amount("annex", "500.00", "total", "附件")
    for number in range(3):
        made.amount(f"text.{number}", "600.00", "total", "正文")
    best = located(made)[0].explanations[0]
    assert wrong(best) == {"text.0"}
    assert best.causes[0].times == 3


# --- slips -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "value", "slip"),
    [
        ("967.76", "967.67", True),  # two neighbours swapped
        ("957.67", "967.67", True),  # one digit
        ("96.67", "967.67", True),  # dropped
        ("9677.67", "967.67", True),  # doubled
        ("9676700", "967.67", True),  # 元 for 万元
        ("967.67", "-967.67", True),  # the sign
        ("17", "0", False),
        ("0.50", "5.50", True),
        ("967.67", "1967.76", False),
    ],
)
def test_a_slip_of_the_hand_is_recognised(written: str, value: str, slip: bool) -> None:
    assert (slip_cost(written, Fraction(value)) < NO_SLIP) is slip


@given(st.from_regex(r"[1-9][0-9]{0,6}\.[0-9]{2}", fullmatch=True))
def test_every_candidate_reads_as_a_number_and_costs_less_than_no_slip(written: str) -> None:
    for text, cost in slips(written).items():
        assert Figure.parse(text).value is not None
        assert 1 <= cost < NO_SLIP
        assert text != written


# --- planted errors --------------------------------------------------------------------------------------------------


def test_the_mistyped_figure_is_named_first_or_among_three() -> None:
    counts = rates(range(240))
    assert counts["twice: planted"] > 60
    assert counts["twice: in three"] >= Fraction(95, 100) * counts["twice: planted"]
    assert counts["twice: first"] >= Fraction(80, 100) * counts["twice: planted"]


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 10**6))
@example(1134)  # the finer of two mentions, beside two other figures
def test_every_explanation_mends_everything_it_says_it_mends(seed: int) -> None:
    found = planted(random.Random(seed))
    assume(found is not None)
    assert found is not None
    made, _ = found
    for fault in located(made):
        for explanation in fault.explanations:
            if any(cause.value is None and cause.kind != "truncation" for cause in explanation.causes):
                continue  # another label, another scope, a ratio of figures in doubt: no number to put in
            mended = System(dict(made.figures), made.names, made.places, made.claims)
            for cause in explanation.causes:
                if cause.kind in ("figure", "ratio") and cause.value is not None:
                    _put(mended, cause.figure.spot.key, cause.value)
            verdicts = {each.verdict for each in mended.relations()}
            assert "inconsistent" not in verdicts, explanation


def _put(made: System, key: str, value: Fraction) -> None:
    """Give a figure and its copies in the same section another value, to the last digit it needs."""
    old = made.figures[key]
    for other in [key, *made.again(key)]:
        if made.figures[other].value == old.value and made.places[other] == made.places[key]:
            digits = next(places for places in range(12) if (value * 10**places).denominator == 1)
            number = f"{abs(value.numerator) * 10**digits // value.denominator}"
            whole = number.rjust(digits + 1, "0")
            text = "-" * (value < 0) + (f"{whole[:-digits]}.{whole[-digits:]}" if digits else whole)
            text += "0" * (old.digits - digits) if digits else f".{'0' * old.digits}" * bool(old.digits)
            made.figures[other] = Figure.parse(text + ("%" if old.written.endswith("%") else ""), old.unit)


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 10**6))
def test_a_consistent_system_has_no_fault(seed: int) -> None:
    assert located(system(random.Random(seed))) == ()


def test_faults_far_apart_are_each_explained_however_many_there_are() -> None:
    made = System()
    for number in range(40):
        made.amount(f"{number}.total", "100.00", section="附表")
        made.amount(f"{number}.a", "61.23", section="附表")
        made.amount(f"{number}.b", "38.67", section="附表")
        made.claims.append(("sum", "a+b", f"{number}.total", (f"{number}.a", f"{number}.b")))
    faults = located(made)
    assert len(faults) == 40
    assert all(fault.whole and len(fault.explanations) == 3 for fault in faults)


def test_no_amount_is_said_to_be_below_nothing() -> None:
    made = System()
    for key, written in (("total", "10.00"), ("one", "45.00"), ("other", "50.00")):
        made.amount(key, written, section="附表")
    made.claims = [("sum", "a+b", "total", ("one", "other"))]
    values = [each.value for fault in located(made) for each in fault.explanations]
    assert values == [Fraction(95)]


def large(figures: int) -> System:
    """A sum of many parts and two more of the same, both broken."""
    made = System()
    parts = tuple(f"part.{number}" for number in range(figures))
    for part in parts:
        made.amount(part, "1.00", section="附表")
    for total in ("one", "other"):
        made.amount(total, f"{figures + 50}.00", section="附表")
        made.claims.append(("sum", "a+b", total, parts))
    return made


def test_what_is_too_large_to_search_is_said_and_nothing_is_hidden() -> None:
    made = large(FIGURES + 1)
    relations = made.relations()
    findings = [Finding(each.rule, "error", "", verdict=each.verdict) for each in relations]
    found = with_roots(findings, relations, pack(), facts=made.facts())
    assert [finding.counted for finding in found] == [True, True]
    assert [remark.key for remark in found[0].remarks] == ["checking.localising.not_whole"]


def test_many_parts_of_one_sum_are_searched_in_time_that_grows_with_their_number() -> None:
    fault = located(large(200))[0]
    assert fault.explanations
    assert fault.explanations[0].cost == Fraction(5, 4)


def test_the_same_question_has_the_same_answer() -> None:
    made = two_totals()
    assert located(made) == located(made)


def test_a_place_without_steps_still_reads() -> None:
    made = System()
    made.amount("a", "1.00", "x")
    made.amount("b", "2.00", "x")
    made.places["a"] = Place()
    assert located(made)[0].explanations
