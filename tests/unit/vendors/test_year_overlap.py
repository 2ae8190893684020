"""Hours shared with another place through a year, clock changes and public holidays included."""

import datetime as dt

import pytest

from vendors.selectors.year_overlap import year_overlap

NEW_YORK = ("America/New_York", "US")


def test_the_same_place_shares_all_hours() -> None:
    found = year_overlap(*NEW_YORK, *NEW_YORK, 9, 18, 2026)
    assert found.mean == 9
    assert found.closed == ()


def test_clock_changes_on_different_days_show() -> None:
    """In 2026 New York changes on 8 March, Sofia on 29 March: for three weeks they are one hour closer."""
    found = year_overlap(*NEW_YORK, "Europe/Sofia", "BG", 9, 18, 2026)
    by_month = {month.number: month.hours for month in found.months}
    assert by_month[1] == by_month[7] == 2
    assert 2 < (by_month[3] or 0) < 3


def test_a_place_without_clock_change_drifts() -> None:
    found = year_overlap(*NEW_YORK, "America/Bogota", "CO", 9, 18, 2026)
    by_month = {month.number: month.hours for month in found.months}
    assert (by_month[1], by_month[7]) == (9, 8)


def test_public_holidays_there_count_as_nothing_and_are_named() -> None:
    found = year_overlap(*NEW_YORK, "America/Bogota", "CO", 9, 18, 2026)
    assert (dt.date(2026, 7, 20), True) in [(day, bool(name)) for day, name in found.closed]
    open_days = sum(month.days for month in found.months)
    weighted = sum((month.hours or 0) * month.days for month in found.months)
    assert found.mean == pytest.approx(weighted / (open_days + len(found.closed)))


def test_days_on_which_both_are_closed_count_for_neither() -> None:
    closed = {day for day, _ in year_overlap(*NEW_YORK, "America/Bogota", "CO", 9, 18, 2026).closed}
    assert dt.date(2026, 12, 25) not in closed


def test_unknown_holidays_are_said() -> None:
    assert not year_overlap(*NEW_YORK, "Europe/Sofia", "QQ", 9, 18, 2026).holidays_known


def test_a_zone_that_does_not_exist_is_refused() -> None:
    with pytest.raises(KeyError):
        year_overlap(*NEW_YORK, "Europe/Nowhere", "BG", 9, 18, 2026)
