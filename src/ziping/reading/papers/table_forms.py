"""The tables of a pack as they are looked for in a document: which label and which heading mean which figure.

Made of the pack's own forms (``forms/*.yaml``) and of the tables in its sections, by the same templates that print them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from ziping.reading.papers import lexicon
from ziping.reading.papers.conditions import fixed
from ziping.reading.papers.matching import key_of
from ziping.reading.papers.sections import kept, known_sections
from ziping.standards import Standard
from ziping.standards.model.concepts import Concept
from ziping.standards.model.forms import Form, FormCell, FormRow
from ziping.standards.model.sections import Passage

_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_.]*(?:@[A-Za-z0-9_]+)?")
_HOLE: Final = re.compile(r"\{([^{}]*)\}")
_FIRST_KNOWN: Final = re.compile(r"first_known\(([^(),]*), ''\)")
_YEAR_HOLE: Final = re.compile(r"\{(?:prior_)?year\}年?")
_CATEGORY: Final = re.compile(r"category, ''\) == '([^']+)'")
GIVEN: Final = {
    "indicator.score": "indicator.stated_score",
    "score.total": "conclusion.stated_total",
    "score.grade": "conclusion.stated_grade",
}
"""What scoring gives on our own forms is what somebody typed on a form that is read."""


class Target(Struct, frozen=True):
    """What a cell is about; ``concept`` is empty for a sum of what stands elsewhere."""

    concept: str
    stage: str = ""
    heading: str = ""


class RowForm(Struct, frozen=True):
    """A labelled row: its cells in order. ``category``: a kind of projects, whose projects may stand below."""

    label: str
    targets: tuple[Target, ...]
    category: str = ""


class ListColumn(Struct, frozen=True):
    """A column of a list; ``carried``: a merged cell speaks for every row it spans."""

    heading: str
    concepts: tuple[str, ...]
    carried: bool = False


class ListForm(Struct, frozen=True):
    """A row for every item; ``opens`` is the label of the row it stands below, empty below its own headings.

    ``statement``: the concept of the words that stand in its first cell when there are no items;
    ``fixed``: fields that are the same for all items the pack prints there. ``match``: the field that names the one
    the whole table is about (indicators of a project).
    """

    item: str
    columns: tuple[ListColumn, ...]
    opens: str = ""
    statement: str = ""
    fixed: tuple[tuple[str, str], ...] = ()
    match: str = ""


class TableForm(Struct, frozen=True):
    """A table of the pack. Keys are labels as :func:`key_of` makes them.

    ``item``: the table is about one of these, there is one for each. ``total`` is the row and heading of its marks.
    """

    id: str
    mark: str
    rows: Mapping[str, RowForm] = field(default_factory=dict)
    below: Mapping[str, Target] = field(default_factory=dict)
    inline: Mapping[str, Target] = field(default_factory=dict)
    lists: tuple[ListForm, ...] = ()
    headings: frozenset[str] = frozenset()
    section: str = ""
    item: str = ""
    total: tuple[str, str] = ("", "")

    @property
    def tells(self) -> bool:
        """Whether it holds anything that a report keeps; a working paper is all worked out."""
        return bool(self.rows or self.below or self.inline or self.lists)


def table_forms(standard: Standard) -> tuple[TableForm, ...]:
    """Every table of the pack: its forms, then the tables in its text."""
    return kept(standard, "table_forms", _made)


def other_names(standard: Standard) -> Mapping[str, str]:
    """Labels by other names → the form's own key: the lexicon's, and the aliases of the pack's concepts."""
    return kept(standard, "other_names", _other_names)


def _made(standard: Standard) -> tuple[TableForm, ...]:
    forms = [_of_form(name, form, standard) for name, form in standard.forms.items()]
    tables = [
        _of_passage(f"{known.id}[{number}]", known.id, passage, standard)
        for known in known_sections(standard)
        for number, passage in enumerate(known.section.passages)
        if passage.table
    ]
    return (*forms, *tables)


def _other_names(standard: Standard) -> Mapping[str, str]:
    names = {key_of(written): key_of(meant) for written, meant in lexicon.table("labels").items()}
    labels: dict[str, str] = {}
    for form in table_forms(standard):
        for rows in (form.rows.items(), form.inline.items(), form.below.items()):
            for key, row in rows:
                targets = row.targets if isinstance(row, RowForm) else (row,)
                concepts = {target.concept for target in targets if target.concept}
                if len(concepts) == 1:
                    labels.setdefault(concepts.pop(), key)
    for concept_id, key in labels.items():
        concept = standard.concepts.get(concept_id)
        for alias in (concept.label.zh, *concept.aliases) if concept is not None else ():
            names.setdefault(key_of(alias), key)
    return names


