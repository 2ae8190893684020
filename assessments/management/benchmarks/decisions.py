"""One whole decision, the quick look while answering, and how the time grows with options and futures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from scoring import Case, decide
from scoring.glance import glance, prepare

from .measuring import Row, Timing, in_turns, peak_bytes

FUTURES, QUICK_LOOK, GLANCE = 8192, 1024, 512
MEGABYTES = 1_000_000
STRAIGHT = 1.2  # how far from a straight line still counts as one


def rows(case: Case, rounds: int, quick: bool) -> Iterator[Row]:
    full, look = (lambda: decide(case, FUTURES)), (lambda: decide(case, QUICK_LOOK))
    seen = lambda: glance(prepare(case, GLANCE))  # noqa: E731
    taken = in_turns({"full": full, "look": look, "seen": seen}, max(3, rounds // 2))
    size = f"{len(case.options)} options, 30 criteria, {case.method.horizon_months} months"
    yield Row(
        f"a glance at the verdict: {size}, {GLANCE} futures",
        Timing(taken["seen"], peak_bytes(seen)),
        reach="≤ 300 ms",
        most_seconds=0.3,
    )
    yield Row(
        f"quick look while answering: {size}, {QUICK_LOOK:,} futures",
        Timing(taken["look"], peak_bytes(look)),
        reach="≤ 300 ms",
        most_seconds=0.3,
    )
    yield Row(
        f"whole decision: {size}, {FUTURES:,} futures",
        Timing(taken["full"], peak_bytes(full)),
        reach="memory ≤ 100 MB",
        most_bytes=MEGABYTES * 100,
    )
    yield from _more_futures(case, FUTURES * (2 if quick else 4), taken["full"])
    yield from _more_options(case, *((4, 8) if quick else (10, 100)))


def _more_futures(case: Case, futures: int, before: float) -> Iterator[Row]:
    again = lambda: decide(case, futures)  # noqa: E731
    most = STRAIGHT * before * futures / FUTURES
    timing = Timing(in_turns({"again": again}, 1)["again"], peak_bytes(again))
    yield Row(f"growth: {futures:,} futures", timing, reach="linear in futures", most_seconds=most)


def _more_options(case: Case, few: int, many: int) -> Iterator[Row]:
    """The same options again and again under other names."""
    before = 0.0
    for count in (few, many):
        wide = _with_options(case, count)
        again = lambda wide=wide: decide(wide, QUICK_LOOK)  # noqa: E731
        timing = Timing(in_turns({"again": again}, 1)["again"], peak_bytes(again))
        work, most = f"growth: {count} options, {QUICK_LOOK:,} futures", STRAIGHT * before * count / few
        yield Row(work, timing, reach="linear in options" if before else "", most_seconds=most or None)
        before = timing.seconds


def _with_options(case: Case, count: int) -> Case:
    given = [option for option in case.options if option.model != "stay"]
    options = tuple(
        replace(given[n % len(given)], id=f"option_{n:03}", name=f"Option {n}") for n in range(count - 1)
    )
    return replace(case, options=options)
