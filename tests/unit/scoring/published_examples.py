"""What the literature and other tools print, beside what the engine computes.

python -m tests.unit.scoring.published_examples writes docs/published-examples.md anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from math import sqrt
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import ArrayLike
from scipy.stats import norm, qmc

from scoring import finance
from scoring.crosscheck import promethee_ii, topsis
from scoring.estimates import Pert, normal_scores, uniforms
from scoring.estimates.sobol import sobol_words
from scoring.robustness import evpi, evppi
from scoring.staffing import agents_required, erlang_a, erlang_c, headcount
from scoring.weights import ahp_weights, consensus, rank_order_centroid

ROOT = Path(__file__).parents[3]
CASES = ROOT / "tests" / "data" / "cases"
DOCUMENT = ROOT / "docs" / "published-examples.md"
EXACT = 1e-9  # from here on down a difference is rounding of the machine
HEAD = """# Published examples

Numbers that others print, and a few that follow from a definition by hand, computed again by the engine. The
allowed difference is half a unit of the last digit that is printed, or what the source's own rounding leaves
open. The tests compute this table; they fail when a difference is larger than allowed or when this page is
not what they find. To write it anew: `python -m tests.unit.scoring.published_examples`.

| example | source | quantities | largest difference | allowed |
| --- | --- | --- | --- | --- |
"""


@dataclass(frozen=True)
class Example:
    """One line of the table; ``ours`` and ``printed`` have the same shape."""

    name: str
    source: str
    ours: ArrayLike
    printed: ArrayLike
    allowed: float

    @property
    def quantities(self) -> int:
        return int(np.size(np.asarray(self.printed, dtype=float)))

    @property
    def largest(self) -> float:
        ours, printed = np.asarray(self.ours, dtype=float), np.asarray(self.printed, dtype=float)
        assert ours.shape == printed.shape, self.name
        return float(np.abs(ours - printed).max())

    @property
    def row(self) -> str:
        largest = "less than 1e-09" if self.largest < EXACT else f"{self.largest:.0e}"
        return f"| {self.name} | {self.source} | {self.quantities} | {largest} | {self.allowed:.0e} |"


def document() -> str:
    found = tuple(examples())
    return HEAD + "".join(f"{example.row}\n" for example in found)


def examples() -> Iterator[Example]:
    yield from _weights()
    yield from _other_methods()
    yield from _queues()
    yield from _money()
    yield from _information()
    yield from _draws()


def _case(name: str) -> tuple[Any, Any]:
    """Inputs and expected figures of an example of tests/data/cases."""
    found = json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))
    return found["inputs"], found["expected"]


def _weights() -> Iterator[Example]:
    given, expected = _case("ahp_saaty_2008_drinks")
    weights, ratio = ahp_weights(given["matrix"])
    saaty = "Saaty, Int. J. Services Sciences 1 (2008)"
    yield Example("AHP, drinks in the US: weights", saaty, weights, expected["published"]["weights"], 6e-4)
    # With Saaty's own random index of 1.32; ours is that of Alonso and Lamata, 1.3417.
    theirs = ratio * 1.3417 / 1.32
    yield Example(
        "the same: consistency ratio", saaty, theirs, expected["published"]["consistency_ratio"], 5e-4
    )
    _, expected = _case("roc_weights_barron_barrett_1996")
    rows = expected["published"].items()
    ours = np.concatenate([rank_order_centroid(int(n)) for n, _ in rows])
    printed = np.concatenate([row for _, row in rows])
    source = "Barron and Barrett, Management Science 42 (1996)"
    yield Example("Rank-order centroid, 2 to 5 factors", source, ours, printed, 5e-5)
    extremes = [consensus([[1, 0, 0], [0, 1, 0], [0, 0, 1]]), consensus([[0.5, 0.3, 0.2]] * 4)]
    yield Example("Consensus: nothing and all shared", "Goepel, ISAHP (2013)", extremes, [0, 1], EXACT)


def _other_methods() -> Iterator[Example]:
    given, expected = _case("topsis_tzeng_huang_2011")
    ours, printed = topsis(given["matrix"], given["weights"]), expected["published"]["closeness"]
    yield Example("TOPSIS", "Tzeng and Huang, Multiple Attribute Decision Making (2011)", ours, printed, 1e-4)
    given, expected = _case("promethee2_papathanasiou_ploskas_2018")
    flows = promethee_ii(given["matrix"], given["weights"], preference="linear", q=given["q"], p=given["p"])
    source = "Papathanasiou and Ploskas, Multiple Criteria Decision Aid (2018), chapter 3"
    yield Example(
        "PROMETHEE II, facility location", source, flows.net, expected["published"]["phi_net"], 5e-3
    )


def _queues() -> Iterator[Example]:
    given, expected = _case("erlang_c_wait_and_staffing")
    one, printed = given["case1"], expected["published"]
    waits = erlang_c(one["calls"] * 2, one["aht_s"], one["agents"], 20).average_wait
    yield Example(
        "Erlang C, average wait in s",
        "AbstractMicro, ErlcWait4",
        waits,
        printed["case1_average_wait_s"],
        6e-7,
    )
    found, told = [], []
    for occupancy, name in ((0.85, "case2_max_occ_085"), (0.70, "case2_max_occ_070")):
        agents = agents_required(200, 180, 19.8, given["case2"]["service_level"], max_occupancy=occupancy)
        met = erlang_c(200, 180, agents, 19.8)
        found += [agents, headcount(agents, given["case2"]["shrinkage"])]
        found += [met.service_level, met.occupancy, met.wait_probability]
        theirs = printed[name]
        told += [theirs["raw_positions"], theirs["positions"]]
        told += [theirs["service_level"], theirs["occupancy"], theirs["waiting_probability"]]
    yield Example("Erlang C, crews and what they reach", "pyworkforce, its own tests", found, told, 6e-4)
    rows = expected["derived_grid"]
    many = erlang_c(
        [2 * row["calls_per_half_hour"] for row in rows],
        [row["aht_s"] for row in rows],
        [row["agents"] for row in rows],
        20,
    )
    names = {"Pw": many.wait_probability, "SL_20s": many.service_level, "occupancy": many.occupancy}
    exact = [[row[name] for row in rows] for name in names]
    yield Example(
        "Erlang C, crews up to 405", "exact rational arithmetic", list(names.values()), exact, EXACT
    )
    found_a = erlang_a(200, 180, 300, [14, 9], 20)
    ours = [found_a.wait_probability, found_a.abandonment, found_a.service_level]
    printed_a = [[0.145260, 0.734549], [0.013984, 0.163262], [0.916792, 0.366249]]
    source = "the chain of Mandelbaum and Zeltyn, Service engineering in action (2007), state by state"
    yield Example("Erlang A, 14 and 9 agents", source, ours, printed_a, 5e-7)


def _money() -> Iterator[Example]:
    given, expected = _case("finance_npv_irr_xirr_pmt")
    printed = expected["published"]

    def dated(name: str) -> tuple[Any, list[date]]:
        return given[name]["flows"], [date.fromisoformat(text) for text in given[name]["dates"]]

    xirr = finance.xirr(*dated("xirr"))
    yield Example("XIRR", "Microsoft, support page of Excel", xirr, printed["xirr"], 6e-9)
    xnpv = finance.xnpv(0.95, *dated("xnpv"))
    yield Example("XNPV", "zcubes, page of XNPV", xnpv, printed["xnpv"], EXACT)
    yield Example("IRR", "numpy-financial and ClickHouse", finance.irr(given["irr"]), printed["irr"], EXACT)
    npv = finance.npv(0.05, given["npv"]["flows"])
    yield Example("NPV, first flow now", "numpy-financial", npv, printed["npv"], 5e-3)
    others = [
        finance.growth_rate(10, 3500, 10000),
        finance.pmt(0.08 / 12, 60, 15000),
        finance.pv(0.07, 20, 12000),
    ]
    told = [printed["rate"], printed["pmt"], printed["pv"]]
    yield Example("Growth rate, payment, present value", "numpy-financial", others, told, 1e-6)


def _information() -> Iterator[Example]:
    drill, sell = [700.0, -100.0, -100.0, -100.0], [90.0] * 4
    source = "Hillier and Lieberman, Introduction to Operations Research, the Goferbroke land"
    yield Example("EVPI: drill for oil or sell", source, evpi(np.array([drill, sell]).T), 142.5, EXACT)
    scores = normal_scores(uniforms("service", 4, 8192, 1))
    gain = 0.3 + scores[:, 0] + 0.5 * scores[:, 1] + scores[:, 2]
    ours = evppi(np.stack([np.zeros(len(gain)), gain], axis=1), scores)
    told = [_normal_loss(1.0), _normal_loss(0.5), _normal_loss(1.0), 0.0]
    source = "Strong, Oakley and Brennan, Medical Decision Making 34 (2014): the normal case in closed form"
    yield Example("EVPPI of four inputs, 8,192 futures", source, ours, told, 1.2e-2)


def _normal_loss(spread: float, mean: float = 0.3) -> float:
    """E max(0, X) − max(0, mean) of a normal X."""
    return float(spread * norm.pdf(mean / spread) + mean * norm.cdf(mean / spread) - max(0.0, mean))


def _draws() -> Iterator[Example]:
    in_gray_code = np.arange(512) ^ (np.arange(512) >> 1)
    theirs = qmc.Sobol(16, scramble=False, bits=32).random(512)
    ours = (sobol_words(16, 512).T / 2.0**32)[in_gray_code]
    source = "Joe and Kuo, SIAM J. Sci. Comput. 30 (2008), as in SciPy"
    yield Example("Sobol points, 16 columns × 512", source, ours, theirs, EXACT)
    # With 4 the shape of a PERT, a symmetric one is a beta(3, 3).
    minimum, maximum = Pert(0.0, 0.5, 1.0).range
    low = (0.0 - minimum) / (maximum - minimum)
    spread = Pert(0.0, 0.5, 1.0).from_scores(scores_of_a_million()).std() / (maximum - minimum)
    source = "closed form of a beta(3, 3): the root of 6x⁵ − 15x⁴ + 10x³ = 0.1, and 1/√28"
    yield Example(
        "PERT: 10th percentile and deviation", source, [low, spread], [0.2466364533, 1 / sqrt(28)], 1e-6
    )


def scores_of_a_million() -> Any:
    return normal_scores((np.arange(1_000_000) + 0.5) / 1_000_000)


if __name__ == "__main__":
    DOCUMENT.write_text(document(), encoding="utf-8")
