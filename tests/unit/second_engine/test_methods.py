"""The tools of the trade against the second engine, on 2,000 random problems each."""

import random
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

from outsourcing.trust.results import EXAMPLES
from scoring import crosscheck, finance, robustness, values
from scoring.engine.field import make_field
from scoring.estimates import Pert
from scoring.staffing import erlang_a, erlang_b, erlang_c
from scoring.weights import RANDOM_INDEX, ahp_weights, consensus, rank_order_centroid, swing_weights
from tests.unit.second_engine import second_engine as second

PROBLEMS = 2000
tried = 0


@pytest.fixture(autouse=True)
def _count(record_property: Callable[[str, object], None]) -> Iterator[None]:
    before = tried
    yield
    record_property(EXAMPLES, tried - before)


def problems(subject: str, count: int = PROBLEMS) -> Iterator[random.Random]:
    """Each problem has its own source of randomness, named after its subject."""
    global tried
    for n in range(count):
        tried += 1
        yield random.Random(f"{subject} {n}")


def same(given: Any, expected: Any, scale: float = 1.0) -> None:
    """Equal to 1e-9 of the figure itself or of its ``scale``, whichever is larger."""
    found, wanted = np.asarray(given, dtype=float), np.asarray(expected, dtype=float)
    assert found.shape == wanted.shape
    assert (np.abs(found - wanted) <= 1e-9 * np.maximum(np.abs(wanted), scale)).all(), (given, expected)


def table(r: random.Random, rows: int, columns: int, ties: bool = False) -> list[list[float]]:
    """Numbers from 0 to 100; ``ties`` rounds them to tens so that many are equal."""
    return [
        [round(r.uniform(0, 100), -1) if ties else r.uniform(0, 100) for _ in range(columns)]
        for _ in range(rows)
    ]


