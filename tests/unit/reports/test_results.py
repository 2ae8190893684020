"""Months of a deal: what they pay, which reasons to leave they give, and whether they were expected."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from reports.charts.formats import money
from reports.models import MonthResult
from reports.presenters.numbers import Numbers
from reports.presenters.results import told
from reports.presenters.results.entered import figure, month_of, months_after, months_between, periods_of
from reports.presenters.results.expected import Expected, chart_of, place_of
from reports.presenters.results.listed import listed
from reports.presenters.results.settled import pay_of_month, step_of, years_of
from reports.presenters.results.watch import Ground, Trigger, Watched, is_computed, watched
from scoring.decision import Interval
from tests.reports_examples import SCHEME

BEGAN = dt.date(2026, 3, 1)
WEEKS = {
    "key": "consistency", "floor": 0.5, "target": 0.75, "stretch": 1.0, "weight": 1.0, "weekly_target": 0.8
}  # fmt: skip
BASICS = [["figures", "Figures", "On time."], ["people", "People", "In place."]]


def terms(*metrics: dict[str, Any], satisfaction: float | None = None, **changes: Any) -> dict[str, Any]:
    scheme = {**SCHEME, "metrics": list(metrics) or SCHEME["metrics"], **changes}
    return {"scheme": scheme, "satisfaction": satisfaction, "basics": BASICS}


def month(place: int = 0, **changes: Any) -> MonthResult:
    measured = {"quality": [0.69], "satisfaction": [0.855]}
    given = {"contacts": 10_000, "fee": Decimal("100000.00"), "measured": measured, "terms": terms()}
    return MonthResult(month=months_after(BEGAN, place), **(given | changes))


def results(satisfaction: float, quality: float | None = 0.72) -> dict[str, list[float | None]]:
    return {"quality": [quality], "satisfaction": [satisfaction]}


def test_a_month_of_100_000_worked_out_by_hand() -> None:
    """Quality 69 % costs 0.4 × 30 % × 6 % = 0.72 %, satisfaction 85.5 % earns 0.5 × 70 % × 4 % = 1.40 %."""
    pay = pay_of_month(month())
    assert (pay.bonus, pay.malus, pay.net) == pytest.approx((1_400, 720, 680))
    table = told.working_table(pay, Numbers("USD"))
    assert [row[-2:] for row in table.rows] == [("−0.72\u00a0%", "−$720.00"), ("+1.40\u00a0%", "$1,400")]
    assert "$680 bonus" in told.working_words(pay, Numbers("USD"))


def test_a_missed_basic_requirement_takes_the_bonus_alone() -> None:
    pay = pay_of_month(month(missed={"figures": [0]}))
    assert (pay.bonus, pay.malus) == pytest.approx((0, 720))
    words = told.working_words(pay, Numbers("USD"))
    assert "No bonus for the month, a basic requirement was missed: figures." in words
    fallen = month(terms=terms(satisfaction=0.90))  # more than 3 points below what it was before the deal
    assert pay_of_month(fallen).bonus == 0
    least = told.working_words(pay_of_month(fallen), Numbers("USD"))
    assert "a basic requirement was missed: satisfaction of at least 87.0\u00a0%." in least


def test_each_week_is_settled_by_itself_where_weeks_are_paid() -> None:
    """March 2026 has four Thursdays: 25,000 a week. Held in three: all of the bonus, 4 % of 75,000; missed in
    one: all of the malus, 6 % of 25,000. The week with a missed requirement earns nothing."""
    weekly = terms(WEEKS, period="week")
    assert periods_of(weekly["scheme"], BEGAN)[0] == "week of 2 March"
    row = month(terms=weekly, measured={"consistency": [0.85, 0.80, 0.79, 0.9]})
    pay = pay_of_month(row)
    assert (pay.bonus, pay.malus) == pytest.approx((3_000, 1_500))
    row.missed = {"people": [0]}
    assert pay_of_month(row).bonus == pytest.approx(2_000)
    assert figure(row, "service_level") == pytest.approx(0.835)


def test_weeks_belong_to_the_month_in_which_their_greater_part_lies() -> None:
    weekly = {"period": "week"}
    assert periods_of(weekly, dt.date(2026, 1, 1))[0] == "week of 29 December"
    counts = [len(periods_of(weekly, months_after(dt.date(2026, 1, 1), n))) for n in range(12)]
    assert sum(counts) == 53 and set(counts) == {4, 5}  # 2026 has 53 weeks


def test_what_was_not_measured_is_named_and_earns_nothing() -> None:
    pay = pay_of_month(month(measured={"quality": [None], "satisfaction": [0.87]}))
    assert pay.net == pytest.approx(0.04 * 0.7 * 100_000)
    assert "quality" in told.working_words(pay, Numbers("USD"))


def test_a_year_of_the_deal_adds_up_under_its_caps() -> None:
    pays = [pay_of_month(month(place, measured=results(0.87, 0.75))) for place in range(14)]
    first, second = years_of(BEGAN, pays)
    assert (first.months, first.fees, first.bonus) == (12, 1_200_000, pytest.approx(48_000))
    assert first.bonus <= first.most_bonus + 1e-6 and first.most_malus == pytest.approx(72_000)
    assert (second.number, second.months) == (2, 2)


def test_the_step_in_pay_is_open_until_the_year_is_full() -> None:
    good = [pay_of_month(month(place, measured=results(0.85))) for place in range(12)]
    early = step_of(BEGAN, good[:5])
    assert early and early.reached is None and early.on_course
    full = step_of(BEGAN, good)
    assert full and full.reached and "the price rises by 1.0" in told.step_words(full)
    bad = step_of(BEGAN, [*good[:11], pay_of_month(month(11, measured=results(0.60)))])
    assert (
        bad
        and bad.reached is False
        and "satisfaction (82.9\u00a0% against 84.0\u00a0%)" in told.step_words(bad)
    )
    assert step_of(BEGAN, []) is None


def ground(**changes: Any) -> Ground:
    given: dict[str, Any] = {
        "began": BEGAN,
        "floors": {"satisfaction": 0.82, "first_contact_resolution": 0.69, "service_level": 0.70},
        "planned": 10_000.0,
        "settled_in": 2,
        "most_price": 30.0,
        "basis": "a paid hour",
        "currency": "USD",
        "numbers": Numbers("USD"),
    }
    return Ground(**(given | changes))


def state(key: str, *rows: MonthResult, own: bool = False, **changes: Any) -> Watched:
    return watched([Trigger(key, key.capitalize(), "As drafted.", own)], rows, ground(**changes))[0]


def test_performance_is_met_by_three_of_any_six_months() -> None:
    low, fine = results(0.80), results(0.85)
    rows = [month(n, measured=low if n in (0, 2, 5) else fine) for n in range(12)]
    assert state("performance", *rows[:1]).state == "not"
    assert state("performance", *rows[:3]).state == "near"
    met = state("performance", *rows[:6])
    assert met.state == "met" and "customers satisfied 80.0\u00a0% against 82.0\u00a0%" in met.how
    later = state("performance", *rows)
    assert later.state == "not" and later.past == "It was met in August 2026."
    assert state("performance", month(measured={})).state == "unknown"


def test_exactly_at_the_floor_is_not_below_it() -> None:
    at = {"quality": [0.69], "satisfaction": [0.82], "service_level": [0.70]}
    assert state("performance", *(month(n, measured=at) for n in range(3))).state == "not"


def test_volume_counts_from_the_end_of_the_handover_and_in_a_row() -> None:
    def rows(*contacts: int) -> list[MonthResult]:
        return [month(n, contacts=c) for n, c in enumerate(contacts)]

    assert state("volume", *rows(2_000, 4_000)).state == "not"  # the handover
    assert state("volume", *rows(2_000, 4_000, 6_999, 13_001)).state == "near"
    assert state("volume", *rows(2_000, 4_000, 6_999, 13_001, 6_000)).state == "met"
    assert state("volume", *rows(2_000, 4_000, 6_999, 7_000, 6_000)).state == "not"
    with_gap = [month(2, contacts=6_000), month(3, contacts=6_000), month(5, contacts=6_000)]
    assert state("volume", *with_gap).state == "not"


def test_reviews_look_at_stars_in_a_quarter_and_complaints_in_two() -> None:
    def rows(*stars: str | None) -> list[MonthResult]:
        return [month(n, rating=Decimal(s) if s else None) for n, s in enumerate(stars)]

    assert state("reviews", *rows("4.5", "4.4", "4.3")).state == "not"
    assert state("reviews", *rows("4.5", "4.4", "4.2")).state == "near"
    assert state("reviews", *rows("4.5", "4.4", "4.0")).state == "met"
    assert state("reviews", *rows("4.5", None, None, None, "4.0")).state == "unknown"  # too long ago
    doubled = [month(n, complaints=c) for n, c in enumerate((10, 10, 10, 20, 20, 20))]
    assert state("reviews", *doubled).state == "met" and state("reviews", *doubled[:5]).state == "unknown"


def test_a_price_above_the_one_at_which_the_deal_pays() -> None:
    def priced(price: str) -> MonthResult:
        return month(price=Decimal(price))

    assert state("price", month()).state == "unknown"
    assert state("price", priced("28")).state == "not"
    assert state("price", priced("29")).state == "near"
    assert state("price", priced("30")).state == "near"
    assert state("price", priced("30.01")).state == "met"
    assert "EUR\u00a030.01" in state("price", priced("30.01"), currency="EUR").how


@pytest.mark.parametrize(
    ("key", "own", "changes", "computed"),
    [
        ("performance", False, {}, True),
        ("performance", True, {}, False),
        ("performance", False, {"floors": {}}, False),
        ("volume", False, {"planned": None}, False),
        ("price", False, {"most_price": None}, False),
        ("security", False, {}, False),
        ("own-abc", False, {}, False),
    ],
)
def test_people_are_asked_where_nothing_can_be_computed(
    key: str, own: bool, changes: dict[str, Any], computed: bool
) -> None:
    trigger = Trigger(key, "Trigger", "Words", own)
    assert is_computed(trigger, ground(**changes)) is computed


def test_an_answer_holds_as_long_as_the_newest_month_gives_it() -> None:
    yes, no = month(asked={"security": "2026-03-10"}), month(1)
    assert state("security", yes).state == "met" and "10 March 2026" in state("security", yes).how
    later = state("security", yes, no)
    assert later.state == "not" and "10 March 2026" in later.past
    assert state("security").state == "unknown"


BANDS = tuple(Interval(mean=m, low=0.9 * m, high=1.1 * m) for m in (50_000.0, 100_000.0, 100_000.0))


def test_a_month_is_inside_or_outside_what_was_expected() -> None:
    assert [place_of(v, BANDS, 1) for v in (90_000, 89_999, 110_000, 110_001)] == [
        "inside", "below", "inside", "above"
    ]  # fmt: skip
    assert place_of(1.0, BANDS, 3) is None
    both = Expected(fees=BANDS, contacts=())
    assert told.against(month(1), 1, both).startswith(
        "Fee inside what the report expected; contacts the report"
    )
    assert not told.is_inside(month(0), 0, both)


def test_the_chart_says_what_it_shows_and_keeps_gaps() -> None:
    spec = chart_of("Fee", BANDS, {0: 51_000.0, 2: 120_000.0}, money("$"), "Fee")
    assert spec and spec.words.title.endswith("inside what the report expected, the newest above it")
    assert spec.series[1].values == (51_000.0, None, 120_000.0) and spec.series[0].high[0] == pytest.approx(
        55_000
    )
    assert chart_of("Fee", BANDS, {7: 1.0}, money("$"), "Fee") is None


def test_the_file_has_a_column_for_all_that_was_ever_measured() -> None:
    weekly = month(1, terms=terms(WEEKS, period="week"), measured={"consistency": [0.8] * 4 + [0.7]})
    heads, first, second = listed([month(missed={"people": [0]}), weekly], Expected(BANDS, ()), BEGAN)
    assert len(heads) == len(first) == len(second)
    lines = [dict(zip(heads, line, strict=True)) for line in (first, second)]
    assert lines[0]["month"] == "2026-03" and lines[0]["missed: People"] == 1
    assert (lines[0]["bonus"], lines[0]["malus"]) == (0, 720)
    assert lines[0]["fee against the report"] == "above" and lines[0]["contacts against the report"] is None
    week = "Consistency: answered in time, 80\u00a0% wanted, week 5"
    assert lines[1][week] == 0.7 and lines[0][week] is None


@pytest.mark.parametrize(
    "text", ["2026-13", "2026-00", "26-03", "2026-3", "", "٢٠٢٦-03", "2026/03", "0000-01"]
)
def test_what_is_no_month_is_none(text: str) -> None:
    assert month_of(text) is None


def test_months_are_counted_over_the_turn_of_a_year() -> None:
    assert months_after(dt.date(2026, 11, 1), 14) == dt.date(2028, 1, 1)
    assert months_after(dt.date(2026, 3, 1), -3) == dt.date(2025, 12, 1)
    assert months_between(dt.date(2025, 12, 1), dt.date(2027, 1, 1)) == 13
    assert month_of("2026-03") == BEGAN
