"""Growth, handover, learning and prices, month by month (rules M7 to M10)."""

from dataclasses import dataclass

from reports.exports.formulas import (
    Term,
    above,
    added,
    between,
    choose,
    exponential,
    largest,
    number,
    smallest,
)
from reports.exports.inputs_page import Inputs, seasons_from
from reports.exports.money.steps import Months, Steps
from reports.exports.money.work import Share, Split
from scoring.case import Case, Offer, Option, Provider
from scoring.costs.crews import WEEKS_A_MONTH

_LEAST = 1e-9


@dataclass(frozen=True)
class Handover:
    start: Term
    length: Term
    extra: Term
    half_life: Term
    transfer: int | None


@dataclass(frozen=True)
class Timeline:
    """Rows of months by the names that the engine gives them, the discount, and the handovers."""

    factors: dict[str, Months]
    discount: Months
    handovers: dict[str, Handover]


def timeline(case: Case, option: Option, split: Split, inputs: Inputs, steps: Steps) -> Timeline:
    handovers = {s.provider.id: _handover(case, option, s.provider, inputs, steps) for s in split.shares}
    steps.section("Month by month", "Factors that the monthly amounts are multiplied with.")
    steps.month_heads(sums=False)
    clock = _Clock(case, inputs, steps)
    factors = {"volume": clock.volume, "pay": clock.paid, "flat": clock.growth}
    for share in split.shares:
        months = _ProviderMonths(share, handovers[share.provider.id], clock)
        factors |= {f"{share.provider.id}:{name}": row for name, row in months.rows().items()}
    factors |= _leaving(option, split, factors, clock)
    return Timeline(factors, clock.discount, handovers)


def _handover(case: Case, option: Option, provider: Provider, inputs: Inputs, steps: Steps) -> Handover:
    at = f"providers.{provider.id}.{'own_centre' if provider.kind == 'captive' else 'offer'}"
    start = number(option.start_month)
    if provider.kind == "captive":
        start = start + inputs(f"{at}.build_months")
    name = provider.name
    return Handover(
        start=steps.step(f"{name}: handover begins", start, "number", "months from signing"),
        length=steps.step(
            f"{name}: handover takes", inputs(f"{at}.transition_weeks") / WEEKS_A_MONTH, "number", "months"
        ),
        extra=inputs(f"{at}.learning_extra_share"),
        half_life=steps.step(
            f"{name}: half-life of learning",
            largest(inputs(f"{at}.learning_half_life_months"), 0.05),
            "number",
            "months",
        ),
        transfer=_transfer(case, option, provider),
    )


def _transfer(case: Case, option: Option, provider: Provider) -> int | None:
    """When a vendor's centre becomes the client's own; not after the horizon."""
    month = option.transfer_month
    if month is None or provider.kind != "vendor" or provider.own_centre is None:
        return None
    return month if month < case.method.horizon_months else None


def runs_centre(provider: Provider, handover: Handover) -> bool:
    """Whether the client pays for a centre of its own: it builds one, or takes the vendor's over."""
    return provider.own_centre is not None and (provider.kind == "captive" or handover.transfer is not None)


class _Clock:
    """What all providers share; the growth that a quote expected is that of the likely figures."""

    def __init__(self, case: Case, inputs: Inputs, steps: Steps) -> None:
        self.steps, self.inputs = steps, inputs
        months = steps.clock[1:]
        rate, growth = inputs.setting("discount"), inputs("service.volume_growth_per_year")
        pay = inputs("service.wage_drift_per_year")
        seasons = seasons_from(inputs, int(case.as_of[5:7]) - 1, range(1, steps.horizon + 1))
        self.discount = steps.months("Discount", [(1 + rate) ** (-m / 12) for m in steps.clock])
        self.growth = steps.running("Volume", [(1 + growth) ** (m / 12) for m in months])
        index = steps.running("Pay", [(1 + pay) ** (m / 12) for m in months])
        self.season = steps.running("Season", seasons)
        self.volume = steps.running("Volume × season", self._times(self.growth, self.season))
        self.paid = steps.running("Volume × pay", self._times(self.growth, index))
        expected = self._expected_growth(case)
        self.expected = steps.running(
            "Volume that quotes expect", [(1 + expected) ** (m / 12) for m in months]
        )

    def _expected_growth(self, case: Case) -> Term:
        known = case.service.volume_growth_per_year.likely is not None
        return self.inputs.likely("service.volume_growth_per_year") if known else number(0)

    @staticmethod
    def _times(first: Months, second: Months) -> list[Term]:
        return [a * b for a, b in zip(first.cells[1:], second.cells[1:], strict=True)]


