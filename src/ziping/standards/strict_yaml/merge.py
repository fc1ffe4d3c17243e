"""One tree put on top of another: mappings key by key, everything else replaced."""

from __future__ import annotations

from yaml.nodes import MappingNode, ScalarNode, SequenceNode

from ziping.standards.strict_yaml.nodes import Node


def merged(below: Node, above: Node) -> Node:
    """``below`` with what ``above`` says. Lists and texts are replaced as a whole; places stay those of the files."""
    if not (isinstance(below, MappingNode) and isinstance(above, MappingNode)):
        return above
    later = {key.value: (key, value) for key, value in above.value if isinstance(key, ScalarNode)}
    together = []
    for key, value in below.value:
        if isinstance(key, ScalarNode) and key.value in later:
            new_key, new_value = later.pop(key.value)
            together.append((new_key, merged(value, new_value)))
        else:
            together.append((key, value))
    together.extend(later.values())
    return MappingNode("", together, above.start_mark, above.end_mark)


def keyed(node: Node, key: str) -> Node:
    """A list of mappings as one mapping by the text under ``key``, so that a later pack can name an entry.

    Entries without that key keep their number as key; converting them says what is missing.
    """
    if not isinstance(node, SequenceNode):
        return node
    together = []
    for number, entry in enumerate(node.value):
        name = ScalarNode("", f"[{number}]", entry.start_mark, entry.end_mark)
        if isinstance(entry, MappingNode):
            for entry_key, value in entry.value:
                if (
                    isinstance(entry_key, ScalarNode)
                    and entry_key.value == key
                    and isinstance(value, ScalarNode)
                ):
                    name = value
        together.append((name, entry))
    return MappingNode("", together, node.start_mark, node.end_mark)
