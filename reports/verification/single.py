"""Prove the report on one decision."""

from dataclasses import fields
from typing import Any

from reports import pdf
from reports.pdf import evidence
from reports.pdf.layout import printed_with
from reports.presenters.edition import Edition
from reports.presenters.plan import plan_from
from reports.verification import findings
from reports.verification.findings import NotAReport, Verification
from scoring.case import Case
from scoring.decision import Decision


def verify_report(data: bytes, files: dict[str, Any]) -> Verification:
    for name in evidence.NAMES:
        if not isinstance(files.get(name), dict):
            raise NotAReport(f"This PDF does not carry '{name}': it is no report of this program.")
    plain_case, plain_decision = files[evidence.CASE], files[evidence.DECISION]
    found = [*findings.changed_case(plain_case, files[evidence.FINGERPRINTS].get("case", {}))]
    notes = [*findings.engine_notes(plain_decision)]
    again = findings.computed_again(plain_case, plain_decision, found)
    if again is not None:
        found.extend(findings.changed_decision(plain_decision, again.to_dict()))
    if not found:
        pages, page_notes = _changed_pages(data, files)
        found.extend(pages)
        notes.extend(page_notes)
    return Verification.of(found, notes)


def _changed_pages(data: bytes, files: dict[str, Any]) -> tuple[list[str], list[str]]:
    """The pages are drawn again from the proved decision and compared stroke by stroke."""
    if not pdf.is_available():
        return [], [findings.NO_ENGINE]
    if files[evidence.FINGERPRINTS].get("printed_with") != printed_with():
        return [], [findings.ANOTHER_LAYOUT]
    try:
        edition, plan = _edition(files[evidence.EDITION])
    except (TypeError, ValueError, KeyError, AttributeError) as fault:
        return [f"edition: cannot be read: {fault}"], []
    stored = Decision.from_dict(files[evidence.DECISION])
    drawn = pdf.draw(Case.from_dict(files[evidence.CASE]), stored, edition, plan).data
    return findings.changed_pages(data, drawn)


def _edition(plain: Any) -> tuple[Edition, Any]:
    return edition_from(plain), plan_from(plain["plan"])


def edition_from(plain: dict[str, Any]) -> Edition:
    known = {field.name for field in fields(Edition)}
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in plain.items()}
    return Edition(**{name: values[name] for name in known})
