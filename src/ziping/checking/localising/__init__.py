"""Which figure is wrong? Broken relations and conflicting mentions explained by what may have gone wrong, exactly.

    for fault in localise(checked.relations, checked.facts, standard):
        fault.explanations[0].causes

The idea is Fellegi and Holt's, over operations instead of fields: the cheapest sets of operations (a figure is wrong, a
ratio is wrong, a figure stands under another's name, a relation does not apply, a ratio was cut short) after which every
relation can hold; all of them, ranked by how easily a hand slips from one string to the other. Never one answer where
the report allows two, and never an amount nobody wrote for a blank or a 0.

``model`` puts relations of workbooks and documents into one form (``forms`` reads their formulas, ``bounds`` tells how far
they may be off), ``faults`` tells what belongs together, ``operations`` what may be done, ``state`` what is asked afterwards
(``inequalities`` decides), ``contradictions`` which operations could mend what does not hold (``alike``: of those that stand
for each other, one), ``search`` finds the sets, ``variants`` the others each stands for, ``causes`` their values (``slips``
the candidates), ``proof`` that all then holds, ``evidence`` what speaks for and against. Where the search comes to its limit,
that is said: nothing is ``whole``, certain or likely then. Must not know: rules and their findings. Start reading in
``telling.py``.
"""

from ziping.checking.localising.slips import NO_SLIP, bare_number, slip_cost, slips
from ziping.checking.localising.telling import Claim, Localised, localise

__all__ = ["NO_SLIP", "Claim", "Localised", "bare_number", "localise", "slip_cost", "slips"]
