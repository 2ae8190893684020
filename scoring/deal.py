"""The deal behind an option: what an incentive scheme costs and what taking the work back takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from scoring.case import Case, Provider, canonical

from .costs import Money, demand_of, money_of
from .costs.crews import live_share
from .costs.one_off import exit_fee
from .costs.timeline import handover_of, months
from .decision import Interval
from .draws import SampledNumbers, model_inputs
from .errors import Floats, InputError
from .gates import local_cost
from .incentives import WEEKS, Levels, Pay, Scheme, lost_by, pay_of
from .taking_back import Queue

MEASURED = ("first_contact_resolution", "satisfaction", "service_level", "service_level_at_peak")
MONTHS_A_YEAR = 12
MIDDLE = 0.5


@dataclass(frozen=True, slots=True)
class Drawn:
    """One option in the futures of its decision."""

    case: Case
    option_id: str
    money: Money
    numbers: SampledNumbers

    @property
    def vendors(self) -> tuple[Provider, ...]:
        return tuple(p.provider for p in self.money.work.parts if p.provider.offer is not None)


@dataclass(frozen=True, slots=True)
class Amounts:
    """What a scheme pays to one provider in money; arrays (n). Costs positive."""

    pay: Pay
    fees_a_year: Floats  # once the work has moved
    present_value: Floats  # bonus less malus and the step in pay, over the horizon
    counted: Floats  # PV of the incentives that the decision counts with
    step: Floats  # PV of the step in pay alone

    @property
    def a_year(self) -> Floats:
        return np.asarray(self.fees_a_year * self.pay.net)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lever:
    """Something that earns the provider more and is felt elsewhere. ``size`` and ``hurts`` are shares.

    gain: longer (handling time paid for), repeats (contacts that come back), claims (contacts counted as
    settled), labour (fewer or cheaper people).
    """

    key: str
    gain: str
    size: float
    hurts: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Temptation:
    """Money a year, mean over the futures: what the lever earns, and what the scheme takes for it."""

    key: str
    gain: float
    loss: float

    @property
    def pays(self) -> bool:
        return self.gain > self.loss


def draw(case: Case, option_id: str, futures: int, seed: int) -> Drawn:
    """The option in the same futures as its decision. InputError for an option that is not there."""
    case = canonical(case)
    option = next((o for o in case.options if o.id == option_id), None)
    if option is None:
        raise InputError("option_id", f"there is no option {option_id!r}")
    numbers = SampledNumbers(model_inputs(case), futures, seed)
    return Drawn(case, option_id, money_of(case, option, demand_of(case, numbers), numbers), numbers)


def levels_of(drawn: Drawn, provider: Provider) -> Levels:
    at = f"providers.{provider.id}"
    return {name: drawn.numbers(f"{at}.{name}") for name in MEASURED}


def amounts(drawn: Drawn, provider: Provider, scheme: Scheme) -> Amounts:
    """The scheme at this provider, in every future. Fees after the first year: all but its own, discounted
    to its middle."""
    pay = pay_of(scheme, levels_of(drawn, provider))
    fees = {line.line.id: line for line in drawn.money.lines}
    own, counted = fees[f"{provider.id}_fees"], fees[f"{provider.id}_incentives"]
    discount = (1 + drawn.case.method.discount_rate_per_year) ** -MIDDLE
    later = np.maximum(own.present - own.first_year * discount, 0.0)
    step = pay.step * later
    return Amounts(pay, own.last_year, own.present * pay.net + step, counted.present, step)


def temptation(drawn: Drawn, provider: Provider, scheme: Scheme, lever: Lever) -> Temptation:
    """M39: whether the provider earns more by making something worse than the scheme takes from it."""
    yearly = {line.line.id: line.last_year for line in drawn.money.lines}[f"{provider.id}_fees"]
    loss = yearly * lost_by(scheme, levels_of(drawn, provider), lever.hurts)
    gain = _gain(drawn, provider, lever, yearly)
    return Temptation(lever.key, float(gain.mean()), float(loss.mean()))


def _gain(drawn: Drawn, provider: Provider, lever: Lever, fees: Floats) -> Floats:
    part = next(p for p in drawn.money.work.parts if p.provider.id == provider.id)
    if lever.gain == "longer":
        return np.asarray(fees * lever.size)
    if lever.gain == "repeats":
        chance = drawn.case.method.repeat_contact_chance
        return np.asarray(fees * chance * lever.size / (1 + chance * (1 - part.resolution)))
    if lever.gain == "claims":
        return np.asarray(fees * lever.size / np.maximum(part.resolution, 0.05))
    cost = local_cost(drawn.case, provider, drawn.numbers)
    return np.asarray(part.hours * MONTHS_A_YEAR * lever.size * (cost[1] if cost else 0.0))


@dataclass(frozen=True, slots=True)
class Course:
    """What each month of the deal was expected to bring; (months, n). Money in the case's currency."""

    fees: Floats  # with the cost above plan that the decision counts; before bonus and malus
    contacts: Floats  # that reach the providers, repeats included


