"""Look at reports and at the portfolio of a person."""

from reports.selectors.checked import faults_of_file
from reports.selectors.issued import (
    case_and_decision,
    edition_of,
    job_of,
    newest_by_parts,
    report_of,
    reports_of,
    version_before,
)

__all__ = [
    "case_and_decision",
    "edition_of",
    "faults_of_file",
    "job_of",
    "newest_by_parts",
    "report_of",
    "reports_of",
    "version_before",
]
