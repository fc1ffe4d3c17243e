"""How many may come: so many an hour from one address, so many at once. Kept in files, so that all workers count as one."""

from __future__ import annotations

import contextlib
import fcntl
import hmac
import ipaddress
import os
import time
from pathlib import Path

from django.conf import settings

from ziping.workbench.disclosure.checkup.visits import alive, root

HOUR = 3_600
_MOST_VISITS = 300  # folders on the disk at once, whoever they are from
_IPV6 = 6
_NETWORK = 64  # one household has this much of IPv6


class Slot:
    """A place among those checked at once, held as long as any process has ``handle`` open."""

    def __init__(self, handle: int) -> None:
        self.handle = handle

    def close(self) -> None:
        """Let go of it here; a process that inherited it still holds it."""
        os.close(self.handle)


def take_slot() -> Slot | None:
    """A place, or ``None`` when all are taken. Without limits there is always one."""
    folder = root() / "slots"
    folder.mkdir(exist_ok=True)
    if not settings.CHECKUP_LIMITS:
        return Slot(os.open(folder / "any", os.O_RDWR | os.O_CREAT, 0o600))
    if sum(1 for _ in alive()) >= _MOST_VISITS:
        return None
    for number in range(settings.CHECKUP_AT_ONCE):
        handle = os.open(folder / str(number), os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
        else:
            return Slot(handle)
    return None


def wait_for(address: str, now: float | None = None) -> int:
    """Count a visit from ``address``: 0 when it may come, otherwise the seconds until it may."""
    if not settings.CHECKUP_LIMITS:
        return 0
    moment = int(time.time() if now is None else now)
    folder = root() / "rates"
    folder.mkdir(exist_ok=True)
    with (folder / _mark(address)).open("a+", encoding="ascii") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        recent = [when for when in map(int, file.read().split()) if moment - HOUR < when <= moment]
        if len(recent) >= settings.CHECKUP_PER_HOUR:
            return recent[0] + HOUR - moment
        file.seek(0)
        file.truncate()
        file.write(" ".join(map(str, [*recent, moment])))
    return 0


def forget_rates(now: float | None = None) -> None:
    """Remove what was counted more than an hour ago."""
    moment = time.time() if now is None else now
    folder = root() / "rates"
    for file in folder.iterdir() if folder.is_dir() else ():
        with contextlib.suppress(FileNotFoundError):
            if moment - file.stat().st_mtime > HOUR:
                Path(file).unlink()


def _mark(address: str) -> str:
    """What an address is counted under: not the address itself, and one for a whole network of IPv6."""
    try:
        number = ipaddress.ip_address(address)
    except ValueError:
        network = address
    else:
        network = str(
            ipaddress.ip_network((number, _NETWORK), strict=False) if number.version == _IPV6 else number
        )
    return hmac.new(settings.SECRET_KEY.encode(), network.encode(), "sha256").hexdigest()[:32]
