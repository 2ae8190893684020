"""How numbers are written, and where they lie on an axis."""

import pytest

from reports.charts.formats import clock, money, money_exact, points, quantity, share
from reports.charts.labels import fit, text_width, wrap
from reports.charts.scales import axis, round_step

NB = "\u00a0"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (1_912_345, f"$1.9{NB}M"),
        (640_000, f"$640{NB}k"),
        (4_200, f"$4.2{NB}k"),
        (999, "$999"),
        (999_600, f"$1,000{NB}k"),
        (12_300_000, f"$12.3{NB}M"),
        (123_400_000, f"$123{NB}M"),
        (2_500_000_000, f"$2.5{NB}bn"),
        (-30_000, f"−$30{NB}k"),
        (-0.2, "$0"),
        (None, "–"),
        (float("nan"), "–"),
    ],
)
def test_money_is_shortened(value: float | None, written: str) -> None:
    assert money("$").text(value) == written


def test_changes_carry_their_sign() -> None:
    assert money("$").text(640_000, signed=True) == f"+$640{NB}k"
    assert money("$").text(-640_000, signed=True) == f"−$640{NB}k"
    assert money("$").text(0, signed=True) == "$0"


def test_tables_are_not_shortened() -> None:
    assert money("CHF ").in_full(1_912_345.4) == "CHF 1,912,345"


def test_rates_shares_points_and_times() -> None:
    assert money_exact("$").text(31.4) == "$31.40"
    assert share().text(0.834) == f"83{NB}%"
    assert share(1).text(0.834) == f"83.4{NB}%"
    assert points(1).text(-1.25) == "−1.2"
    assert quantity("months").text(14) == f"14{NB}months"
    assert clock().text(8.5) == "08:30"


@pytest.mark.parametrize(
    ("value", "step", "written"),
    [
        (2_500_000, 2_500_000, f"$2.5{NB}M"),
        (10_000_000, 2_500_000, f"$10{NB}M"),
        (500_000, 500_000, f"$500{NB}k"),
        (1_500_000, 500_000, f"$1.5{NB}M"),
        (0, 500_000, "$0"),
        (-2_000_000, 2_000_000, f"−$2{NB}M"),
    ],
)
def test_ticks_show_as_much_as_their_step_needs(value: float, step: float, written: str) -> None:
    assert money("$").tick(value, step) == written


@pytest.mark.parametrize(("span", "step"), [(100, 20), (12.3e6, 2.5e6), (0.9, 0.2), (7, 2)])
def test_steps_are_round(span: float, step: float) -> None:
    assert round_step(span, 5) == pytest.approx(step)


def test_an_axis_holds_all_values_and_ends_on_round_numbers() -> None:
    found = axis([-3.2, 11.9], 5)
    assert (found.low, found.high, found.step) == (-5, 15, 5)
    assert found.ticks == (-5, 0, 5, 10, 15)


def test_an_axis_of_nothing_and_of_one_value_can_be_drawn() -> None:
    assert axis([]).low < axis([]).high
    assert axis([None, 5.0], zero=False).low < 5 < axis([None, 5.0], zero=False).high


def test_a_snug_axis_ends_little_beyond_the_values() -> None:
    found = axis([10.0, 20.0], 5, zero=False, snug=True)
    assert 9 < found.low < 10
    assert 20 < found.high < 21


def test_text_is_cut_and_wrapped_by_its_width() -> None:
    words = "An onshore vendor with partial scope"
    assert fit(words, 1000, 11) == words
    assert fit(words, 80, 11).endswith("…")
    assert text_width(fit(words, 80, 11), 11) <= 80
    lines = wrap(words, 100, 11, 2)
    assert len(lines) == 2
    assert all(text_width(line, 11) <= 100 for line in lines)
