"""What a finished report leaves out: rows of its annexes, annexes, units of tables, facts of the unit, lost marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, TypeGuard

from ziping.checking.checks.conclusion import score_said
from ziping.checking.context import Context, Outcomes
from ziping.checking.pages import at, blocks_of, last_heading, under
from ziping.checking.register import check_document
from ziping.standards.model.rules import Severity

if TYPE_CHECKING:
    from ziping.documents.source import Grid, GridCell, Passage
    from ziping.reading.paper import Paper
    from ziping.reading.papers.shapes import Heading

_AMOUNT = re.compile(r"[-－]?[\d,，]+\.\d{1,6}")
_YUAN = re.compile("元")
_PERCENT = re.compile(r"^[^0-9]*[%％][^0-9]*$")  # a heading's; a figure of per cent speaks for itself alone
_LABEL = re.compile(r"[一-鿿]")
_END = re.compile(r"[一-鿿0-9％%）)]$")
_MOST = 5


@check_document("row_left_blank")
def row_left_blank(paper: Paper, context: Context) -> Outcomes:
    """Where the annex ``form`` is in the file, its row for ``concept`` says something."""
    annex = next((one for one in paper.outline.annexes if one.form == context.text("form")), None)
    if annex is None:
        return
    if any(one.concept == context.text("concept") and one.written.strip() for one in paper.extracted.placed):
        yield context.passed((), annex.title)
    else:
        yield at(context, [paper.source.blocks[annex.first].place], item=annex.title)


@check_document("missing_annexes")
def missing_annexes(paper: Paper, context: Context) -> Outcomes:
    """A report has all of the ``forms`` for annexes; where a table was not recognised, nothing is said.

    Of ``cells`` and more a table may be a form; a text of ``chapters`` the pack knows is a report.
    A text without any annex may have them in files of their own: that is no more than a warning.
    """
    annexes, large = paper.outline.annexes, context.number("cells")
    unknown = any(not annex.form for annex in annexes) or any(
        len(block.cells) > large and paper.outline.annex(number) is None
        for number, block in enumerate(paper.source.blocks)
        if _is_grid(block)
    )
    chapters = {one.section for one in paper.outline.headings if one.section and one.level == 1}
    found = {annex.form for annex in annexes}
    wanted = context.several("forms")
    if unknown or not (found & set(wanted) or len(chapters) >= context.number("chapters")):
        return
    for form in wanted:
        title = context.standard.forms[form].title.zh
        if form in found:
            yield context.passed((), title)
        else:
            severity: Severity | None = None if found & set(wanted) else "warning"
            place = last_heading(paper)
            yield at(context, [place], item=title, stated=title, severity=severity)


@check_document("missing_project_forms")
def missing_project_forms(paper: Paper, context: Context) -> Outcomes:
    """Where projects were paid for, a form of their own (``titles``) is in the file, or the text speaks of it."""
    facts = [context.setting.fact("project_total", stage) for stage in ("executed", "adjusted")]
    facts += [
        context.setting.facts.get(f"projects[{at}].executed") for at in range(len(paper.report.projects))
    ]
    paid = [fact for fact in facts if fact is not None and fact.figure.known and fact.figure.base > 0]
    if not paid or not paper.outline.annexes:
        return
    texts = [annex.title for annex in paper.outline.annexes]
    texts += [block.text for block in blocks_of(paper, "heading", "body", "attachment_list", "annex_title")]
    texts += [cell.text for grid in paper.source.grids for cell in grid.cells[:2]]
    if any(title in text for title in context.several("titles") for text in texts):
        yield context.passed([fact.key for fact in paid])
    else:
        yield at(context, [last_heading(paper)], stated=paid[0].figure)


def _is_grid(block: Grid | Passage) -> TypeGuard[Grid]:
    from ziping.documents.source import Grid

    return isinstance(block, Grid)


@check_document("unit_of_table")
def unit_of_table(paper: Paper, context: Context) -> Outcomes:
    """Tables of ``least`` amounts and more say in which unit they are: above, in a heading or in the row.

    ``above``: over how many paragraphs the unit may stand; ``other``: words of headings whose figures are no amounts.
    """
    from ziping.documents.source import Grid, Passage

    blocks, other = paper.source.blocks, context.several("other")
    few, far = context.number("least"), int(context.number("above"))
    for number, block in enumerate(blocks):
        if not isinstance(block, Grid):
            continue
        above = [one for one in blocks[max(0, number - far) : number] if isinstance(one, Passage)]
        if any(re.search(r"单位\s*[:：]\s*\S{0,4}元|[（(]\S{0,2}元[)）]", one.text) for one in above):
            yield context.passed(())
            continue
        bare = list(_bare_amounts(block, other))
        if len(bare) < few:
            continue
        annex = paper.outline.annex(number)
        name = annex.title if annex is not None else ""
        yield at(context, [block.at(cell) for cell in bare[:_MOST]], item=name, number=len(bare))


def _bare_amounts(grid: Grid, other: Sequence[str]) -> Iterator[GridCell]:
    """Amounts with decimals for which neither the column above them nor their row names a unit.

    Under a heading of ``other`` figures, scores and rates for one, none is an amount.
    """
    with_unit = [cell for cell in grid.cells if _YUAN.search(cell.text) or _PERCENT.search(cell.text)]
    if any(re.search(r"单位\s*[:：]\s*\S{0,4}元", cell.text) for cell in with_unit):
        return
    rows: dict[int, int] = {}
    columns: dict[int, int] = {}
    for one in with_unit:
        for row in range(one.row, one.row + one.row_span):
            rows[row] = min(rows.get(row, one.column), one.column)
        for column in range(one.column, one.column + one.col_span):
            columns[column] = min(columns.get(column, one.row), one.row)
    heads: dict[int, str] = {}
    for cell in sorted(grid.cells, key=lambda one: one.row):
        text = cell.text.strip()
        if _LABEL.search(text):
            heads.update(dict.fromkeys(range(cell.column, cell.column + cell.col_span), text))
        before, above = rows.get(cell.row, cell.column), columns.get(cell.column, cell.row)
        if before < cell.column or above < cell.row or not _AMOUNT.fullmatch(text):
            continue
        if not any(word in heads.get(cell.column, "") for word in other):
            yield cell


# --- text ---------------------------------------------------------------------------------------------------------------


@check_document("no_facts")
def no_facts(paper: Paper, context: Context) -> Outcomes:
    """The ``sections`` named say something in figures.

    ``least``: characters from which a section should; ``units``: of what a figure of the unit is one, as patterns.
    """
    units = "|".join(context.several("units"))
    fact = re.compile(rf"\d[\d.,，]*\s*(?:万|亿|多|余)?(?:{units})")
    for section in context.several("sections"):
        heading = next((one for one in paper.outline.headings if one.section == section), None)
        text = "" if heading is None else "".join(block.text for block in under(paper, section))
        if heading is None or len(text) < context.number("least"):
            continue
        if fact.search(text):
            yield context.passed((), heading.words)
        else:
            yield at(context, [heading.place], item=heading.words, quote=heading.words, length=len(text))


@check_document("conclusion_without_score")
def conclusion_without_score(paper: Paper, context: Context) -> Outcomes:
    """The ``section`` that concludes gives a score or a grade."""
    section = context.text("section")
    heading = next((one for one in paper.outline.headings if one.section == section), None)
    if heading is None:
        return
    text = "\n".join(block.text for block in under(paper, section))
    if score_said(text, context):
        yield context.passed((), heading.words)
    else:
        yield at(context, [heading.place], quote=heading.words)


@check_document("loss_not_told")
def loss_not_told(paper: Paper, context: Context) -> Outcomes:
    """Indicators that lost marks are spoken of among the problems; told once, with their names.

    Spoken of is one by ``least`` characters of its name in a row, or by one of the ``topics`` it belongs to.
    """
    report = paper.report
    text = "".join(problem.text + problem.cause + "".join(problem.indicators) for problem in report.problems)
    text += "".join(block.text for block in under(paper, "problems"))
    losing = context.marks.losing
    if not losing or not text.strip():
        return
    silent = [each for each in losing if not _spoken_of(each.name, text, context)]
    keys = [each.at("stated_score") for each in silent]
    if silent:
        marks = [each.at("marks") for each in silent]
        yield context.finding([*keys, "problems"], names=tuple(each.name for each in silent), rests=marks)
    else:
        yield context.passed([each.at("stated_score") for each in losing])


def _spoken_of(name: str, text: str, context: Context) -> bool:
    topics = context.several("topics")
    if any(topic in name and topic in text for topic in topics):
        return True
    size = min(int(context.number("least")), len(name))
    return any(name[begin : begin + size] in text for begin in range(len(name) - size + 1))


@check_document("unended")
def unended(paper: Paper, context: Context) -> Outcomes:
    """Sentences end with a mark; told once, and only where ``times`` as many paragraphs do.

    ``least``: characters of a paragraph that should.
    """
    from ziping.documents.source import Passage

    ended, open_ones = 0, []
    blocks = list(zip(paper.source.blocks, paper.outline.roles, strict=True))
    for number, (block, role) in enumerate(blocks):
        text = block.text.rstrip() if isinstance(block, Passage) and role == "body" else ""
        if len(text) < context.number("least") or not re.search(r"[，、；]", text):
            continue
        before_table = number + 1 < len(blocks) and not isinstance(blocks[number + 1][0], Passage)
        if text.endswith(("。", "！", "？", "；", "：", "……", "”", ":")):
            ended += 1
        elif _END.search(text) and not before_table and "单位：" not in text:
            open_ones.append(block.place.spanning(len(text) - 1, len(text)))
    if open_ones and len(open_ones) * context.number("times") <= ended:
        yield at(context, open_ones[:_MOST], number=len(open_ones))
    elif ended:
        yield context.passed(())


@check_document("marks_of_numbers")
def marks_of_numbers(paper: Paper, context: Context) -> Outcomes:
    """Headings of one list are numbered with one kind of marks: not (1) beside （2）."""
    groups: dict[tuple[int, int | None], list[Heading]] = {}
    for heading in paper.outline.headings:
        if heading.number is not None and heading.number.system.startswith(("arabic_bracket", "cjk_bracket")):
            groups.setdefault((heading.level, heading.above), []).append(heading)
    for own in groups.values():
        kinds = {heading.number.written.strip()[:1]: heading for heading in own if heading.number is not None}
        if len(kinds) > 1:
            said = "、".join(one.number.written.strip() for one in kinds.values() if one.number is not None)
            yield at(context, [one.place for one in kinds.values()], stated=said, quote=said)
        elif len(own) > 1:
            yield context.passed(())
