"""Which figure is wrong? Broken relations and conflicting mentions explained by what may have gone wrong, exactly.

    for fault in localise(checked.relations, checked.facts, standard):
        fault.explanations[0].causes

The idea is Fellegi and Holt's, over operations instead of fields: the cheapest sets of operations (a figure is wrong, a
ratio is wrong, a figure stands under another's name, a relation does not apply, a ratio was cut short) after which every
relation can hold; all of them, ranked by how easily a hand slips from one string to the other. Never one answer where
the report allows two, and never an amount nobody wrote for a blank or a 0.

``model`` puts relations of workbooks and documents into one form (``forms`` reads their formulas), ``faults`` tells what
belongs together, ``operations`` what may be done, ``state`` what holds afterwards (``inequalities`` decides), ``search``
finds the sets, ``causes`` their values (``slips`` the candidates), ``evidence`` what speaks for and against. Must not
know: rules and their findings. Start reading in ``telling.py``.
"""

from ziping.checking.localising.slips import NO_SLIP, bare_number, slip_cost, slips
from ziping.checking.localising.telling import Claim, Localised, localise

__all__ = ["NO_SLIP", "Claim", "Localised", "bare_number", "localise", "slip_cost", "slips"]
