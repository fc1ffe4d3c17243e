"""A document or a workbook written and taken apart again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree

from ziping.documents import Block, Document, Metadata, write_docx

Parts = dict[str, etree._Element]  # noqa: SLF001 -- lxml has no public name for it
ABOUT = Metadata(title="自评报告", author="示例县人力资源和社会保障局", created=datetime(2025, 5, 14, 9, 30))  # noqa: DTZ001 -- as people write it


@pytest.fixture
def about() -> Metadata:
    return ABOUT


@pytest.fixture
def parts_of(tmp_path: Path) -> Callable[..., Parts]:
    """Write blocks as .docx and parse every XML part, by name."""

    def write(*blocks: Block) -> Parts:
        path = tmp_path / "report.docx"
        write_docx(Document(blocks, ABOUT), path)
        with ZipFile(path) as package:
            return {
                name: etree.fromstring(package.read(name))
                for name in package.namelist()
                if name.endswith((".xml", ".rels"))
            }

    return write


@pytest.fixture
def body_of(parts_of: Callable[..., Parts]) -> Callable[..., etree._Element]:
    """Write blocks as .docx and give the body."""

    def write(*blocks: Block) -> etree._Element:
        return parts_of(*blocks)["word/document.xml"][0]

    return write
