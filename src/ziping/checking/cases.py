"""Cases a finance clerk can write: a tidy report, what to change in it, what must then be found.

    - rule: Q-14.basic-project
      passes:
        - {name: 两项相加等于总额}
      fails:
        - name: 总额少写一万元
          with: {部门整体支出.决算数: "966.67"}
          finds: [{severity: error, stated: "966.67", computed: "967.67万元"}]
          along: [Q-14.sources]

``with`` names what is changed by the pack's own labels (``概念.栏``, ``项目[名称或序号].字段``; ``项目 +`` adds one) or by
the report's field names. ``finds`` lists every finding of the rule; ``along`` the other rules that must then speak too.
What a case does not name must not be found beyond what the tidy report shows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from ziping.checking.findings import Checked
from ziping.wording import InputError, Message


class Expected(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A finding a case expects; what is left empty is not compared. Values are as a reader sees them, in Chinese."""

    severity: str = ""
    item: str = ""
    stage: str = ""
    verdict: str = ""
    stated: str = ""
    computed: str = ""
    quote: str = ""
    depends_on: tuple[str, ...] = ()


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"changes": "with"}):
    """One report, by what differs from the tidy one; ``again`` states single figures a second time, in the text.

    Or, for rules about documents, a ``document``: its text as a file would hold it (cells begin with a tab, a blank line
    ends a table's row). Of a document only the rule's own findings are compared.
    """

    name: str
    changes: dict[str, Any] = {}
    again: dict[str, str] = {}
    finds: tuple[Expected, ...] = (Expected(),)
    along: tuple[str, ...] = ()
    document: str = ""


class RuleCases(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The cases of one rule."""

    rule: str
    passes: tuple[Case, ...]
    fails: tuple[Case, ...]


@dataclass(frozen=True)
class CaseBook:
    """A pack's cases with the tidy report they start from; what was checked once is kept."""

    base: Mapping[str, Any]
    rules: tuple[RuleCases, ...]
    kept: dict[str, Checked] = field(default_factory=dict, repr=False, compare=False)


def load_cases(folder: Path) -> CaseBook:
    """The cases in ``folder``: ``tidy.yaml`` and beside it files of :class:`RuleCases`. Raises ``InputError``."""
    base = read_yaml(folder / "tidy.yaml")
    rules: list[RuleCases] = []
    for path in sorted(folder.glob("*.yaml")):
        if path.name == "tidy.yaml":
            continue
        try:
            rules += msgspec.convert(read_yaml(path), tuple[RuleCases, ...])
        except msgspec.ValidationError as error:
            raise InputError(
                Message("checking.case.bad_file", {"file": path.name, "problem": str(error)})
            ) from error
    return CaseBook(base, tuple(rules))


def read_yaml(path: Path) -> Any:
    """A YAML file with decimals and dates kept as the texts they are written as. Raises ``InputError``."""
    import yaml

    class Loader(yaml.SafeLoader):
        """Numbers with a point and dates stay texts: no float ever stands for an amount."""

        yaml_implicit_resolvers = {
            first: [(tag, pattern) for tag, pattern in known if not tag.endswith((":float", ":timestamp"))]
            for first, known in yaml.SafeLoader.yaml_implicit_resolvers.items()
        }

    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader)  # noqa: S506 - a SafeLoader with fewer types
    except yaml.YAMLError as error:
        raise InputError(
            Message("checking.case.bad_file", {"file": path.name, "problem": str(error)})
        ) from error
