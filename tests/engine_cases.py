"""Cases made at random, for tests of the engine that no single example would hold."""

from __future__ import annotations

import random
from dataclasses import fields, replace
from typing import Any, TypeVar

from scoring.case import (
    SCHEMA,
    Allocation,
    Case,
    CostLine,
    Country,
    Customers,
    Estimate,
    Improvement,
    Method,
    MoneyLine,
    Offer,
    Option,
    OwnCentre,
    Provider,
    Quantity,
    Readiness,
    Service,
    Stream,
    TrainingOnly,
    Weights,
)
from scoring.case.validation import FACTORS

T = TypeVar("T")
BASES = ("productive_hour", "paid_hour", "minute", "contact", "resolved_contact", "fte_month")
PLACES = ("USA", "PHL", "MEX", "POL")


class CaseMaker:
    """Cases from one seed: ``unknown`` is the share of questions that nobody answered, ``certain`` makes
    every answer a constant."""

    def __init__(self, seed: int, unknown: float = 0.1, certain: bool = False) -> None:
        self.random = random.Random(seed)
        self.unknown, self.certain = unknown, certain

    def filled(self, kind: type[T], /, **given: Any) -> T:
        """``kind`` with an estimate within its plausible range in every field that takes one."""
        asked = {f.name: f.metadata["quantity"] for f in fields(kind) if "quantity" in f.metadata}  # type: ignore[arg-type]
        answers = {name: self.estimate(what) for name, what in asked.items() if name not in given}
        return kind(**answers, **given)

    def estimate(self, what: Quantity) -> Estimate:
        low, high = what.plausible or (0.0, 1.0)
        if self.random.random() < self.unknown:
            return Estimate()
        values = sorted(self.random.uniform(low, high) for _ in range(3))
        if self.certain:
            return Estimate.constant(values[1])
        return Estimate(low=values[0], likely=values[1], high=values[2], evidence="C")

    def case(self, options: int = 4, models: tuple[str, ...] = ("vendor", "improve")) -> Case:
        """A case of 1 to 3 streams with options by ``models``: vendor, captive, transfer, improve …"""
        streams = tuple(self._stream(n) for n in range(self.random.randint(1, 3)))
        made = [self._way(n, self.random.choice(models), streams) for n in range(options)]
        return Case(
            schema=SCHEMA,
            id="random",
            client="Somebody",
            title="A case made at random",
            currency="USD",
            as_of=f"2026-{self.random.randint(1, 12):02}-15",
            service=self._service(streams),
            customers=self.filled(Customers),
            readiness=self.filled(Readiness),
            providers=tuple(p for providers, _ in made for p in providers),
            options=tuple(option for _, option in made),
            weights=self._weights(),
            method=self._method(),
            countries=tuple(Country(iso3=c, name=c, rule_of_law_percentile=50.0) for c in PLACES[:3]),
        )

    def _stream(self, n: int) -> Stream:
        own = self.estimate(Quantity("", "share", plausible=(0.5, 0.9)))
        perhaps = Estimate(low=0.0, likely=self.random.uniform(10, 500), high=9000.0, evidence="E")
        rare = {"contacts_per_month": perhaps} if self.random.random() < 0.2 and not self.certain else {}
        return self.filled(
            Stream,
            **rare,
            id=f"stream_{n}",
            name=f"Stream {n}",
            channels=("phone", "email")[: self.random.randint(1, 2)],
            concurrency=self.random.choice((1.0, 1.0, 2.0)),
            first_contact_resolution=self.random.choice((None, own)),
            complexity_1_to_5=self.random.choice((None, 1, 3, 5)),
            data_categories=self.random.choice((None, (), ("payment_card",))),
        )

    def _service(self, streams: tuple[Stream, ...]) -> Service:
        season = [self.random.uniform(0.5, 1.5) for _ in range(12)]
        kinds = ("supervision", "technology", "facilities")
        lines = (self.filled(CostLine, id=f"line_{kind}", name=kind, kind=kind) for kind in kinds)
        return self.filled(
            Service,
            country_iso3="USA",
            streams=streams,
            cost_lines=tuple(lines),
            monthly_volume_factors=self.random.choice(((), tuple(12 * f / sum(season) for f in season))),
        )

    def _way(self, n: int, model: str, streams: tuple[Stream, ...]) -> tuple[tuple[Provider, ...], Option]:
        at = {"id": f"option_{n}", "name": f"Option {n}"}
        if model == "improve":
            return (), self.filled(Option, model="improve", improvement=self.filled(Improvement), **at)
        if model == "training":
            return (), self.filled(Option, model="training_only", training=self.filled(TrainingOnly), **at)
        makers = {"vendor": self._vendor, "captive": self._centre, "transfer": self._built_to_transfer}
        count = 1 if model == "captive" else self.random.randint(1, 2)
        providers = tuple(makers[model](f"{n}_{m}") for m in range(count))
        shares = tuple(
            Allocation(stream_id=s.id, provider_id=p.id, share=self.random.uniform(0.1, 1.0 / len(providers)))
            for s in streams
            for p in providers
        )
        option = self.filled(
            Option,
            model={"captive": "captive", "transfer": "build_operate_transfer"}.get(model, "mix"),
            allocations=shares,
            transfer_month=self.random.choice((None, 2, 14, 50)) if model == "transfer" else None,
            improvement=self.random.choice((None, None, self.filled(Improvement))),
            start_month=self.random.randint(0, 5),
            one_off=(self.filled(MoneyLine, id="project", name="Project", month=self.random.randint(0, 20)),),
            **at,
        )
        return providers, option

    def _vendor(self, name: str) -> Provider:
        offer = self.filled(
            Offer,
            price_basis=self.random.choice(BASES),
            one_off=(self.filled(MoneyLine, id="set_up", name="Set-up", month=self.random.randint(0, 3)),),
            currency_volatility_per_year=self.random.choice((0.0, 0.1)),
            exit_fee_months=self.random.choice((None, 0.0, 3.0)),
        )
        return self._provider(f"vendor_{name}", "vendor", offer=offer)

    def _centre(self, name: str) -> Provider:
        return self._provider(f"centre_{name}", "captive", own_centre=self.filled(OwnCentre))

    def _built_to_transfer(self, name: str) -> Provider:
        """A vendor whose centre may become the client's own."""
        return replace(self._vendor(name), own_centre=self.random.choice((None, self.filled(OwnCentre))))

    def _provider(self, key: str, kind: str, **terms: Any) -> Provider:
        place = self.random.choice(PLACES)
        return self.filled(Provider, id=key, name=key, kind=kind, country_iso3=place, **terms)

    def _weights(self) -> Weights:
        points = [self.random.uniform(0.05, 1) for _ in FACTORS]
        factors = {f: p / sum(points) for f, p in zip(FACTORS, points, strict=True)}
        return Weights(factors=factors, criteria={}, concentration=self.random.choice((None, 50.0, 200.0)))

    def _method(self) -> Method:
        return self.filled(
            Method,
            horizon_months=self.random.choice((6, 24, 36, 60)),
            discount_rate_per_year=self.random.choice((0.0, 0.08, 0.15)),
            hurdle_enabled=self.random.random() < 0.8,
            hurdle_amount=self.random.choice((None, 250_000.0)),
            repeat_contact_chance=self.random.choice((0.0, 0.6, 1.0)),
        )
