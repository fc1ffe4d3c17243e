"""How fast, as ratios against a peer measured in the same run: machines differ, ratios hold.

    python benchmarks/run.py

Each line names what is measured, its median, the peer's median, the ratio and the target. Nothing here fails a build;
a figure that misses its target is marked.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from cases import many_facts, template_for, tidy_report
from timing import line, median

from documents import documents
from ziping.checking import check
from ziping.composing import compose
from ziping.composing.workbook import workbook_of
from ziping.documents import read_xlsx, write_docx, write_xlsx
from ziping.reading import read_workbook
from ziping.scoring import score
from ziping.standards import load_standard

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = Path(sys.executable).with_name("ziping")


def report_writing(scratch: Path) -> None:
    standard = load_standard("hunan/department/2024")
    report = tidy_report()
    card = score(report, standard)
    document = compose(report, standard, card)
    render = template_for(document, scratch / "template.docx")
    ours = median(lambda: write_docx(document, scratch / "ours.docx"))
    whole = median(lambda: write_docx(compose(report, standard, card), scratch / "ours.docx"))
    peer = median(lambda: render(scratch / "peer.docx"))
    line("write the Word report", ours, "docxtpl, same content", peer, "≤ 1 wanted", met=ours <= peer)
    # docxtpl gets its sentences ready made; composing them from figures is ours alone.
    line(
        "compose and write the Word report", whole, "docxtpl, same content", peer, "for information", met=True
    )


def workbook_reading(scratch: Path) -> None:
    import openpyxl  # noqa: PLC0415 - only this measurement needs the peer

    standard = load_standard("hunan/department/2024")
    path = scratch / "workbook.xlsx"
    write_xlsx(workbook_of(tidy_report(), standard), path)
    ours = median(lambda: read_workbook(read_xlsx(path), standard))
    peer = median(lambda: openpyxl.load_workbook(path))
    line(
        "read the workbook into a report", ours, "openpyxl, plain load", peer, "≤ 1 wanted", met=ours <= peer
    )


def checking() -> None:
    standard = load_standard("hunan/department/2024")

    def checked(facts: int) -> float:
        report = many_facts(facts)
        card = score(report, standard)
        return median(lambda: check(report, standard, card), runs=3)

    small, large = checked(1_000), checked(10_000)
    line("check 10,000 facts", large, "check 1,000 facts", small, "≤ 11", met=large <= 11 * small)


def cold_start() -> None:
    def run(*command: str) -> Callable[[], object]:
        return lambda: subprocess.run(command, check=True, capture_output=True)

    ours = median(run(str(PROGRAM), "--version"), runs=15)
    peer = median(run(sys.executable, "-c", "pass"), runs=15)
    line("ziping --version", ours, "python -c pass", peer, "≤ 6", met=ours <= 6 * peer)


def whole_report(scratch: Path) -> None:
    workbook = ROOT / "examples" / "tidy" / "年度数据.xlsx"
    command = [
        str(PROGRAM),
        "report",
        str(workbook),
        "-o",
        str(scratch / "out"),
        "--format",
        "docx,xlsx,json",
    ]
    ours = median(lambda: subprocess.run(command, check=False, capture_output=True), runs=5)
    line("ziping report, example, no PDF", ours, "one second", 1.0, "< 1", met=ours < 1)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        cold_start()
        report_writing(scratch)
        workbook_reading(scratch)
        checking()
        whole_report(scratch)
        documents(scratch)


if __name__ == "__main__":
    main()
