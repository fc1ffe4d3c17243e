"""What a document says in figures, before anybody judges it: figures with what they speak of, and claims between them.

Running text (``sentences/``) and tables (``tables/``) both give these. Nothing here is a verdict; but where a sentence
can be read in several ways, the reading under which it is true is the one taken (charity), so that a claim called wrong
is wrong under every reading its words allow.
"""

from __future__ import annotations

from typing import Final, Literal

from msgspec import Struct

from ziping.figures import Figure, Place

AT: Final = "at:"
"""How keys of figures begin that stand in a document and in no part of the report."""

ClaimKind = Literal[
    "sum",  # claim = Σ weight · operand
    "partial_sum",  # the operands are part of the claim: together not more
    "difference",  # claim = first - second (- …)
    "change",  # claim = |first - second|: this year and last, or budget and outcome
    "share",  # claim = first / second, a part of a whole
    "rate",  # claim = first / second: execution, completion, control
    "growth",  # claim = change / base, in the form that `formula` says
    "average",  # claim = first / second, an amount per head or piece
    "multiple",  # claim = first / second, 倍
    "product",  # claim = first × second
    "equal",  # the same fact said twice
    "count",  # claim = number of operands, or of items listed
]


class Mention(Struct, frozen=True):
    """A figure in a document. ``figure.place`` has its anchors: block, cell, characters.

    ``words`` is what it speaks of, as written there (a row's label, the words before it); ``concept``, ``column`` (the
    pack's stage, ``executed``, ``prior_executed`` …), ``year`` and ``item`` what that means, empty where it is not
    plain. ``quote`` is the sentence or row it stands in, ``quoted`` where the figure begins and ends within it.
    """

    figure: Figure
    words: str = ""
    concept: str = ""
    column: str = ""
    year: int | None = None
    item: str = ""
    quote: str = ""
    quoted: tuple[int, int] = (0, 0)

    @property
    def place(self) -> Place:
        """Where it stands."""
        assert self.figure.place is not None, "a mention always stands somewhere"
        return self.figure.place


class Claim(Struct, frozen=True):
    """A relation claimed between figures of a document.

    ``formula`` says how operands make the claim, over a, b, c … in the order of ``operands``: ``a/b``, ``b/(a-b)``
    (a this year, b the increase), ``b/(a+b)``, ``(a-b)/b`` (a this year, b last), ``a-b``, ``|a-b|``, ``a+b-c``. ``weights``
    are the signs of a sum or difference, one an operand. ``falls``: the words say 下降, 减少, so that the sign is in the
    words. ``listed`` counts the items of a list, for kind ``count``. ``quote`` are the words that make the claim.

    ``plain``: the words allow only this reading. What is not plain is never called wrong, at most suspicious, and that only
    where it is ``likely``: signs in the words speak for this reading, such as those that a list names all parts. ``turned``: a change
    from the second operand to the first that the words call a rise while it is a fall, or the other way round.
    """

    kind: ClaimKind
    claim: Mention
    operands: tuple[Mention, ...]
    formula: str
    quote: str
    place: Place
    weights: tuple[int, ...] = ()
    falls: bool = False
    listed: int = 0
    plain: bool = True
    likely: bool = False
    turned: bool = False