def test_pert() -> None:
    for r in problems("pert", PROBLEMS // 20):
        low, likely, high = sorted(r.uniform(-1000, 1000) for _ in range(3))
        ours, width = Pert(low, likely, high), high - low
        minimum, maximum, a, b = second.pert(low, likely, high)
        same([*ours.range, *ours.shape], [minimum, maximum, a, b], width)
        at = [r.uniform(0.001, 0.999) for _ in range(20)]
        expected = [minimum + (maximum - minimum) * second.beta_quantile(a, b, p) for p in at]
        same(ours.exact_quantile(at), expected, width)
        assert np.abs(ours.quantile(at) - expected).max() < 1e-6 * (maximum - minimum)
        below = [second.beta_cdf(a, b, (x - minimum) / (maximum - minimum)) for x in expected]
        same(ours.share_below(expected), below)


def test_values() -> None:
    for r in problems("values"):
        x, worst, best = (r.uniform(-50, 150) for _ in range(3))
        curve = r.choice((-1, 1)) * r.uniform(0.1, 9)
        levels, worth = sorted(r.uniform(0, 100) for _ in range(4)), [r.uniform(0, 100) for _ in range(4)]
        band = sorted(r.uniform(-50, 150) for _ in range(4))
        same(values.linear(x, worst, best), second.linear(x, worst, best), 100)
        same(values.exponential(x, worst, best, curve), second.exponential(x, worst, best, curve), 100)
        same(values.piecewise(x, levels, worth), second.piecewise(x, levels, worth), 100)
        same(values.target_band(x, *band), second.target_band(x, *band), 100)
        level = r.uniform(0, 3)
        same(values.category(level, worth), second.piecewise(level, range(4), worth), 100)


def test_weights() -> None:
    for r in problems("weights"):
        n = r.randint(1, 12)
        points = [r.uniform(0, 100) for _ in range(n)]
        same(rank_order_centroid(n), second.rank_order_centroid(n))
        same(swing_weights(points), second.scaled(points))


def test_pairwise_judgements() -> None:
    for r in problems("pairwise", PROBLEMS // 4):
        n, said = r.randint(1, 7), (1 / 9, 1 / 5, 1 / 3, 1, 2, 3, 5, 7)
        matrix = [[1.0] * n for _ in range(n)]
        for i in range(n):
            for j in range(i):
                matrix[i][j] = r.choice(said)
                matrix[j][i] = 1 / matrix[i][j]
        weights, ratio = ahp_weights(matrix)
        expected, inconsistency = second.ahp(matrix, RANDOM_INDEX.get(n, 1.0))
        same(weights, expected)
        same(ratio, inconsistency)


def test_consensus() -> None:
    for r in problems("consensus"):
        factors = r.randint(2, 6)
        people = table(r, r.randint(2, 6), factors, ties=r.random() < 0.3)
        people = [[1 + w for w in person] for person in people]
        same(consensus(people), second.consensus(people))


def test_ranks_shares_and_regret() -> None:
    for r in problems("ranks"):
        futures = table(r, r.randint(1, 12), r.randint(1, 7), ties=r.random() < 0.5)
        same(robustness.rank_acceptability(futures), second.rank_acceptability(futures))
        same(robustness.pairwise_winning(futures), second.pairwise_winning(futures))
        expected, greatest = second.regrets(futures)
        same(robustness.expected_regret(futures), expected, 100)
        same(robustness.max_regret(futures), greatest, 100)
        same(robustness.evpi(futures), second.evpi(futures), 100)


class _Entry:
    """As much of an evaluated option as the race looks at."""

    def __init__(self, key: str, total: list[float]) -> None:
        self.option = type("Option", (), {"id": key, "model": "mix"})
        self.total = np.array(total)
        self.money = type("Money", (), {"work": type("Work", (), {"parts": ()})})


def test_a_failed_gate_counts_below_all_others() -> None:
    gate = [type("Gate", (), {"state": state, "curable": True}) for state in ("pass", "fail")]
    for r in problems("gates", PROBLEMS // 4):
        futures = table(r, r.randint(1, 12), r.randint(2, 6), ties=r.random() < 0.5)
        failed = {i for i in range(len(futures[0])) if r.random() < 0.3}
        columns = [list(c) for c in zip(*futures, strict=True)]
        entries: list[Any] = [_Entry(str(i), column) for i, column in enumerate(columns)]
        gates: dict[str, Any] = {str(i): (gate[i in failed],) for i in range(len(columns))}
        field = make_field(None, entries, gates, np.ones((1, len(futures))))  # type: ignore[arg-type]
        order = [int(key) for key in field.ids]
        ranks = second.rank_acceptability(futures, failed)
        same(robustness.rank_acceptability(field.values), [ranks[i] for i in order])


def test_weight_flips() -> None:
    for r in problems("flips"):
        criteria = r.randint(2, 6)
        rows = table(r, r.randint(2, 6), criteria)
        weights = second.scaled([r.uniform(0.05, 1) for _ in range(criteria)])
        k = r.randrange(criteria)
        found = robustness.weight_flip(rows, weights, k)
        crossings = second.weight_flips(rows, weights, k)
        below = [(w, i) for i, w in crossings.items() if w < weights[k]]
        above = [(w, i) for i, w in crossings.items() if w > weights[k]]
        nearest = sorted(below)[-1:] + sorted(above)[:1]
        expected = sorted(nearest, key=lambda pair: abs(pair[0] - weights[k]))
        assert [flip.option for flip in found] == [option for _, option in expected]
        same([flip.weight for flip in found], [weight for weight, _ in expected])


def test_other_methods() -> None:
    for r in problems("methods"):
        criteria = r.randint(1, 6)
        rows = table(r, r.randint(2, 7), criteria, ties=r.random() < 0.3)
        weights = [r.uniform(0.05, 1) for _ in range(criteria)]
        kind = r.choice(list(second.PREFERENCES))
        q, s = r.uniform(0, 20), r.uniform(1, 50)
        p = q + r.uniform(1, 50)
        net = second.promethee_ii(rows, weights, kind, q, p, s)
        same(crosscheck.weighted_sum(rows, weights), second.weighted_sum(rows, weights), 100)
        same(crosscheck.topsis(rows, weights), second.topsis(rows, weights))
        same(crosscheck.promethee_ii(rows, weights, None, kind, q, p, s).net, net)
        first, other = ([r.randint(0, 9) for _ in rows] for _ in range(2))
        if len(set(first)) > 1 and len(set(other)) > 1:
            same(crosscheck.kendall_tau(first, other), second.kendall_tau(first, other))


@pytest.mark.parametrize("kind", [k for k in second.PREFERENCES if k != "gaussian"])
def test_outranking_of_many_options(kind: str) -> None:
    r = random.Random(f"many {kind}")
    rows, weights = table(r, 60, 3, ties=True), [1.0, 2.0, 0.5]
    net = second.promethee_ii(rows, weights, kind, 10.0, 30.0, 1.0)
    same(crosscheck.promethee_ii(rows, weights, None, kind, 10.0, 30.0).net, net)


def test_queues_where_everybody_waits() -> None:
    for r in problems("waiting"):
        agents = r.randint(1, 60)
        load, seconds, target = agents * r.uniform(0.05, 0.99), r.uniform(60, 900), r.uniform(0, 120)
        found = erlang_c(load * 3600 / seconds, seconds, agents, target)
        wait, level, delay = second.erlang_c(load, agents, target / seconds)
        same(erlang_b(load, agents), second.erlang_b(load, agents))
        same(
            [found.wait_probability, found.service_level, found.average_wait],
            [wait, level, delay * seconds],
        )


def test_queues_where_callers_hang_up() -> None:
    for r in problems("hanging up", PROBLEMS // 4):
        agents = r.randint(1, 30)
        load, seconds = agents * r.uniform(0.3, 1.4), r.uniform(120, 600)
        patience, target = seconds * r.uniform(0.2, 2), r.uniform(5, 120)
        found = erlang_a(load * 3600 / seconds, seconds, patience, agents, target)
        wait, level, delay, lost = second.erlang_a(load, agents, patience / seconds, target / seconds)
        same(
            [found.wait_probability, found.service_level, found.average_wait, found.abandonment],
            [wait, level, delay * seconds, lost],
        )


def test_money_over_time() -> None:
    for r in problems("money"):
        flows = [-r.uniform(1, 1000), *(r.uniform(0, 300) for _ in range(r.randint(1, 20)))]
        rate = r.uniform(0, 0.3)
        same(finance.npv(rate, flows), second.npv(rate, flows), 1000)
        gains = [r.uniform(-100, 120) for _ in range(24)]
        assert finance.payback_month(gains) == second.payback_month(gains)
        if -0.9 < (found := finance.irr(flows) or -1) < 1.5:
            same(found, second.irr(flows))
            same(finance.npv(found, flows), 0.0, sum(map(abs, flows)))
