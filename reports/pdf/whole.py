"""A finished PDF of a decision."""

from reports.pdf import evidence
from reports.pdf.sheet import sheet_of
from reports.presenters import read
from reports.presenters.edition import Edition
from reports.presenters.plan import Plan
from reports.presenters.report import present
from reports.press.job import Job, Pdf, carry_out
from scoring.case import Case
from scoring.decision import Decision


def prepare(case: Case, decision: Decision, edition: Edition | None = None, plan: Plan = ()) -> Job:
    edition = edition or Edition()
    report = present(read(decision, case), edition, plan)
    return Job(sheet_of(report), evidence.attachments(case, decision, edition, plan), report.date)


def draw(case: Case, decision: Decision, edition: Edition | None = None, plan: Plan = ()) -> Pdf:
    """Raises Unavailable where the PDF engine cannot be loaded."""
    return carry_out(prepare(case, decision, edition, plan))
