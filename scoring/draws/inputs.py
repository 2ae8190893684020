"""Every uncertain number that the engine can ask for: the estimates of the case and its open answers.

An answer that is a choice or a yes/no becomes a number too (rule M3): known it is a constant, not
known it is drawn over its whole range, so that it widens the result and appears among the things to
find out.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from scoring.case import Case, Estimate, Offer, Provider, Quantity, Stream, case_inputs

from ..estimates import Pert
from .assurance import security_assurance

CHOICES = {
    "offer.price_transparency": ("none", "rate_card", "should_cost", "open_book"),
    "process_maturity": ("none", "partly", "audited", "certified"),
}
RUBRICS = (
    ("offer.price_transparency", "How open the price is", "Will it show what the price is made of?"),
    ("process_maturity", "How mature its processes are", "Are its processes audited?"),
)
YES_NO = (
    ("real_time_data", "Live figures from the floor", "Will you see the floor's figures live?"),
    ("recordings", "Access to recordings", "May you listen to the recorded contacts?"),
    ("floor_access", "Access to the floor", "May you walk the floor unannounced?"),
    ("campaign_briefing", "Told of campaigns in time", "How do its agents learn of your campaigns?"),
    ("transfer_safeguards", "Safeguards for moving data abroad", "Are transfer safeguards signed?"),
    ("labour_attestation", "Labour law attested", "Will it attest that it keeps to labour law?"),
)


_Given = tuple[str, Quantity, float | None]


@dataclass(frozen=True, slots=True)
class ModelInput:
    """An input as it is drawn: where it stands, with whom it is drawn, what it is and its spread."""

    path: str
    block: str
    quantity: Quantity
    estimate: Estimate

    @property
    def is_unknown(self) -> bool:
        return self.estimate.is_unknown

    def pert(self) -> Pert:
        """The spread in the input's unit (rule M1); an unknown runs over its plausible range (rule M3)."""
        e, what = self.estimate, self.quantity
        if e.low is None or e.likely is None or e.high is None:
            return _over(*(what.plausible or (0.0, 1.0)))
        floor = -math.inf if what.minimum is None else what.minimum
        return _pert(e.low, e.likely, e.high, floor, math.inf if what.maximum is None else what.maximum)


def _drawn_with(block: str) -> str:
    """All options meet the same luck, so that twins get equal numbers; each provider has its own."""
    return "option" if block.startswith("option:") else block


@lru_cache(maxsize=8192)
def _pert(low: float, likely: float, high: float, floor: float, ceiling: float) -> Pert:
    return Pert(low, likely, high, floor, ceiling)


@lru_cache(maxsize=1024)
def _over(low: float, high: float) -> Pert:
    return Pert.over(low, 0.5 * (low + high), high)


def model_inputs(case: Case) -> dict[str, ModelInput]:
    """All inputs by path, in the order of the document, the open answers last within their block."""
    known = {
        i.path: ModelInput(i.path, _drawn_with(i.block), i.quantity, i.estimate) for i in case_inputs(case)
    }
    derived = [*_provider_answers(case), *_stream_answers(case)]
    return known | {item.path: item for item in derived}


def _provider_answers(case: Case) -> Iterator[ModelInput]:
    rule_of_law = {c.iso3: c.rule_of_law_percentile for c in case.countries}
    for p in case.providers:
        place = Quantity("Rule of law there", "percentile", maximum=100, plausible=(10, 95))
        answers = [
            *_rubrics(p, case.as_of),
            *_shares(p),
            ("rule_of_law", place, rule_of_law.get(p.country_iso3)),
        ]
        for name, quantity, value in answers:
            yield _answer(f"providers.{p.id}.{name}", f"provider:{p.id}", quantity, value)
        yield _currency(p)
        yield _exit_fee(p)


def _rubrics(p: Provider, as_of: str) -> Iterator[_Given]:
    """Answers that are a place on a scale, or a count."""
    for name, label, question in RUBRICS:
        yield name, _rubric(label, 3, question), _choice(name, p)
    assured = _rubric("Proof of security", 3, "Which current security report covers the site?")
    yield "security_assurance", assured, security_assurance(p, as_of)
    asked = "How many clients did you call?"
    called = Quantity("References checked", "count", plausible=(0, 4), question=asked)
    yield (
        "references_verified",
        called,
        None if p.references_verified is None else float(p.references_verified),
    )


def _shares(p: Provider) -> Iterator[_Given]:
    """Answers that are a yes or no, or a share."""
    for name, label, question in YES_NO:
        yield name, _chance(label, question), _known(p, name)
    duties = _chance("Legal duties shown to be met", "Which legal duties can it show that it meets?")
    yield "duties_evidenced", duties, None if p.duties_evidenced is None else 1.0


def _stream_answers(case: Case) -> Iterator[ModelInput]:
    for stream in case.service.streams:
        at = f"service.streams.{stream.id}"
        complexity = None if stream.complexity_1_to_5 is None else float(stream.complexity_1_to_5)
        yield _answer(
            f"{at}.complexity_1_to_5",
            "service",
            Quantity(f"How hard the work is: {stream.name}", "level", 1, 5, (1, 5), "How hard is this work?"),
            complexity,
        )
        yield _answer(
            f"{at}.brand_critical",
            "service",
            _chance(f"Matters for the brand: {stream.name}", "Would a bad answer here hurt the brand?"),
            _brand_critical(stream),
        )


def _brand_critical(stream: Stream) -> float | None:
    if stream.brand_critical is not None:
        return float(stream.brand_critical)
    return None if stream.sensitivity_1_to_5 is None else float(stream.sensitivity_1_to_5 >= 4)


def _currency(provider: Provider) -> ModelInput:
    """How far the exchange rate strays from plan, in standard deviations."""
    volatile = isinstance(provider.offer, Offer) and provider.offer.currency_volatility_per_year > 0
    estimate = (
        Estimate(low=-1.2816, likely=0.0, high=1.2816, evidence="C") if volatile else Estimate.constant(0.0)
    )
    what = Quantity("Exchange rate against plan", "ratio", minimum=None)
    return ModelInput(
        f"providers.{provider.id}.offer.currency_shock", f"provider:{provider.id}", what, estimate
    )


def _exit_fee(provider: Provider) -> ModelInput:
    months = provider.offer.exit_fee_months if provider.offer else 0.0
    what = Quantity(
        "Exit fee", "months", maximum=60, plausible=(0, 6), question="What does ending early cost?"
    )
    return _answer(f"providers.{provider.id}.offer.exit_fee_months", f"provider:{provider.id}", what, months)


def _answer(path: str, block: str, quantity: Quantity, value: float | None) -> ModelInput:
    estimate = Estimate() if value is None else Estimate.constant(value, source="answered")
    return ModelInput(path, block, quantity, estimate)


def _choice(name: str, provider: Provider) -> float | None:
    holder = provider.offer if name.startswith("offer.") else provider
    chosen = getattr(holder, name.removeprefix("offer."), None)
    return None if chosen is None else float(CHOICES[name].index(chosen))


def _known(provider: Provider, name: str) -> float | None:
    """The answer; a right to audit is a right to walk the floor."""
    value: bool | None = getattr(provider, name)
    if value is None and name == "floor_access" and provider.audit_rights:
        return 1.0
    return None if value is None else float(value)


def _rubric(label: str, top: int, question: str) -> Quantity:
    return Quantity(label, f"rubric 0–{top}", 0.0, float(top), (0.0, float(top)), question)


def _chance(label: str, question: str) -> Quantity:
    return Quantity(label, "share", 0.0, 1.0, (0.0, 1.0), question)
