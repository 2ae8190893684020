"""Issued reports, their files, and what people decided on them."""

from reports.models.issued import Paper, Parts, Report, ReportFile, ReportState
from reports.models.letterhead import Letterhead
from reports.models.sign_off import Answer, ConditionTask, SignOff

__all__ = [
    "Answer",
    "ConditionTask",
    "Letterhead",
    "Paper",
    "Parts",
    "Report",
    "ReportFile",
    "ReportState",
    "SignOff",
]