class _ProviderMonths:
    def __init__(self, share: Share, handover: Handover, clock: _Clock) -> None:
        self.share, self.handover, self.clock = share, handover, clock
        self.provider, self.steps, self.inputs = share.provider, clock.steps, clock.inputs
        self.months = self.steps.clock[1:]

    def rows(self) -> dict[str, Months]:
        """The factors of this provider by name."""
        h = self.handover
        done = self._row("handed over so far, in months", [_ramp(m - h.start, h.length) for m in self.months])
        ramp = self._row(
            "part of the work there",
            [b - a for a, b in zip(done.cells[:-1], done.cells[1:], strict=True)],
        )
        released = self._row("team set free", [between(m - h.start - h.length, 0, 1) for m in self.months])
        learning = self._row(
            "learning",
            [
                1 + h.extra * (number(2) ** smallest(0, (h.start + 0.5 - m) / h.half_life))
                for m in self.months
            ],
        )
        found = {"ramp": ramp, "released": released}
        if self.provider.offer is not None:
            found |= self._vendor(self.provider.offer, ramp, learning)
        if runs_centre(self.provider, h):
            found |= self._own_centre(ramp, learning)
        return found

    def _row(self, words: str, terms: list[Term]) -> Months:
        return self.steps.running(f"{self.provider.name}: {words}", terms)

    def _vendor(self, offer: Offer, ramp: Months, learning: Months) -> dict[str, Months]:
        at = f"providers.{self.provider.id}.offer"
        price = self._row("price", [self._price(offer, at, m) for m in self.months])
        volume = self._row("billed volume against the quote", self._billed(f"{at}.minimum_commitment_share"))
        rows = zip(self.months, self.clock.season.cells[1:], ramp.cells[1:], volume.cells[1:],
                   price.cells[1:], strict=True)  # fmt: skip
        contacts = self._row("bill by contacts", [s * r * v * p * self._runs(m) for m, s, r, v, p in rows])
        hours = [c * left for c, left in zip(contacts.cells[1:], learning.cells[1:], strict=True)]
        there = [between(m - self.handover.start, 0, 1) * self._runs(m) for m in self.months]
        return {
            "contacts": contacts,
            "hours": self._row("bill by time", hours),
            "managed": self._row("managed", there),
        }

    def _billed(self, commitment: str) -> list[Term]:
        """What comes, but at least the promised part of what was expected (rule M9)."""
        share, promised = self.share, self.inputs(commitment)
        start = choose(above(share.planned, 0), share.drawn / share.planned, 1)
        rows = zip(self.clock.growth.cells[1:], self.clock.expected.cells[1:], strict=True)
        return [largest(start * growth, promised * expected) for growth, expected in rows]

    def _price(self, offer: Offer, at: str, month: Term) -> Term:
        rise = (1 + self.inputs(f"{at}.escalator_per_year")) ** (month / 12)
        strays = offer.currency_volatility_per_year
        if not strays:
            return rise
        return rise * exponential(strays * (month / 12) ** 0.5 * self.inputs(f"{at}.currency_shock"))

    def _runs(self, month: Term) -> float:
        """A vendor's centre that was taken over is billed no longer."""
        transfer = self.handover.transfer
        return 0.0 if transfer is not None and month.value > transfer else 1.0

    def _own_centre(self, ramp: Months, learning: Months) -> dict[str, Months]:
        h, rise = self.handover, self.inputs(f"providers.{self.provider.id}.own_centre.wage_drift_per_year")
        bought = h.transfer is not None
        opened = self._row(
            "own centre open",
            [number(1 - self._runs(m)) if bought else between(m - h.start, 0, 1) for m in self.months],
        )
        local = self._row("pay there", [(1 + rise) ** (m / 12) for m in self.months])
        rows = zip(opened.cells[1:], self.clock.growth.cells[1:], local.cells[1:], ramp.cells[1:],
                   learning.cells[1:], strict=True)  # fmt: skip
        parts = [(o * g, o * p, g * r * left * p * (o if bought else 1)) for o, g, p, r, left in rows]
        seats, pay, team = (list(column) for column in zip(*parts, strict=True))
        return {
            "seats": self._row("seats", seats),
            "open": opened,
            "pay": self._row("leaders", pay),
            "team": self._row("team there", team),
        }


def _ramp(elapsed: Term, length: Term) -> Term:
    """Months of full work done so far when it moves evenly over the length (rule M8)."""
    inside = between(elapsed, 0, length)
    half = choose(above(length, 0), inside**2 / (2 * largest(length, _LEAST)), 0)
    return half + largest(elapsed - length, 0)


def _leaving(option: Option, split: Split, factors: dict[str, Months], clock: _Clock) -> dict[str, Months]:
    """What of today's cost is gone, and on what part of the rest improvements work."""
    steps, months = clock.steps, range(1, clock.steps.horizon + 1)
    found: dict[str, Months] = {}
    gone = None
    if split.shares:
        gone = steps.running(
            "Team set free, all providers",
            [
                added([s.released * factors[f"{s.provider.id}:released"].cells[m] for s in split.shares])
                for m in months
            ],
        )
        for name, row in (("pay", clock.paid), ("flat", clock.growth)):
            terms = [row.cells[m] * gone.cells[m] for m in months]
            found[f"{name}:gone"] = steps.running(f"Cost that left, with {_WORDS[name]}", terms)
    if option.improvement is not None:
        start = clock.inputs(f"options.{option.id}.improvement.months_to_effect")
        working = steps.running(
            "Improvements at work", [between(steps.clock[m] - start, 0, 1) for m in months]
        )
        found["improved"] = working
        rest = [working.cells[m] * (1 - gone.cells[m]) if gone else working.cells[m] for m in months]
        effect = steps.running("Improvements at work on what stays", rest)
        for name, row in (("pay", clock.paid), ("flat", clock.growth)):
            terms = [row.cells[m] * effect.cells[m] for m in months]
            found[f"{name}:improved"] = steps.running(f"Cost improved, with {_WORDS[name]}", terms)
    return found


_WORDS = {"pay": "volume and pay", "flat": "volume"}
