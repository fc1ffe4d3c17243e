"""The roles of standards.md §5.3 and what each may do where: the one table of rights."""

from __future__ import annotations

from enum import StrEnum

from ziping.wording import Message


class Role(StrEnum):
    CLERK = "clerk"
    SECTION = "section"
    HEAD = "head"
    DEPARTMENT = "department"
    LINE = "line"
    PERFORMANCE = "performance"
    EXPERT = "expert"
    AUDITOR = "auditor"
    NPC = "npc"
    SYSTEM_ADMIN = "system_admin"
    SECURITY_ADMIN = "security_admin"
    AUDIT_ADMIN = "audit_admin"

    @property
    def called(self) -> Message:
        return Message(f"organisation.role.{self.value}")


class Reach(StrEnum):
    """Whose things a right reaches."""

    OWN = "own"  # the unit of the holding
    BELOW = "below"  # the units whose supervisor it is
    LINE = "line"  # the units the section of the holding looks after
    ASSIGNED = "assigned"  # what was assigned to the person, while the assignment lasts
    PLACE = "place"  # every unit of the place


class Right(StrEnum):
    """Something a person may do. The first word is what it is done to."""

    REPORT_SEE = "report.see"
    REPORT_FILL = "report.fill"
    REPORT_FILL_SECTION = "report.fill_section"
    REPORT_SIGN = "report.sign"
    REPORT_REVIEW_DEPARTMENT = "report.review_department"
    REPORT_REVIEW_LINE = "report.review_line"
    REPORT_REVIEW_PERFORMANCE = "report.review_performance"
    REPORT_REMARK = "report.remark"
    REPORT_RESCORE = "report.rescore"
    REPORT_EXPORT = "report.export"
    CAMPAIGN_SEE = "campaign.see"
    CAMPAIGN_RUN = "campaign.run"
    RECTIFICATION_ANSWER = "rectification.answer"
    RESULT_PUBLISH = "result.publish"
    UNIT_MANAGE = "unit.manage"
    PERSON_MANAGE = "person.manage"
    SYSTEM_RUN = "system.run"
    SECURITY_RUN = "security.run"
    JOURNAL_READ = "journal.read"


_UNIT = ((Role.CLERK, Reach.OWN), (Role.SECTION, Reach.OWN), (Role.HEAD, Reach.OWN))
_BUREAU = ((Role.LINE, Reach.LINE), (Role.PERFORMANCE, Reach.PLACE))

RIGHTS: dict[Right, tuple[tuple[Role, Reach], ...]] = {
    Right.REPORT_SEE: (
        *_UNIT,
        (Role.DEPARTMENT, Reach.OWN),
        (Role.DEPARTMENT, Reach.BELOW),
        *_BUREAU,
        (Role.EXPERT, Reach.ASSIGNED),
        (Role.AUDITOR, Reach.PLACE),
    ),
    Right.REPORT_FILL: ((Role.CLERK, Reach.OWN),),
    Right.REPORT_FILL_SECTION: ((Role.SECTION, Reach.OWN),),
    Right.REPORT_SIGN: ((Role.HEAD, Reach.OWN),),
    Right.REPORT_REVIEW_DEPARTMENT: ((Role.DEPARTMENT, Reach.BELOW),),
    Right.REPORT_REVIEW_LINE: ((Role.LINE, Reach.LINE),),
    Right.REPORT_REVIEW_PERFORMANCE: ((Role.PERFORMANCE, Reach.PLACE),),
    Right.REPORT_REMARK: ((Role.DEPARTMENT, Reach.BELOW), *_BUREAU, (Role.EXPERT, Reach.ASSIGNED)),
    Right.REPORT_RESCORE: ((Role.PERFORMANCE, Reach.PLACE), (Role.EXPERT, Reach.ASSIGNED)),
    Right.REPORT_EXPORT: (
        *_UNIT,
        (Role.DEPARTMENT, Reach.OWN),
        (Role.DEPARTMENT, Reach.BELOW),
        *_BUREAU,
        (Role.AUDITOR, Reach.PLACE),
    ),
    Right.CAMPAIGN_SEE: (
        (Role.DEPARTMENT, Reach.BELOW),
        *_BUREAU,
        (Role.AUDITOR, Reach.PLACE),
        (Role.NPC, Reach.PLACE),
    ),
    Right.CAMPAIGN_RUN: ((Role.PERFORMANCE, Reach.PLACE),),
    Right.RECTIFICATION_ANSWER: ((Role.CLERK, Reach.OWN), (Role.HEAD, Reach.OWN)),
    Right.RESULT_PUBLISH: ((Role.PERFORMANCE, Reach.PLACE),),
    Right.UNIT_MANAGE: ((Role.SYSTEM_ADMIN, Reach.PLACE),),
    Right.PERSON_MANAGE: ((Role.SECURITY_ADMIN, Reach.PLACE),),
    Right.SYSTEM_RUN: ((Role.SYSTEM_ADMIN, Reach.PLACE),),
    Right.SECURITY_RUN: ((Role.SECURITY_ADMIN, Reach.PLACE),),
    Right.JOURNAL_READ: ((Role.AUDIT_ADMIN, Reach.PLACE),),
}
ADMINISTRATORS = frozenset((Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN))
