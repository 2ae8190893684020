"""The best mix: which stream to which provider, as a mixed-integer programme (rule M35)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product
from typing import Literal

import numpy as np

from scoring.case import Allocation, Case, Option, Provider, Stream, canonical, validate

from .draws import SampledNumbers, model_inputs
from .errors import Floats, InputError, whole
from .evaluation import Evaluated, evaluate_option, factor_weights
from .gates import gates_of

Aim = Literal["saving", "value"]


@dataclass(frozen=True, slots=True)
class Mix:
    """The best mix: whole streams to providers, the rest in-house, and what the full model says of it."""

    option: Option
    objective: float  # what was maximised: money (saving) or points (value) above staying as is
    saving: float  # of the full model, mean present value
    value: float  # of the full model, mean points
    satisfaction: float
    barred: tuple[tuple[str, str], ...]  # (stream, provider) pairs that a gate forbids


@dataclass(frozen=True, slots=True)
class Programme:
    """The mixed-integer programme: x[s, p] stream s to provider p, y[p] provider p is used."""

    gains: Floats  # (streams, providers)
    fixed: Floats  # (providers): gain of being used at all, seldom above 0
    allowed: np.ndarray[tuple[int, int], np.dtype[np.bool_]]
    satisfaction: Floats  # (streams, providers): change of overall satisfaction
    hours: Floats  # (streams, providers): share of all work
    least_hours: Floats  # (providers): share of all work that a used provider must get
    most_providers: int
    lowest_change: float  # of overall satisfaction


def best_mix(
    case: Case,
    aim: Aim = "saving",
    *,
    most_providers: int = 2,
    satisfaction_loss: float = 0.02,
    least_work_share: float = 0.0,
    futures: int = 1024,
    seed: int = 1,
) -> Mix:
    """The mix of whole streams and providers with the greatest mean gain over staying as is.

    ``satisfaction_loss`` (share) is how far overall satisfaction may fall; ``least_work_share`` (share
    of all work) what a provider must get to be used at all; pairs that gate K01 or K06 fails are
    barred. Gains are additive over streams beside a fixed part per provider, because whole streams
    lose nothing by splitting; both are measured by running the full model. Solved by HiGHS (Huangfu &
    Hall 2018) through SciPy. Raises InputError for a case without providers.
    """
    whole("most_providers", most_providers)
    case = canonical(case)
    validate(case)
    providers = tuple(p for p in case.providers if p.kind != "in_house")
    if not providers or not case.service.streams:
        raise InputError("case", "needs at least one stream and one provider besides the team in-house")
    bench = _Bench(case, futures, seed)
    programme = _programme(bench, providers, aim, most_providers, -satisfaction_loss, least_work_share)
    chosen = solve(programme)
    option = _option(case.service.streams, providers, chosen)
    result = bench.run(option)
    streams = case.service.streams
    barred = [(streams[s].id, providers[p].id) for s, p in np.argwhere(~programme.allowed)]
    return Mix(
        option=option,
        objective=objective_of(programme, chosen),
        saving=float(result.money.saving.mean()),
        value=float(result.total.mean()),
        satisfaction=float(result.money.satisfaction.mean()),
        barred=tuple(barred),
    )


def solve(programme: Programme) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    """The best assignment (streams, providers) of zeros and ones."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    s, p = programme.gains.shape
    one_home = np.hstack([np.kron(np.eye(s), np.ones(p)), np.zeros((s, p))])
    used = np.hstack([np.eye(s * p), -np.kron(np.ones((s, 1)), np.eye(p))])
    least = np.hstack([_by_provider(programme.hours), -np.diag(programme.least_hours)])
    count = np.hstack([np.zeros(s * p), np.ones(p)])
    quality = np.hstack([programme.satisfaction.ravel(), np.zeros(p)])
    needed = np.hstack([-_by_provider(np.ones((s, p))), np.eye(p)])
    found = milp(
        -np.hstack([programme.gains.ravel(), programme.fixed]),
        constraints=[
            LinearConstraint(one_home, -np.inf, 1),
            LinearConstraint(used, -np.inf, 0),
            LinearConstraint(needed, -np.inf, 0),
            LinearConstraint(least, 0, np.inf),
            LinearConstraint(count, -np.inf, programme.most_providers),
            LinearConstraint(quality, programme.lowest_change, np.inf),
        ],
        bounds=Bounds(0, np.hstack([programme.allowed.ravel().astype(float), np.ones(p)])),
        integrality=np.ones(s * p + p),
    )
    return np.asarray(found.x[: s * p].reshape(s, p) > 0.5)


def enumerate_best(programme: Programme) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    """The same by trying every assignment: the check of ``solve`` for a few streams and providers."""
    s, p = programme.gains.shape
    best, value = np.zeros((s, p), bool), -np.inf
    for places in product(range(p + 1), repeat=s):
        chosen = np.zeros((s, p), bool)
        for stream, place in enumerate(places):
            if place < p:
                chosen[stream, place] = True
        if is_allowed(programme, chosen) and objective_of(programme, chosen) > value:
            best, value = chosen, objective_of(programme, chosen)
    return best


