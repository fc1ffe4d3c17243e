"""A report as a document: chapters, sentences from figures, official forms, charts, editions.

    document = compose(report, standard, scorecard, edition="public")
    gaps(document)                                  # what nobody has filled in: 【待填：…】
    workbook = annex_sheets(report, standard, scorecard)

Every sentence and every form is the pack's (``sections.yaml``, ``forms/*.yaml``); the code knows how they are put together.
``facts.py`` is what is said, figures as a form prints them;
``speaking.py`` puts templates and conditions to the report, ``passages.py`` and ``narrative.py`` make chapters of them,
``forms/`` fills the annexes, ``workbook/`` makes the workbook a clerk fills.

Must not know: file formats, what any concept means. Start reading in ``composition.py``.
"""

from ziping.composing.composition import Edition, annex_sheets, compose, gaps, public_report

__all__ = ["Edition", "annex_sheets", "compose", "gaps", "public_report"]
