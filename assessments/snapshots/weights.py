"""What matters, as the case holds it."""

from collections.abc import Iterable
from typing import Any

from assessments.choices import Factor
from assessments.models import WeightSet

NOTHING_KNOWN = float(len(Factor))  # Dirichlet with all ones: every set of weights is as likely as any other


def weights_of(sets: Iterable[WeightSet]) -> dict[str, Any]:
    """The weights in force with what each person said; until somebody says anything, every weight is open."""
    in_force = next((row for row in sets if row.in_force), None)
    if in_force is None or not in_force.factors:
        equal = {factor.value: 1 / len(Factor) for factor in Factor}
        return {"factors": equal, "criteria": {}, "method": "direct", "concentration": NOTHING_KNOWN}
    people = in_force.judgements.get("people", [])
    return {
        "factors": in_force.factors,
        "criteria": in_force.criteria,
        "method": in_force.method,
        "concentration": in_force.concentration,
        "people": sorted(people, key=lambda person: person["name"]) if len(people) > 1 else [],
    }
