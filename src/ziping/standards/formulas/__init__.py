"""The formula language of packs: small, exact, and unable to do anything but reckon.

    formula = bind("operating@executed / operating@initial", standard.vocabulary)
    evaluate(formula, scope)  # a Fraction, or Unknown with what is missing
    explain(formula, scope)  # the same with its working
    evaluate_interval(formula, scope, "truncate")

``grammar.lark`` and ``parser.py`` make a :class:`Tree`, ``binder.py`` gives every node its measure (money and people do
not add) and every name its stage, ``evaluation.py`` goes through it for a :class:`Scope`, which whoever has the figures
provides. Functions stand in ``functions.py`` (what they take) and ``plain.py`` (what they do).

Must not know: packs and their files, reports, how values are printed. Start reading in ``scope.py``, then ``tree.py``.
"""

from ziping.figures import Mode
from ziping.standards.formulas.binding import Checked, Expected, bind, check
from ziping.standards.formulas.errors import FormulaError, FormulaProblem
from ziping.standards.formulas.evaluation import evaluate, evaluate_interval, evaluate_noting, explain
from ziping.standards.formulas.functions import AGGREGATES, FUNCTIONS
from ziping.standards.formulas.literals import literal
from ziping.standards.formulas.measure import (
    COUNT,
    DATE,
    FLAG,
    MARKS,
    MONEY,
    PEOPLE,
    RATIO,
    TEXT,
    TIME,
    Measure,
    measure_of,
)
from ziping.standards.formulas.parser import parse
from ziping.standards.formulas.scope import Missing, Operand, Outcome, Reason, Scope, Unknown, Working
from ziping.standards.formulas.tree import (
    Aggregate,
    Arithmetic,
    Call,
    Comparison,
    Constant,
    Formula,
    Logic,
    Name,
    Negative,
    Node,
    Not,
    Tree,
    Value,
    walk,
)
from ziping.standards.formulas.vocabulary import Parameter, Term, Vocabulary

__all__ = [
    "AGGREGATES",
    "COUNT",
    "DATE",
    "FLAG",
    "FUNCTIONS",
    "MARKS",
    "MONEY",
    "PEOPLE",
    "RATIO",
    "TEXT",
    "TIME",
    "Aggregate",
    "Arithmetic",
    "Call",
    "Checked",
    "Comparison",
    "Constant",
    "Expected",
    "Formula",
    "FormulaError",
    "FormulaProblem",
    "Logic",
    "Measure",
    "Missing",
    "Mode",
    "Name",
    "Negative",
    "Node",
    "Not",
    "Operand",
    "Outcome",
    "Parameter",
    "Reason",
    "Scope",
    "Term",
    "Tree",
    "Unknown",
    "Value",
    "Vocabulary",
    "Working",
    "bind",
    "check",
    "evaluate",
    "evaluate_interval",
    "evaluate_noting",
    "explain",
    "literal",
    "measure_of",
    "parse",
    "walk",
]
