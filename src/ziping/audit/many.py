"""Many files examined at once, on as many processors as there are; a file that cannot be read stops nothing."""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import signal
import traceback
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import NoReturn

from ziping.audit.asides import load_asides, naming_the_notes
from ziping.audit.delivering import deliver
from ziping.audit.examining import Examined, Options, examine
from ziping.wording import InputError, Lang, Message

_PATIENCE = 5  # seconds for a process to tidy up what it had begun


@dataclass(frozen=True, slots=True)
class Work:
    """What to do with every file: how to check it, and which outputs to leave where (``None``: beside the file).

    In one folder, files of one name get outputs of different names: ``报告.docx``, ``报告 (2).docx``.
    """

    options: Options
    formats: tuple[str, ...] = ()
    folder: Path | None = None
    lang: Lang = "zh"


@dataclass(frozen=True, slots=True)
class Line:
    """One file of many, in one line. ``problems`` say why it could not be read; ``fault`` is a fault of ours."""

    path: Path
    unit: str = ""
    year: int = 0
    standard: str = ""
    errors: int = 0
    warnings: int = 0
    notices: int = 0
    passed: int = 0
    figures: int = 0
    unchecked: int = 0
    written: tuple[Path, ...] = ()
    problems: tuple[Message, ...] = ()
    fault: str = ""

    @property
    def read(self) -> bool:
        """Whether the file could be read and checked."""
        return not (self.problems or self.fault)


def examine_many(paths: Sequence[Path], work: Work, jobs: int | None = None) -> Iterator[Line]:
    """A line for each of ``paths``, in their order, as they are done.

    ``jobs`` processes at once (the number of processors unless given). A file that kills its process (a library's
    crash, no memory left) becomes a line with a ``fault``; the others are still done.
    """
    count = max(1, min(jobs or os.cpu_count() or 1, len(paths)))
    names = _apart(paths) if work.folder is not None else [""] * len(paths)
    if count == 1:
        yield from (_line(path, work, name) for path, name in zip(paths, names, strict=True))
        return
    _load(work.options)
    with _pool(count) as pool:
        waiting = [
            (path, name, pool.submit(_in_worker, path, work, name))
            for path, name in zip(paths, names, strict=True)
        ]
        for path, name, future in waiting:
            yield _result(path, future, work, name)


def _apart(paths: Sequence[Path]) -> list[str]:
    """A name for each file that no other has, as far as possible its own."""
    used: set[str] = set()
    names: list[str] = []
    for path in paths:
        own = Path(path.name or path.resolve().name)
        name, times = own.name, 1
        while name.casefold() in used:
            times += 1
            name = f"{own.stem} ({times}){own.suffix}"
        used.add(name.casefold())
        names.append(name)
    return names


def _load(options: Options) -> None:
    """Load what every file needs before there are several processes: those forked from this one share it."""
    import ziping.checking.run
    import ziping.documents.docx.reader
    import ziping.reading.paper
    import ziping.scoring.scorecard  # noqa: F401
    from ziping.standards import load_standard

    if options.standard:
        with contextlib.suppress(InputError):  # every file's own line will say it
            load_standard(options.standard)


@contextlib.contextmanager
def _pool(count: int) -> Iterator[ProcessPoolExecutor]:
    """Processes that begin with everything already loaded, where the system can do that.

    When the work is given up (Ctrl+C, nobody wants more lines) they are ended, not waited for.
    """
    others = set(multiprocessing.active_children())
    method = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
    # What was there at the fork stays: frozen, no collection touches its pages and so copies them.
    pool = ProcessPoolExecutor(count, multiprocessing.get_context(method), initializer=_begin)
    try:
        yield pool
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        workers = [one for one in multiprocessing.active_children() if one not in others]
        for worker in workers:
            worker.terminate()
        for worker in workers:
            worker.join(_PATIENCE)
        raise
    finally:
        pool.shutdown()


def _begin() -> None:
    """What each process does first: Ctrl+C is for the program that started it, which then asks it to end."""
    gc.freeze()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _end)


def _end(_number: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit  # not dead at once: what it had begun (a temporary file, a converter) is tidied away


def _in_worker(path: Path, work: Work, name: str) -> Line:
    try:
        return _line(path, work, name)
    except SystemExit:
        os._exit(1)  # else the pool would give this process the next file


def _result(path: Path, future: Future[Line], work: Work, name: str) -> Line:
    try:
        return future.result()
    except BrokenProcessPool:
        return _alone(path, work, name)


def _alone(path: Path, work: Work, name: str) -> Line:
    """The file in a process of its own: some file killed a process that others were waiting for as well."""
    with _pool(1) as pool:
        try:
            return pool.submit(_in_worker, path, work, name).result()
        except BrokenProcessPool:
            return Line(path, fault="process ended")


def _line(path: Path, work: Work, name: str) -> Line:
    """Examine one file; ``name`` is what its outputs in a folder are called after."""
    try:
        asides = load_asides(path)
        options = Options(
            work.options.standard,
            work.options.only,
            (*work.options.ignore, *asides.reasons),
            work.options.explain,
        )
        with naming_the_notes(path, asides):
            examined = examine(path, options)
        written = tuple(deliver(examined, work.formats, work.folder, work.lang, name=name))
    except InputError as error:
        return Line(path, problems=tuple(error.messages))
    except Exception as error:  # noqa: BLE001 - one file's fault must not end the others; it is reported as ours
        last = traceback.extract_tb(error.__traceback__)[-1]
        return Line(path, fault=f"{type(error).__name__}, {Path(last.filename).name}:{last.lineno}")
    return _summed(examined, written)


def _summed(examined: Examined, written: tuple[Path, ...]) -> Line:
    summary = examined.checked.summary
    return Line(
        examined.path,
        examined.report.unit.name,
        examined.report.year,
        examined.standard.manifest.id,
        summary.errors,
        summary.warnings,
        summary.notices,
        summary.passed,
        summary.facts,
        summary.unchecked,
        written,
    )
