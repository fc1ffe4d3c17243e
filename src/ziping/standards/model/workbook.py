"""The workbook a clerk fills: ``workbook.yaml``."""

from __future__ import annotations

from typing import Literal

from ziping.standards.model.common import Record, Words

Kind = Literal[
    "text", "long_text", "integer", "number", "money", "percent", "date", "choice", "yes_no", "figure"
]


class Field(Record, frozen=True, kw_only=True):
    """A cell (kind of sheet ``fields``) or a column (kind ``list``) that is filled.

    ``field`` is where the ``Report`` keeps it (relative to the list in a ``list`` sheet), or a concept id with
    ``@stage`` for the book of figures. ``choices`` are offered; ``choices_from`` names a sheet's column to offer
    (``projects.name``) or something of the standard (``standard.level2``: see ``standards.workbook_terms``).
    ``stored`` is what the ``Report`` keeps for each of ``choices``, where that differs from what is shown.
    """

    field: str
    label: str
    kind: Kind = "text"
    unit: str = ""
    required: bool = False
    note: str = ""
    choices: tuple[str, ...] = ()
    stored: tuple[str, ...] = ()
    choices_from: str = ""
    free: bool = True  # a choice list that also takes other text
    width: int = 14
    aliases: tuple[str, ...] = ()
    unique: bool = False  # no two rows of a list may say the same here
    unique_with: tuple[str, ...] = ()  # … where they say the same in these columns too
    longest: int = 0  # characters; 0 for what a cell can hold
    clears: bool = False  # left blank in a new year even where the sheet is kept
    continues: str = ""  # the figure (concept@stage) of last year that a new year begins with here


class GridRow(Record, frozen=True, kw_only=True):
    """A row of a ``grid`` sheet: a concept (its label and unit come from it) or a sub-heading."""

    concept: str = ""
    label: str = ""
    heading: str = ""
    indent: int = 0
    required: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()  # stages not to be filled here, printed ——
    total_of: tuple[str, ...] = ()  # rows a live total beside it adds up, for orientation only
    note: str = ""


class Reference(Record, frozen=True, kw_only=True):
    """A column of a ``list`` sheet that is computed for orientation and never read back.

    ``formula`` is a spreadsheet formula where ``{amount}`` is this row's cell of a field and ``{payments:amount}``
    the whole column of another sheet (``{payments:key}`` its parent column).
    """

    label: str
    formula: str
    format: Literal["money", "percent"] = "money"
    width: int = 14


class Offered(Record, frozen=True, kw_only=True):
    """Rows of a ``list`` sheet that stand there beforehand, with only their amounts or answers to be filled.

    ``source``: the questions of the control indicators, or the codes of a classification that begin with one of
    ``codes`` and have ``level``. ``values`` fills further columns.
    """

    source: Literal["questions", "economic", "functional"]
    codes: tuple[str, ...] = ()
    level: int = 2
    values: dict[str, str] = {}


class WorkSheet(Record, frozen=True, kw_only=True):
    """One topic. ``fields``: a label and a cell a row; ``grid``: concepts × stages; ``list``: a row an item.

    ``own`` holds the clerk's own paragraphs, one for every ``own`` passage of the outline; ``rest`` whatever the
    other sheets have no cell for, so that a workbook holds any report. With ``below`` the topic stands on another
    topic's sheet, beneath it; otherwise it has a sheet of its own.
    """

    id: str
    title: str
    kind: Literal["fields", "grid", "list", "own", "rest"]
    below: str = ""
    intro: str = ""
    fields: tuple[Field, ...] = ()
    stages: tuple[str, ...] = ()
    rows: tuple[GridRow, ...] = ()
    of: str = (
        ""  # the Report's list a ``list`` sheet holds (``projects``, ``projects.allotments``); a grid's book
    )
    key: str = ""  # label of the column that says which parent item a nested row belongs to
    notes: bool = False  # a grid with columns for the reason and the paper behind each row
    references: tuple[Reference, ...] = ()
    offered: tuple[Offered, ...] = ()
    roll_over: Literal["keep", "clear", "shift"] = "keep"
    blank_rows: int = 20


class SheetWords(Record, frozen=True, kw_only=True):
    """The words of the workbook's own furniture: what is printed by the writer and recognised by the reader."""

    item: str = "项目"
    value: str = "填写内容"
    note: str = "填写说明"
    source: str = "取数来源"
    number: str = "序号"
    section: str = "章节"
    paragraphs: str = "本单位文字"
    last_year: str = "上年文字（仅供参考，不读取）"
    reason: str = "变动原因"
    document: str = "依据文件"
    part: str = "类别"
    column: str = "口径"
    content: str = "内容"
    parts: tuple[tuple[str, str], ...] = (
        ("figures", "本年数据"),
        ("archive", "上年存档"),
        ("notes", "变动说明"),
        ("narrative", "文字说明"),
    )
    total: str = "参考合计"
    difference: str = "差额"
    reference: str = "核对参考（自动计算，不读取）"
    closed: str = "——"
    yes: str = "是"
    no: str = "否"
    lists: str = "词表"
    technical: str = "系统信息"
    library: str = "指标库"


class GuidePart(Record, frozen=True, kw_only=True):
    """A heading of the first sheet with its sentences."""

    heading: str
    lines: tuple[str, ...]


class Workbook(Record, frozen=True, kw_only=True):
    """``guide`` is the first sheet: how to fill, what is required, what is never needed."""

    title: Words
    sheets: tuple[WorkSheet, ...]
    guide_title: str = "填写说明"
    guide: tuple[GuidePart, ...] = ()
    words: SheetWords = SheetWords()
