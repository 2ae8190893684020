"""A quote per hour worked is the same whether reckoned on likely figures or by the engine."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from assessments.selectors.hourly_price import hourly_price
from assessments.selectors.should_cost import should_cost
from scoring import Case
from scoring.case import Estimate, canonical
from scoring.costs import demand_of, money_of
from scoring.draws import SampledNumbers, model_inputs

GOLDEN = Path(__file__).parents[2] / "data" / "golden" / "case1_online_retailer.case.json"
VENDOR = "nearshore_colombia"
PRICES = {
    "productive_hour": 17.5,
    "paid_hour": 12.0,
    "fte_month": 2200.0,
    "minute": 0.45,
    "contact": 2.8,
    "resolved_contact": 3.6,
}


@pytest.fixture(scope="module")
def retailer() -> Case:
    return Case.from_dict(json.loads(GOLDEN.read_text(encoding="utf-8")))


def quoted(case: Case, basis: str, **changes: object) -> Case:
    """The vendor's agents all work for this client, so that its crew is the one that the engine counts."""
    price = Estimate.constant(PRICES[basis])
    providers = tuple(
        replace(p, offer=replace(p.offer, price_basis=basis, price=price), **changes)  # type: ignore[arg-type]
        if p.id == VENDOR and p.offer
        else p
        for p in case.providers
    )
    return replace(case, providers=providers)


def engines_price(case: Case) -> float:
    case = canonical(case)
    numbers = SampledNumbers(model_inputs(case), 512, 1)
    option = next(o for o in case.options if o.id == VENDOR)
    return float(money_of(case, option, demand_of(case, numbers), numbers).hourly_prices[VENDOR].mean())


@pytest.mark.parametrize("basis", PRICES)
def test_every_unit_has_a_price_per_hour_near_that_of_the_engine(retailer: Case, basis: str) -> None:
    """Near: the engine adds repeat contacts and the loss of a crew of one's own, and draws every figure."""
    case = quoted(retailer, basis)
    provider = next(p for p in case.providers if p.id == VENDOR)
    price = hourly_price(case, provider)
    assert price.missing == ""
    assert price.amount == pytest.approx(engines_price(case), rel=0.12)
    assert should_cost(case, provider).state in ("fail", "open", "pass")


@pytest.mark.parametrize(
    ("wage", "grade", "state", "has_share"),
    [
        (4.0, "A", "pass", True),
        (16.0, "A", "fail", False),
        (4.0, "B", "pass", False),
        (16.0, "B", "open", False),
        (16.0, "C", "open", False),
    ],
)
def test_an_average_of_all_employees_says_nothing_about_the_share_of_agents(
    retailer: Case, wage: float, grade: str, state: str, has_share: bool
) -> None:
    case = quoted(retailer, "productive_hour", wage_per_hour=Estimate())
    countries = tuple(replace(c, agent_wage_per_hour=wage, wage_grade=grade) for c in case.countries)
    case = replace(case, countries=countries)
    cost = should_cost(case, next(p for p in case.providers if p.id == VENDOR))
    assert (cost.state, cost.share_paid_to_agents is not None) == (state, has_share)


def test_by_the_hour_worked_it_is_the_quote_itself(retailer: Case) -> None:
    case = quoted(retailer, "productive_hour")
    assert hourly_price(case, next(p for p in case.providers if p.id == VENDOR)).amount == 17.5


@pytest.mark.parametrize(
    ("basis", "left_out", "words"),
    [
        ("minute", "agents", "how many agents do the work today"),
        ("contact", "streams", "which contact streams it would take"),
        ("resolved_contact", "resolution", "how many contacts are settled at once"),
        ("paid_hour", "shrinkage", "how much paid time is not available"),
    ],
)
def test_what_is_missing_is_said(retailer: Case, basis: str, left_out: str, words: str) -> None:
    unknown = Estimate(low=None, likely=None, high=None, evidence="unknown")
    case, service = quoted(retailer, basis), retailer.service
    changed = {
        "agents": replace(case, service=replace(service, agents_fte=unknown)),
        "shrinkage": replace(case, service=replace(service, shrinkage=unknown)),
        "streams": replace(case, options=()),
        "resolution": quoted(retailer, basis, first_contact_resolution=unknown),
    }[left_out]
    price = hourly_price(changed, next(p for p in changed.providers if p.id == VENDOR))
    assert price.amount is None
    assert words in price.missing
