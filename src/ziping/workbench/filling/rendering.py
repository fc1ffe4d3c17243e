"""Cells as HTML. A page has hundreds of them, so they are written here and not by a template each."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.html import conditional_escape as escaped
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from ziping.wording import Lang, Name, say
from ziping.workbench.filling.cells import Cell, Row

_YES_NO = (("是", "是"), ("否", "否"))


def called(name: Name | None, lang: Lang) -> str:
    if name is None:
        return ""
    return name.en if lang == "en" else name.zh


def cell_html(cell: Cell, lang: Lang, row: str = "") -> SafeString:
    """One cell with what is wrong with it beside it. ``row`` is what its line is called, for who does not see the table."""
    label = " ".join(filter(None, (row, called(cell.column.label, lang))))
    common = format_html(
        'id="{}" data-line="{}" data-column="{}" aria-label="{}" aria-describedby="x-{}"{}{}',
        cell.id,
        cell.address.line,
        cell.address.column,
        label,
        cell.id,
        mark_safe(" data-money") if cell.column.money else "",
        mark_safe(' aria-invalid="true"') if cell.trouble else "",
    )
    trouble = say(cell.trouble, lang) if cell.trouble is not None else ""
    return format_html(
        '{}<small class="trouble" id="x-{}">{}</small>', _control(cell, common), cell.id, trouble
    )


def _control(cell: Cell, common: SafeString) -> SafeString:
    classes = " ".join(_classes(cell))
    if not cell.open:
        return format_html('<span class="{} typed" tabindex="0" {}>{}</span>', classes, common, cell.text)
    if cell.column.long:
        return format_html('<textarea class="{}" rows="1" {}>{}</textarea>', classes, common, cell.text)
    if cell.column.picked:
        return format_html('<select class="{}" {}>{}</select>', classes, common, _options(cell))
    more = ' inputmode="decimal"' if cell.column.numeric else ""
    offered = format_html(' list="list-{}-{}"', *_list_of(cell)) if cell.column.choices else ""
    return format_html(
        '<input class="{}" value="{}" autocomplete="off"{}{} {}>',
        classes,
        cell.text,
        mark_safe(more),  # noqa: S308 - a literal
        offered,
        common,
    )


def _list_of(cell: Cell) -> tuple[str, str]:
    return cell.address.topic, cell.column.name if cell.column.name != "value" else cell.address.line


def _classes(cell: Cell) -> Iterator[str]:
    yield "cell"
    if cell.missing:
        yield "missing"
    if cell.severity:
        yield f"said-{cell.severity}"
    if cell.trouble:
        yield "wrong"


def _options(cell: Cell) -> SafeString:
    """What can be picked; what was typed stays, even where it is none of these."""
    choices = _YES_NO if cell.column.kind == "yes_no" else cell.column.choices
    if cell.text and cell.text not in {value for value, _ in choices}:
        choices = (*choices, (cell.text, cell.text))
    return mark_safe(  # noqa: S308 - every text in it is escaped
        '<option value=""></option>'
        + "".join(
            f'<option value="{escaped(value)}"{" selected" if value == cell.text else ""}>{escaped(shown)}</option>'
            for value, shown in choices
        )
    )


def row_html(row: Row, lang: Lang) -> SafeString:
    """The cells of a table's row, each in its ``td``."""
    name = called(row.label, lang)
    return mark_safe("".join(_td(cell, lang, name) for cell in row.cells))  # noqa: S308 - made of safe parts


def _td(cell: Cell, lang: Lang, row: str) -> str:
    if cell.closed:
        return '<td class="n closed"><span aria-hidden="true">——</span></td>'
    kind = "n" if cell.column.numeric else "c-name" if cell.column.name == "name" else ""
    return f'<td class="{kind}">{cell_html(cell, lang, row)}</td>'
