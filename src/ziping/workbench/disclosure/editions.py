"""The files of a public edition: composed from what was handed in, masked, and refused where anything private is left."""

from __future__ import annotations

import csv
import io
import tempfile
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from ziping.composing import compose, public_report
from ziping.documents import Document, Heading, Paragraph, Table, Title
from ziping.documents.model import plain
from ziping.report import Report, data_of, dump_report, mask_text, report_of, statement_of
from ziping.scoring import Scorecard, score
from ziping.standards import Standard
from ziping.wording import InputError, Message, say
from ziping.workbench.filling.assemble import standard_named
from ziping.workbench.filling.models import Handed
from ziping.workbench.pages.exporting import exported_cell

_MOST_LEAKS = 5
_COLUMNS = ("figure", "stage", "item", "year", "value", "unit")
_LABEL = 60  # characters of a place worth naming


@dataclass(frozen=True, slots=True)
class Made:
    """An edition as bytes by form, and what its page shows."""

    files: dict[str, bytes]
    shown: dict[str, Any]
    blocks: list[dict[str, Any]]
    title: str


def make(handed: Handed, *, with_pdf: bool = True) -> Made:
    """Compose the public edition of what was handed in.

    Raises ``InputError`` naming the places where private data is left after masking: nothing is published then.
    """
    standard = standard_named(handed.package.campaign.standard)
    internal = report_of(handed.report)
    report, card = public_report(internal), score(internal, standard)
    document = compose(internal, standard, card, edition="public")
    blocks = list(blocks_of(document))
    data = dump_report(report).encode()
    table = _table(report, standard)
    refuse_private([*_texts(blocks), *(cell for row in table for cell in row), *strings_of(data_of(report))])
    made = {"docx": b"", "pdf": b"", "json": data, "csv": _csv(table)}
    made["docx"], made["pdf"] = _paper(document, with_pdf=with_pdf)
    return Made(
        {form: content for form, content in made.items() if content},
        _shown(report, standard, card),
        blocks,
        document.metadata.title,
    )


def refuse_private(texts: list[str]) -> None:
    """Raises ``InputError`` naming what still holds a telephone, identity or bank number, itself masked."""
    left = [text for text in dict.fromkeys(texts) if mask_text(text) != text]
    if left:
        raise InputError(
            *(
                Message("disclosure.private_left", {"text": mask_text(text)[:_LABEL]})
                for text in left[:_MOST_LEAKS]
            )
        )


def strings_of(data: Any) -> Iterator[str]:
    """Every text in plain data, however deep."""
    match data:
        case str():
            yield data
        case dict():
            for value in data.values():
                yield from strings_of(value)
        case list() | tuple():
            for value in data:
                yield from strings_of(value)
        case _:
            return


def blocks_of(document: Document) -> Iterator[dict[str, Any]]:
    """What a page shows of a document: titles, headings, paragraphs and tables with their spans."""
    for block in document.blocks:
        match block:
            case Title():
                yield {"kind": "title", "text": block.text}
            case Heading():
                yield {"kind": "heading", "text": block.text}
            case Paragraph() if block.text.strip():
                yield {"kind": "paragraph", "text": block.text, "plain": block.role != "body"}
            case Table():
                yield {"kind": "table", "rows": _rows(block)}
            case _:
                continue


def _rows(table: Table) -> list[list[dict[str, Any]]]:
    head = table.grid.header_rows
    return [
        [
            {
                "text": plain(cell.content),
                "rows": cell.row_span,
                "columns": cell.col_span,
                "number": cell.align == "right" or (cell.value is not None and cell.align is None),
                "head": at < head,
            }
            for cell in row.cells
        ]
        for at, row in enumerate(table.grid.rows)
    ]


def _texts(blocks: list[dict[str, Any]]) -> Iterator[str]:
    for block in blocks:
        yield from (cell["text"] for row in block.get("rows", ()) for cell in row)
        yield block.get("text", "")


def _table(report: Report, standard: Standard) -> list[tuple[str, ...]]:
    """Every figure that was stated, with what it is, of which item and year, and its unit."""
    statement = statement_of(report, standard)
    rows = [tuple(say(Message(f"disclosure.column.{name}"), "zh") for name in _COLUMNS)]
    for fact in statement.facts:
        if fact.figure.written.strip():
            concept, stage = standard.concepts[fact.concept], standard.stages[fact.stage]
            rows.append(
                (
                    concept.label.zh,
                    stage.label.zh,
                    statement.names.get(fact.key.rpartition(".")[0], ""),
                    str(fact.year),
                    fact.figure.written,
                    str(fact.figure.unit or ""),
                )
            )
    return rows


def _csv(rows: list[tuple[str, ...]]) -> bytes:
    """With a byte order mark: without it spreadsheet programs take UTF-8 for something else."""
    buffer = io.StringIO()
    csv.writer(buffer).writerows([exported_cell(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + buffer.getvalue().encode()


def _paper(document: Document, *, with_pdf: bool) -> tuple[bytes, bytes]:
    """The .docx and, where LibreOffice is installed, the .pdf."""
    from ziping.documents import pdf_available, to_pdf, write_docx  # noqa: PLC0415 - heavy, for the worker alone

    with tempfile.TemporaryDirectory(prefix="ziping-public-") as folder:
        word, pdf = Path(folder) / "report.docx", Path(folder) / "report.pdf"
        write_docx(document, word)
        if with_pdf and pdf_available() is None:
            to_pdf(word, pdf)
        return word.read_bytes(), pdf.read_bytes() if pdf.exists() else b""


def _shown(report: Report, standard: Standard, card: Scorecard) -> dict[str, Any]:
    found = statement_of(report, standard).found
    figures = []
    for concept, stage in _headline():
        fact = found.get((concept, "", stage))
        if fact is None or not hasattr(fact, "figure") or fact.figure.value is None:
            continue
        label, column = standard.concepts[concept].label, standard.stages[stage].label
        figures.append(
            {
                "label": {"zh": label.zh, "en": label.en},
                "stage": {"zh": column.zh, "en": column.en},
                "written": fact.figure.written,
                "unit": str(fact.figure.unit or ""),
            }
        )
    return {"figures": figures, "score": _score(card), "grade": card.grade or ""}


def _score(card: Scorecard) -> str:
    if card.total is None:
        return ""
    shift = 10**card.decimals
    whole = (card.total * shift * 2 + 1) // 2  # half up, as a mark is
    units, rest = divmod(int(whole), shift)
    return f"{units}.{rest:0{card.decimals}d}" if card.decimals else str(units)


@cache
def _headline() -> tuple[tuple[str, str], ...]:
    text = (files("ziping.workbench.disclosure") / "headline.toml").read_text(encoding="utf-8")
    return tuple((concept, stage) for concept, stage in tomllib.loads(text)["figures"])
