"""What a server process needs before its first visitor comes."""

from __future__ import annotations

import gc
import logging

from django.db import DatabaseError, connections

from ziping.wording import InputError
from ziping.workbench.campaigns.models import Campaign
from ziping.workbench.filling.assemble import standard_named

# New objects before each generation is looked through. A report checked is some ten thousand objects kept for the next
# request; with Python's own numbers (700, 10, 10) every fifth saved cell waited 0.1 s for all of them to be walked.
_COLLECTED_AFTER = (5_000, 20, 100)


def warm() -> None:
    """Load the standards of the campaigns, so that the processes forked afterwards share them, and tune the collector.

    Leaves no connection open. A database that cannot be asked yet only means that the first visitor waits.
    """
    gc.set_threshold(*_COLLECTED_AFTER)
    try:
        for name in Campaign.objects.order_by().values_list("standard", flat=True).distinct():
            standard_named(name)
    except (DatabaseError, InputError) as error:
        logging.getLogger("ziping.site").warning("not warmed up", extra={"fields": {"problem": str(error)}})
    finally:
        connections.close_all()
