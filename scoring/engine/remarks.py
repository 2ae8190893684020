"""What a reader must know about the case before trusting the numbers."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ..criteria import FACTORS
from ..draws import SampledNumbers
from .field import Field
from .weighing import mean_factors

FAR_OFF = 0.10
FEW_FUTURES = 1024


def remarks(field: Field, numbers: SampledNumbers) -> tuple[str, ...]:
    return tuple(_remarks(field, numbers))


def _remarks(field: Field, numbers: SampledNumbers) -> Iterator[str]:
    case, demand = field.case, field.stay.money.work.demand
    if not case.service.streams or not demand.contacts.any():
        yield "No contacts are given: cost per contact cannot be worked out and nothing can move."
    else:
        ratio = float(demand.stated_hours.mean() / max(float(demand.productive_hours.mean()), 1e-9))
        if abs(ratio - 1) > FAR_OFF:
            yield (
                f"Contacts × handling time ÷ occupancy gives {ratio:.0%} of the hours that your agents "
                "are at work. The measured hours are used; check volumes, handling times and occupancy."
            )
        if demand.crews is None:
            yield (
                "Without opening hours and an answering target, crews cannot be sized: what splitting a "
                "stream between two centres costs is not counted."
            )
    if numbers.size < FEW_FUTURES:
        yield f"Only {numbers.size} futures were drawn: shares are rough."
    unknown = sum(numbers.inputs[p].is_unknown for p in numbers.used)
    if unknown > len(numbers.used) / 2:
        yield f"{unknown} of {len(numbers.used)} figures are not known: ranges stand in for them."
    yield from _people(field)
    yield from _overlaps(field)


def _people(field: Field) -> Iterator[str]:
    """Whether a person's own weights would put another option first."""
    means = mean_factors(field)[list(field.passing)]
    names = [field.entries[i].option.name for i in field.passing]
    for person in field.case.weights.people:
        values = means @ np.array([person.factors.get(f, 0.0) for f in FACTORS])
        winner = names[int(np.argmax(values))]
        if winner != names[0]:
            yield f"By the weights of {person.name} alone, {winner} would come first."


def _overlaps(field: Field) -> Iterator[str]:
    """Waivers for gates that are not open would mislead."""
    for entry, gates in zip(field.entries, field.gates, strict=True):
        waived = {g.gate for g in gates if g.state == "waived"}
        for waiver in entry.option.waivers:
            if waiver.gate not in waived:
                name = entry.option.name
                yield f"The waiver of {waiver.gate} for {name} is not needed: the gate is not open."
