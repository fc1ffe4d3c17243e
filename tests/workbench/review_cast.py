"""Reports that were handed in, for the tests of the review."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from workbench.cast import STANDARD, Cast
from ziping.composing.workbook import entries_of
from ziping.documents import read_xlsx
from ziping.reading import read_workbook
from ziping.report import Entries, data_of
from ziping.standards import load_standard
from ziping.workbench.campaigns.models import Campaign
from ziping.workbench.filling.assemble import assemble
from ziping.workbench.filling.models import Handed, Package, Step
from ziping.workbench.filling.states import State
from ziping.workbench.filling.store import fill
from ziping.workbench.organisation.models import Unit
from ziping.workbench.review.weighing import weigh

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@cache
def typed(example: str) -> Entries:
    report = read_workbook(read_xlsx(EXAMPLES / example / "年度数据.xlsx"))
    return entries_of(report, load_standard(STANDARD))


def hand_in(
    cast: Cast, package: Package, state: State = State.PERFORMANCE_REVIEW, example: str = "tidy"
) -> Package:
    """``package`` filled, handed in and weighed, as it stands in ``state``."""
    if example:
        fill(package, typed(example), cast.person("clerk"))
    Package.objects.filter(pk=package.pk).update(state=state, round=1)
    package.refresh_from_db()
    step = Step.objects.create(
        package=package,
        action="sign",
        before="internal_review",
        after=state,
        round=1,
        digest="0" * 64,
        person=cast.person("clerk"),
    )
    report = assemble(package).entered.report
    Handed.objects.create(package=package, step=step, round=1, report=data_of(report), digest="0" * 64)
    weigh(package)
    return package


def more(cast: Cast, count: int, state: State, campaign: Campaign | None = None) -> list[Package]:
    """Packages of ``count`` new units: handed in, nothing typed."""
    made = []
    for number in range(count):
        unit, _ = Unit.objects.get_or_create(
            place=cast.place,
            code=f"9{number:03d}",
            defaults={"name": f"示例县第{number}所", "line": cast.social},
        )
        package = Package.objects.create(campaign=campaign or cast.campaign, unit=unit)
        made.append(hand_in(cast, package, state, example=""))
    return made
