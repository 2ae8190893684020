"""Prove a report: compute and draw it again from what it carries, and name what differs."""

from typing import Any

from reports.pdf import comparison, evidence
from reports.verification.compared import verify_comparison
from reports.verification.findings import NotAReport, Verification, attached_to
from reports.verification.single import verify_report

__all__ = ["NotAReport", "Verification", "about", "verify"]


def verify(data: bytes) -> Verification:
    """Raises NotAReport."""
    files = attached_to(data)
    if comparison.case_name(1) in files:
        return verify_comparison(data, files)
    return verify_report(data, files)


def about(data: bytes) -> dict[str, str]:
    """What a proved report says it is: client, title, number, version, date."""
    files = attached_to(data)
    case: dict[str, Any] = files.get(evidence.CASE) or files.get(comparison.case_name(1)) or {}
    edition = files.get(evidence.EDITION) or {}
    said = {"client": case.get("client"), "title": case.get("title")}
    said |= {name: edition.get(name) for name in ("number", "version", "date")}
    return {name: str(value)[:200] for name, value in said.items() if value}
