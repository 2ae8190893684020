"""How busy agents can be at a target, tabulated against load, so that a future is one look-up."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from ..errors import Floats, InputError, array, number, shares
from .queues import HOUR
from .sizing import agents_required

_PER_DOUBLING = 6
_BELOW = 1e-3


@dataclass(frozen=True)
class OccupancyTable:
    """Agent hours against the work of one period (a week, say), both in hours.

    ``work`` rises evenly in its logarithm; ``agent_hours`` meet the target at each. Between two
    entries log hours are a straight line in log work; below the first entry one agent must sit there
    all the same, so hours stay; above the last one the last occupancy holds.
    """

    work: Floats
    agent_hours: Floats

    def hours(self, work: ArrayLike) -> Floats:
        """Agent hours for ``work`` hours of handling, any shape; no work needs none."""
        asked = array("work", work, at_least=0)
        within = np.log(np.clip(asked, self.work[0], self.work[-1]))
        needed = np.exp(np.interp(within, np.log(self.work), np.log(self.agent_hours)))
        needed *= np.maximum(asked / self.work[-1], 1.0)
        return np.where(asked > 0, needed, 0.0)[()]

    def occupancy(self, work: ArrayLike) -> Floats:
        """Share of agent hours spent on contacts, 0 for no work."""
        asked = array("work", work, at_least=0)
        hours = self.hours(asked)
        return np.asarray(asked / np.where(hours > 0, hours, 1.0))[()]


def occupancy_table(
    profile: ArrayLike,
    aht: float,
    target: float,
    service_level: float,
    largest_work: float,
    *,
    patience: float | None = None,
    max_occupancy: float | None = None,
    interval_hours: float = 0.5,
) -> OccupancyTable:
    """Sizes the whole ``profile`` at loads from a thousandth of ``largest_work`` hours up to it.

    ``profile`` (intervals) is how the contacts of the period fall, on any scale: 336 half hours for a
    week; 0 is closed. Other arguments as in ``agents_required``. Each entry is the mean
    around its load, so that the steps of whole agents average out as they do between weeks.
    """
    shape = array("profile", profile, dimensions=1, at_least=0)
    if shape.sum() <= 0:
        raise InputError("profile", "must not be all 0")
    length = number("interval_hours", interval_hours, above=0)
    largest = number("largest_work", largest_work, above=0)
    entries = int(np.ceil(-np.log2(_BELOW) * _PER_DOUBLING)) + 1
    work = largest * np.geomspace(_BELOW, 1.0, entries)
    within = np.exp2((np.arange(3) - 1) / (3 * _PER_DOUBLING))
    per_interval, times = np.unique(shape[shape > 0] / shape.sum(), return_counts=True)
    contacts = (work[:, None] * within).reshape(-1, 1) * per_interval * (HOUR / number("aht", aht, above=0))
    agents = agents_required(contacts / length, aht, target, service_level, patience, max_occupancy)
    hours = (agents @ times).reshape(entries, 3) * length
    around = np.exp(np.log(hours).mean(axis=1))
    return OccupancyTable(work, np.maximum.accumulate(around))


def split_loss(table: OccupancyTable, work: ArrayLike, parts: ArrayLike) -> Floats:
    """Extra agent hours, as a share, when ``work`` hours are split between centres.

    ``parts`` are the centres' shares of the work and sum to 1; one queue split in two loses the
    economy of scale (Smith & Whitt 1981). Shape of ``work``; 0 for one centre.
    """
    if not isinstance(table, OccupancyTable):
        raise InputError("table", "must be one that occupancy_table made")
    pieces = shares("parts", parts)
    if abs(pieces.sum() - 1) > 1e-6:
        raise InputError("parts", f"must sum to 1, sum to {pieces.sum():g}")
    asked = array("work", work, at_least=0)
    together = table.hours(asked)
    apart = table.hours(asked[..., None] * pieces).sum(axis=-1)
    return np.where(together > 0, apart / np.where(together > 0, together, 1.0) - 1, 0.0)[()]
