"""Files examined: one, or many at once, whatever they are.

    examine(path, Options())            open, read and check one file: a document, a filled workbook or a report.json
    examine_many(paths, Options(), …)   several at once on all processors, one `Line` each; a broken file stops nothing
    deliver(examined, formats, …)       the findings as files beside the document or in a folder
    load_asides(path)                   what was set aside for a file, and what was known of it before

Must not know: the command line, the web. Start in ``examining.py``.
"""

from typing import TYPE_CHECKING

from ziping.doors import opening

if TYPE_CHECKING:
    from ziping.audit.asides import Asides, beside, load_asides, mark, naming_the_notes, save_asides
    from ziping.audit.delivering import FORMATS, deliver
    from ziping.audit.examining import Examined, Options, examine
    from ziping.audit.finding import files_in, is_folder
    from ziping.audit.many import Line, Work, examine_many
    from ziping.audit.opening import document_in

__all__ = [
    "FORMATS",
    "Asides",
    "Examined",
    "Line",
    "Options",
    "Work",
    "beside",
    "deliver",
    "document_in",
    "examine",
    "examine_many",
    "files_in",
    "is_folder",
    "load_asides",
    "mark",
    "naming_the_notes",
    "save_asides",
]

__getattr__ = opening(
    globals(),
    {
        "asides": (
            "Asides",
            "beside",
            "load_asides",
            "mark",
            "naming_the_notes",
            "save_asides",
        ),
        "delivering": (
            "FORMATS",
            "deliver",
        ),
        "examining": (
            "Examined",
            "Options",
            "examine",
        ),
        "finding": ("files_in", "is_folder"),
        "many": (
            "Line",
            "Work",
            "examine_many",
        ),
        "opening": ("document_in",),
    },
)
