"""Prove a report: compute and draw it again from the case inside it, and name what differs."""

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from reports import pdf
from reports.pdf import contents, evidence
from reports.presenters.edition import Edition
from reports.presenters.plan import plan_from
from scoring import decide
from scoring.case import Case
from scoring.decision import Decision
from scoring.engine import ENGINE_VERSION

_CLOSE = 1e-9  # what another machine's arithmetic may differ by
_MOST_NAMED = 40


class NotAReport(ValueError):
    """The file is no PDF, or carries no case and decision."""


@dataclass(frozen=True)
class Verification:
    """What differs, by path; empty when the report is proved. Notes say what could not be compared."""

    differences: tuple[str, ...]
    notes: tuple[str, ...] = ()

    @property
    def identical(self) -> bool:
        return not self.differences


def verify(data: bytes) -> Verification:
    """Raises NotAReport."""
    files = _files(data)
    plain_case, plain_decision = files[evidence.CASE], files[evidence.DECISION]
    prints = files[evidence.FINGERPRINTS]
    found = [*_changed_case(plain_case, prints.get("case", {}))]
    notes = [*_engine_notes(plain_decision)]
    again = _computed_again(plain_case, plain_decision, found)
    if again is not None:
        found.extend(_changed_decision(plain_decision, again.to_dict()))
    if not found and again is not None:
        pages, page_notes = _changed_pages(data, files, again)
        found.extend(pages)
        notes.extend(page_notes)
    return Verification(tuple(_shortened(found)), tuple(notes))


def _files(data: bytes) -> dict[str, Any]:
    try:
        found = contents.attached(data)
        return {name: json.loads(found[name]) for name in evidence.NAMES}
    except KeyError as missing:
        raise NotAReport(f"This PDF does not carry {missing}: it is no report of this program.") from missing
    except (ValueError, contents.Unreadable) as fault:
        raise NotAReport(f"This is not a readable report: {fault}") from fault


def _changed_case(plain: Any, prints: dict[str, str]) -> Iterator[str]:
    now = evidence.fingerprints(plain)
    values = dict(evidence.leaves(plain))
    for path in sorted(now.keys() | prints.keys()):
        if path not in now:
            yield f"case.{path}: is missing, but was there when the report was made"
        elif path not in prints:
            yield f"case.{path}: was not there when the report was made"
        elif now[path] != prints[path]:
            yield f"case.{path}: embedded hash differs; the file now says {_said(values[path])}"


def _engine_notes(plain: Any) -> Iterator[str]:
    made = plain.get("engine_version") if isinstance(plain, dict) else None
    if made != ENGINE_VERSION:
        yield f"The report was made with engine version {made}; this is {ENGINE_VERSION}."


def _computed_again(plain_case: Any, plain_decision: Any, found: list[str]) -> Decision | None:
    try:
        case, stored = Case.from_dict(plain_case), Decision.from_dict(plain_decision)
        again = decide(case, futures=stored.futures, seed=stored.seed)
    except ValueError as fault:
        found.append(f"The decision cannot be computed again: {fault}")
        return None
    if again.case_sha256 != stored.case_sha256:
        found.append(f"decision.case_sha256: it is of another case; the embedded one has {again.case_sha256}")
    return again


def _changed_decision(stored: Any, again: Any) -> Iterator[str]:
    before, after = dict(evidence.leaves(stored)), dict(evidence.leaves(again))
    for path in [*before, *(path for path in after if path not in before)]:
        if path == "case_sha256":
            continue
        if path not in before or path not in after:
            where = "only in the report" if path in before else "missing in the report"
            yield f"decision.{path}: {where}"
        elif not _same(before[path], after[path]):
            yield (
                f"decision.{path}: the report says {_said(before[path])},"
                f" computed again it is {_said(after[path])}"
            )


def _changed_pages(data: bytes, files: dict[str, Any], again: Decision) -> tuple[list[str], list[str]]:
    """The pages are drawn again from the proved decision and compared stroke by stroke."""
    if not pdf.is_available():
        return [], ["The pages were not compared: this machine cannot draw them."]
    if files[evidence.FINGERPRINTS].get("printed_with") != pdf.engine_name():
        return [], ["The pages were not compared: they were drawn with another version of the PDF engine."]
    try:
        edition, plan = _edition(files[evidence.EDITION])
    except (TypeError, ValueError, KeyError) as fault:
        return [f"edition: cannot be read: {fault}"], []
    stored = Decision.from_dict(files[evidence.DECISION])
    drawn = pdf.draw(Case.from_dict(files[evidence.CASE]), stored, edition, plan).data
    if drawn == data:
        return [], []
    changed = contents.changed_pages(data, drawn)
    if not changed:
        return [], ["The file was saved again by another program; data and pages are as they were."]
    return [f"page {page}: what is printed is not what the decision says" for page in changed], []


def _edition(plain: Any) -> tuple[Edition, Any]:
    known = {field.name for field in fields(Edition)}
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in plain.items()}
    return Edition(**{name: values[name] for name in known}), plan_from(plain["plan"])


def _same(before: Any, after: Any) -> bool:
    if isinstance(before, float | int) and isinstance(after, float | int):
        return math.isclose(before, after, rel_tol=_CLOSE, abs_tol=_CLOSE)
    return bool(before == after)


def _said(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 80 else text[:79] + "…"


def _shortened(found: list[str]) -> list[str]:
    more = len(found) - _MOST_NAMED
    return [*found[:_MOST_NAMED], *([f"and {more} more"] if more > 0 else [])]
