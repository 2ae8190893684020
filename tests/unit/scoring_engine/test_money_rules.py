"""Rules of the money model on small cases that can be reckoned by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from scoring import Case
from scoring.case import Customers, Estimate, Improvement, Offer, OwnCentre, canonical
from scoring.costs import Money, demand_of, money_of
from scoring.draws import SampledNumbers, model_inputs

KNOWN = Estimate.constant


def _money(case: Case, option: str, futures: int = 64) -> Money:
    case = canonical(case)
    numbers = SampledNumbers(model_inputs(case), futures, 1)
    chosen = next(o for o in case.options if o.id == option)
    return money_of(case, chosen, demand_of(case, numbers), numbers)


def _line(money: Money, line_id: str) -> Any:
    return next((v for v in money.lines if v.line.id == line_id), None)


def _groups(money: Money) -> set[str]:
    return {v.line.group for v in money.lines}


def _with_offer(case: Case, key: str, **terms: Any) -> Case:
    providers = tuple(
        replace(p, offer=replace(p.offer or Offer(price_basis="contact"), **terms)) if p.id == key else p
        for p in case.providers
    )
    return replace(case, providers=providers)


def _one_stream(case: Case, option: str, contacts: Estimate) -> Case:
    """Nothing but the first stream that the option gives away, with other contacts."""
    given = next(o for o in case.options if o.id == option).allocations[0]
    kept = next(s for s in case.service.streams if s.id == given.stream_id)
    service = replace(case.service, streams=(replace(kept, contacts_per_month=contacts),))
    chosen = next(o for o in case.options if o.id == option)
    return replace(case, service=service, options=(replace(chosen, allocations=(given,)),))


@pytest.mark.parametrize("basis", ["contact", "minute", "resolved_contact"])
def test_the_minimum_is_paid_when_no_contacts_come(retailer: Case, basis: str) -> None:
    """What was promised is a share of the volume that the quote was made for, not of what comes."""
    rare = Estimate(low=0.0, likely=1000.0, high=40_000.0, evidence="E")
    terms = {"price_basis": basis, "price": KNOWN(5.0)}
    case = _with_offer(
        _one_stream(retailer, "onshore_bpo", rare),
        "onshore_bpo",
        minimum_commitment_share=KNOWN(0.8),
        **terms,
    )
    money = _money(case, "onshore_bpo", 512)
    contacts = money.work.demand.contacts.sum(axis=0)
    none = contacts == 0
    assert none.any()
    assert (_line(money, "onshore_bpo_fees").present[none] > 0).all()
    free = _with_offer(case, "onshore_bpo", minimum_commitment_share=KNOWN(0.0))
    assert (_line(_money(free, "onshore_bpo", 512), "onshore_bpo_fees").present[none] == 0).all()


def test_a_commitment_looks_at_the_streams_that_move(retailer: Case) -> None:
    """Another stream that grows or dries up does not change what the vendor is owed."""
    case = _with_offer(retailer, "onshore_bpo", price_basis="contact", minimum_commitment_share=KNOWN(0.9))
    option = next(o for o in case.options if o.id == "onshore_bpo")
    moved = {a.stream_id for a in option.allocations}
    other = next(s for s in case.service.streams if s.id not in moved)
    dry = replace(other, contacts_per_month=Estimate(low=0.0, likely=90_000.0, high=91_000.0, evidence="C"))
    streams = tuple(dry if s.id == other.id else s for s in case.service.streams)
    changed = replace(case, service=replace(case.service, streams=streams))
    before, after = (_line(_money(c, "onshore_bpo"), "onshore_bpo_fees").present for c in (case, changed))
    assert before == pytest.approx(after, rel=1e-12)


def test_a_vendors_centre_costs_nothing_until_it_is_taken_over(web_host: Case) -> None:
    centre = next(p.own_centre for p in web_host.providers if p.own_centre)
    providers = tuple(
        replace(p, own_centre=centre) if p.id == "vendor_romania_bot" else p for p in web_host.providers
    )
    both = replace(web_host, providers=providers)
    kept = replace(
        both,
        options=tuple(
            replace(o, transfer_month=None) if o.id == "vendor_romania_bot" else o for o in both.options
        ),
    )
    assert "own_centre" in _groups(_money(both, "vendor_romania_bot"))
    money = _money(kept, "vendor_romania_bot")
    assert "own_centre" not in _groups(money)
    assert _line(money, "transfer_fee") is None
    alone = replace(
        kept, providers=tuple(replace(p, own_centre=None) if p.offer else p for p in kept.providers)
    )
    without = _money(alone, "vendor_romania_bot")
    assert [v.line.id for v in money.lines] == [v.line.id for v in without.lines]
    assert money.present.mean() == pytest.approx(without.present.mean(), rel=0.02)


@pytest.mark.parametrize("month", [36, 48])
def test_a_transfer_after_the_horizon_is_no_part_of_the_comparison(web_host: Case, month: int) -> None:
    centre = OwnCentre()
    providers = tuple(replace(p, own_centre=centre) if p.offer else p for p in web_host.providers)
    options = tuple(
        replace(o, transfer_month=month, transfer_fee=KNOWN(1e6)) if o.transfer_month else o
        for o in web_host.options
    )
    late = _money(replace(web_host, providers=providers, options=options), "vendor_romania_bot")
    assert "own_centre" not in _groups(late)
    assert _line(late, "transfer_fee") is None


def test_a_transfer_before_the_work_starts_opens_no_empty_centre(web_host: Case) -> None:
    providers = tuple(replace(p, own_centre=OwnCentre()) if p.offer else p for p in web_host.providers)
    options = tuple(
        replace(o, transfer_month=2, start_month=20) if o.transfer_month else o for o in web_host.options
    )
    early = _money(replace(web_host, providers=providers, options=options), "vendor_romania_bot")
    assert (_line(early, "vendor_romania_bot_fixed").first_year == 0).all()
    assert (_line(early, "vendor_romania_bot_fixed").last_year > 0).all()


def test_an_own_centre_buys_nothing(web_host: Case) -> None:
    offered = tuple(
        replace(p, offer=Offer(price_basis="contact", price=KNOWN(9.0))) if p.kind == "captive" else p
        for p in web_host.providers
    )
    before, after = (
        _money(case, "captive_romania") for case in (web_host, replace(web_host, providers=offered))
    )
    assert "vendor" not in _groups(after)
    assert (before.present == after.present).all()


def test_an_own_centres_crew_is_paid_the_same_in_every_month_of_the_year(web_host: Case) -> None:
    """M7: seasons move a vendor's bill, not the pay of a standing crew."""
    season = (0.5, 1.5) * 6
    swinging = replace(web_host, service=replace(web_host.service, monthly_volume_factors=season))
    steady = _money(web_host, "captive_romania")
    seasonal = _money(swinging, "captive_romania")
    assert (seasonal.cumulative == steady.cumulative).all()
    bought = _money(swinging, "vendor_romania_bot")
    assert (bought.cumulative != _money(web_host, "vendor_romania_bot").cumulative).any()


