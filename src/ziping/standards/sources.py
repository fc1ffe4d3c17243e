"""A pack's files as trees of nodes, its own and those of the packs it extends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as of
from importlib.resources.abc import Traversable

from yaml.nodes import MappingNode, ScalarNode

from ziping.standards.finding import installed_folder, siblings
from ziping.standards.layout import ASIDE, FILES, FOLDERS, MANIFEST
from ziping.standards.model.pack import Manifest
from ziping.standards.problems import PackError, Problem, Spot, suggestion
from ziping.standards.strict_yaml import Node, convert, keyed, merged, pairs, read_nodes, spot_of, verify
from ziping.wording import Message


@dataclass(slots=True)
class Source:
    """A pack as written. ``parts`` maps fields of ``Standard`` to the tree of their file."""

    folder: Traversable
    manifest: Manifest
    manifest_node: Node
    parts: dict[str, Node] = of(default_factory=dict)


class Reading:
    """Reading packs, collecting what is wrong. ``thorough`` also looks for what only a checked pack need not fear."""

    def __init__(self, *, thorough: bool) -> None:
        self.thorough = thorough
        self.problems: list[Problem] = []
        self.broken: set[str] = set()  # fields of ``Standard`` a file of which is no YAML

    def lineage(self, folder: Traversable) -> list[Source]:
        """The pack in ``folder`` and all it extends, the most general first. Raises :class:`PackError`."""
        found: list[Source] = []
        ids: list[str] = []
        next_folder: Traversable | None = folder
        while next_folder is not None:
            source = self.source(next_folder)
            ids.append(source.manifest.id)
            found.append(source)
            next_folder = self._extended(source, ids)
        return found[::-1]

    def source(self, folder: Traversable) -> Source:
        """The pack in ``folder`` alone. Raises :class:`PackError` when its ``pack.yaml`` cannot be used."""
        manifest, node = self.manifest(folder)
        source = Source(folder, manifest, node)
        for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
            self._take(source, entry)
        return source

    def manifest(self, folder: Traversable) -> tuple[Manifest, Node]:
        """``pack.yaml``. Raises :class:`PackError`."""
        node = self._tree(folder / MANIFEST)
        if node is None:
            raise PackError(
                [*self.problems, Problem(Message("standards.yaml.empty"), Spot(str(folder / MANIFEST)))]
            )
        before = len(self.problems)
        manifest = convert(node, Manifest, self.problems)
        if manifest is None:
            raise PackError(self.problems[before:])
        return manifest, node

    def _take(self, source: Source, entry: Traversable) -> None:
        name = entry.name
        if name.startswith((".", "_")) or name == MANIFEST:
            return
        if entry.is_dir():
            self._take_folder(source, entry)
        elif name in FILES:
            part = FILES[name]
            if (node := self._tree(entry, part.field)) is not None:
                own = self._keyed(node, part.key) if part.key else node
                beside = source.parts.get(part.field)
                source.parts[part.field] = own if beside is None else merged(beside, own)
        elif self.thorough and name.endswith((".yaml", ".yml")):
            args = {"read": name, "suggestion": suggestion(name, [*FILES, MANIFEST])}
            self.problems.append(Problem(Message("standards.pack.unknown_file", args), Spot(str(entry))))

    def _keyed(self, node: Node, key: str) -> Node:
        """A list by its entries' ids; an id given twice is a fault, for the later would silently win."""
        found = keyed(node, key)
        if self.thorough and isinstance(found, MappingNode):
            seen: dict[str, Node] = {}
            for name, _ in found.value:
                if name.value in seen:
                    args = {"key": name.value, "first": spot_of(seen[name.value]).line}
                    self.problems.append(Problem(Message("standards.yaml.duplicate_id", args), spot_of(name)))
                seen.setdefault(name.value, name)
        return found

    def _take_folder(self, source: Source, folder: Traversable) -> None:
        if folder.name not in FOLDERS:
            if self.thorough and folder.name not in ASIDE and not _holds_packs(folder):
                args = {"read": folder.name, "suggestion": suggestion(folder.name, [*FOLDERS, *ASIDE])}
                self.problems.append(
                    Problem(Message("standards.pack.unknown_folder", args), Spot(str(folder)))
                )
            return
        entries = sorted(
            (entry for entry in folder.iterdir() if entry.name.endswith(".yaml")), key=lambda one: one.name
        )
        field = FOLDERS[folder.name].field
        trees = [(entry.name.removesuffix(".yaml"), self._tree(entry, field)) for entry in entries]
        known = [(_key(name, node), node) for name, node in trees if node is not None]
        if known:
            first = known[0][1]
            source.parts[field] = MappingNode("", known, first.start_mark, first.end_mark)

    def _tree(self, entry: Traversable, field: str = "") -> Node | None:
        """The tree of a file; ``None`` for an empty one, or for one that is no YAML, which becomes a problem."""
        name = str(entry)
        try:
            node = read_nodes(entry.read_text(encoding="utf-8-sig"), name)
        except PackError as error:
            self.problems.extend(error.problems)
        except UnicodeDecodeError:
            self.problems.append(Problem(Message("standards.yaml.not_utf8"), Spot(name)))
        except OSError as error:
            args = {"problem": error.strerror or str(error)}
            self.problems.append(Problem(Message("standards.yaml.unreadable", args), Spot(name)))
        else:
            if node is not None and self.thorough:
                self.problems.extend(verify(node))
            return node
        self.broken.add(field)
        return None

    def _extended(self, source: Source, ids: list[str]) -> Traversable | None:
        """The folder of the pack that ``source`` extends. Raises :class:`PackError` for a circle or an unknown id."""
        wanted = source.manifest.extends
        if not wanted:
            return None
        node = next(value for key, _, value in pairs(source.manifest_node) if key == "extends")
        if wanted in ids:
            message = Message("standards.pack.extends_itself", {"way": " → ".join([*ids, wanted])})
            raise PackError([Problem(message, spot_of(node), "extends")])
        for folder in siblings(source.folder, wanted):
            if _id_of(folder) == wanted:
                return folder
        if (found := installed_folder(wanted)) is not None:
            return found
        raise PackError(
            [Problem(Message("standards.pack.unknown_base", {"read": wanted}), spot_of(node), "extends")]
        )


def together(lineage: list[Source]) -> dict[str, Node]:
    """The parts of all packs put on top of each other, the most general at the bottom."""
    parts: dict[str, Node] = {}
    for source in lineage:
        for name, node in source.parts.items():
            parts[name] = merged(parts[name], node) if name in parts else node
    return parts


def parameters(lineage: list[Source]) -> Mapping[str, str]:
    return {name: value for source in lineage for name, value in source.manifest.parameters.items()}


def _key(name: str, node: Node) -> ScalarNode:
    return ScalarNode("", name, node.start_mark, node.end_mark)


def _id_of(folder: Traversable) -> str:
    """The id in a neighbour's ``pack.yaml``; empty when that cannot be read, which is its own affair."""
    try:
        return Reading(thorough=False).manifest(folder)[0].id
    except PackError:
        return ""


def _holds_packs(folder: Traversable) -> bool:
    if (folder / MANIFEST).is_file():
        return True
    return any(_holds_packs(child) for child in folder.iterdir() if child.is_dir())


def all_manifests(folders: Mapping[str, Traversable]) -> Iterator[Manifest]:
    for folder in folders.values():
        yield Reading(thorough=False).manifest(folder)[0]
