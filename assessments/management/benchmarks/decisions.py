"""One whole decision, the quick look while answering, and how the time grows with options and futures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from scoring import Case, decide

from .measuring import Row, Timing, in_turns, peak_bytes

FUTURES, QUICK_LOOK = 8192, 1024


def rows(case: Case, rounds: int, quick: bool) -> Iterator[Row]:
    full, look = (lambda: decide(case, FUTURES)), (lambda: decide(case, QUICK_LOOK))
    taken = in_turns({"full": full, "look": look}, max(3, rounds // 2))
    size = f"{len(case.options)} options, 30 criteria, {case.method.horizon_months} months"
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
    )
    yield from _growth(case, (10, 20) if quick else (10, 100))


def _growth(case: Case, counts: tuple[int, ...]) -> Iterator[Row]:
    """The same options again and again under other names."""
    for count in counts:
        many = _with_options(case, count)
        seconds = in_turns({"many": lambda many=many: decide(many, QUICK_LOOK)}, 1)["many"]  # type: ignore[misc]
        yield Row(f"{count} options, {QUICK_LOOK:,} futures", Timing(seconds), reach="linear in options")


def _with_options(case: Case, count: int) -> Case:
    given = [option for option in case.options if option.model != "stay"]
    options = tuple(
        replace(given[n % len(given)], id=f"option_{n:03}", name=f"Option {n}") for n in range(count - 1)
    )
    return replace(case, options=options)
