"""Issued reports, their files, and what people decided on them."""

from reports.models.comparison import ComparedDecision, ComparisonReport
from reports.models.issued import Issued, Paper, Parts, Report, ReportFile, ReportState
from reports.models.letterhead import Letterhead
from reports.models.plan import DealPlan, PlanTerm, TermPart, TermStatus
from reports.models.results import MonthResult
from reports.models.sign_off import Answer, ConditionTask, SignOff

__all__ = [
    "Answer",
    "ComparedDecision",
    "ComparisonReport",
    "ConditionTask",
    "DealPlan",
    "Issued",
    "Letterhead",
    "MonthResult",
    "Paper",
    "Parts",
    "PlanTerm",
    "Report",
    "ReportFile",
    "ReportState",
    "SignOff",
    "TermPart",
    "TermStatus",
]
