"""For other systems: the same units, packages, findings and scores as the pages, as JSON.

A connected system is a person without a password (``System``) whose holdings say what it reaches, so that ``access.py``
decides for it as for everybody; its tokens (``tokens.py``) carry scopes and a last day. ``door.py`` is the API itself,
``units.py``, ``packages.py``, ``contents.py``, ``exports.py`` and ``webhooks.py`` its addresses, ``problems.py`` its errors.
``fiscal.toml`` names the fields of 预算管理一体化 and what of a report stands in each. ``events.py`` tells what happened to
those who asked (``sending.py``). ``schema.py`` finishes the OpenAPI description, ``reference.py`` draws the page from it.

Start reading in ``door.py``.
"""
