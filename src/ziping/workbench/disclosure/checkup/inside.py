"""The check itself, in a process of its own with limits: what a hostile file can harm is this process and nothing else.

    python -m ziping.workbench.disclosure.checkup.inside FOLDER NAME LANG MEGABYTES SECONDS

It knows no database and no secret, works in the visit's folder alone, and says how it ended in ``result.json``.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import signal
import sys
import time
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

_MEGA = 1_000_000
_LARGEST_FILE = 300 * _MEGA
_FORMATS = ("html", "xlsx", "docx")


def limit(megabytes: int, seconds: int) -> None:
    """Memory, processor time, size of a file, no core dump; a clock that ends us even if nobody else does."""
    for kind, most in (
        (resource.RLIMIT_AS, megabytes * _MEGA),
        (resource.RLIMIT_CPU, seconds * 2),
        (resource.RLIMIT_FSIZE, _LARGEST_FILE),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))
    signal.signal(signal.SIGTERM, _end)
    signal.alarm(seconds + 10)


def _end(_number: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(1)  # not dead at once: a converter that was started is ended too


def look_over(folder: Path, name: str, lang: str) -> dict[str, Any]:
    """Check ``in/<name>`` and leave what was found in ``out``; gives what the result page tells."""
    from ziping.audit import Options, deliver, examine  # noqa: PLC0415 - loaded once the limits stand
    from ziping.wording import LANGUAGES, InputError, Lang, say  # noqa: PLC0415

    began = time.monotonic()
    language: Lang = "en" if lang == "en" else "zh"
    os.chdir(folder / "in")  # messages name the file, not where it lies
    try:
        examined = examine(Path(name), Options())
        can_annotate = examined.paper is not None and examined.paper.source.format == "docx"
        forms = tuple(form for form in _FORMATS if form != "docx" or can_annotate)
        for form, written in zip(
            forms, deliver(examined, forms, folder / "out", language, name="found"), strict=True
        ):
            written.rename(folder / "out" / f"found.{form}")
    except InputError as error:
        return {"problems": [{one: say(message, one) for one in LANGUAGES} for message in error.messages]}
    return {
        "forms": forms,
        "milliseconds": int((time.monotonic() - began) * 1000),
    }


def main(arguments: list[str]) -> int:
    folder, name, lang, megabytes, seconds = arguments
    limit(int(megabytes), int(seconds))
    gc.freeze()
    where = Path(folder)
    try:
        said = look_over(where, name, lang)
    except (MemoryError, RecursionError):
        said = {"ended": "too_much"}
    part = where / "result.part"
    part.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
    part.replace(where / "result.json")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
