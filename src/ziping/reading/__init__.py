"""What was written, understood: the mirror image of ``composing``.

    read_workbook(read_xlsx(Path("年度数据.xlsx")))   a filled workbook as a Report, or every bad cell at once

Figures stay as typed; ``Report.origins`` says which cell each value came from.

Must not know: file formats, what is right or wrong about a report. Start reading in ``workbook/reader.py``.
"""

from ziping.reading.workbook import read_workbook

__all__ = ["read_workbook"]
