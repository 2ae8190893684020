"""Issue reports, store what was drawn, and keep what people decide on them."""

from reports.services.comparing import (
    RENDER_COMPARISON,
    AnotherClient,
    Column,
    draw_comparison_again,
    issue_comparison,
)
from reports.services.conditions import take_condition
from reports.services.issuing import KIND, draw_again, issue_report, mark_failed, store_file
from reports.services.sign_off import sign_report

__all__ = [
    "KIND",
    "RENDER_COMPARISON",
    "AnotherClient",
    "Column",
    "draw_again",
    "draw_comparison_again",
    "issue_comparison",
    "issue_report",
    "mark_failed",
    "sign_report",
    "store_file",
    "take_condition",
]
