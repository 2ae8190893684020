"""What a document says in phrases."""

import pytest

from assessments.services.client_import import phrases


def test_a_season_becomes_twelve_factors_with_mean_one() -> None:
    factors = phrases.monthly_factors(["none", "07-24 ET, 7 days; Nov-Jan volume x 2.2"])
    assert sum(factors) / 12 == pytest.approx(1)
    assert factors[10] == factors[11] == factors[0] == pytest.approx(2.2 * factors[5])


@pytest.mark.parametrize("text", ["", "24x7", "Nov-Foo volume x 2", "volume x 2"])
def test_no_season_is_no_factors(text: str) -> None:
    assert phrases.monthly_factors([text]) == []


@pytest.mark.parametrize(
    ("hours", "week"),
    [("07-24 ET, 7 days; Nov", 119), ("08-20 MT, 7 days in open enrolment", 84), ("24x7", 168),
     ("9-17 UK, 5 days", 40), ("always", None), ("", None)],
)  # fmt: skip
def test_opening_hours_of_a_week(hours: str, week: float | None) -> None:
    assert phrases.hours_per_week(hours) == week


@pytest.mark.parametrize(
    ("hours", "place", "zone"),
    [
        ("07-24 ET", "Columbus, Ohio", "America/New_York"),
        ("08-20 MT", "Phoenix, Arizona", "America/Phoenix"),
        ("24x7", "Lehi, Utah", "America/Denver"),
        ("09-17 UK", "Leeds", "Europe/London"),
        ("24x7", "Atlantis", ""),
    ],
)
def test_the_place_says_more_of_the_time_zone_than_the_hours(hours: str, place: str, zone: str) -> None:
    assert phrases.timezone_of(hours, place) == zone


def test_a_service_level_is_a_share_and_seconds() -> None:
    assert phrases.service_level("74/20") == (0.74, 20)
    assert phrases.service_level("good") is None
    assert phrases.service_level(None) is None


def test_avoidable_shares_are_read_from_their_line_only() -> None:
    lines = ["turnover 99 %", "Avoidable share of cost: agents 95 %, quality/training 40 %"]
    assert phrases.avoidable_shares(lines) == {"agents": 0.95, "quality/training": 0.40}
    assert phrases.avoidable_shares(["turnover 99 %"]) == {}


def test_numbers_beside_words() -> None:
    notes = "(7 months to build); deputy at 2.2x; 180,000 US$ legal entity"
    assert phrases.number_before("months to build", notes) == 7
    assert phrases.number_before(r"x(?![a-z])", notes) == 2.2
    assert phrases.number_before(r"US\$ legal entity", notes) == 180_000
    assert phrases.number_after("after", "take over after 24 months") == 24
    assert phrases.number_before("years", notes) is None
    assert phrases.paid_hours(["2,080 paid hours a year"]) == 2080
