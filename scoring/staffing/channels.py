"""Work that is not a call: chats side by side, and mail that can wait."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from ..errors import Floats, InputError, array, shares
from .queues import HOUR


def chat_handling_time(aht: ArrayLike, concurrency: ArrayLike, slowdown: ArrayLike = 1.0) -> Floats:
    """Seconds of agent time per chat when ``concurrency`` chats run side by side: AHT/c·f.

    ``aht`` seconds of one chat handled alone; ``slowdown`` f ≥ 1 is how much longer each chat takes
    for sharing its agent. Two chats at once with f = 1.3 cost 65 % of the time each.
    """
    side_by_side = array("concurrency", concurrency, at_least=1)
    longer = array("slowdown", slowdown, at_least=1)
    return np.asarray(array("aht", aht, above=0) / side_by_side * longer)[()]


def deferred_hours(volume: ArrayLike, aht: ArrayLike, occupancy: ArrayLike) -> Floats:
    """Agent hours for mail and back office, which wait for a free agent: volume·AHT/occupancy.

    ``volume`` pieces in the period, ``aht`` seconds, ``occupancy`` the share of agent time that can
    be filled, above 0.
    """
    filled = shares("occupancy", occupancy)
    if filled.min() <= 0:
        raise InputError("occupancy", "must be above 0")
    work = array("volume", volume, at_least=0) * array("aht", aht, above=0) / HOUR
    return np.asarray(work / filled)[()]


def repeat_factor(fcr: ArrayLike, fcr_today: ArrayLike, come_back: ArrayLike = 0.6) -> Floats:
    """What a change of first-contact resolution does to the volume: (1 + ρ(1 − FCR))/(1 + ρ(1 − FCR₀)).

    Measured volume already holds the repeat calls of today's resolution ``fcr_today``; ``come_back``
    ρ is the chance that an unresolved customer calls again (default 0.6). All are shares.
    """
    rho = shares("come_back", come_back)
    today = 1 + rho * (1 - shares("fcr_today", fcr_today))
    return np.asarray((1 + rho * (1 - shares("fcr", fcr))) / today)[()]
