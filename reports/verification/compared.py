"""Prove a comparison: every scenario is computed again, then its pages are drawn again."""

from itertools import count
from typing import Any

from reports import pdf
from reports.pdf import comparison, evidence
from reports.pdf.layout import printed_with
from reports.presenters import causes, read
from reports.presenters.comparison import Compared
from reports.press.job import carry_out
from reports.verification import findings
from reports.verification.findings import NotAReport, Verification
from reports.verification.single import edition_from
from scoring.case import Case
from scoring.decision import Decision


def verify_comparison(data: bytes, files: dict[str, Any]) -> Verification:
    columns = _columns(files)
    prints = files[evidence.FINGERPRINTS]
    found: list[str] = []
    notes: list[str] = []
    for number, (plain_case, plain_decision) in enumerate(columns, 1):
        faults = _faults(plain_case, plain_decision, prints.get(comparison.case_name(number), {}), notes)
        found.extend(f"scenario {number}: {fault}" for fault in faults)
    if not found:
        pages, page_notes = _changed_pages(data, files, columns)
        found.extend(pages)
        notes.extend(page_notes)
    return Verification.of(found, list(dict.fromkeys(notes)))


def _columns(files: dict[str, Any]) -> list[tuple[Any, Any]]:
    for name in (evidence.EDITION, evidence.FINGERPRINTS):
        if not isinstance(files.get(name), dict):
            raise NotAReport(f"This PDF does not carry '{name}': it is no report of this program.")
    columns = []
    for number in count(1):
        plain_case = files.get(comparison.case_name(number))
        plain_decision = files.get(comparison.decision_name(number))
        if plain_case is None and plain_decision is None:
            break
        columns.append((plain_case, plain_decision))
    return columns


def _faults(plain_case: Any, plain_decision: Any, prints: dict[str, str], notes: list[str]) -> list[str]:
    found = [*findings.changed_case(plain_case, prints)]
    notes.extend(findings.engine_notes(plain_decision))
    again = findings.computed_again(plain_case, plain_decision, found)
    if again is not None:
        found.extend(findings.changed_decision(plain_decision, again.to_dict()))
    return found


def _changed_pages(
    data: bytes, files: dict[str, Any], columns: list[tuple[Any, Any]]
) -> tuple[list[str], list[str]]:
    if not pdf.is_available():
        return [], [findings.NO_ENGINE]
    if files[evidence.FINGERPRINTS].get("printed_with") != printed_with():
        return [], [findings.ANOTHER_LAYOUT]
    about = files[evidence.EDITION]
    try:
        edition = edition_from(about)
        names = [(str(one["name"]), str(one["group"])) for one in about["columns"]]
        items = [
            Compared(name, group, read(Decision.from_dict(plain_decision), Case.from_dict(plain_case)))
            for (name, group), (plain_case, plain_decision) in zip(names, columns, strict=True)
        ]
    except (TypeError, ValueError, KeyError, AttributeError) as fault:
        return [f"edition: cannot be read: {fault}"], []
    drawing = comparison.prepare_comparison(items, comparison.causes_of(items, causes.between), edition)
    return findings.changed_pages(data, carry_out(drawing).data)
