"""Sums over the contacts of a file, by subject: all that figures needs, small enough to keep as JSON."""

from typing import Any

import numpy as np
import pandas as pd

from assessments.services.contact_import.measures import OTHERS, SLOTS, TARGETS

SUBJECTS = 60
LONG_SECONDS = {"live": 2 * 3600.0, "other": 8 * 3600.0}
LIVE = ("phone", "chat")
SPARSE = 0.10
OUTLIERS_SHOWN = 25


def add_up(frame: pd.DataFrame, fixed_channel: str = "") -> dict[str, Any]:
    """The sums of a whole file. frame: the pieces put together, every row with a date."""
    frame = _completed(frame, fixed_channel)
    errors = int((frame["outcome"] == "error").sum())
    frame = frame[frame["outcome"] != "error"]
    months = _months(frame["started"], frame["month"])
    used = frame[frame["month"].isin(months["used"])]
    subjects = {str(key): _subject(part) for key, part in used.groupby("subject", observed=True)}
    return {
        "contacts": len(frame),
        "errors": errors,
        "months": months,
        "subjects": dict(sorted(subjects.items(), key=lambda item: -item[1]["contacts"])),
        "whole": _subject(used),
        "first_contact_basis": frame.attrs["basis"],
        "outliers": _outliers(frame),
    }


def _completed(frame: pd.DataFrame, fixed_channel: str) -> pd.DataFrame:
    frame = frame.copy()
    if "channel" not in frame:
        frame["channel"] = fixed_channel or "ticket"
    if "outcome" not in frame:
        frame["outcome"] = "handled"
    if "ended" in frame:
        frame["resolution"] = (frame["ended"] - frame["started"]).dt.total_seconds()
    frame["month"] = month_of(frame["started"])
    frame["settled"], frame.attrs["basis"] = _settled(frame)
    frame["subject"] = _subjects(frame)
    return frame


def _settled(frame: pd.DataFrame) -> tuple[pd.Series, str]:
    """Settled at the first contact, or the nearest thing that the file knows, and in which words."""
    if "first_contact" in frame:
        return frame["first_contact"], "column"
    counts = [name for name in ("replies", "transfers", "reopens") if name in frame]
    if not {"replies", "transfers"} & set(counts):
        return pd.Series(np.nan, index=frame.index), ""
    settled = pd.Series(True, index=frame.index)
    known = pd.Series(True, index=frame.index)
    for name in counts:
        settled &= frame[name] <= (1 if name == "replies" else 0)
        known &= frame[name].notna()
    return settled.astype("float64").where(known), "+".join(counts)


def _subjects(frame: pd.DataFrame) -> pd.Series:
    if "reason" not in frame:
        return pd.Series("", index=frame.index)
    reasons = frame["reason"].astype("object")
    common = reasons.value_counts().head(SUBJECTS).index
    return reasons.where(reasons.isin(common), OTHERS)


def month_of(started: pd.Series) -> pd.Series:
    """2024-03 for each date, written once per month rather than once per row."""
    numbers = started.dt.year * 100 + started.dt.month
    return numbers.map({n: f"{n // 100}-{n % 100:02}" for n in numbers.unique()})


def _months(started: pd.Series, month: pd.Series) -> dict[str, Any]:
    """The months that the file covers. One with under a tenth of the busiest is no low but stragglers."""
    counts = month.value_counts().sort_index()
    if counts.empty:
        return {"counts": {}, "used": [], "days": 0, "first": "", "last": "", "complete": False}
    used = [name for name, count in counts.items() if count >= SPARSE * counts.max()]
    inside = started[month.isin(used)]
    days = sum(_days_covered(name, inside) for name in used)
    return {
        "counts": {name: int(count) for name, count in counts.items()},
        "used": used,
        "days": days,
        "first": inside.min().date().isoformat(),
        "last": inside.max().date().isoformat(),
        "complete": all(_is_complete(name, inside) for name in used),
    }


def _days_covered(month: str, started: pd.Series) -> int:
    """Whole days of the month between the file's first and last contact."""
    first = pd.Timestamp(month + "-01")
    last = first + pd.offsets.MonthEnd(0)
    begin, end = max(first, started.min().normalize()), min(last, started.max().normalize())
    return max(int((end - begin).days) + 1, 1)


def _is_complete(month: str, started: pd.Series) -> bool:
    return _days_covered(month, started) >= int(pd.Timestamp(month + "-01").days_in_month) - 1


def _subject(part: pd.DataFrame) -> dict[str, Any]:
    handled = part[part["outcome"] == "handled"]
    return {
        "contacts": len(part),
        "handled": len(handled),
        "abandoned": len(part) - len(handled),
        "channels": {str(k): int(v) for k, v in part["channel"].value_counts().items() if v},
        "months": {str(k): int(v) for k, v in handled["month"].value_counts().items()},
        "handle": _lengths(handled, "handle"),
        "resolution": _lengths(handled, "resolution"),
        "wait": _waits(part, handled),
        "first_contact": _yes(handled["settled"]),
        "satisfaction": _yes(handled["satisfaction"]) if "satisfaction" in part else _yes(None),
        "arrivals": _arrivals(part["started"]),
    }


def _lengths(part: pd.DataFrame, name: str) -> dict[str, float]:
    values = part[name].dropna() if name in part else pd.Series(dtype="float64")
    if values.empty:
        return {"count": 0, "sum": 0.0}
    long = values[values > _long(part.loc[values.index, "channel"])]
    return {
        "count": len(values),
        "sum": float(values.sum()),
        "median": float(values.median()),
        "p90": float(values.quantile(0.9)),
        "long_count": len(long),
        "long_sum": float(long.sum()),
    }


def _long(channels: pd.Series) -> pd.Series:
    live = channels.astype("object").isin(LIVE)
    return live.map({True: LONG_SECONDS["live"], False: LONG_SECONDS["other"]}).astype("float64")


def _waits(part: pd.DataFrame, handled: pd.DataFrame) -> dict[str, Any]:
    if "wait" not in part:
        return {"count": 0, "sum": 0.0, "within": {}}
    answered = handled["wait"].dropna()
    return {
        "count": len(answered),
        "sum": float(answered.sum()),
        "within": {str(target): int((answered <= target).sum()) for target in TARGETS},
    }


def _yes(values: pd.Series | None) -> dict[str, int]:
    known = values.dropna() if values is not None else pd.Series(dtype="float64")
    return {"count": len(known), "yes": int(known.sum())}


def _arrivals(started: pd.Series) -> list[int]:
    """Contacts by half hour of the week, from Monday 00:00."""
    slots = started.dt.dayofweek * 48 + started.dt.hour * 2 + started.dt.minute // 30
    return [int(n) for n in np.bincount(slots, minlength=SLOTS)] if len(slots) else [0] * SLOTS


def _outliers(frame: pd.DataFrame) -> dict[str, Any]:
    """Contacts that took longer than anybody works on one, the longest first."""
    if "handle" not in frame:
        return {"count": 0, "rows": []}
    long = frame[(frame["handle"] > _long(frame["channel"])) & (frame["outcome"] == "handled")]
    top = long.nlargest(OUTLIERS_SHOWN, "handle")
    rows = [
        {"line": int(line), "seconds": float(seconds), "started": str(started), "subject": str(subject)}
        for line, seconds, started, subject in zip(
            top["line"], top["handle"], top["started"], top["subject"], strict=True
        )
    ]
    return {"count": len(long), "rows": rows}
