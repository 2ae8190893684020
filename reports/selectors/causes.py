"""What caused the difference between two cases. The same pair is worked out once, and kept."""

from dataclasses import asdict
from typing import Any

from django.core.cache import cache

from reports.presenters import causes
from scoring.attribution import Attribution, Cause, Outcome
from scoring.case import Case
from scoring.case.codec import case_sha256
from scoring.engine import ENGINE_VERSION

KEPT_SECONDS = 365 * 24 * 3600  # as long as files of a comparison are likely to be asked for


def causes_between(first: Case, second: Case) -> causes.CausesView | None:
    before, after = causes.nameless(first), causes.nameless(second)
    key = f"causes:{ENGINE_VERSION}:{causes.FUTURES}:{case_sha256(before)}:{case_sha256(after)}"
    plain = cache.get(key)
    if plain is None:
        found = causes.worked_out(before, after)
        plain = asdict(found) if found else {}
        cache.set(key, plain, KEPT_SECONDS)
    return causes.present(_attribution(plain), before, after) if plain else None


def _attribution(plain: dict[str, Any]) -> Attribution:
    return Attribution(
        **{
            **plain,
            "before": Outcome(**plain["before"]),
            "after": Outcome(**plain["after"]),
            "causes": tuple(Cause(**cause) for cause in plain["causes"]),
        }
    )
