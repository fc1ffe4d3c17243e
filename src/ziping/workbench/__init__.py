"""The workbench: the unit fills, the bureau collects, reviews, follows up and publishes, in the browser.

    ziping serve            the site with its worker, on SQLite unless DATABASE_URL says otherwise

A Django project of small apps, each a folder: ``organisation`` (places, units, people, and who may do what: ``access.py``,
the one place that answers that), ``journal`` (what happened, in a chain nobody can rewrite), ``campaigns`` (the year's
self-evaluation), ``filling`` (a report as lines with versions; ``assemble.py`` is where stored lines meet the core),
``pages`` (what every page is made of). Models store, the core thinks. ``options.py`` lists every setting.

Must not know: how a check works inside. Start reading in ``urls.py``: it is the map of the site.
"""

__all__ = ()  # entered by its address in the browser, and by `ziping serve`
