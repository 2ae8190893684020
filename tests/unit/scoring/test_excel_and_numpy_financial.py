"""Money examples printed by Microsoft (XIRR), ClickHouse and numpy-financial (IRR, NPV, PMT, PV)."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import finance

flows = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=60)


@pytest.fixture
def case(published):
    return published("finance_npv_irr_xirr_pmt")


def days(texts):
    return [date.fromisoformat(text) for text in texts]


def test_published_figures(case):
    given_, expected = case["inputs"], case["expected"]["published"]
    assert finance.xirr(given_["xirr"]["flows"], days(given_["xirr"]["dates"])) == pytest.approx(
        expected["xirr"], abs=6e-9
    )
    assert finance.xnpv(0.95, given_["xnpv"]["flows"], days(given_["xnpv"]["dates"])) == pytest.approx(
        expected["xnpv"], abs=1e-9
    )
    assert finance.irr(given_["irr"]) == pytest.approx(expected["irr"], abs=1e-12)
    assert finance.npv(0.05, given_["npv"]["flows"]) == pytest.approx(expected["npv"], abs=5e-3)
    assert finance.growth_rate(10, 3500, 10000) == pytest.approx(expected["rate"], abs=1e-11)
    assert finance.pmt(0.08 / 12, 60, 15000) == pytest.approx(expected["pmt"], abs=1e-6)
    assert finance.pv(0.07, 20, 12000) == pytest.approx(expected["pv"], abs=1e-6)


def test_first_flow_falls_at_once(case):
    flows_ = case["inputs"]["npv"]["flows"]
    assert finance.npv(0.05, flows_) == pytest.approx(122.8948549)
    assert finance.npv(0.05, flows_) / 1.05 == pytest.approx(117.042719)  # a spreadsheet's NPV()


@given(flows)
def test_npv_at_rate_zero_is_the_sum(cash):
    assert finance.npv(0, cash) == pytest.approx(sum(cash), abs=1e-6)


@given(flows, st.floats(0, 0.5), st.floats(0.1, 1000))
def test_npv_follows_the_currency(cash, rate, factor):
    assert finance.npv(rate, np.array(cash) * factor) == pytest.approx(
        finance.npv(rate, cash) * factor, rel=1e-9, abs=1e-6
    )


def test_npv_of_many_rates_at_once():
    np.testing.assert_allclose(finance.npv([0, 0.1], [1, 2, 3]), [6, 1 + 2 / 1.1 + 3 / 1.21])


@given(st.floats(0, 0.4), st.floats(-0.1, 0.4), st.integers(0, 120))
def test_growing_annuity_is_the_sum_month_by_month(rate, growth, months):
    t = np.arange(months) / 12
    expected = (((1 + growth) / (1 + rate)) ** t).sum()
    assert finance.growing_annuity(rate, growth, months) == pytest.approx(expected, rel=1e-9, abs=1e-9)


def test_annuity_at_rate_zero_counts_payments():
    assert finance.annuity_factor(0, 12) == 12
    assert finance.annuity_factor([0, 0.05], [3, 3])[1] == pytest.approx(2.723248, abs=1e-6)


def test_discounting_by_month_reaches_a_year():
    factors = finance.discount_factors(0.08, 13)
    assert factors[0] == 1
    assert factors[12] == pytest.approx(1 / 1.08)
    assert (1 + finance.monthly_rate(0.08)) ** 12 == pytest.approx(1.08)


def test_irr_gives_no_answer_where_there_is_none_or_two():
    assert finance.irr([-1000, 2500, -1540]) is None
    assert finance.irr([1, 2, 3]) is None
    assert finance.irr([0, 0]) is None
    assert finance.irr([-100, 110]) == pytest.approx(0.1)


@pytest.mark.parametrize(
    ("cash", "month"),
    [
        ([-10, 3, 3, 3, 3], 4),
        ([-9, 3, 3, 3], 3),
        ([5, 5], 0),
        ([0], 0),
        ([-1, 0.5], None),
        ([-5, 6, -4, 1, 3], 4),
        ([-0.3, 0.1, 0.2], 2),
    ],
)
def test_payback_is_when_the_total_stays_above(cash, month):
    assert finance.payback_month(cash) == month


@pytest.mark.parametrize(
    ("call", "name"),
    [
        (lambda: finance.npv(8, [1]), "rate"),
        (lambda: finance.npv(-1, [1]), "rate"),
        (lambda: finance.npv(0.1, []), "cashflows"),
        (lambda: finance.npv(0.1, 5), "cashflows"),
        (lambda: finance.npv(float("inf"), [1]), "rate"),
        (lambda: finance.growing_annuity(0.1, 3, 12), "growth"),
        (lambda: finance.payback_month([float("nan")]), "cashflows"),
        (lambda: finance.xirr([1, 2], [date(2026, 1, 1)]), "dates"),
        (lambda: finance.pmt(0.1, 0, 100), "periods"),
        (lambda: finance.discount_factors(0.1, 1.5), "months"),
    ],
)
def test_refuses(call, name):
    with pytest.raises(ValueError, match=f"^{name}:"):
        call()
