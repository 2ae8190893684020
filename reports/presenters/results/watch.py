"""When we leave: which reasons the entered months give, by the drafted triggers of the plan."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from reports.models import MonthResult
from reports.presenters.numbers import Numbers, date_words, month_words, number, percent
from reports.presenters.results.entered import TRACKED, figure, months_between
from reports.presenters.words import counted, joined, lowered

State = Literal["met", "near", "not", "unknown"]
Found = tuple[State, str]  # with how it was found, in a sentence
Rows = Sequence[MonthResult]

WINDOW, BAD, NEARLY_BAD = 6, 3, 2  # months
VOLUME, IN_A_ROW = 0.30, 3
QUARTER = 3
RATING, NEARLY_RATING = 0.5, 0.3  # stars in a quarter
COMPLAINTS, NEARLY_COMPLAINTS = 2.0, 1.5  # times those of the quarter before
NEARLY_PRICE = 0.95
ROUNDING = 1e-9


@dataclass(frozen=True)
class Ground:
    """What the months are held against. Empty or None: not known, so that people are asked instead."""

    began: dt.date
    floors: Mapping[str, float]
    planned: float | None  # contacts a month
    settled_in: int  # months until the handover has ended
    most_price: float | None
    basis: str
    currency: str  # of the price
    numbers: Numbers


@dataclass(frozen=True)
class Trigger:
    key: str
    title: str
    text: str
    own_words: bool  # a person changed the drafted text


@dataclass(frozen=True)
class Watched:
    trigger: Trigger
    state: State
    how: str
    past: str = ""  # when it was met before


def is_computed(trigger: Trigger, ground: Ground) -> bool:
    """Only what the drafted words say can be computed; else people are asked."""
    return not trigger.own_words and trigger.key in JUDGES and JUDGES[trigger.key][0](ground)


def watched(triggers: Sequence[Trigger], rows: Rows, ground: Ground) -> tuple[Watched, ...]:
    return tuple(_watched(trigger, rows, ground) for trigger in triggers)


def _watched(trigger: Trigger, rows: Rows, ground: Ground) -> Watched:
    if not rows:
        return Watched(trigger, "unknown", "No month is entered yet.")
    if not is_computed(trigger, ground):
        return _said(trigger, rows)
    judge = JUDGES[trigger.key][1]
    state, how = judge(rows, ground)
    earlier = [row for place, row in enumerate(rows[:-1], 1) if judge(rows[:place], ground)[0] == "met"]
    past = (
        f"It was met in {month_words(earlier[-1].month.isoformat())}." if earlier and state != "met" else ""
    )
    return Watched(trigger, state, how, past)


def _said(trigger: Trigger, rows: Rows) -> Watched:
    """What people answered: it holds as long as the newest month says so."""
    days = [row.asked[trigger.key] for row in rows if trigger.key in row.asked]
    if trigger.key in rows[-1].asked:
        return Watched(trigger, "met", f"You said yes, since {date_words(days[-1])}.")
    past = f"You said yes before, since {date_words(days[-1])}." if days else ""
    return Watched(trigger, "not", "You said no for the newest month.", past)


def _performance(rows: Rows, ground: Ground) -> Found:
    near = [row for row in rows if months_between(row.month, rows[-1].month) < WINDOW]
    if all(figure(row, name) is None for row in near for name in ground.floors):
        return "unknown", "None of the figures with a floor was entered in the last six months."
    bad = [(row, below) for row in near if (below := _below(row, ground.floors))]
    if not bad:
        return "not", f"No floor was missed in the last six months ({_floors(ground.floors)})."
    said = joined(f"{month_words(row.month.isoformat())} ({below})" for row, below in bad)
    how = f"Below a floor in {counted(len(bad), 'month')} of the last six; it takes {BAD}: {said}."
    return "met" if len(bad) >= BAD else "near" if len(bad) >= NEARLY_BAD else "not", how


def _below(row: MonthResult, floors: Mapping[str, float]) -> str:
    known = [(name, figure(row, name), floor) for name, floor in floors.items()]
    missed = [
        (name, found, floor) for name, found, floor in known if found is not None and found < floor - ROUNDING
    ]
    return ", ".join(
        f"{lowered(TRACKED[name])} {percent(found, 1)} against {percent(floor, 1)}"
        for name, found, floor in missed
    )


def _floors(floors: Mapping[str, float]) -> str:
    return ", ".join(f"{lowered(TRACKED[name])} {percent(floor, 1)}" for name, floor in floors.items())


def _volume(rows: Rows, ground: Ground) -> Found:
    planned = ground.planned or 1.0
    counting = [row for row in rows if months_between(ground.began, row.month) >= ground.settled_in]
    if not counting:
        return "not", f"Counted from month {ground.settled_in + 1} of the deal, when the handover has ended."
    run = _run_of_outside(counting, planned)
    off = counting[-1].contacts / planned - 1
    way = "above" if off > 0 else "below"
    how = (
        f"{number(counting[-1].contacts)} contacts in {month_words(counting[-1].month.isoformat())},"
        f" {percent(abs(off))} {way} the {number(planned)} planned."
    )
    if run:
        how += f" More than {percent(VOLUME)} off for {counted(run, 'month')} in a row; it takes {IN_A_ROW}."
    return "met" if run >= IN_A_ROW else "near" if run == IN_A_ROW - 1 else "not", how


def _run_of_outside(rows: Rows, planned: float) -> int:
    """Months in a row, up to the newest, that lie too far from the plan; a month not entered ends it."""
    run, last = 0, rows[-1].month
    for row in reversed(rows):
        if months_between(row.month, last) != run or abs(row.contacts / planned - 1) <= VOLUME + ROUNDING:
            break
        run += 1
    return run


def _reviews(rows: Rows, ground: Ground) -> Found:
    drop, times = _drop(rows), _times(rows)
    if drop is None and times is None:
        return "unknown", "Enter the public rating for a quarter, or the complaints for two quarters."
    said = [f"public rating {number(drop, 2, signed=True)} in a quarter"] if drop is not None else []
    said += [f"complaints {number(times, 1)} times those of the quarter before"] if times is not None else []
    fall, more = -(drop or 0.0), times or 0.0
    how = f"{joined(said).capitalize()}; it takes half a star less or twice as many."
    if fall >= RATING - ROUNDING or more >= COMPLAINTS:
        return "met", how
    return ("near" if fall >= NEARLY_RATING - ROUNDING or more >= NEARLY_COMPLAINTS else "not"), how


def _drop(rows: Rows) -> float | None:
    """The newest rating less the best of the three months before."""
    newest = rows[-1]
    before = [
        float(row.rating)
        for row in rows[:-1]
        if row.rating is not None and months_between(row.month, newest.month) <= QUARTER
    ]
    return float(newest.rating) - max(before) if newest.rating is not None and before else None


def _times(rows: Rows) -> float | None:
    """Complaints of the last three months over those of the three before; None unless all are known."""
    known = {
        months_between(row.month, rows[-1].month): row.complaints
        for row in rows
        if row.complaints is not None
    }
    if any(place not in known for place in range(2 * QUARTER)):
        return None
    now, before = (sum(known[place + start] for place in range(QUARTER)) for start in (0, QUARTER))
    return now / before if before else None


def _price(rows: Rows, ground: Ground) -> Found:
    priced = [row for row in rows if row.price is not None]
    most = ground.most_price or 0.0
    if not priced or priced[-1].price is None:
        return (
            "unknown",
            f"No price was entered yet; the most is {_price_words(ground, most)} for {ground.basis}.",
        )
    price, month = float(priced[-1].price), month_words(priced[-1].month.isoformat())
    paid = f"{_price_words(ground, price)} for {ground.basis} in {month}"
    how = f"{paid}; the most is {_price_words(ground, most)}."
    return "met" if price > most else "near" if price > NEARLY_PRICE * most else "not", how


def _price_words(ground: Ground, price: float) -> str:
    own = ground.currency == ground.numbers.currency
    return ground.numbers.price(price) if own else f"{ground.currency}\u00a0{price:,.2f}"


Judge = Callable[[Rows, Ground], Found]
JUDGES: Mapping[
    str, tuple[Callable[[Ground], bool], Judge]
] = {  # by trigger: when it can be computed, and how
    "performance": (lambda ground: bool(ground.floors), _performance),
    "volume": (lambda ground: bool(ground.planned), _volume),
    "reviews": (lambda ground: True, _reviews),
    "price": (lambda ground: bool(ground.most_price), _price),
}
