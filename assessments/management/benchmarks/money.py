"""A cost model of 60 months with 18 uncertain inputs, sampling included, in 100,000 futures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from scoring.errors import Floats
from scoring.estimates import Pert, normal_scores, uniforms_by_replicate

from .measuring import Row, Timing, in_turns, peak_bytes
from .peers import peer

FUTURES = 100_000
MONTHS = 60
CHUNK = 4096
INPUTS: dict[str, tuple[float, float, float]] = {
    "volume": (80_000, 100_000, 130_000),
    "growth": (-0.03, 0.04, 0.12),
    "hours_each": (0.10, 0.125, 0.17),
    "hours_a_month": (125, 135, 145),
    "salary": (3200, 3600, 4300),
    "pay_rise": (0.01, 0.03, 0.06),
    "on_cost": (0.25, 0.35, 0.55),
    "turnover": (0.12, 0.25, 0.45),
    "hiring": (2500, 4500, 8000),
    "equipment": (200_000, 350_000, 700_000),
    "productivity": (0.0, 0.015, 0.04),
    "price": (4.2, 5.0, 6.4),
    "escalator": (0.0, 0.02, 0.05),
    "transition": (300_000, 600_000, 1_300_000),
    "start": (3, 5, 11),
    "governance": (0.04, 0.07, 0.12),
    "changes": (0.02, 0.05, 0.12),
    "rate": (0.06, 0.08, 0.11),
}
SEASON = 1 + 0.12 * np.sin(2 * np.pi * np.arange(12) / 12)


def rows(rounds: int, quick: bool) -> Iterator[Row]:
    work = "cost model, 60 months, 18 inputs, 100,000 futures"
    taken = in_turns({"ours": ours, "plain": plain}, max(3, rounds // 2))
    mine, theirs = Timing(taken["ours"], peak_bytes(ours)), Timing(taken["plain"], peak_bytes(plain))
    yield Row(
        work,
        mine,
        "plain NumPy, futures × months",
        theirs,
        "≥ 5 ×, ≤ 1/20 of the memory",
        5.0,
        most_memory=1 / 20,
    )
    for name, run, draws, least in (
        ("monaco", _monaco, 200 if quick else 1000, 200.0),
        ("squigglepy", _squigglepy, 50 if quick else 200, 200.0),
    ):
        module = peer(name)
        seconds = in_turns({name: run(module, draws)}, 1)[name] if module else None
        timing = None if seconds is None else Timing(seconds * FUTURES / draws)
        yield Row(
            "the same, one future at a time at the peer",
            mine,
            name,
            timing,
            f"≥ {least:g} ×",
            least,
            note=f"peer scaled up from {draws:,} futures",
        )


def ours() -> tuple[float, float]:
    """Mean and chance that the vendor is dearer: months by recurrence, a few thousand futures at a time."""
    inputs = [Pert.over(*bounds) for bounds in INPUTS.values()]
    total, dearer = 0.0, 0
    for points in uniforms_by_replicate("benchmark", len(INPUTS), FUTURES, 1, shuffled=False):
        for at in range(0, len(points), CHUNK):
            scores = normal_scores(points[at : at + CHUNK].T)
            drawn = [item.from_scores(row) for item, row in zip(inputs, scores, strict=True)]
            gap = _by_month(*drawn)
            total, dearer = total + float(gap.sum()), dearer + int((gap > 0).sum())
    return total / FUTURES, dearer / FUTURES


def _by_month(*drawn: Floats) -> Floats:
    """Present cost of the vendor less that of staying; what both pay before the change cancels out."""
    x = dict(zip(INPUTS, drawn, strict=True))
    discounted = np.log1p(x["growth"]) - np.log1p(x["rate"])
    productive = np.log1p(-x["productivity"])
    team_step = np.exp((discounted + productive + np.log1p(x["pay_rise"])) / 12)
    hiring_step = np.exp((discounted + productive) / 12)
    fee_step = np.exp((discounted + np.log1p(x["escalator"])) / 12)
    crew = x["volume"] * x["hours_each"] / x["hours_a_month"]
    team = crew * x["salary"] * (1 + x["on_cost"])
    hiring = crew * x["turnover"] * x["hiring"] / 12
    fees = x["volume"] * x["price"] * (1 + x["governance"] + x["changes"])
    gap, moved = x["transition"] - x["equipment"], (1 - x["start"]) / 3
    step = np.empty_like(gap)
    for month in range(MONTHS):
        np.subtract(fees, team, out=step)
        step -= hiring
        step *= SEASON[month % 12]
        if month < 14:
            step *= np.clip(moved, 0, 1)
        gap += step
        team *= team_step
        hiring *= hiring_step
        fees *= fee_step
        moved += 1 / 3
    return gap


def plain() -> tuple[float, float]:
    """The same as most people would write it: one array of futures by months per quantity."""
    draw = np.random.default_rng(1)
    x = {name: _pert(draw, *bounds)[:, None] for name, bounds in INPUTS.items()}
    month = np.arange(MONTHS)
    year = month / 12
    volume = x["volume"] * (1 + x["growth"]) ** year * SEASON[month % 12]
    crew = volume * x["hours_each"] * (1 - x["productivity"]) ** year / x["hours_a_month"]
    pay = x["salary"] * (1 + x["pay_rise"]) ** year * (1 + x["on_cost"])
    team = crew * (pay + x["turnover"] / 12 * x["hiring"])
    discount = (1 + x["rate"]) ** -year
    moved = np.clip((month - x["start"] + 1) / 3, 0, 1)
    fees = volume * x["price"] * (1 + x["escalator"]) ** year * (1 + x["governance"] + x["changes"])
    stay = x["equipment"][:, 0] + (team * discount).sum(axis=1)
    leave = x["transition"][:, 0] + ((moved * fees + (1 - moved) * team) * discount).sum(axis=1)
    return float((leave - stay).mean()), float((leave > stay).mean())


def _pert(draw: np.random.Generator, low: float, likely: float, high: float) -> Floats:
    alpha, beta = 1 + 4 * (likely - low) / (high - low), 1 + 4 * (high - likely) / (high - low)
    return np.asarray(low + (high - low) * draw.beta(alpha, beta, FUTURES))


def one_future(*drawn: float) -> float:
    """The same for a single future, in plain Python: what a peer calls again and again."""
    x = dict(zip(INPUTS, drawn, strict=True))
    gap = x["transition"] - x["equipment"]
    for month in range(MONTHS):
        year = month / 12
        volume = x["volume"] * (1 + x["growth"]) ** year * float(SEASON[month % 12])
        crew = volume * x["hours_each"] * (1 - x["productivity"]) ** year / x["hours_a_month"]
        pay = x["salary"] * (1 + x["pay_rise"]) ** year * (1 + x["on_cost"])
        team = crew * (pay + x["turnover"] / 12 * x["hiring"])
        fees = volume * x["price"] * (1 + x["escalator"]) ** year * (1 + x["governance"] + x["changes"])
        moved = min(1.0, max(0.0, (month - x["start"] + 1) / 3))
        gap += moved * (fees - team) * (1 + x["rate"]) ** -year
    return gap


def _monaco(monaco: Any, draws: int) -> Callable[[], object]:
    from scipy import stats

    steps = {
        "preprocess": lambda case: tuple(case.invals[name].val for name in INPUTS),
        "run": lambda *drawn: (one_future(*drawn),),
        "postprocess": lambda case, gap: case.addOutVal("gap", gap),
    }

    def run() -> object:
        sim = monaco.Sim("benchmark", draws, steps, seed=1, verbose=False)
        for name, (low, likely, high) in INPUTS.items():
            shape = {
                "a": 1 + 4 * (likely - low) / (high - low),
                "b": 1 + 4 * (high - likely) / (high - low),
            }
            sim.addInVar(name, dist=stats.beta, distkwargs={**shape, "loc": low, "scale": high - low})
        sim.runSim()
        return sim

    return run


def _squigglepy(squigglepy: Any, draws: int) -> Callable[[], object]:
    dists = [squigglepy.pert(*bounds) for bounds in INPUTS.values()]

    def once() -> float:
        return one_future(*(squigglepy.sample(d) for d in dists))

    return lambda: squigglepy.sample(once, n=draws, verbose=False)
