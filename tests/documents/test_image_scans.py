"""Whole pages as a scanner gives them: a printed report, crooked and grainy, read by the real OCR."""

from __future__ import annotations

import re
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from ziping.documents.image import read_image
from ziping.documents.office import program, run
from ziping.documents.source import Source

pytest.importorskip("rapidocr", reason="the extra ocr is not installed")
pytest.importorskip("onnxruntime", reason="the extra ocr is not installed")
pytestmark = pytest.mark.skipif(program() is None, reason="LibreOffice is not installed")

REPORT = Path(__file__).resolve().parents[2] / "examples" / "received" / "自评报告.docx"
FIGURE = re.compile(r"\d+(?:\.\d+)?%?")


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("printed")
    command = program()
    assert command is not None
    run(command, REPORT, "pdf", folder, 120)
    return folder / f"{REPORT.stem}.pdf"


def scanned(printed: Path, dpi: int, page: int, *, lower: bool = False) -> bytes:
    """Half of the page at ``dpi``, one degree crooked, grainy and a little grey: a whole one takes twice as long."""
    numpy, pil, pdfium = import_module("numpy"), import_module("PIL.Image"), import_module("pypdfium2")
    with pdfium.PdfDocument(printed) as pdf:
        image = pdf[page].render(scale=dpi / 72).to_pil().convert("L")
    half = image.height // 2
    image = image.crop((0, half, image.width, image.height) if lower else (0, 0, image.width, half))
    image = image.rotate(1, fillcolor=255, resample=pil.Resampling.BICUBIC)
    dots: Any = numpy.asarray(image).astype("int16")
    grain = numpy.random.default_rng(7).integers(-20, 21, dots.shape, "int16")
    buffer = BytesIO()
    pil.fromarray(numpy.clip(dots + grain - 10, 0, 255).astype("uint8")).save(buffer, "PNG", dpi=(dpi, dpi))
    return buffer.getvalue()


def text_of(printed: Path, page: int) -> str:
    with import_module("pypdfium2").PdfDocument(printed) as pdf:
        text: str = pdf[page].get_textpage().get_text_range()
    return re.sub(r"\s+", "", text)


def read_text(source: Source) -> str:
    grids = "".join(cell.text for grid in source.grids for cell in grid.cells)
    return re.sub(r"\s+", "", "".join(passage.text for passage in source.passages) + grids)


def test_the_figures_of_a_crooked_grainy_page_are_read_with_their_confidence(printed: Path) -> None:
    source = read_image(scanned(printed, 150, 0, lower=True), "扫描.png")
    real, found = FIGURE.findall(text_of(printed, 0)), FIGURE.findall(read_text(source))
    assert len(found) > 20
    assert sum(figure not in real for figure in found) <= len(found) // 25
    assert source.recognised
    for passage in source.passages:
        for match in FIGURE.finditer(passage.text):
            assert any(doubt.start <= match.start() and match.end() <= doubt.end for doubt in passage.doubts)


def test_the_ruled_table_of_a_crooked_page_keeps_its_rows_and_columns(printed: Path) -> None:
    source = read_image(scanned(printed, 200, 2), "扫描.png")
    grid = max(source.grids, key=lambda one: one.rows)
    assert grid.columns >= 4
    row = next(cell.row for cell in grid.cells if cell.text.startswith("公用经费"))
    figures = [cell.text for cell in grid.cells if cell.row == row and FIGURE.fullmatch(cell.text)]
    assert len(figures) == 3
