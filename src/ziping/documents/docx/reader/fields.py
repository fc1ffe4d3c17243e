"""Field codes: which ``w:fldChar`` belong together, and which fields are tables of contents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from ziping.documents.docx.reader.names import DELETED, FIELD, FIELD_KIND, INSTRUCTION

if TYPE_CHECKING:
    from ziping.documents.docx.reader.names import Element

Mark = Literal["begin", "contents", "link", "separate", "end"]


_BEGINNINGS: dict[str, Mark] = {"TOC": "contents", "HYPERLINK": "link"}
Pairs: TypeAlias = "dict[Element, tuple[Mark, Element]]"


def paired(root: Element) -> Pairs:
    """What each mark means that belongs to a whole field, and the mark that ends it; torn fields are left out.

    ``contents`` begins a table of contents, whose lines repeat the headings; ``link`` a text that is only linked.
    """
    marks: Pairs = {}
    open_fields: list[tuple[list[Element], list[str]]] = []
    for element in root.iter(FIELD, INSTRUCTION):
        run = element.getparent()
        around = None if run is None else run.getparent()
        if around is None or around.tag in DELETED:
            continue
        if element.tag == INSTRUCTION:
            if open_fields:
                open_fields[-1][1].append(element.text or "")
            continue
        kind = element.get(FIELD_KIND)
        if kind == "begin":
            open_fields.append(([element], []))
        elif not open_fields:
            continue
        elif kind == "separate":
            open_fields[-1][0].append(element)
        elif kind == "end":
            elements, instruction = open_fields.pop()
            words = "".join(instruction).split(maxsplit=1)
            marks[elements[0]] = (_BEGINNINGS.get(words[0].upper() if words else "", "begin"), element)
            marks.update((one, ("separate", element)) for one in elements[1:])
            marks[element] = ("end", element)
    return marks
