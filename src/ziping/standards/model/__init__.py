"""The shape of a pack: one module a pack file, all records frozen and strict.

``pack.yaml`` → :mod:`pack`, ``concepts.yaml``/``stages.yaml``/``items.yaml`` → :mod:`concepts`, ``bases.yaml`` → :mod:`bases`,
``economic.yaml``/``functional.yaml`` → :mod:`codes`, ``rules.yaml`` → :mod:`rules`,
``scoring.yaml``/``control.yaml``/``indicators/*.yaml`` → :mod:`scoring`, ``forms/*.yaml`` → :mod:`forms`,
``sections.yaml`` → :mod:`sections`, ``workbook.yaml`` → :mod:`workbook`, ``words.yaml`` → lists of words.
"""
