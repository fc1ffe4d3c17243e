"""A whole self-evaluation document understood: how it is built, what it is about, the report it tells.

    built = outline(source, standard)     headings as written and as meant, the pack's sections, annexes
    told = about(source)                  unit, place, year, kind, the pack that fits; each with confidence and place
    found = extract(source, standard)     a Report to edit and roll over, every value with its place
    bind(mentions, built, told, standard) figures with the concept, column, year and item they mean

Headings: ``outlining.py`` over ``numbering.py`` (systems of numbers), ``annex_marks.py`` (what is no chapter), ``sections.py`` and
``matching.py`` (which section of the pack). Tables: ``table_forms.py`` turns the pack's forms round, ``table_reading.py``, ``heads.py``
and ``list_rows.py`` read a table by them. Text: ``inverse.py`` turns the pack's own sentences round, ``prose.py`` reads by them,
``parts.py``, ``facts.py`` (projects: ``told_projects.py``) and ``saying.py`` what others wrote in words of theirs. All of it goes to
``gathering.py``; ``assembling.py`` makes the report, ``blanks.py`` says where what is missing would stand, ``notices.py`` what to look at. ``restated.py`` takes
out of a unit's own words what has become data.
Words are data: the pack's labels and aliases, and ``lexicon.toml``.

Must not know: file formats, what is right or wrong about a report. Start reading in ``extracting.py``.
"""

from ziping.reading.papers.binding import bind
from ziping.reading.papers.describing import about
from ziping.reading.papers.extracting import extract
from ziping.reading.papers.numbering import Numbered, number_at_head
from ziping.reading.papers.outlining import outline
from ziping.reading.papers.restated import without_restated
from ziping.reading.papers.shapes import About, Annex, Extracted, Heading, Outline, Placed, Told, Unread

__all__ = [
    "About",
    "Annex",
    "Extracted",
    "Heading",
    "Numbered",
    "Outline",
    "Placed",
    "Told",
    "Unread",
    "about",
    "bind",
    "extract",
    "number_at_head",
    "outline",
    "without_restated",
]