# --- a form -------------------------------------------------------------------------------------------------------------


class _Compiling:
    """What has been gathered of a form, row by row."""

    def __init__(self, standard: Standard) -> None:
        self.standard = standard
        self.rows: dict[str, RowForm] = {}
        self.below: dict[str, Target] = {}
        self.inline: dict[str, Target] = {}
        self.lists: list[ListForm] = []
        self.heads: dict[int, str] = {}
        self.headings: set[str] = set()
        self.opens = ""

    def table(self, name: str, mark: str, section: str = "") -> TableForm:
        headings = frozenset(
            self.headings | {key_of(one.heading) for part in self.lists for one in part.columns}
        )
        return TableForm(
            name, mark, self.rows, self.below, self.inline, tuple(self.lists), headings - {""}, section
        )

    def heading_row(self, cells: list[tuple[int, FormCell]]) -> None:
        for column, cell in cells:
            text = _YEAR_HOLE.sub("", cell.text)
            for inner in range(column, column + cell.columns):
                self.heads[inner] = text
            if text.strip():
                self.headings.add(key_of(text))
        self.opens = ""

    def value_row(self, cells: list[tuple[int, FormCell]]) -> None:
        label = ""
        targets: list[Target] = []
        for column, cell in cells:
            if (found := self._inline(cell)) is not None:
                self.inline[found[0]] = found[1]
            elif cell.value:
                targets.append(self._target(cell, column))
            elif text := key_of(_plain(cell.text)):  # a label, the first of its row or a further one
                self._keep(label, targets)
                label, targets = text, []
            elif label:
                targets.append(Target("", "", self.heads.get(column, "")))
        self._keep(label, targets)
        for target in targets if not label else ():
            if target.concept and target.heading:
                self.below[key_of(target.heading)] = target

    def _keep(self, label: str, targets: list[Target]) -> None:
        if label and targets:
            category = next((target.heading for target in targets if target.stage == "category"), "")
            kept_targets = tuple(Target("") if one.stage == "category" else one for one in targets)
            self.rows.setdefault(label, RowForm(label, kept_targets, category))
            self.opens = label

    def _target(self, cell: FormCell, column: int) -> Target:
        heading = self.heads.get(column, "") or cell.label
        if not _NAME.fullmatch(cell.value):
            found = _CATEGORY.search(cell.value)
            if found and "not one_of" not in cell.value:
                return Target("", "category", found[1])
            return Target("", "", heading)
        concept, stage = named(cell.value, self.standard)
        return Target(concept, stage, heading)

    def _inline(self, cell: FormCell) -> tuple[str, Target] | None:
        """``一般公共预算：{source.general@adjusted | money}``."""
        holes = _HOLE.findall(cell.text)
        names = [hole.split("|")[0].strip() for hole in holes]
        if len(names) != 1 or names[0] in ("year", "prior_year") or not _NAME.fullmatch(names[0]):
            return None
        before = cell.text[: cell.text.index("{")]
        key = key_of(before)
        concept, stage = named(names[0], self.standard)
        return (key, Target(concept, stage)) if key and concept else None

    def list_row(self, row: FormRow, cells: list[tuple[int, FormCell]]) -> None:
        columns = []
        for column, cell in cells:
            names = _names_of(cell, row.each, self.standard)
            heading = _YEAR_HOLE.sub("", self.heads.get(column, "") or cell.label)
            if column == 0 and not heading.strip():
                heading = ""
            if names:
                columns.append(ListColumn(heading, names, carried=bool(cell.group)))
        statement = next((name for cell in row.empty[:1] for name in _statement(cell, self.standard)), "")
        self.lists.append(ListForm(row.each, tuple(columns), self.opens, statement, match=row.match))


def _of_form(name: str, form: Form, standard: Standard) -> TableForm:
    made = _Compiling(standard)
    for row, cells in _placed(form):
        if row.records:
            continue
        if row.each:
            made.list_row(row, cells)
        elif row.header or not any(cell.value or _has_hole(cell) for _, cell in cells):
            made.heading_row(cells)
        else:
            made.value_row(cells)
    table = made.table(name, form.mark)
    if not form.each:
        return table
    if not any(standard.concepts[one].item == form.each for one in _concepts(table)):
        return replace(table, rows={}, below={}, inline={})
    return replace(table, item=form.each, total=_total(form))


