"""Read an old binary workbook (.xls, .et) in a process of its own.

Its format cannot be looked over beforehand as a zip can, and the library that reads it takes the sizes written in the
file at their word: a damaged one can ask for more memory than there is, which ends the whole process. So it is a
process that has nothing else to do, with bounded memory and time, and its end is just one more damaged file.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ziping.wording import InputError, Message

if TYPE_CHECKING:
    from ziping.documents.xlsx.reader import SheetRead

SECONDS = 60
MEMORY = 2 * 1024**3  # bytes


def read_apart(data: bytes, path: Path) -> tuple[SheetRead, ...]:
    """Return the sheets of a binary workbook. Raises :class:`InputError` as reading it here would, or when it is damaged."""
    command = [sys.executable, "-I", "-m", "ziping.documents.xlsx.apart", str(path)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, check=False, timeout=SECONDS)  # noqa: S603 -- ourselves
    except subprocess.TimeoutExpired as fault:
        raise _damaged(path) from fault
    if done.returncode:
        raise _damaged(path)
    answer: tuple[SheetRead, ...] | InputError = pickle.loads(done.stdout)  # noqa: S301 -- our own process wrote it
    if isinstance(answer, InputError):
        raise answer
    return answer


def _damaged(path: Path) -> InputError:
    return InputError(Message("documents.read.damaged", {"path": str(path), "detail": "BIFF"}))


def _main() -> None:
    """Read a workbook from standard input, write its sheets or the reason against them to standard output."""
    from ziping.documents.xlsx.failures_xls import failures_in_xls
    from ziping.documents.xlsx.reader import read_here, with_failures

    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    answer: tuple[SheetRead, ...] | InputError
    try:
        data = sys.stdin.buffer.read()
        answer = read_here(data, Path(sys.argv[1]))
        failed = failures_in_xls(data)
        if len(failed) == len(answer):  # else the file is not what it says, and nobody knows whose they are
            answer = tuple(map(with_failures, answer, failed))
    except InputError as fault:
        answer = fault
    sys.stdout.buffer.write(pickle.dumps(answer))


if __name__ == "__main__":
    _main()
