"""A vendor's own word, and what it counts once a reference confirms it."""

from types import SimpleNamespace
from typing import Any

import pytest

from vendors.selectors.claims import claim, confirmed, raised


def reference(*keys: str, verified: bool = True, company: str = "Shoe Shop") -> Any:
    return SimpleNamespace(company=company, verified=verified, confirms_facts=list(keys))


def test_the_unfavourable_side_is_twice_as_wide() -> None:
    low_is_bad = claim(0.80, "low", least=0, most=1)
    assert low_is_bad["evidence"] == "C"
    assert low_is_bad["low"] == pytest.approx(0.80 - 0.24)
    assert low_is_bad["high"] == pytest.approx(0.92)
    high_is_bad = claim(100.0, "high")
    assert (high_is_bad["low"], high_is_bad["high"]) == (pytest.approx(85), pytest.approx(130))


def test_a_claim_stays_within_its_bounds() -> None:
    assert claim(0.95, "low", least=0, most=1)["high"] == 1
    assert claim(2.9, "high", least=0, most=3)["high"] == 3


def test_a_confirmed_claim_is_narrowed_on_both_sides_and_not_doubled_any_more() -> None:
    after = confirmed({"satisfaction": claim(0.80, "low", least=0, most=1)}, [reference("satisfaction")])
    found = after["satisfaction"]
    assert found["evidence"] == "B"
    assert found["low"] == pytest.approx(0.80 * 0.92)
    assert found["high"] == pytest.approx(0.80 * 1.08)
    assert "confirmed by Shoe Shop" in found["source"]
    assert "doubled" not in found["source"]


def test_a_letter_that_nobody_checked_confirms_nothing() -> None:
    before = {"satisfaction": claim(0.80, "low")}
    assert confirmed(before, [reference("satisfaction", verified=False)]) == before
    assert confirmed(before, [reference("turnover_per_year")]) == before


@pytest.mark.parametrize(
    "content",
    [
        None,
        True,
        {"low": 1.0, "likely": 2.0, "high": 3.0, "evidence": "A", "source": ""},
        {"low": None, "likely": None, "high": None, "evidence": "unknown", "source": ""},
    ],
)
def test_only_claims_are_raised(content: Any) -> None:
    assert raised(content, ["Shoe Shop"]) is content
