"""From a file a user names to a report and its standard."""

from __future__ import annotations

from pathlib import Path

from ziping.report import Report, load_report
from ziping.standards import Standard, load_standard
from ziping.wording import InputError, Message

_WORKBOOK_STARTS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def load_input(path: Path, standard_name: str | None) -> tuple[Report, Standard]:
    """The report in ``path`` (a filled workbook or a report.json, told apart by content) and its standard.

    ``standard_name`` (an id or a folder) overrides what the file says. Raises ``InputError``.
    """
    if _is_workbook(path):
        from ziping.documents import read_xlsx
        from ziping.reading import read_workbook

        chosen = load_standard(standard_name) if standard_name else None
        read = read_workbook(read_xlsx(path), chosen)
        return read, chosen or load_standard(read.standard)
    report = load_report(path)
    return report, load_standard(standard_name or report.standard)


def _is_workbook(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            start = file.read(4)
    except IsADirectoryError as error:
        raise InputError(Message("cli.is_a_folder", {"file": str(path)})) from error
    except FileNotFoundError as error:
        raise InputError(Message("cli.not_found", {"file": str(path)})) from error
    except OSError as error:
        problem = error.strerror or str(error)
        raise InputError(Message("cli.unreadable", {"file": str(path), "problem": problem})) from error
    if not start:
        raise InputError(Message("cli.empty_file", {"file": str(path)}))
    return start in _WORKBOOK_STARTS or path.suffix.lower() in {".xlsx", ".xls", ".et", ".ods"}
