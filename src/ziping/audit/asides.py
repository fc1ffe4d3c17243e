"""What a user has set aside for one file, and what was known of it before: a small file beside the document.

``报告.docx.ziping.toml`` holds the rules no longer to be mentioned, each with a reason, and the findings of the last run
that was kept as a baseline. People may edit it; it travels with the document.
"""

from __future__ import annotations

import datetime as dt
import errno
import hashlib
import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from ziping.checking import AT, Finding
from ziping.documents import atomic_write
from ziping.figures import Figure
from ziping.wording import InputError, Message

SUFFIX = ".ziping.toml"
_NO_SUCH_RULE = "checking.no_such_rule"
_MARK = 16  # hexadecimal digits of a finding's mark: 64 bits


@dataclass(frozen=True, slots=True)
class Asides:
    """``reasons`` by rule (an id, its beginning or a defect); ``known`` the marks of findings already seen."""

    reasons: Mapping[str, str] = field(default_factory=dict)
    known: frozenset[str] = frozenset()
    kept_on: dt.date | None = None

    def with_reasons(self, more: Mapping[str, str]) -> Asides:
        return Asides({**self.reasons, **more}, self.known, self.kept_on)

    def with_baseline(self, findings: Iterable[Finding], today: dt.date) -> Asides:
        return Asides(self.reasons, frozenset(map(mark, findings)), today)


def mark(finding: Finding) -> str:
    """What stays the same of a finding from run to run: its rule, what it is about and what was stated there.

    Where in a document it stands is left out, so that a paragraph more or less above does not make an old finding new.
    """
    keys = sorted(spot.key for spot in finding.spots if not spot.key.startswith(AT))
    stated = finding.stated.written if isinstance(finding.stated, Figure) else finding.stated
    said = [finding.rule, finding.stage, finding.item, str(stated or finding.quote), *keys]
    return hashlib.sha256("\x1f".join(said).encode()).hexdigest()[:_MARK]


def beside(path: Path) -> Path:
    """The file that keeps what was set aside for ``path``."""
    return path.parent / f"{path.name or path.resolve().name}{SUFFIX}"


def load_asides(path: Path) -> Asides:
    """What was set aside for the document at ``path``; nothing where nobody set anything aside.

    Raises ``InputError`` for a file that is not what this program wrote or a person could have meant.
    """
    kept = beside(path)
    try:
        data = tomllib.loads(kept.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Asides()
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:  # so nothing can have been kept under that name
            return Asides()
        raise _unreadable(kept, error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise _unreadable(kept, Message("audit.asides_not_text")) from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        line = re.search(r"line (\d+)", str(error))
        where = {"line": line[1] if line else "—"}
        raise _unreadable(kept, Message("audit.asides_not_toml", where)) from error
    reasons = _reasons(kept, data.get("ignore", []))
    known, kept_on = _baseline(kept, data.get("baseline"))
    return Asides(reasons, known, kept_on)


@contextmanager
def naming_the_notes(path: Path, asides: Asides) -> Iterator[None]:
    """Say of a rule that no pack has, and that the notes beside ``path`` set aside, that it stands there."""
    try:
        yield
    except InputError as error:
        raise InputError(
            *(
                Message("audit.asides_no_such_rule", {**one.args, "file": str(beside(path))})
                if one.key == _NO_SUCH_RULE and one.args.get("name") in asides.reasons
                else one
                for one in error.messages
            )
        ) from error


def _unreadable(kept: Path, problem: Message | str) -> InputError:
    return InputError(Message("audit.asides_unreadable", {"file": str(kept), "problem": problem}))


def _reasons(kept: Path, ignored: object) -> dict[str, str]:
    """The rules set aside, each with its reason."""
    wrong = _unreadable(kept, Message("audit.asides_ignore"))
    if not isinstance(ignored, list):
        raise wrong
    reasons: dict[str, str] = {}
    for one in ignored:
        rule, reason = (one.get("rule"), one.get("reason", "")) if isinstance(one, dict) else (None, None)
        if not isinstance(rule, str) or not isinstance(reason, str):
            raise wrong
        reasons[rule] = reason.strip()
    unexplained = tuple(rule for rule, reason in reasons.items() if not reason)
    if unexplained:
        raise InputError(Message("audit.no_reason", {"file": str(kept), "rules": unexplained}))
    return reasons


def _baseline(kept: Path, baseline: object) -> tuple[frozenset[str], dt.date | None]:
    """The marks of the findings known, and the day of the run that found them."""
    if baseline is None:
        return frozenset(), None
    known, day = (
        (baseline.get("findings"), baseline.get("checked")) if isinstance(baseline, dict) else (None, None)
    )
    if not isinstance(known, list) or not all(isinstance(one, str) for one in known):
        raise _unreadable(kept, Message("audit.asides_baseline"))
    if not isinstance(day, dt.date):
        raise _unreadable(kept, Message("audit.asides_baseline"))
    return frozenset(known), day


def save_asides(path: Path, asides: Asides, heading: str) -> None:
    """Keep ``asides`` beside the document at ``path``; ``heading`` is the comment at the file's head.

    Raises ``InputError`` where nothing can be written.
    """
    lines = [f"# {heading}", ""]
    for rule, reason in asides.reasons.items():
        lines += ["[[ignore]]", f"rule = {_quoted(rule)}", f"reason = {_quoted(reason)}", ""]
    if asides.kept_on is not None:
        lines += ["[baseline]", f"checked = {asides.kept_on.isoformat()}", "findings = ["]
        lines += [f"  {_quoted(known)}," for known in sorted(asides.known)]
        lines += ["]", ""]
    with atomic_write(beside(path)) as temporary:
        temporary.write_text("\n".join(lines), encoding="utf-8")


def _quoted(text: str) -> str:
    """A TOML string; JSON's escapes are a subset of TOML's, but for the one character TOML wants escaped as well."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
