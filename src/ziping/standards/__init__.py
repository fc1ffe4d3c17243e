"""The rulebook as data: packs of YAML with concepts, rules, scoring, forms and sentences, each on its legal basis.

    standard = load_standard("hunan/department/2024")  # or a folder of one's own
    standard.concepts["operating"].label.zh  # 公用经费
    bind("operating@executed / operating@initial", standard.vocabulary)

``model/`` is the shape of a pack, one module a file; ``strict_yaml/`` reads files and refuses what is not so;
``building.py`` puts a pack on top of those it extends, ``kept.py`` keeps the result for the next start; ``validation/`` holds its parts against each other;
``formulas/``, ``templates.py`` and ``ranges.py`` are the languages packs are written in; ``english.py`` says labels in
English; ``packs/`` are the packs that come along.

Must not know: reports, documents, how scores are given or rules applied. Start reading in ``model/pack.py``.
"""

from ziping.standards.finding import folder_of
from ziping.standards.loading import check_pack, list_standards, load_standard
from ziping.standards.model.common import Words
from ziping.standards.model.pack import Manifest, Standard
from ziping.standards.problems import PackError, Problem, Spot
from ziping.standards.vocabulary import vocabulary_of

__all__ = [
    "Manifest",
    "PackError",
    "Problem",
    "Spot",
    "Standard",
    "Words",
    "check_pack",
    "folder_of",
    "list_standards",
    "load_standard",
    "vocabulary_of",
]
