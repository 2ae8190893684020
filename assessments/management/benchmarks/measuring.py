"""Timing in turns, in processor time, so that whatever else the machine does disturbs nobody more."""

from __future__ import annotations

import gc
import statistics
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass

Work = Callable[[], object]
SHORT_SECONDS = 0.02


@dataclass(frozen=True, slots=True)
class Timing:
    """Median seconds of one call and the peak of what it allocated."""

    seconds: float
    peak_bytes: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: our time and a peer's on the same work, and what we mean to reach."""

    work: str
    ours: Timing
    peer: str = ""
    theirs: Timing | None = None
    reach: str = ""
    least_ratio: float | None = None
    most_seconds: float | None = None
    most_bytes: int | None = None
    most_memory: float | None = None  # our peak over theirs
    note: str = ""

    @property
    def ratio(self) -> float | None:
        return self.theirs.seconds / self.ours.seconds if self.theirs else None

    @property
    def memory(self) -> float | None:
        """Our peak over theirs."""
        if self.theirs is None or self.ours.peak_bytes is None or not self.theirs.peak_bytes:
            return None
        return self.ours.peak_bytes / self.theirs.peak_bytes

    @property
    def reached(self) -> bool | None:
        """Whether everything that was meant to be reached is; None where nothing can be said."""
        bounds = (
            (self.most_seconds, self.ours.seconds),
            (self.most_bytes, self.ours.peak_bytes),
            (self.most_memory, self.memory),
        )
        known = [value <= most for most, value in bounds if most is not None and value is not None]
        if self.least_ratio is not None and self.ratio is not None:
            known.append(self.ratio >= self.least_ratio)
        return all(known) if known else None


def in_turns(candidates: dict[str, Work], rounds: int) -> dict[str, float]:
    """Median seconds of one call of each; short calls are repeated within a round."""
    repeats = {name: _repeats(work) for name, work in candidates.items()}
    taken: dict[str, list[float]] = {name: [] for name in candidates}
    for _ in range(rounds):
        for name, work in candidates.items():
            taken[name].append(_seconds(work, repeats[name]))
    return {name: statistics.median(times) for name, times in taken.items()}


def peak_bytes(work: Work) -> int:
    """The most that one call holds at once, NumPy's arrays included."""
    gc.collect()
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def _repeats(work: Work) -> int:
    """Calls that fill a short while; the first call, which may fill caches, does not count."""
    work()
    return max(1, int(SHORT_SECONDS / max(_seconds(work, 1), 1e-9)))


def _seconds(work: Work, repeats: int) -> float:
    gc.collect()
    gc.disable()
    begun = time.process_time()
    for _ in range(repeats):
        work()
    taken = (time.process_time() - begun) / repeats
    gc.enable()
    return taken
