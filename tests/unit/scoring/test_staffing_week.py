"""A week's crew, channels that can wait, and the price of a split queue (decision-method §2)."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.staffing import (
    agents_required,
    chat_handling_time,
    deferred_hours,
    occupancy_table,
    repeat_factor,
    split_loss,
    weekly_staff,
)

HOURS = np.arange(336) % 48
WEEK = np.where((HOURS >= 16) & (HOURS < 40), np.exp(-(((HOURS - 27) / 8) ** 2)), 0.0)


def test_people_are_rounded_up_once():
    contacts = np.array([50, 100, 0, 3])
    staff = weekly_staff(contacts, 180, 20, 0.8, shrinkage=0.3, hours_per_agent=4)
    assert staff.agents.tolist() == [8, 14, 0, 2]
    assert staff.productive_hours == 12
    assert staff.paid_hours == pytest.approx(12 / 0.7)
    assert staff.headcount == 5
    assert staff.occupancy == pytest.approx(153 * 180 / 3600 / 12)


def test_a_week_without_contacts_needs_nobody():
    staff = weekly_staff([0, 0], 180, 20, 0.8, shrinkage=0.3, hours_per_agent=38)
    assert (staff.headcount, staff.paid_hours, staff.occupancy) == (0, 0, 0)


def test_the_table_is_near_the_crews_it_stands_for():
    table = occupancy_table(WEEK, 300, 20, 0.8, 2000)
    for work in (150, 400, 900, 2000):
        contacts = WEEK / WEEK.sum() * work * 12
        exact = agents_required(contacts * 2, 300, 20, 0.8).sum() / 2
        assert table.hours(work) == pytest.approx(exact, rel=0.03)
        assert table.occupancy(work) == pytest.approx(work / exact, rel=0.03)


@pytest.mark.parametrize("patience", [None, 240])
def test_more_work_needs_more_hours_and_keeps_people_busier(patience):
    table = occupancy_table(WEEK, 300, 20, 0.8, 2000, patience=patience)
    work = np.geomspace(0.5, 4000, 400)
    assert (np.diff(table.hours(work)) >= -1e-9).all()
    assert (np.diff(table.occupancy(work)) >= -5e-3).all()
    assert table.occupancy(work).max() < 1


def test_a_little_work_keeps_one_agent_there_and_none_keeps_nobody():
    table = occupancy_table(WEEK, 300, 20, 0.8, 2000)
    open_hours = np.count_nonzero(WEEK) / 2
    assert table.hours(0.01) == pytest.approx(open_hours)
    assert table.hours(0) == 0
    assert table.occupancy([0, 0.01]).tolist() == [0, pytest.approx(0.01 / open_hours)]


def test_splitting_costs_and_more_so_when_small():
    table = occupancy_table(WEEK, 300, 20, 0.8, 2000)
    losses = split_loss(table, np.array([100.0, 500, 2000]), [0.5, 0.5])
    assert (losses > 0).all()
    assert (np.diff(losses) < 0).all()
    assert split_loss(table, 500, [1]) == pytest.approx(0)
    assert split_loss(table, 500, [1, 0]) == pytest.approx(0)
    assert split_loss(table, 0, [0.5, 0.5]) == 0


def test_chats_and_mail():
    assert chat_handling_time(600, 2, 1.3) == pytest.approx(390)
    assert chat_handling_time(1, 1) == 1
    assert deferred_hours(900, 400, 0.8) == pytest.approx(125)
    assert deferred_hours(0, 1, 1) == 0


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_better_resolution_never_brings_more_calls(today, then, rho):
    factor = repeat_factor(then, today, rho)
    assert (factor - 1) * (then - today) <= 1e-12
    assert repeat_factor(today, today, rho) == pytest.approx(1)


def test_repeat_calls_by_hand():
    assert repeat_factor(0.8, 0.7) == pytest.approx(1.12 / 1.18)


@pytest.mark.parametrize(
    ("call", "name"),
    [
        (lambda: repeat_factor(80, 0.7), "fcr"),
        (lambda: chat_handling_time(600, 0.5), "concurrency"),
        (lambda: deferred_hours(900, 400, 0), "occupancy"),
        (lambda: deferred_hours(900, 400, 80), "occupancy"),
        (lambda: occupancy_table([0, 0], 300, 20, 0.8, 100), "profile"),
        (lambda: occupancy_table([1], 300, 20, 0.8, 0), "largest_work"),
        (lambda: split_loss(occupancy_table([1], 300, 20, 0.8, 9), 5, [0.5, 0.6]), "parts"),
        (lambda: weekly_staff([[1]], 180, 20, 0.8, shrinkage=0.3, hours_per_agent=38), "contacts"),
        (lambda: weekly_staff([1], 180, 20, 0.8, shrinkage=0.3, hours_per_agent=0), "hours_per_agent"),
    ],
)
def test_refuses(call, name):
    with pytest.raises(ValueError, match=f"^{name}:"):
        call()
