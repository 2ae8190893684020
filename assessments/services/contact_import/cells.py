"""What stands in the cells, as numbers: dates, lengths of time, yes and no, satisfaction, words."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from assessments.services.contact_import.layout import UNITS, words

DAY_FIRST = ("%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d/%m/%y", "%d.%m.%y")
MONTH_FIRST = ("%m/%d/%Y", "%m-%d-%Y", "%m/%d/%y")
NAMED = ("%d %b %Y", "%d-%b-%Y", "%d-%b-%y", "%b %d, %Y", "%d %B %Y", "%B %d, %Y", "%Y/%m/%d")
TIMES = (" %H:%M:%S", " %H:%M", " %I:%M:%S %p", " %I:%M %p", ", %H:%M", ", %H:%M:%S", "T%H:%M:%S", "")
ISO = "ISO8601"
UNREADABLE = pd.NaT


@dataclass(frozen=True, slots=True)
class DateStyle:
    """How a column writes dates. unsure: day and month could be meant either way round."""

    formats: tuple[str, ...]
    unsure: bool = False


def missing(values: pd.Series) -> pd.Series:
    """True where a cell says that nothing is known."""
    return values.str.lower().isin(words("missing"))


def date_style(sample: pd.Series, day_first: bool | None, day_first_by_default: bool) -> DateStyle:
    """The formats that read most of a sample, best first."""
    texts = sample[~missing(sample)].head(3000)
    orders = {True: _counted(texts, DAY_FIRST), False: _counted(texts, MONTH_FIRST)}
    if day_first is None:
        best = {order: max(counts.values(), default=0) for order, counts in orders.items()}
        unsure = best[True] == best[False] > 0
        chosen = day_first_by_default if unsure else best[True] > best[False]
    else:
        unsure, chosen = False, day_first
    counts = orders[chosen] | _counted(texts, NAMED) | {ISO: _readable(texts, ISO)}
    formats = sorted((f for f, count in counts.items() if count), key=lambda f: -counts[f])
    return DateStyle(tuple(formats[:4]), unsure and counts[ISO] < len(texts))


def read_dates(values: pd.Series, style: DateStyle, timezone: str = "") -> pd.Series:
    """Local times without zone. Times that name their zone are turned into the service's."""
    result = pd.Series(pd.NaT, index=values.index, dtype="datetime64[ns]")
    for style_format in style.formats:
        left = result.isna()
        if not left.any():
            break
        result[left] = _local(values[left], style_format, timezone)
    return result


def read_lengths(values: pd.Series, unit: str) -> pd.Series:
    """Seconds, from bare numbers in the unit or from clock times such as 0:03:25."""
    plain = values.str.replace(r"(?<=\d),(?=\d{3}\b)", "", regex=True)
    seconds = pd.to_numeric(plain, errors="coerce").astype("float64") * UNITS[unit]
    clock = seconds.isna() & values.str.contains(":", regex=False)
    if clock.any():
        seconds[clock] = read_clock(values[clock])
    return seconds.where(np.isfinite(seconds))


def read_clock(values: pd.Series) -> pd.Series:
    """Seconds of h:mm:ss, or of m:ss."""
    parts = values.str.extract(r"^\s*(?:(\d{1,5}):)?(\d{1,3}):(\d{1,2})(?:\.\d+)?\s*$").astype("float64")
    return parts[0].fillna(0) * 3600 + parts[1] * 60 + parts[2]


def read_time_of_day(values: pd.Series) -> pd.Series:
    """Seconds since midnight of h:mm or h:mm:ss; NaN beyond the day."""
    parts = values.str.extract(r"^\s*(\d{1,2}):(\d{2})(?::(\d{2}))?").astype("float64")
    seconds = parts[0] * 3600 + parts[1] * 60 + parts[2].fillna(0)
    return seconds.where(seconds < 86_400)


def read_words(values: pd.Series, subject: str, otherwise: str = "") -> pd.Series:
    """The meaning of each word; what is not known gets otherwise."""
    meaning = words(subject)
    unique = {text: meaning.get(text.strip().lower(), otherwise) for text in values.unique()}
    return values.map(unique)


def read_counts(values: pd.Series) -> pd.Series:
    return pd.to_numeric(values, errors="coerce").astype("float64")


def read_satisfied(values: pd.Series) -> pd.Series:
    """1 for a satisfied customer, 0 for another, NaN without an answer.

    Marks up to 5 count as satisfied from 4 on, up to 10 from 8 on, up to 100 from 70 on; Freshdesk's codes
    are above 100 when the customer was happy and below when not.
    """
    told = read_words(values, "satisfaction").map({"good": 1.0, "bad": 0.0})
    marks = pd.to_numeric(values, errors="coerce").astype("float64")
    return told.astype("float64").fillna(_satisfied_by_mark(marks))


def _satisfied_by_mark(marks: pd.Series) -> pd.Series:
    top = marks.max()
    if pd.isna(top):
        return marks
    if marks.abs().max() > 100:
        return (marks > 100).astype("float64").where(marks.notna())
    bar = 0.5 if top <= 1 else 4 if top <= 5 else 8 if top <= 10 else 70
    return (marks >= bar).astype("float64").where(marks.notna())


def _counted(texts: pd.Series, days: tuple[str, ...]) -> dict[str, int]:
    return {day + time: _readable(texts, day + time) for day in days for time in TIMES}


def _readable(texts: pd.Series, style_format: str) -> int:
    head = texts.head(20)
    if not _local(head, style_format, "").notna().any():
        return 0
    return int(_local(texts, style_format, "").notna().sum())


def _local(values: pd.Series, style_format: str, timezone: str) -> pd.Series:
    utc = style_format == ISO
    zoned = utc and values.str.contains(r"(?:Z|UTC|[+-]\d{2}:?\d{2})\s*$", regex=True).any()
    texts = values.str.replace(" UTC", "Z", regex=False) if zoned else values
    read = pd.to_datetime(texts, format=style_format, errors="coerce", utc=zoned)
    if zoned:
        read = (read.dt.tz_convert(timezone) if timezone else read).dt.tz_localize(None)
    return read.astype("datetime64[ns]")
