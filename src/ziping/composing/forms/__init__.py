"""The official forms filled, cell by cell: a pack's ``Form`` and a report become grids with true spans.

    pages = filled(form, speaker, scorecard)    # one page a form, or one an item
    pages[0].grids()                            # for paper: header rows further down begin a grid of their own
    pages[0].sheet_grid()                       # for a sheet: one grid with live formulas

``expanding.py`` turns form rows into actual rows, ``merging.py`` lets neighbours share a cell, ``cells.py`` prints one
cell, ``filling.py`` puts them together. Must not know: file formats, what a form's words mean.
"""

from ziping.composing.forms.filling import Page, filled

__all__ = ["Page", "filled"]
