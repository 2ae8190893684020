"""What each month of a deal was expected to bring agrees with the totals of the decision."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from scoring import Case
from scoring.deal import Drawn, course_of, draw


def drawn_of(case: Case) -> Drawn:
    option = next(o for o in case.options if any(p.offer for p in case.providers if _does(o, p.id)))
    return draw(case, option.id, 64, 5)


def _does(option: object, provider: str) -> bool:
    return any(a.provider_id == provider and a.share > 0 for a in option.allocations)  # type: ignore[attr-defined]


def straight_away(case: Case) -> Case:
    return replace(case, options=tuple(replace(option, start_month=0) for option in case.options))


def test_a_year_of_months_is_the_first_year_of_the_decision(retailer: Case) -> None:
    drawn = drawn_of(straight_away(retailer))
    course = course_of(drawn, int(drawn.case.as_of[5:7]))
    lines = {line.line.id: line for line in drawn.money.lines}
    fees = sum(lines[f"{vendor.id}_fees"].first_year for vendor in drawn.vendors)
    above = 1 + drawn.numbers("method.optimism_bias")
    assert course.fees.shape == course.contacts.shape == (drawn.case.method.horizon_months, 64)
    assert course.fees[:12].sum(axis=0) == pytest.approx(fees * above)


def test_contacts_come_to_the_share_that_moves_once_it_has_moved(retailer: Case) -> None:
    drawn = drawn_of(straight_away(retailer))
    course = course_of(drawn, 1)
    moved = sum(part.contacts for part in drawn.money.work.parts)
    growth = drawn.numbers("service.volume_growth_per_year")
    third = course.contacts[24:36].sum(axis=0) / 12
    assert (third >= moved * (1 + np.minimum(growth, 0)) ** 3 * 0.99).all()
    assert (third <= moved * (1 + np.maximum(growth, 0)) ** 3 * 1.01).all()
    assert (course.contacts[0] < course.contacts[11:].min(axis=0)).all()


def test_a_later_beginning_moves_the_season_and_nothing_else(case_of: Callable[[str], Case]) -> None:
    case = straight_away(case_of("case1_online_retailer"))
    season = tuple(1 + 0.05 * month - 0.275 for month in range(12))
    drawn = drawn_of(replace(case, service=replace(case.service, monthly_volume_factors=season)))
    march, july = course_of(drawn, 3), course_of(drawn, 7)
    ratio = july.fees / march.fees
    expected = [season[(6 + m) % 12] / season[(2 + m) % 12] for m in range(len(ratio))]
    assert ratio == pytest.approx(np.repeat(np.array(expected)[:, None], 64, axis=1))


def test_the_months_of_preparation_are_left_out(retailer: Case) -> None:
    case = straight_away(retailer)
    first = drawn_of(case)
    later = replace(case, options=tuple(replace(option, start_month=4) for option in case.options))
    found = course_of(draw(later, first.option_id, 64, 5), 1)
    assert len(found.contacts) == case.method.horizon_months - 4
    assert (found.contacts[0] > 0).all()
