"""Makes the generated files of the repository; with ``--check`` fails when one of them is not current.

What is generated: the JSON schemas, the glossary, the catalogue of rules, the settings, the examples' workbooks. Each comes from the
code, the packs or the reports that the program itself uses, so the files cannot say something else.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

from ziping.checking import json_schema as check_schema
from ziping.checking.catalogue import installed, rules_page
from ziping.composing.workbook import workbook_of
from ziping.documents import xlsx_bytes
from ziping.report import json_schema, load_report
from ziping.standards import Standard, load_standard
from ziping.wording import say
from ziping.workbench.options import OPTIONS

ROOT = Path(__file__).resolve().parent.parent
HUNAN = "hunan/department/2024"


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


def workbook(example: str) -> bytes:
    report = load_report(ROOT / "examples" / example / "report.json")
    return xlsx_bytes(workbook_of(report, load_standard(HUNAN)))


def settings_page() -> str:
    lines = [
        "# 工作台的设置 / Settings of the workbench",
        "",
        "都从环境变量读取，由设置清单生成（`make docs`）。 All come from the environment; made from the list of settings.",
        "",
        "| 名称 / name | 默认 / default | 说明 | meaning |",
        "| --- | --- | --- | --- |",
    ]
    for option in OPTIONS:
        default = f"`{option.default}`" if option.default else ""
        lines.append(
            f"| `{option.name}` | {default} | {say(option.meaning, 'zh')} | {say(option.meaning, 'en')} |"
        )
    return "\n".join(lines) + "\n"


FILES: dict[str, Callable[[], bytes]] = {
    "docs/schema/report.schema.json": lambda: schema_text(json_schema()).encode(),
    "docs/schema/check.schema.json": lambda: schema_text(check_schema()).encode(),
    "docs/glossary.md": lambda: glossary(load_standard(HUNAN)).encode(),
    "docs/rules.md": lambda: rules_page(installed()).encode(),
    "docs/settings.md": lambda: settings_page().encode(),
    "examples/tidy/年度数据.xlsx": lambda: workbook("tidy"),
    "examples/careless/年度数据.xlsx": lambda: workbook("careless"),
}


def main() -> int:
    stale = []
    for name, make in FILES.items():
        path = ROOT / name
        content = make()
        if path.exists() and path.read_bytes() == content:
            continue
        stale.append(name)
        if "--check" not in sys.argv:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    if stale and "--check" in sys.argv:
        sys.stderr.write(f"not current: {', '.join(stale)}; run `make docs`\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
