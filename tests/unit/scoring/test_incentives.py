"""Bonus and malus: what is earned at the ends, in between, and when a basic requirement is missed."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from scoring.errors import InputError
from scoring.incentives import Metric, Scheme, lost_by, pay_of, sample_size, settle, without, worsened


def metric(**changes: Any) -> Metric:
    values = {"key": "satisfaction", "level": "satisfaction", "floor": 0.8, "target": 0.84, "stretch": 0.87}
    return Metric(**{**values, "weight": 1.0, **changes})


def scheme(*metrics: Metric, **changes: Any) -> Scheme:
    values = {"bonus_cap": 0.04, "malus_cap": 0.06, "spread": 0.0, **changes}
    return Scheme(metrics=metrics or (metric(),), **values)


def levels(*satisfaction: float, **others: float) -> dict[str, np.ndarray]:
    given = {name: np.full(len(satisfaction), value) for name, value in others.items()}
    return {"satisfaction": np.array(satisfaction), **given}


def test_all_of_the_malus_nothing_and_all_of_the_bonus() -> None:
    pay = pay_of(scheme(), levels(0.70, 0.80, 0.82, 0.84, 0.855, 0.87, 0.95))
    assert pay.net == pytest.approx([-0.06, -0.06, -0.03, 0.0, 0.02, 0.04, 0.04])
    assert pay.on_target["satisfaction"].tolist() == [0, 0, 0, 1, 1, 1, 1]


def test_caps_hold_whatever_the_results() -> None:
    drawn = np.linspace(0, 1, 101)
    pay = pay_of(scheme(spread=0.1), {"satisfaction": drawn})
    assert pay.bonus.max() <= 0.04 + 1e-12 and pay.malus.max() <= 0.06 + 1e-12
    assert (np.diff(pay.net) >= -1e-12).all()  # better work never earns less


def test_without_a_basic_requirement_there_is_no_bonus_but_the_malus_stays() -> None:
    good = scheme(metric(), basics=(("first_contact_resolution", 0.7),))
    pay = pay_of(good, levels(0.9, 0.7, first_contact_resolution=0.69))
    assert pay.bonus.tolist() == [0, 0]
    assert pay.malus == pytest.approx([0, 0.06])


def test_a_period_that_varies_costs_more_of_a_malus_at_the_target() -> None:
    steady, shaky = (pay_of(scheme(spread=s), levels(0.84)) for s in (0.0, 0.03))
    assert steady.malus[0] == 0
    assert shaky.malus[0] > 0 and shaky.bonus[0] > 0


def two_metrics(**changes: Any) -> Scheme:
    quality = metric(key="quality", level="first_contact_resolution", floor=0.66, target=0.71, stretch=0.75)
    return scheme(replace(quality, weight=0.3), metric(weight=0.7), **changes)


def test_a_month_worked_out_by_hand() -> None:
    """Quality 69 %, 2 of the 5 points down to the floor: 0.4 of its 30 % of the malus of 6 %, 0.72 % of the
    fee. Satisfaction 85.5 %, half way to the stretch: 0.5 of its 70 % of the bonus of 4 %, 1.4 %."""
    month = settle(two_metrics(), {"quality": 0.69, "satisfaction": 0.855}, {})
    assert [one.points for one in month.reached] == pytest.approx([-0.4, 0.5])
    assert [one.share for one in month.reached] == pytest.approx([-0.0072, 0.014])
    assert (month.bonus, month.malus, month.net) == pytest.approx((0.014, 0.0072, 0.0068))


def test_a_month_without_a_basic_requirement_keeps_its_malus() -> None:
    results = {"quality": 0.69, "satisfaction": 0.855}
    month = settle(two_metrics(), results, {}, kept=False)
    assert not month.basics_met and (month.bonus, month.malus) == pytest.approx((0.0, 0.0072))
    low = two_metrics(basics=(("satisfaction", 0.86),))
    assert settle(low, results, {"satisfaction": 0.855}).bonus == 0
    assert settle(low, results, {}).bonus > 0  # not measured is not missed


def test_what_was_not_measured_earns_and_loses_nothing() -> None:
    assert settle(two_metrics(), {"satisfaction": 0.87}, {}).net == pytest.approx(0.04 * 0.7)
    assert settle(two_metrics(), {}, {}).net == 0


@pytest.mark.parametrize("period", ["month", "week"])
def test_a_month_is_settled_by_the_rule_that_was_priced(period: Any) -> None:
    """Where nothing varies, a provider at a level is paid what a period at this level is."""
    weekly = metric(key="weeks", floor=0.5, target=0.75, stretch=1.0, weekly_target=0.84, weight=0.4)
    given = scheme(weekly, metric(key="s", weight=0.6), period=period, basics=(("satisfaction", 0.81),))
    for level in (0.7, 0.8, 0.815, 0.839, 0.84, 0.86, 0.9):
        measured = {"weeks": level if period == "week" else float(level >= 0.84), "s": level}
        found = settle(given, measured, {"satisfaction": level})
        assert found.net == pytest.approx(pay_of(given, levels(level)).net[0])


def test_consistency_counts_weeks() -> None:
    weekly = metric(key="weeks", floor=0.5, target=0.75, stretch=1.0, weekly_target=0.84)
    pay = pay_of(scheme(weekly, spread=0.02), levels(0.70, 0.84, 0.98))
    assert pay.net[0] == pytest.approx(-0.06)
    assert -0.06 < pay.net[1] < 0.04
    assert pay.net[2] == pytest.approx(0.04, rel=0.01)


def test_a_week_varies_more_than_a_month() -> None:
    by_month, by_week = (pay_of(scheme(spread=0.02, period=p), levels(0.84)) for p in ("month", "week"))
    assert by_week.malus[0] > 1.5 * by_month.malus[0]


def test_the_step_in_pay_needs_every_target() -> None:
    both = scheme(
        metric(weight=0.5), metric(key="q", level="first_contact_resolution", weight=0.5), step=0.01
    )
    pay = pay_of(both, levels(0.85, 0.85, first_contact_resolution=0.83))
    assert pay.step.tolist() == [0, 0]
    assert pay_of(both, levels(0.85, first_contact_resolution=0.84)).step.tolist() == [0.01]


def test_worse_work_costs_what_the_scheme_measures_and_nothing_else() -> None:
    given = levels(0.85, service_level=0.8)
    assert lost_by(scheme(), given, {"satisfaction": 0.03})[0] == pytest.approx(0.04 / 3 + 0.06 / 2)
    assert lost_by(scheme(), given, {"service_level": 0.3})[0] == 0
    assert worsened(given, {"satisfaction": 2.0})["satisfaction"].tolist() == [0.0]


def test_leaving_a_metric_out_shares_its_weight_out() -> None:
    three = [metric(key=key, weight=weight) for key, weight in (("a", 0.5), ("b", 0.3), ("c", 0.2))]
    assert [m.weight for m in without(scheme(*three), "a").metrics] == pytest.approx([0.6, 0.4])


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        (scheme(metric(floor=0.9)), "satisfaction"),
        (scheme(metric(stretch=1.2)), "satisfaction"),
        (scheme(metric(weight=0.7)), "metrics"),
        (scheme(bonus_cap=4), "bonus_cap"),
        (scheme(step=-0.1), "step"),
    ],
)
def test_a_scheme_without_sense_is_refused_by_name(wrong: Scheme, named: str) -> None:
    with pytest.raises(InputError, match=named):
        pay_of(wrong, levels(0.8))


def test_sample_sizes_of_cochran_1977() -> None:
    """p = ½ within 5 points at 90 %: 271; of a small population fewer, of none none."""
    assert sample_size(0.5, 0.05, 1e9) == 271
    assert sample_size(0.5, 0.05, 271) == 136
    assert sample_size(0.84, 0.05, 31_000) == 145
    assert sample_size(0.5, 0.05, 0) == 0


def test_a_metric_cannot_count_against_another() -> None:
    pair = (metric(weight=1.5), metric(key="other", weight=-0.5))
    with pytest.raises(InputError, match="weights must be 0 or more"):
        pay_of(scheme(*pair), levels(0.9))
