"""Taking the work back: people month by month, and the service while they are too few."""

from typing import Any

import pytest

from scoring.errors import InputError
from scoring.taking_back import Queue, Return, rebuild, service_levels


def terms(**changes: Any) -> Return:
    values = {
        "needed": 20.0,
        "nucleus": 5.0,
        "provider_stays": 3.0,
        "hires_a_month": 5.0,
        "first_hires": 2.0,
        "training": 1.0,
        "first_month_speed": 1.0,
    }
    return Return(**{**values, **changes})


def test_the_team_grows_by_what_was_hired_and_trained() -> None:
    found = rebuild(terms())
    assert [m.hired for m in found.months] == [0, 5, 5, 5, 0]
    assert [m.experienced for m in found.months] == [5, 5, 10, 15, 20]
    assert [m.own_share for m in found.months] == [0.25, 0.25, 0.5, 0.75, 1.0]
    assert (found.rebuilt_in, found.hires) == (5, 15)


def test_the_provider_does_the_rest_until_it_leaves() -> None:
    found = rebuild(terms())
    assert [m.provider_share for m in found.months] == [0.75, 0.75, 0.5, 0, 0]
    assert [m.covered for m in found.months] == [1, 1, 1, 0.75, 1]
    assert [m.month for m in found.uncovered] == [4]


def test_a_part_of_a_month_of_notice_counts_as_a_part() -> None:
    assert rebuild(terms(provider_stays=2.5)).months[2].provider_share == pytest.approx(0.25)


def test_longer_exit_help_leaves_nothing_undone() -> None:
    assert rebuild(terms(provider_stays=4)).uncovered == ()


def test_new_people_are_slow_at_first() -> None:
    slow = rebuild(terms(first_month_speed=0.5))
    assert [m.own_share for m in slow.months] == pytest.approx([0.25, 0.25, 0.375, 0.625, 0.875, 1.0])


def test_people_who_leave_are_replaced_until_the_team_is_whole() -> None:
    found = rebuild(terms(turnover_a_year=0.4))
    assert found.rebuilt_in is not None and found.hires > 15
    assert found.months[-1].own_share == pytest.approx(1, abs=0.01)


def test_nobody_hired_is_never_rebuilt() -> None:
    found = rebuild(terms(hires_a_month=0))
    assert (found.rebuilt_in, len(found.months)) == (None, 36)


def test_who_is_whole_from_the_start_needs_nobody() -> None:
    found = rebuild(terms(nucleus=20, provider_stays=0))
    assert (found.rebuilt_in, found.hires, found.uncovered) == (1, 0, ())


@pytest.mark.parametrize("wrong", [{"needed": -1}, {"first_month_speed": 2}, {"turnover_a_year": -0.1}])
def test_impossible_terms_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(InputError, match=next(iter(wrong))):
        rebuild(terms(**wrong))


def test_the_whole_crew_keeps_todays_level_and_fewer_people_answer_less() -> None:
    queue = Queue(rate=100, handle_seconds=180, target_seconds=20, level=0.8)
    found = service_levels(queue, [1.0, 0.95, 0.8, 0.5, 0.0])
    assert found[0] == pytest.approx(0.8)
    assert (found[:-1] > found[1:]).all()
    assert found[-1] == 0


def test_between_two_whole_agents_the_level_lies_between() -> None:
    queue = Queue(rate=20, handle_seconds=300, target_seconds=20, level=0.8)
    crew = [i / 100 for i in range(50, 101)]
    steps = service_levels(queue, crew)
    assert (steps[1:] >= steps[:-1]).all()
