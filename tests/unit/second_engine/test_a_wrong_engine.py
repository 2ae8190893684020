"""The comparison with the second engine would notice an engine that is wrong by a millionth."""

from collections.abc import Callable
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from scoring import crosscheck, finance, incentives, robustness, taking_back, values
from tests.unit.second_engine import test_deal, test_methods

CASES = [
    (values, "linear", test_methods.test_values),
    (robustness, "rank_acceptability", test_methods.test_ranks_shares_and_regret),
    (crosscheck, "topsis", test_methods.test_other_methods),
    (finance, "npv", test_methods.test_money_over_time),
    (incentives, "_points", test_deal.test_what_a_scheme_pays),
    (taking_back, "_intake", test_deal.test_people_on_the_way_back),
]


@pytest.mark.parametrize(("module", "name", "comparison"), CASES, ids=[name for _, name, _ in CASES])
def test_a_small_fault_would_be_found(
    monkeypatch: pytest.MonkeyPatch, module: ModuleType, name: str, comparison: Callable[[], None]
) -> None:
    right = getattr(module, name)

    def wrong(*arguments: Any, **named: Any) -> Any:
        return np.asarray(right(*arguments, **named)) * (1 + 1e-6)

    monkeypatch.setattr(module, name, wrong)
    with pytest.raises(AssertionError):
        comparison()
