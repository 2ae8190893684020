"""Issued reports, their files, and what people decided on them."""

from reports.models.issued import Paper, Parts, Report, ReportFile, ReportState
from reports.models.sign_off import Answer, ConditionTask, SignOff

__all__ = ["Answer", "ConditionTask", "Paper", "Parts", "Report", "ReportFile", "ReportState", "SignOff"]
