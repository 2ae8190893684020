"""A case with one wrong value: a refusal that names its path, or a finite decision."""

from __future__ import annotations

import copy
import json
import math
import random
import re
from collections.abc import Iterator
from typing import Any

import pytest

from scoring import decide
from scoring.case import Case, validate
from tests.engine_cases import CaseMaker

BAD = (math.nan, math.inf, -math.inf, -5, 0, 87, 0.87, 1e300, "", "much", None, [], {}, True, "2026-99-99")
SAMPLE = 1500
KINDS = ("vendor", "captive", "improve", "training")


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Paths of all values that hold no others."""
    if not isinstance(value, dict | list):
        yield path
        return
    for key, item in value.items() if isinstance(value, dict) else enumerate(value):
        yield from leaves(item, (*path, key))


def with_value(plain: dict[str, Any], path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    changed = json.loads(json.dumps(plain))
    holder = changed
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = value
    return changed


@pytest.fixture(scope="module")
def plain() -> dict[str, Any]:
    return CaseMaker(5).case(4, KINDS).to_dict()


def test_a_wrong_value_is_refused_by_its_path(plain: dict[str, Any]) -> None:
    r, paths = random.Random(1), list(leaves(plain))
    refused = 0
    for _ in range(SAMPLE):
        path, bad = r.choice(paths), r.choice(BAD)
        try:
            validate(Case.from_dict(with_value(plain, path, copy.copy(bad))))
        except ValueError as fault:
            said = str(fault)
        else:
            assert not _never_a_number(bad), (path, bad)
            continue
        refused += 1
        words = {str(key) for key in path if isinstance(key, str)}
        assert words & set(re.findall(r"\w+", said)), (path, bad, said)
    assert refused > SAMPLE / 2


def _never_a_number(value: Any) -> bool:
    return isinstance(value, float) and not math.isfinite(value)


@pytest.mark.parametrize("seed", range(8))
def test_what_is_not_refused_is_decided_in_finite_numbers(plain: dict[str, Any], seed: int) -> None:
    r = random.Random(seed)
    numbers = [p for p in leaves(plain) if p[-1] in ("low", "likely", "high")]
    changed = plain
    for _ in range(12):
        path = r.choice(numbers)[:-1]
        extreme = dict.fromkeys(("low", "likely", "high"), r.choice((0, 1, 1e9, 1e300)))
        candidate = with_value(changed, path, {**_at(changed, path), **extreme, "evidence": "C"})
        if _is_accepted(candidate):
            changed = candidate
    decision = decide(Case.from_dict(changed), futures=64)
    assert json.dumps(decision.to_dict(), allow_nan=False)


def _at(plain: Any, path: tuple[Any, ...]) -> Any:
    for key in path:
        plain = plain[key]
    return plain


def _is_accepted(plain: dict[str, Any]) -> bool:
    try:
        validate(Case.from_dict(plain))
    except ValueError:
        return False
    return True
