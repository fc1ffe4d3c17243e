"""The real OCR of the extra ``ocr``, where it is installed: on pictures drawn here."""

from __future__ import annotations

from importlib import import_module
from io import BytesIO
from typing import Any

import pytest

from ziping.documents.image import read_image
from ziping.documents.image.engine import usual_recogniser
from ziping.documents.image.ruling import rules

pytest.importorskip("rapidocr", reason="the extra ocr is not installed")
pytest.importorskip("onnxruntime", reason="the extra ocr is not installed")

FIGURES = [["2024", "1176.69"], ["658.22", "518.47"]]
LEFT, TOP, WIDE, HIGH = 150, 200, 500, 120


@pytest.fixture(scope="module")
def picture() -> Any:
    """A ruled table of figures on white paper."""
    draw_module, fonts = import_module("PIL.ImageDraw"), import_module("PIL.ImageFont")
    image = import_module("PIL.Image").new("RGB", (1300, 700), "white")
    draw, font = draw_module.Draw(image), fonts.load_default(size=44)
    for row in range(3):
        draw.line((LEFT, TOP + HIGH * row, LEFT + 2 * WIDE, TOP + HIGH * row), "black", 3)
        draw.line((LEFT + WIDE * row, TOP, LEFT + WIDE * row, TOP + 2 * HIGH), "black", 3)
    for row, cells in enumerate(FIGURES):
        for column, figure in enumerate(cells):
            draw.text((LEFT + WIDE * column + 60, TOP + HIGH * row + 35), figure, "black", font)
    return image


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF", "BMP"])
def test_figures_in_a_ruled_table_are_read_and_doubted(picture: Any, form: str) -> None:
    buffer = BytesIO()
    picture.save(buffer, form)
    source = read_image(buffer.getvalue(), f"表.{form}")
    (grid,) = source.grids
    assert [[cell.text for cell in grid.cells if cell.row == row] for row in range(2)] == FIGURES
    assert all(cell.doubts[0].end == len(cell.text) for cell in grid.cells)


def test_drawn_lines_are_found_and_strokes_of_characters_are_not(picture: Any) -> None:
    level, upright = rules(import_module("numpy").asarray(picture.convert("L")), 150.0)
    assert [round(at / 10) for at, _, _ in sorted(level)] == [20, 32, 44]
    assert [round(at / 10) for at, _, _ in sorted(upright)] == [15, 65, 115]


@pytest.mark.parametrize("angle", [1.2, -0.7, 90, 180, 270])
def test_a_page_laid_crooked_or_wrong_way_up_is_turned(picture: Any, angle: float) -> None:
    buffer = BytesIO()
    picture.rotate(angle, expand=angle >= 90, fillcolor="white").save(buffer, "PNG")
    (grid,) = read_image(buffer.getvalue(), "表.png").grids
    assert [[cell.text for cell in grid.cells if cell.row == row] for row in range(2)] == FIGURES


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n", b"BM" + b"\0" * 40, b"II*\0" + b"\xff" * 60])
def test_a_damaged_picture_is_a_value_error(data: bytes) -> None:
    recogniser = usual_recogniser()
    assert recogniser is not None
    with pytest.raises(ValueError, match=r"\S"):
        list(recogniser.pictures(data)[1])
