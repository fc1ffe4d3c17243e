"""The self-evaluation of one unit for one year, as data.

``model.py`` and ``parts.py`` say what a :class:`Report` holds, ``quantity.py`` how a figure stays as it was typed, ``days.py`` a date known to the month,
``jsonform.py`` how a report is saved and loaded without loss
(``schema.py`` publishes its shape). ``stating.py`` makes its :class:`Statement`: every figure
and text with its concept, its place for a reader and its key in the report; ``scope.py`` lets formulas read it.
``masking.py`` takes private data out.

Must not know: Word, spreadsheets, the web, a database; what marks are given. Start reading in ``model.py``.
"""

from ziping.report.days import DayOrMonth
from ziping.report.entries import Address, Entries, Line
from ziping.report.form_places import places
from ziping.report.jsonform import data_of, dump_report, load_report, report_of
from ziping.report.masking import mask_text, masked
from ziping.report.model import Report
from ziping.report.parts import (
    Adjustment,
    Allotment,
    Answer,
    ApprovedIndicator,
    ClassifiedAmount,
    Conclusion,
    Disclosure,
    Duty,
    Evidence,
    Goal,
    Indicator,
    Institution,
    Measure,
    Note,
    Part,
    Payment,
    Premises,
    Problem,
    Project,
    Survey,
    Unit,
)
from ziping.report.paths import says_nothing, takes_month
from ziping.report.quantity import BLANK, Quantity
from ziping.report.schema import json_schema
from ziping.report.scope import Derived, ReportScope
from ziping.report.statement import Fact, Statement, TextFact
from ziping.report.stating import part_of, statement_of

__all__ = [
    "BLANK",
    "Address",
    "Adjustment",
    "Allotment",
    "Answer",
    "ApprovedIndicator",
    "ClassifiedAmount",
    "Conclusion",
    "DayOrMonth",
    "Derived",
    "Disclosure",
    "Duty",
    "Entries",
    "Evidence",
    "Fact",
    "Goal",
    "Indicator",
    "Institution",
    "Line",
    "Measure",
    "Note",
    "Part",
    "Payment",
    "Premises",
    "Problem",
    "Project",
    "Quantity",
    "Report",
    "ReportScope",
    "Statement",
    "Survey",
    "TextFact",
    "Unit",
    "data_of",
    "dump_report",
    "json_schema",
    "load_report",
    "mask_text",
    "masked",
    "part_of",
    "places",
    "report_of",
    "says_nothing",
    "statement_of",
    "takes_month",
]
