"""LibreOffice run without a window, in a profile of its own, within a time limit; macros and links are switched off.

Every run has its own profile, so several may run at once without waiting for, or disturbing, each other or the
LibreOffice a user has open.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
)
# What is opened comes from anybody: nothing in it is run and nothing is fetched from elsewhere.
_SETTINGS = (
    ("/org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("/org.openoffice.Office.Calc/Content/Update", "Link", "2"),
)


class TooSlowError(Exception):
    """The time limit was reached; the program and all it had started were ended."""


def program() -> str | None:
    """Where LibreOffice is, ``None`` when it is not installed."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((place for place in _PLACES if Path(place).is_file()), None)


def run(
    command: str, source: Path, target: str, work: Path, time_limit: float, fonts: Path | None = None
) -> str:
    """Convert ``source`` inside the folder ``work`` with the filter ``target``; what the program said.

    ``fonts`` is a fontconfig file to use. Raises :class:`TooSlowError`, and ``OSError`` when it cannot be started.
    """
    profile = work / "profile"
    _write_settings(profile)
    arguments = [
        command,
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--convert-to",
        target,
        "--outdir",
        str(work),
        str(source),
    ]
    process = subprocess.Popen(  # noqa: S603 -- our own arguments, no shell
        arguments,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=os.environ | ({"FONTCONFIG_FILE": str(fonts)} if fonts else {}),
        cwd=work,
        start_new_session=True,
    )
    try:
        said, _ = process.communicate(timeout=time_limit)
    except subprocess.TimeoutExpired as fault:
        raise TooSlowError from fault
    finally:
        _end(process)
    return said.decode("utf-8", "replace").strip()


def _write_settings(profile: Path) -> None:
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    folder = profile / "user"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        f"{items}</oor:items>",
        encoding="utf-8",
    )


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program and whatever it started; soffice itself is only a launcher."""
    if process.poll() is None:
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
