"""A stored decision looked at again with something moved. Nothing is written."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from functools import lru_cache
from typing import Any, Final

from django.core.cache import cache

from assessments.models import Decision
from assessments.snapshots import with_changes
from scoring.breaking import Break, Surprise, break_verdict
from scoring.case import Case
from scoring.engine import ENGINE_VERSION
from scoring.glance import Glance, Prepared, glance, prepare, reweighed

FUTURES: Final = 512
BREAK_FUTURES: Final = 1024
KEPT: Final = 16
KEPT_SECONDS: Final = 30 * 24 * 3600


def looked_at(decision: Decision, changes: Mapping[str, Any], weights: Mapping[str, float] | None) -> Glance:
    """ValueError says what cannot be. What was computed for other weights is used again."""
    prepared = _prepared(_text(decision.case), _text(changes))
    return glance(reweighed(prepared, weights) if weights else prepared)


def broken(decision: Decision) -> Break | None:
    """Searched once for a case and engine."""
    key = f"break:{ENGINE_VERSION}:{BREAK_FUTURES}:{decision.case_sha256}"
    plain = cache.get(key)
    if plain is None:
        found = break_verdict(Case.from_dict(decision.case), BREAK_FUTURES)
        plain = asdict(found) if found else {}
        cache.set(key, plain, KEPT_SECONDS)
    if not plain:
        return None
    surprises = tuple(Surprise(**surprise) for surprise in plain["surprises"])
    return Break(**{**plain, "surprises": surprises})


@lru_cache(maxsize=KEPT)
def _prepared(case: str, changes: str) -> Prepared:
    base = Case.from_dict(json.loads(case))
    changed = with_changes(base, json.loads(changes)) if changes != "{}" else base
    return prepare(changed, FUTURES)


def _text(value: Any) -> str:
    return json.dumps(value, sort_keys=True)