def course_of(drawn: Drawn, begins: int) -> Course:
    """M44: the deal from the month in which the handover begins, in every future of the decision.

    ``begins``: calendar month (1-12) in which it really began; the year's season is moved to it, because
    both fees and contacts are in proportion to it.
    """
    case, numbers, work = drawn.case, drawn.numbers, drawn.money.work
    option = next(o for o in case.options if o.id == drawn.option_id)
    starts = [handover_of(case, option, part.provider, numbers).start.mean() for part in work.parts]
    before = int(min(starts, default=0.0))
    above = 1 + numbers("method.optimism_bias")
    lines = [line.line for line in drawn.money.lines]
    vendors = {f"{vendor.id}_fees" for vendor in drawn.vendors}
    terms = [term for line in lines if line.id in vendors for term in line.terms]
    fees: list[Floats] = []
    contacts: list[Floats] = []
    for clock, factors in months(case, option, work, numbers):
        if clock.month <= before:
            continue
        moved = _season(case, begins + len(fees)) / clock.season if clock.season else 1.0
        nothing = np.zeros(numbers.size)
        fees.append(moved * above * sum((amount * factors[key] for key, amount in terms), nothing))
        came = (part.contacts * factors[f"{part.provider.id}:ramp"] for part in work.parts)
        contacts.append(moved * factors["volume"] * sum(came, nothing))
    return Course(np.array(fees), np.array(contacts))


def _season(case: Case, month: int) -> float:
    return float((case.service.monthly_volume_factors or (1.0,) * 12)[(month - 1) % 12])


@dataclass(frozen=True, slots=True)
class ReturnCost:
    """Cost of the return in every future (n)."""

    hiring: Floats
    both_teams: Floats
    exit_fees: Floats

    @property
    def total(self) -> Floats:
        return np.asarray(self.hiring + self.both_teams + self.exit_fees)


def return_cost(drawn: Drawn, hires: float) -> ReturnCost:
    """M42: hiring and training, both teams for half of the handover time (as in M18), and exit fees."""
    numbers, case = drawn.numbers, drawn.case
    hourly = numbers("service.agent_wage_per_hour") * (1 + numbers("service.benefit_load"))
    hours = case.service.paid_hours_per_fte_year / MONTHS_A_YEAR
    overlap, fees = np.zeros(numbers.size), np.zeros(numbers.size)
    for part in drawn.money.work.parts:
        held = "own_centre" if part.provider.kind == "captive" else "offer"
        weeks = numbers(f"providers.{part.provider.id}.{held}.transition_weeks")
        overlap = overlap + part.released_share * weeks / (2 * WEEKS)
        fees = fees + exit_fee(case, part, numbers)
    return ReturnCost(
        hiring=hires * numbers("service.replacement_cost_per_leaver"),
        both_teams=overlap * numbers("service.agents_fte") * hours * hourly,
        exit_fees=fees,
    )


def queue_of(case: Case, option_id: str) -> Queue | None:
    """The returned live work as one queue over the opening hours; None where it cannot be sized."""
    service = case.service
    option = next(o for o in case.options if o.id == option_id)
    outside = {p.id for p in case.providers if p.kind != "in_house"}
    shares: dict[str, float] = {}
    for a in option.allocations:
        if a.provider_id in outside:
            shares[a.stream_id] = shares.get(a.stream_id, 0.0) + a.share
    contacts = seconds = 0.0
    for s in service.streams:
        moved = shares.get(s.id, 0.0) * live_share(s) * (s.contacts_per_month.likely or 0.0)
        contacts += moved
        seconds += moved * (s.handle_seconds.likely or 0.0) / s.concurrency
    level, target = service.service_level.likely, service.service_level_target_seconds
    known = contacts and seconds and service.hours_per_week and target is not None
    if not known or level is None or not 0 < level < 1:
        return None
    a_month = (service.hours_per_week or 0.0) * WEEKS
    return Queue(
        rate=contacts / a_month, handle_seconds=seconds / contacts, target_seconds=target or 0.0, level=level
    )


def interval(values: Floats) -> Interval:
    low, high = np.quantile(values, (0.1, 0.9))
    return Interval(mean=float(values.mean()), low=float(low), high=float(high))