def _concepts(table: TableForm) -> Iterator[str]:
    targets = (
        *table.below.values(),
        *table.inline.values(),
        *(one for row in table.rows.values() for one in row.targets),
    )
    return (target.concept for target in targets if target.concept)


def _total(form: Form) -> tuple[str, str]:
    """The row and heading of the marks reached: what the form sums up of execution and indicators."""
    for row, cells in _placed(form):
        for _, cell in cells:
            if "sum(indicator.score" in cell.value:
                return key_of(row.label), key_of(cell.label)
    return "", ""


def _has_hole(cell: FormCell) -> bool:
    return bool(_HOLE.search(_YEAR_HOLE.sub("", cell.text)))


def _plain(text: str) -> str:
    return _HOLE.sub("", text)


def _placed(form: Form) -> Iterator[tuple[FormRow, list[tuple[int, FormCell]]]]:
    """Every row with its cells and the columns they begin in."""
    open_below: dict[int, int] = {}
    for number, row in enumerate(form.rows):
        covered, open_below = open_below, {at: left - 1 for at, left in open_below.items() if left > 1}
        cells: list[tuple[int, FormCell]] = []
        column = 0
        for cell in row.cells:
            while column in covered:
                column += 1
            cells.append((column, cell))
            reach = cell.rows - 1
            if cell.until:
                reach = (
                    next((at for at, one in enumerate(form.rows) if one.id == cell.until), number) - number
                )
            if reach > 0:
                open_below.update(dict.fromkeys(range(column, column + cell.columns), reach))
            column += cell.columns
        yield row, cells


def _names_of(cell: FormCell, item: str, standard: Standard) -> tuple[str, ...]:
    """The fields of an item a cell prints: by name, in order, each once."""
    return tuple(_fields([cell.value] if cell.value else _HOLE.findall(cell.text), item, standard))


def _statement(cell: FormCell, standard: Standard) -> Iterator[str]:
    for hole in _HOLE.findall(cell.text):
        name = _FIRST_KNOWN.sub(r"\1", hole)
        if name in standard.concepts and standard.concepts[name].field and not standard.concepts[name].item:
            yield name


def _fields(holes: Iterable[str], item: str, standard: Standard) -> dict[str, None]:
    """The fields that are printed as they are; what is worked out of them says nothing new."""
    found: dict[str, None] = {}
    for hole in holes:
        name = _FIRST_KNOWN.sub(r"\1", hole.split("|")[0].strip())
        if not _NAME.fullmatch(name):
            continue
        meant = GIVEN.get(name, name)
        concept = standard.concepts.get(meant)
        if concept is not None and concept.item == item and (concept.field or meant.endswith(".allotted")):
            found.setdefault(meant)
    return found


def named(name: str, standard: Standard) -> tuple[str, str]:
    """Concept and stage of a name in a template; both empty for one the pack has not."""
    concept_id, _, stage = name.partition("@")
    concept_id = GIVEN.get(concept_id, concept_id)
    concept: Concept | None = standard.concepts.get(concept_id)
    if concept is None:
        return "", ""
    return concept_id, stage or ("" if concept.field else concept.stages[0])


# --- a table in the text ------------------------------------------------------------------------------------------------


def _of_passage(name: str, section: str, passage: Passage, standard: Standard) -> TableForm:
    made = _Compiling(standard)
    for column, one in enumerate(passage.table):
        made.heads[column] = one.heading
        made.headings.add(key_of(one.heading))
    if passage.each:
        columns = [
            ListColumn(one.heading, tuple(_fields(_HOLE.findall(one.value), passage.each, standard)))
            for one in passage.table
        ]
        shown = tuple(one for one in columns if one.concepts)
        made.lists.append(ListForm(passage.each, shown, fixed=fixed(passage)))
    for line in (*passage.lines, *((passage.total,) if passage.total else ())):
        cells = [
            FormCell(text="", value=_value(text)) if _value(text) else FormCell(text=text) for text in line
        ]
        made.value_row(list(enumerate(cells)))
    return made.table(name, "", section)


def _value(template: str) -> str:
    """The formula of a template that is nothing but one hole."""
    found = re.fullmatch(r"\{([^{}|]*)(?:\|[^{}]*)?\}", template)
    return found[1].strip() if found else ""
