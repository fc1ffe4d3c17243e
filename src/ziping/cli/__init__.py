"""``ziping …``: the command line, thin, stable and scriptable.

Each command loads, asks a room, and prints. What a command prints for people goes through ``views``, in Chinese or
with ``--lang en`` in English; what it prints for programs is JSON. Exit codes: 0 clean, 1 findings of severity
error, 2 bad input, 3 a fault of ours.

Must not know: anything it could ask a room for. Start reading in ``app.py``; one file a command in ``commands``.
"""

from __future__ import annotations

import gc
import sys

_SELDOM = 50_000  # new objects between two collections

__all__ = ["main"]


def main() -> None:
    """Entry point of the ``ziping`` program."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        # Scripts ask for the version often: answered before anything heavy is imported.
        from ziping import __version__

        print(f"ziping {__version__}")  # noqa: T201 - the program's own output
        return
    # What a command loads, it keeps to its end: looking for garbage among it again and again costs a tenth of its time.
    gc.set_threshold(_SELDOM)
    from ziping.cli.app import run

    sys.exit(run(sys.argv[1:]))
