"""What our own reports print reads back: every figure and text, at the place it was printed from."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from reading.papers.generated import REPORTS, STANDARD
from reading.papers.sources import source_of
from ziping.composing import compose
from ziping.composing.facts import marked
from ziping.documents import Document, Paragraph, Run, Table, open_source, write_docx
from ziping.documents.model import runs
from ziping.figures import format_money, format_number, format_score
from ziping.reading.papers import Extracted, extract
from ziping.report import DayOrMonth, Fact, Report, TextFact, dump_report, load_report, statement_of
from ziping.scoring import score

_GAP = re.compile(r"【待填[^】]*】")


def composed(report: Report) -> Document:
    return compose(report, STANDARD, score(report, STANDARD))


def printed(document: Document) -> Iterator[Run]:
    """Every run that names the value it was printed from."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield from (run for run in runs(block.content) if run.trace)
        elif isinstance(block, Table):
            for row in block.grid.rows:
                for cell in row.cells:
                    yield from (run for run in runs(cell.content) if run.trace)


def differences(report: Report, found: Extracted) -> tuple[int, list[str]]:
    """How many printed values were compared, and those that were read back as something else."""
    said = marked(report, STANDARD, score(report, STANDARD))
    read = statement_of(found.report, STANDARD)
    everything: list[Fact | TextFact] = [*said.facts, *said.texts]
    back: dict[str, Fact | TextFact] = {}
    back.update((fact.key, fact) for fact in read.facts)
    back.update((text.key, text) for text in read.texts)
    compared, wrong = 0, []
    for run in printed(composed(report)):
        fact = next((one for one in everything if one.key == run.trace and one.key), None)
        if fact is None or _GAP.search(run.text) or not _typed(fact):
            continue
        compared += 1
        key = _key(fact.key, report, found.report)
        if not _prints(back.get(key), run.text, found.report):
            wrong.append(f"{fact.key}: printed {run.text!r}, read {back.get(key)!r}")
    return compared, wrong


def _key(key: str, report: Report, found: Report) -> str:
    """The key of the same record in ``found``: tables group indicators, and leave out what nothing was spent on."""
    match = re.fullmatch(r"(indicators|functional|economic)\[(\d+)\]\.(.*)", key)
    if match is None:
        return key
    name = "name" if match[1] == "indicators" else "code"
    shown = [one for one in getattr(report, match[1]) if name == "name" or one.executed.figure("万元").plain]
    own = getattr(report, match[1])[int(match[2])]
    before = [getattr(one, name) for one in shown[: shown.index(own)]].count(getattr(own, name))
    same = [at for at, one in enumerate(getattr(found, match[1])) if getattr(one, name) == getattr(own, name)]
    return f"{match[1]}[{same[before] if before < len(same) else -1}].{match[3]}"


def _typed(fact: Fact | TextFact) -> bool:
    """Whether a report keeps it: what is derived or scored is worked out again."""
    concept = STANDARD.concepts.get(fact.concept)
    return (
        concept is not None
        and fact.concept != "year"
        and not concept.given
        and (bool(concept.field) or not concept.formula)
    )


def _prints(fact: Fact | TextFact | None, text: str, found: Report) -> bool:
    """Whether it is printed like that: an amount with two decimals, a text without the stop at its end."""
    if isinstance(fact, TextFact):
        value = fact.value
        if isinstance(value, dt.date):
            return text == f"{value.year}年{value.month}月{value.day}日"
        if isinstance(value, DayOrMonth):
            return text == value.words
        if fact.concept in (
            "indicator.target",
            "indicator.actual",
        ):  # 98% may be typed as one text, it reads as two
            unit = found.indicators[int(re.findall(r"\d+", fact.key)[0])].unit
            return text.strip("≥≤= ") in (value, f"{value}{unit}")
        return isinstance(value, str) and value.strip("。") == text.strip("。 ")
    if fact is None or not fact.figure.known:
        return fact is not None and fact.figure.written.strip() == text.strip()
    amount = fact.figure.base
    forms = (format_money(amount), format_score(amount), format_number(amount, 0), format_number(amount, 2))
    return text.strip() in (*forms, fact.figure.written)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(REPORTS)
def test_every_figure_and_text_a_report_prints_reads_back_as_it_was_printed(report: Report) -> None:
    found = extract(source_of(composed(report)), STANDARD)
    compared, wrong = differences(report, found)
    assert not wrong
    assert compared >= 3  # the unit and the year stand on every report
    assert not found.notices
    assert not found.unread
    assert load_report(dump_report(found.report)) == found.report


@pytest.mark.parametrize("name", ["tidy", "careless"])
def test_an_example_written_as_word_reads_back(name: str, tmp_path: Path) -> None:
    report = load_report(Path(__file__).parents[3] / "examples" / name / "report.json")
    path = tmp_path / "自评报告.docx"
    write_docx(composed(report), path)
    found = extract(open_source(path), STANDARD)
    compared, wrong = differences(report, found)
    assert not wrong
    assert compared > 200
    assert not found.unread


def test_what_was_read_is_composed_again_to_the_same_text() -> None:
    report = load_report(Path(__file__).parents[3] / "examples" / "tidy" / "report.json")
    first = composed(report)
    again = composed(extract(source_of(first), STANDARD).report)
    assert (
        _tables(again)[:-2] == _tables(first)[:-2]
    )  # the last two show marks, given by ways that are not printed


def _tables(document: Document) -> list[list[list[str]]]:
    return [
        [[cell.text for cell in row.cells] for row in block.grid.rows]
        for block in document.blocks
        if isinstance(block, Table)
    ]


def test_every_value_says_where_it_was_read() -> None:
    report = load_report(Path(__file__).parents[3] / "examples" / "tidy" / "report.json")
    found = extract(source_of(composed(report)), STANDARD)
    assert (
        found.report.origins["figures.three_public.reception.executed"]
        == "附件1-1 第2张表第7行 公务接待 决算数"
    )
    assert found.places["figures.staff.posts.actual"].row == 1
    assert set(found.report.origins) <= set(found.places), "blanks have places, but nothing was typed there"
