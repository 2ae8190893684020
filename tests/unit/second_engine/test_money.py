"""The money of random options, future by future, against the second engine."""

import ast
from collections.abc import Callable
from pathlib import Path

import pytest

from outsourcing.trust.results import EXAMPLES
from scoring.case import canonical, validate
from scoring.costs import demand_of, money_of
from scoring.draws import SampledNumbers, model_inputs
from tests.engine_cases import CaseMaker
from tests.unit.second_engine import second_engine

FUTURES = 20
CASES = 40
MODELS = ("vendor", "captive", "transfer", "improve", "training")
FIGURES = (
    "present",
    "as_is",
    "one_off",
    "new_money",
    "per_resolved",
    "payback",
    "cumulative",
    "hurdle",
    "customer_change",
    "location_loss",
    "satisfaction",
    "resolution",
)


@pytest.mark.parametrize("certain", [False, True])
@pytest.mark.parametrize("seed", range(CASES // 2))
def test_each_future_costs_what_the_second_engine_says(
    seed: int, certain: bool, record_property: Callable[[str, object], None]
) -> None:
    case = canonical(CaseMaker(seed, certain=certain).case(options=2, models=MODELS))
    validate(case)
    inputs = model_inputs(case)
    numbers = SampledNumbers(inputs, FUTURES, seed)
    known = {path for path, item in inputs.items() if not item.is_unknown}
    futures = [{path: float(numbers(path)[k]) for path in inputs} for k in range(1 if certain else FUTURES)]
    plain = case.to_dict()
    record_property(EXAMPLES, len(case.options) * len(futures))
    for option in case.options:
        money = money_of(case, option, demand_of(case, numbers), numbers)
        row = next(o for o in plain["options"] if o["id"] == option.id)
        for k, x in enumerate(futures):
            expected = second_engine.money(plain, row, x, known)
            scale = abs(expected["as_is"])
            for figure in FIGURES:
                given = getattr(money, figure)[..., k].tolist()
                assert given == pytest.approx(expected[figure], rel=1e-9, abs=1e-9 * scale), figure


def test_the_second_engine_is_short_and_free_of_the_first_ones_tools() -> None:
    text = Path(second_engine.__file__).read_text(encoding="utf-8")
    lines, words = text.splitlines(), sum(_docstring_lines(node) for node in ast.walk(ast.parse(text)))
    assert sum(bool(line.strip()) for line in lines) - words < 400
    assert [line for line in lines if line.startswith(("import", "from"))] == [
        "import math",
        "from itertools import pairwise",
    ]


def _docstring_lines(node: ast.AST) -> int:
    holds = isinstance(node, ast.Module | ast.FunctionDef) and ast.get_docstring(node)
    return sum(bool(line.strip()) for line in holds.splitlines()) if holds else 0
