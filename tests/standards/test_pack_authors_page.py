"""What the page for pack authors shows is so: its pack is sound, its formulas come to what it says, no key is left out."""

from __future__ import annotations

import datetime as dt
import importlib
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec.structs
import pytest

from standards.scopes import Record
from ziping.standards import check_pack, load_standard, model
from ziping.standards.formats import FORMATS, default_format, written
from ziping.standards.formulas import AGGREGATES, FUNCTIONS, Name, Unknown, bind, check, evaluate
from ziping.standards.layout import FILES, FOLDERS, MANIFEST
from ziping.standards.model.common import Record as PackRecord
from ziping.standards.model.pack import Standard
from ziping.standards.templates import parse_template, render, text_of
from ziping.wording import Lang, say

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGES: dict[Lang, Path] = {"en": DOCS / "pack-authors.md", "zh": DOCS / "pack-authors.zh-CN.md"}
VOCABULARY = load_standard("national").vocabulary


@dataclass(frozen=True)
class Page:
    lang: Lang
    text: str

    def blocks(self, kind: str) -> list[str]:
        return re.findall(rf"```{kind}\n(.*?)```", self.text, re.DOTALL)

    def shown(self, kind: str) -> list[tuple[str, str]]:
        lines = [line for block in self.blocks(kind) for line in block.splitlines()]
        return [
            (before.rstrip(), after.strip()) for before, _, after in (line.rpartition(" →") for line in lines)
        ]


@pytest.fixture(params=list(PAGES))
def page(request: pytest.FixtureRequest) -> Page:
    return Page(request.param, PAGES[request.param].read_text(encoding="utf-8"))


REPORT = Record(
    {
        "operating@initial": "67.20",
        "operating@executed": "518.46",
        "expenditure@executed": "1177.69",
        "expenditure@adjusted": "1177.69",
        "staff.posts": "43",
        "staff.serving": "44",
        "unit.filled_on": dt.date(2025, 4, 10),
        "carryover.opening": "无",
        "thrift": "",
    },
    {
        "project": [
            Record(
                {"project.name": "就业服务", "project.initial": "100", "project.level": "市级"},
                vocabulary=VOCABULARY,
            ),
            Record(
                {"project.name": "监察执法", "project.initial": "17", "project.level": "县级"},
                vocabulary=VOCABULARY,
            ),
        ],
        "economic": [
            Record({"economic.code": "30217", "economic.executed": "0.77"}, vocabulary=VOCABULARY),
            Record({"economic.code": "30201", "economic.executed": "5"}, vocabulary=VOCABULARY),
        ],
    },
    vocabulary=VOCABULARY,
)


def test_the_pack_of_the_page_is_sound(page: Page, tmp_path: Path) -> None:
    for block in page.blocks("yaml"):
        name, _, content = block.removeprefix("# ").partition("\n")
        (tmp_path / name).write_text(content, encoding="utf-8")

    assert [problem.render("zh") for problem in check_pack(tmp_path)] == []
    standard = load_standard(tmp_path)
    assert standard.lineage == ("national", "hunan/department/2024", "example-county/department/2025")
    assert standard.rules["Q-02.phone"].ended == "2026"
    assert (
        standard.concepts["three_public"].stages == load_standard("national").concepts["three_public"].stages
    )


def test_the_formulas_of_the_page_come_to_what_it_says(page: Page) -> None:
    shown = page.shown("formulas")

    assert len(shown) > 15
    assert [(formula, result(formula)) for formula, _ in shown] == shown


def result(line: str) -> str:
    text, _, name = (part.strip() for part in line.partition("|"))
    formula = bind(text, VOCABULARY)
    unit = VOCABULARY.terms[formula.root.concept].unit if isinstance(formula.root, Name) else ""
    return written(evaluate(formula, REPORT), name or default_format(formula.measure, unit), unit)


def test_the_sentences_of_the_page_read_as_it_says(page: Page) -> None:
    for template, sentence in page.shown("templates"):
        segments = render(parse_template(template, VOCABULARY), REPORT)
        assert not isinstance(segments, Unknown)
        assert text_of(segments) == sentence


def test_the_refusal_the_page_shows_is_what_is_said(page: Page) -> None:
    (problem,) = check("operating@initial > 5", VOCABULARY).problems
    said = say(problem.said("operating@initial > 5"), page.lang)

    blocks = page.blocks("text")
    assert len(blocks) == 2
    assert all(said in block for block in blocks)


def test_the_page_has_every_function_and_no_other(page: Page) -> None:
    table = page.text.split("| --- | --- |\n| `if(")[1].split("\n\n")[0]
    listed = {"if"} | set(re.findall(r"^\| `(\w+)\(", table, re.MULTILINE))

    assert listed == FUNCTIONS.keys() | AGGREGATES.keys()


def test_the_page_has_every_format_with_its_example(page: Page) -> None:
    for name, how in FORMATS.items():
        assert f"| `{name}` | `{how.example[0]}` → {how.example[1]} |" in page.text


def test_the_page_has_every_file(page: Page) -> None:
    for name in (MANIFEST, *FILES, *(f"{folder}/*.yaml" for folder in FOLDERS), "cases/*.yaml"):
        assert f"`{name}`" in page.text


def keys_of_packs() -> Iterator[str]:
    for module in pkgutil.iter_modules(model.__path__):
        for kind in vars(importlib.import_module(f"{model.__name__}.{module.name}")).values():
            if isinstance(kind, type) and issubclass(kind, PackRecord) and kind is not Standard:
                yield from (field.encode_name for field in msgspec.structs.fields(kind))


def test_the_page_has_every_key(page: Page) -> None:
    reference = page.text[page.text.index("`pack.yaml`\n") :]
    named = set(re.findall(r"`(\w+)`", reference)) | {"zh", "en"}

    assert set(keys_of_packs()) - named == set()
