"""YAML read strictly: text stays text, numbers stay exact, and every refusal names file, line and key.

``nodes.py``  a text → a tree of nodes that know their places (PyYAML's C parser; no aliases, no tags)
``merge.py``  one tree put on top of another, key by key
``typed.py``  a tree → the records of ``ziping.standards.model``; all that is wrong is collected, not only the first

What a bare word means is decided by the type that is expected there, never by how it looks: ``08``, ``no`` and
``30201`` are texts where a text is expected. Must not know: what packs are. Start reading in ``nodes.py``.
"""

from ziping.standards.strict_yaml.merge import keyed, merged
from ziping.standards.strict_yaml.nodes import Node, collector_paused, pairs, read_nodes, spot_of, verify
from ziping.standards.strict_yaml.typed import convert

__all__ = [
    "Node",
    "collector_paused",
    "convert",
    "keyed",
    "merged",
    "pairs",
    "read_nodes",
    "spot_of",
    "verify",
]
