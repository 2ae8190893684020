"""The months of an option: which part of each cost runs, and at what index."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from scoring.case import Case, Option, Provider

from ..draws import Numbers
from ..errors import Floats
from .billing import against_quote
from .crews import WEEKS_A_MONTH
from .work import Work

Factors = dict[str, Floats]


@dataclass(frozen=True, slots=True)
class Handover:
    """When a provider takes over (rule M8) and how it learns (rule M10), in months from signing; (n)."""

    start: Floats  # the handover begins
    length: Floats  # months of parallel running
    extra: Floats  # extra handling time at the start, as a share
    half_life: Floats  # months until half of it is gone
    transfer: float | None  # month in which the client takes the centre over


def handover_of(case: Case, option: Option, provider: Provider, numbers: Numbers) -> Handover:
    at = f"providers.{provider.id}.{'own_centre' if provider.kind == 'captive' else 'offer'}"
    start = np.full(numbers.size, float(option.start_month))
    if provider.kind == "captive":
        start = start + numbers(f"{at}.build_months")
    return Handover(
        start=start,
        length=numbers(f"{at}.transition_weeks") / WEEKS_A_MONTH,
        extra=numbers(f"{at}.learning_extra_share"),
        half_life=np.maximum(numbers(f"{at}.learning_half_life_months"), 0.05),
        transfer=_transfer(case, option, provider),
    )


def _transfer(case: Case, option: Option, provider: Provider) -> float | None:
    """When a vendor's centre becomes the client's; a transfer after the horizon is outside the comparison."""
    month = option.transfer_month
    if month is None or provider.kind != "vendor" or provider.own_centre is None:
        return None
    return float(month) if month < case.method.horizon_months else None


def runs_centre(provider: Provider, handover: Handover) -> bool:
    """Whether the client pays for a centre of its own: it builds one, or takes the vendor's over."""
    return provider.own_centre is not None and (provider.kind == "captive" or handover.transfer is not None)


class Clock:
    """Growth, season, pay and discount, month after month; growth and pay rise evenly (rule M7)."""

    def __init__(self, case: Case, numbers: Numbers) -> None:
        self._season = case.service.monthly_volume_factors or (1.0,) * 12
        self._first = int(case.as_of[5:7]) - 1
        self._growth = _monthly(numbers("service.volume_growth_per_year"))
        self._pay = _monthly(numbers("service.wage_drift_per_year"))
        self._discount = (1 + case.method.discount_rate_per_year) ** (-1 / 12)
        self.month = 0
        self.discount = 1.0
        self.growth = np.ones(numbers.size)
        self.pay = np.ones(numbers.size)
        self.season = 1.0

    def tick(self) -> None:
        self.month += 1
        self.discount *= self._discount
        self.growth = self.growth * self._growth
        self.pay = self.pay * self._pay
        self.season = float(self._season[(self._first + self.month - 1) % 12])


