"""What the result page tells."""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.utils import timezone

from ziping.wording import Lang, Message
from ziping.workbench.disclosure.checkup.visits import KEPT_DAYS, Visit, read_result

_GRACE = 30  # seconds after which nobody is watching over the check any more


@dataclass(frozen=True, slots=True)
class Result:
    """A visit as shown. ``problems`` say why there is nothing to show; ``waiting``: there is no result yet."""

    token: str
    name: str
    waiting: bool
    problems: tuple[str, ...]
    ended: Message | None
    forms: tuple[str, ...]
    seconds: Decimal
    until: dt.datetime
    kept: bool
    keep_days: int = KEPT_DAYS


def result_of(visit: Visit, lang: Lang) -> Result:
    said = read_result(visit)
    late = time.time() > visit.began + settings.CHECKUP_SECONDS + _GRACE
    if said is None and late:
        said = {"ended": "stopped"}
    found = said or {}
    ended = found.get("ended")
    return Result(
        token=visit.token,
        name=visit.name,
        waiting=said is None,
        problems=tuple(one[lang] for one in found.get("problems", ())),
        ended=Message(f"disclosure.checkup.ended_{ended}", {"seconds": settings.CHECKUP_SECONDS})
        if ended
        else None,
        forms=tuple(found.get("forms", ())),
        seconds=(Decimal(found.get("milliseconds", 0)) / 1000).quantize(Decimal("0.1")),
        until=dt.datetime.fromtimestamp(visit.until, timezone.get_current_timezone()),
        kept=visit.kept,
    )
