"""Whether a file holds a unit's own data (a filled workbook, a report.json) or is a document to be read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ziping.report import Report
from ziping.standards import Standard
from ziping.wording import InputError, Message

if TYPE_CHECKING:
    from ziping.documents import Source

_SHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_HEAD = 512


def data_in(path: Path, standard_name: str) -> tuple[Report, Standard] | None:
    """The report in ``path`` and its standard, or ``None`` where the file is no data of ours.

    ``standard_name`` (an id or a folder) overrides what the file says. Raises ``InputError`` for data that is ours and
    cannot be read.
    """
    try:
        if not path.is_file():
            return None
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except (OSError, ValueError):  # an impossible name, no permission: said by who reads documents
        return None
    if head.startswith(_SHEETS):
        return _workbook(path, standard_name) if _has_sheets(path, head) else None
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and not head.lstrip().startswith(b"{\\rt"):
        from ziping.report import load_report
        from ziping.standards import load_standard

        report = load_report(path)
        return report, load_standard(standard_name or report.standard)
    return None


def document_in(path: Path) -> Source:
    """The document at ``path``, as it was read.

    Raises ``InputError`` where it cannot be read, and where nothing was found to read in it: with no text there would be
    no findings either, and that is not what a clean report looks like.
    """
    from ziping.documents import open_source

    source = open_source(path)
    passages = any(passage.text.strip() for passage in source.passages)
    if not passages and not any(cell.text.strip() for grid in source.grids for cell in grid.cells):
        raise InputError(Message("audit.nothing_read", {"file": str(path)}), *source.notices)
    return source


def _has_sheets(path: Path, head: bytes) -> bool:
    if not head.startswith(b"PK"):
        return path.suffix.lower() in {".xls", ".et"}
    from ziping.documents.kinds import kind_of
    from ziping.documents.opening import load

    try:
        return kind_of(load(path), path) == "workbook" or path.suffix.lower() == ".ods"
    except InputError:  # said again, in its own words, by who reads such files
        return path.suffix.lower() in {".xlsx", ".xlsm", ".ods"}


def _workbook(path: Path, standard_name: str) -> tuple[Report, Standard] | None:
    from ziping.documents import read_xlsx
    from ziping.reading import is_workbook, read_workbook
    from ziping.standards import load_standard

    chosen = load_standard(standard_name) if standard_name else None
    sheets = read_xlsx(path)
    if not is_workbook(sheets, chosen):
        return None
    report = read_workbook(sheets, chosen)
    return report, chosen or load_standard(report.standard)