class ProviderMonths:
    """The factors of one provider, month after month."""

    def __init__(self, provider: Provider, handover: Handover, numbers: Numbers) -> None:
        self.handover = handover
        self._id = provider.id
        at = f"providers.{provider.id}"
        h, n = self.handover, numbers.size
        self._decay = np.exp2(-1 / h.half_life)
        self._left = np.exp2(np.minimum((h.start + 0.5) / h.half_life, 1000.0))
        self._ramped = np.zeros(n)
        self._index = np.ones(n)
        self._local = np.ones(n)
        offer, centre = provider.offer, runs_centre(provider, handover)
        self._offer, self._centre = offer, centre
        self._escalator = _monthly(numbers(f"{at}.offer.escalator_per_year")) if offer else np.ones(n)
        self._local_pay = _monthly(numbers(f"{at}.own_centre.wage_drift_per_year")) if centre else np.ones(n)
        self._commitment = numbers(f"{at}.offer.minimum_commitment_share") if offer else np.zeros(n)
        self._volatility = offer.currency_volatility_per_year if offer else 0.0
        self._shock = numbers(f"{at}.offer.currency_shock") if self._volatility else np.zeros(n)

    def factors(self, clock: Clock, volume: Floats, forecast: Floats) -> Factors:
        """This month's factors by name; ``volume`` and ``forecast`` are what comes and what was expected
        to come by now, both over what was expected at signing (n)."""
        h, t = self.handover, clock.month
        done = _ramp(t - h.start, h.length)
        ramp, self._ramped = done - self._ramped, done
        self._left = self._left * self._decay
        learning = 1 + h.extra * np.minimum(self._left, 1.0)
        there = np.clip(t - h.start, 0.0, 1.0)
        found = {"ramp": ramp, "released": np.clip(t - h.start - h.length, 0.0, 1.0)}
        theirs = 0.0 if h.transfer is not None and t > h.transfer else 1.0
        if self._offer is not None:
            came = clock.season * ramp * self._billed(volume, forecast) * theirs
            found |= self._vendor(came, learning, t, there * theirs)
        if self._centre:
            ours = 1.0 if h.transfer is None else 1.0 - theirs
            found |= self._own_centre(clock.growth * ramp * learning * ours, there * ours, clock)
        return {f"{self._id}:{name}": factor for name, factor in found.items()}

    def _billed(self, volume: Floats, forecast: Floats) -> Floats:
        """Rule M9: what was promised is paid even when fewer contacts come, or none."""
        return np.maximum(volume, self._commitment * forecast)

    def _vendor(self, volume: Floats, learning: Floats, t: int, there: Floats) -> Factors:
        self._index = self._index * self._escalator
        price = self._index
        if self._volatility:
            price = price * np.exp(self._volatility * np.sqrt(t / 12) * self._shock)
        contacts = volume * price
        return {"contacts": contacts, "hours": contacts * learning, "managed": there}

    def _own_centre(self, work: Floats, there: Floats, clock: Clock) -> Factors:
        """A crew of one's own is a standing one: it is paid the same in every month of the year (M7)."""
        self._local = self._local * self._local_pay
        return {
            "seats": there * clock.growth,
            "open": there,
            "pay": there * self._local,
            "team": work * self._local,
        }


def months(case: Case, option: Option, work: Work, numbers: Numbers) -> Iterator[tuple[Clock, Factors]]:
    """Factor of every cost profile, month by month over the horizon (months 1, 2, …)."""
    clock = Clock(case, numbers)
    providers = [
        ProviderMonths(p.provider, handover_of(case, option, p.provider, numbers), numbers)
        for p in work.parts
    ]
    likely = _monthly(np.array(case.service.volume_growth_per_year.likely or 0.0))
    starts = [against_quote(p) for p in work.parts]
    improved = _improvement_start(option, numbers)
    for month in range(1, case.method.horizon_months + 1):
        clock.tick()
        factors: Factors = {}
        gone = np.zeros(numbers.size)
        for provider, part, start in zip(providers, work.parts, starts, strict=True):
            own = provider.factors(clock, start * clock.growth, likely**month)
            gone = gone + part.released_share * own[f"{part.provider.id}:released"]
            factors |= own
        factors |= _in_house(clock, gone if work.parts else None, improved)
        yield clock, factors


def _in_house(clock: Clock, gone: Floats | None, improved: Floats | None) -> Factors:
    """A standing crew is paid the same in every month of the year; a vendor's bill follows the season."""
    paid, flat = clock.growth * clock.pay, clock.growth
    factors = {"volume": clock.growth * clock.season, "pay": paid, "flat": flat}
    if gone is not None:
        factors |= {"pay:gone": paid * gone, "flat:gone": flat * gone}
    if improved is not None:
        factors["improved"] = working = np.clip(clock.month - improved, 0.0, 1.0)
        if gone is not None:
            working = working * (1 - gone)
        factors |= {"pay:improved": paid * working, "flat:improved": flat * working}
    return factors


def _improvement_start(option: Option, numbers: Numbers) -> Floats | None:
    if option.improvement is None:
        return None
    return numbers(f"options.{option.id}.improvement.months_to_effect")


def _monthly(yearly: Floats) -> Floats:
    return np.asarray(np.exp(np.log1p(yearly) / 12))


def _ramp(elapsed: Floats, length: Floats) -> Floats:
    """Months of full work done so far when it moves evenly over ``length`` months: its integral."""
    inside = np.clip(elapsed, 0.0, length)
    half = np.where(length > 0, inside * inside / (2 * np.maximum(length, 1e-9)), 0.0)
    return np.asarray(half + np.maximum(elapsed - np.maximum(length, 0.0), 0.0) * (elapsed > 0))
