"""Running text understood: its figures with what they speak of, and the relations it claims between them.

    mentions, claims = read_sentences(paragraph, place)

The way through: ``layout`` (marks, brackets, list numbers between figures) → ``narrating`` (every figure gets its part, every thing spoken of
is a ``Topic``) → ``lists``, ``columns``, ``siblings``, ``totals`` (what adds up to what) and ``ratios`` (shares, rates, growth, changes),
``targets``, ``counts`` and ``again`` → ``reader``. Whether a list must add up is for ``closing`` and ``signs`` to say (by the names of its
parts, by the words around it), which topics are its items for ``items``. A sum that adds nothing to one already told is kept as a partial one. Words are data: ``lexicon.toml``. Of several readings the first that holds is taken; a cue in words is always needed.

Must not know: file formats, tables, rules, what a figure means for a budget. Start reading in ``reader.py`` and ``topics.py``.
"""

from ziping.reading.sentences.reader import read_sentences

__all__ = ["read_sentences"]
