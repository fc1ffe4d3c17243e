"""What was written, understood: the mirror image of ``composing``.

    read_workbook(read_xlsx(Path("年度数据.xlsx")))   a filled workbook as a Report, or every bad cell at once
    read_paper(open_source(Path("自评报告.docx")))     a finished document: outline, figures, claims, the report in it

Figures stay as typed; ``Report.origins`` says where each value came from. Each reader is loaded when it is first used.

Must not know: file formats, what is right or wrong about a report. Start reading in ``paper.py`` (documents) or
``workbook/reader.py``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ziping.doors import opening

if TYPE_CHECKING:
    from ziping.reading.paper import Paper, read_paper
    from ziping.reading.workbook import Entered, is_workbook, read_entered, read_workbook

__all__ = ["Entered", "Paper", "is_workbook", "read_entered", "read_paper", "read_workbook"]

__getattr__ = opening(
    globals(),
    {
        "paper": ("Paper", "read_paper"),
        "workbook": ("Entered", "is_workbook", "read_entered", "read_workbook"),
    },
)
