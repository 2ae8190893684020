"""The whole decision with fewer futures, for pages that look at gates and costs: kept by hash, not stored."""

from dataclasses import dataclass

from django.core.cache import cache

from assessments.models import Assessment
from assessments.snapshots import build_case
from scoring import Case, decide
from scoring.case import case_sha256
from scoring.decision import Decision
from scoring.engine import ENGINE_VERSION

FUTURES = 512
KEPT_SECONDS = 24 * 3600


@dataclass(frozen=True, slots=True)
class Quick:
    """missing says why there is no decision; case is None where even the inputs cannot be used."""

    case: Case | None = None
    decision: Decision | None = None
    missing: str = ""


def quick_decision(assessment: Assessment) -> Quick:
    try:
        case = build_case(assessment)
    except ValueError as error:
        return Quick(missing=str(error))
    key = f"quick:{ENGINE_VERSION}:{FUTURES}:{case_sha256(case)}"
    if stored := cache.get(key):
        return Quick(case, Decision.from_dict(stored))
    try:
        decision = decide(case, futures=FUTURES, seed=1)
    except ValueError as error:
        return Quick(case, missing=str(error))
    cache.set(key, decision.to_dict(), KEPT_SECONDS)
    return Quick(case, decision)
