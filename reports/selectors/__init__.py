"""Look at reports and at the portfolio of a person."""

from reports.selectors.issued import (
    case_and_decision,
    edition_of,
    job_of,
    report_of,
    reports_of,
    version_before,
)

__all__ = ["case_and_decision", "edition_of", "job_of", "report_of", "reports_of", "version_before"]
