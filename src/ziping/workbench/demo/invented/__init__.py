"""Units that never were: clean reports that agree with themselves, any number of them, for demo, tests and benchmarks.

    unit(seed)                              a report; same seed, same unit
    unit(seed, projects=6, execution=80)    what is asked for; the rest is drawn

Must not know: the database. Start reading in ``units.py``.
"""

from ziping.workbench.demo.invented.units import unit

__all__ = ["unit"]
