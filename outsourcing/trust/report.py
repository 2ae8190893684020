"""The report on a run of the tests: written by the run itself, sealed, and never typed."""

import datetime as dt
import hashlib
import json
import tomllib
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from django.conf import settings
from django.utils import timezone

from outsourcing.trust.machine import changed_since_commit, commit, machine
from outsourcing.trust.results import FAILED, PASSED, SKIPPED, Result

FORMAT = 1
NAME = "trust-report.json"
FOLDER = Path(__file__).parent
SHIPPED = FOLDER / NAME
Report = dict[str, Any]


class StageOutcome(Protocol):
    stage: str
    database: str
    passed: int
    failed: int
    seconds: float
    missing: str
    crashed: bool
    results: list[Result]

    @property
    def skipped(self) -> int: ...


@cache
def promises() -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = tomllib.loads((FOLDER / "promises.toml").read_text())["promise"]
    return entries


def make(outcomes: Iterable[StageOutcome], long: bool) -> Report:
    ran = list(outcomes)
    report = {
        "format": FORMAT,
        "date": timezone.now().replace(microsecond=0).isoformat(),
        "commit": commit(),
        "changed_since_commit": changed_since_commit(),
        "machine": machine(),
        "long": long,
        "stages": [_stage(outcome) for outcome in ran],
        "promises": [_promise(promise, ran) for promise in promises()],
    }
    return {**report, "seal": seal(report)}


def seal(report: Report) -> str:
    """Shows a report that was changed by hand; it has no key and keeps nobody from making a new one."""
    content = {key: value for key, value in report.items() if key != "seal"}
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def write(report: Report, path: Path) -> None:
    path.write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def newest() -> Report | None:
    """That of this installation or the one that came with the product, whichever is younger and whole."""
    found = [report for path in (settings.DATA_DIR / NAME, SHIPPED) if (report := read(path))]
    return max(found, key=lambda report: dt.datetime.fromisoformat(report["date"]), default=None)


def read(path: Path) -> Report | None:
    """None where there is none, or where it is not what a run wrote."""
    try:
        report: Report = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    known = isinstance(report, dict) and report.get("format") == FORMAT
    return report if known and report.get("seal") == seal(report) else None


def _stage(outcome: StageOutcome) -> Report:
    return {
        "name": outcome.stage,
        "database": outcome.database,
        "passed": outcome.passed,
        "failed": outcome.failed + outcome.crashed,
        "skipped": outcome.skipped,
        "seconds": round(outcome.seconds),
        "not_run": outcome.missing,
    }


def _promise(promise: dict[str, Any], outcomes: list[StageOutcome]) -> Report:
    counts: Counter[str] = Counter()
    figures: list[Report] = []
    examples = 0
    for outcome in outcomes:
        of_it = [result for result in outcome.results if proves(promise["proofs"], result.test)]
        counts.update(result.outcome for result in of_it)
        examples += sum(result.examples for result in of_it)
        figures += _figures(of_it, outcome.database)
    if examples:
        figures.append(
            {"name": "Cases made at random and tried", "value": examples, "unit": "", "database": ""}
        )
    return {
        **{name: promise[name] for name in ("key", "title", "how")},
        **{name: counts[name] for name in (PASSED, FAILED, SKIPPED)},
        "figures": figures,
        "controls": [_control(control, outcomes) for control in promise["controls"]],
    }


def proves(proofs: list[str], test: str) -> bool:
    return any(test == proof or test.startswith((f"{proof}::", f"{proof}/")) for proof in proofs)


def _figures(results: list[Result], database: str) -> list[Report]:
    """Where several tests give the same figure, they are parts of one sum."""
    sums: dict[tuple[str, str], float] = {}
    for result in results:
        for name, value, unit in result.figures:
            sums[name, unit] = sums.get((name, unit), 0) + value
    return [
        {"name": name, "value": value, "unit": unit, "database": database}
        for (name, unit), value in sums.items()
    ]


def _control(control: dict[str, str], outcomes: list[StageOutcome]) -> Report:
    """held: whether the control noticed what it should; None when it was not run."""
    found = {r.outcome for o in outcomes for r in o.results if r.test == control["test"]} - {SKIPPED}
    held = None if not found else found == {PASSED}
    return {"words": control["words"], "test": control["test"], "held": held}