def is_allowed(programme: Programme, chosen: np.ndarray[tuple[int, int], np.dtype[np.bool_]]) -> bool:
    used = chosen.any(axis=0)
    work = (chosen * programme.hours).sum(axis=0)
    return bool(
        not (chosen & ~programme.allowed).any()
        and used.sum() <= programme.most_providers
        and (chosen * programme.satisfaction).sum() >= programme.lowest_change - 1e-9
        and (work >= programme.least_hours * used - 1e-9).all()
    )


def objective_of(programme: Programme, chosen: np.ndarray[tuple[int, int], np.dtype[np.bool_]]) -> float:
    return float((chosen * programme.gains).sum() + (chosen.any(axis=0) * programme.fixed).sum())


class _Bench:
    """Runs the full model for options that are not in the case."""

    def __init__(self, case: Case, futures: int, seed: int) -> None:
        self.case = case
        self._numbers = SampledNumbers(model_inputs(case), futures, seed)
        self._weights = factor_weights(case, futures, seed)
        self._staying = next(o for o in case.options if o.model == "stay")
        self.stay = evaluate_option(case, self._staying, self._numbers, self._weights)

    def run(self, option: Option) -> Evaluated:
        """A mix has no answers of its own (severance, exit): those of staying, unknown, stand in."""
        stand_in = replace(self._staying, model="mix", allocations=option.allocations)
        return evaluate_option(self.case, stand_in, self._numbers, self._weights)

    def gain(self, option: Option, aim: Aim) -> float:
        found = self.run(option)
        if aim == "saving":
            return float(found.money.saving.mean())
        return float(found.total.mean() - self.stay.total.mean())

    def is_barred(self, option: Option) -> bool:
        found = self.run(option)
        gates = gates_of(self.case, found.option, found.money, self._numbers)
        return any(g.gate in ("K01", "K06") and g.state == "fail" for g in gates)


def _programme(
    bench: _Bench,
    providers: tuple[Provider, ...],
    aim: Aim,
    most_providers: int,
    lowest_change: float,
    least: float,
) -> Programme:
    streams = bench.case.service.streams
    shape = (len(streams), len(providers))
    gains, satisfaction, hours = np.zeros(shape), np.zeros(shape), np.zeros(shape)
    allowed = np.zeros(shape, bool)
    fixed = np.zeros(len(providers))
    for p, provider in enumerate(providers):
        fixed[p] = _fixed(bench, streams, provider, aim)
        for s, stream in enumerate(streams):
            alone = _single(stream, provider)
            found = bench.run(alone)
            gains[s, p] = bench.gain(alone, aim) - fixed[p]
            satisfaction[s, p] = float(found.money.satisfaction.mean() - bench.stay.money.satisfaction.mean())
            hours[s, p] = (
                float(found.money.work.parts[0].work_share.mean()) if found.money.work.parts else 0.0
            )
            allowed[s, p] = not bench.is_barred(alone)
    return Programme(
        gains=gains,
        fixed=fixed,
        allowed=allowed,
        satisfaction=satisfaction,
        hours=hours,
        least_hours=np.full(len(providers), least),
        most_providers=most_providers,
        lowest_change=lowest_change,
    )


def _mean_satisfaction(found: Evaluated) -> float:
    return float(found.money.satisfaction.mean())


def _fixed(bench: _Bench, streams: tuple[Stream, ...], provider: Provider, aim: Aim) -> float:
    """Two streams alone count the fixed part twice, together once."""
    if len(streams) < 2:
        return 0.0
    a, b = (_single(s, provider) for s in streams[:2])
    both = Option(id="both", name="", model="mix", allocations=(*a.allocations, *b.allocations))
    return bench.gain(a, aim) + bench.gain(b, aim) - bench.gain(both, aim)


def _single(stream: Stream, provider: Provider) -> Option:
    only = Allocation(stream_id=stream.id, provider_id=provider.id, share=1.0)
    return Option(id="single", name="", model="mix", allocations=(only,))


def _option(
    streams: tuple[Stream, ...],
    providers: tuple[Provider, ...],
    chosen: np.ndarray[tuple[int, int], np.dtype[np.bool_]],
) -> Option:
    pairs = [(streams[s], providers[p]) for s, p in np.argwhere(chosen)]
    allocations = tuple(Allocation(stream_id=s.id, provider_id=p.id, share=1.0) for s, p in pairs)
    return Option(id="best_mix", name="Best mix by stream", model="mix", allocations=allocations)


def _by_provider(amounts: Floats) -> Floats:
    """Rows sum the entries of one provider over streams: (providers, streams × providers)."""
    s, p = amounts.shape
    rows = np.zeros((p, s * p))
    for provider in range(p):
        rows[provider, provider::p] = amounts[:, provider]
    return rows
