"""What was found when a report was computed and drawn again."""

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from reports.pdf import contents, evidence
from scoring import decide
from scoring.case import Case
from scoring.decision import Decision
from scoring.engine import ENGINE_VERSION

ANOTHER_LAYOUT = "The pages were not compared: another version of the layout or of the PDF engine drew them."
NO_ENGINE = "The pages were not compared: this machine cannot draw them."
SAVED_AGAIN = "The file was saved again by another program; data and pages are as they were."
_CLOSE = 1e-9  # what another machine's arithmetic may differ by
_MOST_NAMED = 40
_MALFORMED = (ValueError, TypeError, KeyError, AttributeError)


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

    @classmethod
    def of(cls, differences: list[str], notes: list[str]) -> "Verification":
        more = len(differences) - _MOST_NAMED
        rest = [f"and {more} more"] if more > 0 else []
        return cls((*differences[:_MOST_NAMED], *rest), tuple(notes))


def attached_to(data: bytes) -> dict[str, Any]:
    """The files inside, read as JSON. Raises NotAReport."""
    try:
        return {name: json.loads(text) for name, text in contents.attached(data).items()}
    except (ValueError, RecursionError, contents.Unreadable) as fault:
        raise NotAReport(f"This is not a readable report: {fault}") from fault


def changed_case(plain: Any, prints: dict[str, str]) -> Iterator[str]:
    now = evidence.fingerprints(plain)
    values = dict(evidence.leaves(plain))
    for path in sorted(now.keys() | prints.keys()):
        if path not in now:
            yield f"case.{path}: is missing, but was there when the report was made"
        elif path not in prints:
            yield f"case.{path}: was not there when the report was made"
        elif now[path] != prints[path]:
            yield f"case.{path}: embedded hash differs; the file now says {_said(values[path])}"


def engine_notes(plain: Any) -> Iterator[str]:
    made = plain.get("engine_version") if isinstance(plain, dict) else None
    if made != ENGINE_VERSION:
        yield f"The report was made with engine version {made}; this is {ENGINE_VERSION}."


def computed_again(plain_case: Any, plain_decision: Any, found: list[str]) -> Decision | None:
    try:
        case, stored = Case.from_dict(plain_case), Decision.from_dict(plain_decision)
        again = decide(case, futures=stored.futures, seed=stored.seed)
    except _MALFORMED as fault:
        found.append(f"The decision cannot be computed again: {fault}")
        return None
    if again.case_sha256 != stored.case_sha256:
        found.append(f"decision.case_sha256: it is of another case; the embedded one has {again.case_sha256}")
    return again


def changed_decision(stored: Any, again: Any) -> Iterator[str]:
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


def changed_pages(data: bytes, drawn: bytes) -> tuple[list[str], list[str]]:
    """What differs, and what to know, between the file and the same drawn again."""
    if drawn == data:
        return [], []
    changed = contents.changed_pages(data, drawn)
    if not changed:
        return [], [SAVED_AGAIN]
    return [f"page {page}: what is printed is not what the decision says" for page in changed], []


def _same(before: Any, after: Any) -> bool:
    if isinstance(before, float | int) and isinstance(after, float | int):
        return math.isclose(before, after, rel_tol=_CLOSE, abs_tol=_CLOSE)
    return bool(before == after)


def _said(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 80 else text[:79] + "…"
