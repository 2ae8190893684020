"""What a report carries so that it can be proved: case, decision, edition, fingerprints."""

import hashlib
import json
import zlib
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from reports.pdf.layout import printed_with
from reports.presenters.edition import Edition
from reports.presenters.plan import Plan
from reports.press.drawing import Attached
from scoring.case import Case
from scoring.decision import Decision

CASE, DECISION, EDITION, FINGERPRINTS = "case.json", "decision.json", "edition.json", "fingerprints.json"
NAMES = (CASE, DECISION, EDITION, FINGERPRINTS)
_DIGITS = 8
_EMPTY: tuple[Any, ...] = (None, "", [], {}, ())


def attachments(case: Case, decision: Decision, edition: Edition, plan: Plan = ()) -> tuple[Attached, ...]:
    plain_case, plain_decision = case.to_dict(), decision.to_dict()
    about = {**asdict(edition), "plan": [asdict(part) for part in plan]}
    prints = {"case": fingerprints(plain_case), "printed_with": printed_with()}
    return (
        Attached(CASE, "Everything that went into the decision", plain_json(plain_case), "Source"),
        Attached(DECISION, "The decision, unrounded", plain_json(plain_decision), "Data"),
        Attached(EDITION, "Number, version, date, parts and deal plan", plain_json(about), "Supplement"),
        Attached(FINGERPRINTS, "A fingerprint of every value of the case", plain_json(prints), "Supplement"),
    )


def fingerprints(plain: Any) -> dict[str, str]:
    """A short hash for every value that says something, by its path."""
    return {path: _fingerprint(path, value) for path, value in leaves(plain) if value not in _EMPTY}


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every value that is no list or object, with its path; things with an id are named by it."""
    if isinstance(value, dict) and value:
        for key, item in value.items():
            yield from leaves(item, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list | tuple) and value:
        for index, item in enumerate(value):
            yield from leaves(item, path + _name(item, index))
    else:
        yield path, value


def _name(item: Any, index: int) -> str:
    if isinstance(item, dict):
        for key in ("id", "option_id", "gate"):
            if isinstance(item.get(key), str) and item[key]:
                return f".{item[key]}"
    return f"[{index}]"


def _fingerprint(path: str, value: Any) -> str:
    text = f"{path}={json.dumps(value, ensure_ascii=False)}"
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]


def plain_json(value: Any) -> bytes:
    """Ends such that its compressed form does not end like a line, which PDF/A forbids."""
    data = json.dumps(value, sort_keys=True, indent=1, ensure_ascii=False, allow_nan=False).encode()
    while zlib.adler32(data) & 0xFF in b"\r\n":
        data += b" "
    return data
