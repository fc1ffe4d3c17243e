"""Makes the generated pages of ``docs/``; with ``--check`` fails when one of them is not current.

What is generated: the JSON schemas, the glossary, the catalogue of rules. Each comes from the code or the packs that
the program itself uses, so the pages cannot say something else.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

from ziping.checking import check_schema, rules_page
from ziping.report import json_schema
from ziping.standards import Standard, load_standard

DOCS = Path(__file__).resolve().parent.parent / "docs"


def schema_text(schema: object) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def glossary(standard: Standard) -> str:
    lines = [
        "# 术语 / Glossary",
        "",
        "中文名称与程序内编号的对照，由标准包的概念表生成（`make docs`）。 Chinese terms and ids, made from the packs' concepts.",
        "",
        "| 中文 | English | id | 单位 | 别称 |",
        "| --- | --- | --- | --- | --- |",
    ]
    words = {"text": "文字", "date": "日期", "flag": "是否"}
    for concept_id, concept in standard.concepts.items():
        unit = words.get(concept.unit, concept.unit)
        aliases = "、".join(concept.aliases)
        lines.append(f"| {concept.label.zh} | {concept.label.en} | `{concept_id}` | {unit} | {aliases} |")
    lines += ["", "## 口径 / Stages", "", "| 中文 | English | id |", "| --- | --- | --- |"]
    lines += [f"| {stage.label.zh} | {stage.label.en} | `{key}` |" for key, stage in standard.stages.items()]
    return "\n".join(lines) + "\n"


PAGES: dict[str, Callable[[], str]] = {
    "schema/report.schema.json": lambda: schema_text(json_schema()),
    "schema/check.schema.json": lambda: schema_text(check_schema()),
    "glossary.md": lambda: glossary(load_standard("hunan/department/2024")),
    "rules.md": rules_page,
}


def main() -> int:
    stale = []
    for name, make in PAGES.items():
        path = DOCS / name
        text = make()
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(name)
        if "--check" not in sys.argv:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    if stale and "--check" in sys.argv:
        sys.stderr.write(f"not current: {', '.join(stale)}; run `make docs`\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