def test_an_improvement_pleases_nobody_before_it_works(retailer: Case) -> None:
    """Margin kept counts from the month in which the improvement takes effect (M12, M20)."""
    better = Improvement(
        cost_saving_share=KNOWN(0.0),
        one_off_cost=KNOWN(0.0),
        months_to_effect=KNOWN(12.0),
        satisfaction_change=KNOWN(0.05),
    )
    customers = Customers(
        count=KNOWN(10_000.0),
        yearly_margin=KNOWN(120.0),
        churn_per_year=KNOWN(0.0),
        contacting_share_per_year=KNOWN(0.5),
        churn_per_satisfaction_point=KNOWN(0.001),
        would_leave_if_abroad_share=KNOWN(0.0),
    )
    method = replace(retailer.method, horizon_months=14, discount_rate_per_year=0.0)
    options = tuple(replace(o, improvement=better) if o.improvement else o for o in retailer.options)
    service = replace(retailer.service, satisfaction=KNOWN(0.8))
    money = _money(
        replace(retailer, customers=customers, method=method, options=options, service=service), "improve"
    )
    # 5,000 who contact × 5 points × 0.001 a year ÷ 12 stay on each month from month 13 on; they earn
    # 10 a month: one month's worth in month 13 and two in month 14.
    kept_a_month = 10_000 * 0.5 * 5 * 0.001 / 12
    assert money.customer_change == pytest.approx(np.full(64, kept_a_month * 10 * (1 + 2)))
    assert money.satisfaction == pytest.approx(0.85)
