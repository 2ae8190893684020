"""Erlang C: the smallest crew for every half hour of a year."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from scoring.errors import Floats
from scoring.staffing import agents_required
from scoring.staffing.sizing import _capacities

from .measuring import Row, Timing, Work, in_turns, peak_bytes
from .peers import peer

HALF_HOURS = 17_520
SAMPLE = 1_752
AHT, TARGET, LEVEL = 300.0, 20.0, 0.8


def rows(rounds: int, quick: bool) -> Iterator[Row]:
    contacts = _year()

    def ours() -> object:
        _capacities.cache_clear()
        return agents_required(contacts * 2, AHT, TARGET, LEVEL)

    def kept() -> object:
        return agents_required(contacts * 2, AHT, TARGET, LEVEL)

    taken = in_turns({"ours": ours, "kept": kept}, rounds)
    mine = Timing(taken["ours"], peak_bytes(ours))
    asked = contacts[::10] if quick else contacts
    for name, work in (("pyworkforce", _pyworkforce), ("call-center-tools", _call_center_tools)):
        module = peer(name)
        seconds = in_turns({name: work(module, asked)}, 1)[name] if module else None
        theirs = None if seconds is None else Timing(seconds * len(contacts) / len(asked))
        note = f"peer scaled up from {len(asked):,} half hours" if quick else ""
        yield Row(
            "Erlang C, smallest crew for 17,520 half hours", mine, name, theirs, "≥ 400 ×", 400.0, note=note
        )
    yield Row("the same with the table kept", Timing(taken["kept"]))


def _year() -> Floats:
    """Contacts by half hour: quiet nights and weekends, busy noons."""
    draw, hour = np.random.default_rng(5), np.arange(HALF_HOURS) % 48
    weekend = (np.arange(HALF_HOURS) // 48) % 7 >= 5
    shape = np.exp(-(((hour - 24) / 9.0) ** 2)) + 0.05
    drawn = draw.poisson(1200 * shape * np.where(weekend, 0.45, 1.0))
    return np.asarray(np.maximum(1.0, drawn))


def _pyworkforce(module: Any, contacts: Floats) -> Work:
    def run() -> object:
        return [
            module.ErlangC(
                transactions=c, aht=AHT / 60, asa=TARGET / 60, interval=30, shrinkage=0
            ).required_positions(LEVEL)
            for c in contacts
        ]

    return run


def _call_center_tools(module: Any, contacts: Floats) -> Work:
    return lambda: [module.calc_staffing(c * 2, AHT, None, 1.0, TARGET, LEVEL) for c in contacts]
