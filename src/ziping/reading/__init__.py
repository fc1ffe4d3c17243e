"""What was written, understood: the mirror image of ``composing``.

    read_workbook(read_xlsx(Path("年度数据.xlsx")))   a filled workbook as a Report, or every bad cell at once
    read_paper(open_source(Path("自评报告.docx")))     a finished document: outline, figures, claims, the report in it

Figures stay as typed; ``Report.origins`` says where each value came from. Each reader is loaded when it is first used.

Must not know: file formats, what is right or wrong about a report. Start reading in ``paper.py`` (documents) or
``workbook/reader.py``.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ziping.reading.paper import Paper, read_paper
    from ziping.reading.workbook import is_workbook, read_workbook

__all__ = ["Paper", "is_workbook", "read_paper", "read_workbook"]

_HOMES = {
    "Paper": "ziping.reading.paper",
    "read_paper": "ziping.reading.paper",
    "is_workbook": "ziping.reading.workbook",
    "read_workbook": "ziping.reading.workbook",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(_HOMES[name]), name)
