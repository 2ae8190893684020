"""The published figures that stand behind the estimates of a case."""

import math
from collections.abc import Iterator
from typing import Any

from vendors.models import Benchmark


def references_of(plain_case: dict[str, Any]) -> list[dict[str, Any]]:
    """Benchmarks whose source and value an estimate of the case names, by id."""
    estimates = [e for e in _estimates(plain_case) if e["source"] and e["likely"] is not None]
    rows = Benchmark.objects.exclude(value=None).order_by("id")
    return [_plain(row) for row in rows if any(_stands_behind(row, estimate) for estimate in estimates)]


def _estimates(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if {"likely", "evidence", "source"} <= set(value):
            yield value
        else:
            for part in value.values():
                yield from _estimates(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _estimates(part)


def _stands_behind(row: Benchmark, estimate: dict[str, Any]) -> bool:
    """Published in percent, in millions or in working days, used as a fraction, an amount or weeks."""
    if row.source not in estimate["source"] or row.value is None:
        return False
    scales = (1.0, 0.01, 0.2, 1_000_000.0)
    return any(math.isclose(estimate["likely"], row.value * scale, rel_tol=1e-9) for scale in scales)


def _plain(row: Benchmark) -> dict[str, Any]:
    return {
        "id": row.id,
        "label": row.label,
        "value": row.value,
        "unit": row.unit,
        "year": row.year,
        "source": row.source,
        "url": row.source_url,
        "confidence": row.confidence,
    }
