"""Cells as people and machines write them."""

import pandas as pd
import pytest

from assessments.services.contact_import import cells


def series(*values):
    return pd.Series(list(values), dtype="object")


def dates(values, day_first=None, default=True, timezone=""):
    texts = series(*values)
    style = cells.date_style(texts, day_first, default)
    return [str(date) for date in cells.read_dates(texts, style, timezone)], style.unsure


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["29/2/2016 01:16", "3/2/2016 02:00"], "2016-02-29 01:16:00"),
        (["3/14/2025 1:20", "1/2/2025 13:05"], "2025-03-14 01:20:00"),
        (["2024-05-01 10:00", "2024-05-02 11:30:15"], "2024-05-01 10:00:00"),
        (["2024-05-01T10:00:00.123"], "2024-05-01 10:00:00.123000"),
        (["31.12.2023 08:05"], "2023-12-31 08:05:00"),
        (["05-Jan-2024 10:00"], "2024-01-05 10:00:00"),
        (["01/02/2024 01:15 PM", "12/25/2024 02:00 AM"], "2024-01-02 13:15:00"),
        (["Mar 3, 2024, 10:00"], "2024-03-03 10:00:00"),
    ],
)
def test_dates_are_read_as_the_column_writes_them(texts, expected):
    read, unsure = dates(texts)
    assert read[0] == expected
    assert "NaT" not in read
    assert not unsure


def test_where_both_orders_fit_the_country_decides_and_it_is_said():
    assert dates(["3/4/2024 10:00"], default=True) == (["2024-04-03 10:00:00"], True)
    assert dates(["3/4/2024 10:00"], default=False) == (["2024-03-04 10:00:00"], True)
    assert dates(["3/4/2024 10:00"], day_first=False) == (["2024-03-04 10:00:00"], False)


def test_a_date_that_does_not_exist_is_not_read():
    assert dates(["2024-05-99 10:00", "2024-05-01 10:00"])[0] == ["NaT", "2024-05-01 10:00:00"]


def test_a_named_zone_is_turned_into_the_time_of_the_service():
    assert dates(["2024-07-01 12:00:00 UTC"], timezone="America/New_York")[0] == ["2024-07-01 08:00:00"]


def test_lengths_of_time():
    texts = series("90", "1,200", "1:30", "0:03:25", "", "soon", "1e400", "-5")
    read = cells.read_lengths(texts, "seconds").tolist()
    assert read[:4] == [90, 1200, 90, 205]
    assert all(pd.isna(value) for value in read[4:7])
    assert read[7] == -5
    assert cells.read_lengths(series("1.5"), "hours").tolist() == [5400]


def test_a_time_of_day_stays_within_the_day():
    read = cells.read_time_of_day(series("0:10:10", "23:59", "25:00")).tolist()
    assert read[:2] == [610, 86_340]
    assert pd.isna(read[2])


@pytest.mark.parametrize(
    ("texts", "satisfied"),
    [
        (["Good", "Bad", "Offered"], [1, 0, None]),
        (["5", "4", "3", ""], [1, 1, 0, None]),
        (["10", "8", "7"], [1, 1, 0]),
        (["90", "70", "69"], [1, 1, 0]),
        (["103", "-103", "100"], [1, 0, 0]),
        (["Extremely happy", "Neutral"], [1, 0]),
    ],
)
def test_satisfaction_on_any_scale(texts, satisfied):
    read = [None if pd.isna(value) else int(value) for value in cells.read_satisfied(series(*texts))]
    assert read == satisfied


def test_words_are_known_in_any_case():
    assert cells.read_words(series("HANG", "AGENT", "Phantom "), "outcome", "handled").tolist() == [
        "abandoned",
        "handled",
        "error",
    ]
