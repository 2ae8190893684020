"""One input moved, the rest at its mean: tornado and flip points, as extra rows of one evaluation (M30)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..decision import FlipPoint, TornadoBar
from ..draws import ModelInput, SampledNumbers, TabledNumbers
from ..draws.numbers import mean_of
from ..errors import Floats
from ..evaluation import Evaluated, evaluate_option, mean_weights
from .field import Field

POINTS = 13
REACH = 3.0  # how far beyond the 80 % interval a flip point is looked for, in its widths
BARS = 12


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Outcome of every option (options, rows); the first row has every input at its mean."""

    paths: tuple[str, ...]
    grids: dict[str, Floats]
    rows: dict[str, slice]
    value: Floats
    net: Floats
    hurdle: Floats

    def of(self, path: str, outcome: Floats) -> Floats:
        """The outcome of every option over the grid of an input: (options, points)."""
        return outcome[:, self.rows[path]]

    def sway(self, path: str, places: list[int]) -> float:
        """Most points by which the input, moved over its grid, shifts two of the options apart."""
        shift = self.of(path, self.value)[places] - self.value[places, :1]
        return float((shift.max(axis=0) - shift.min(axis=0)).max())


def uncertain(numbers: SampledNumbers) -> list[str]:
    """Paths of the inputs that were used and are not constant, in the order of the document."""
    return [p for p, item in numbers.inputs.items() if p in numbers.used and not item.pert().is_constant]


def what_if(field: Field, numbers: SampledNumbers) -> WhatIf:
    """Every uncertain input over a grid that holds its 10th and 90th percentile and reaches beyond."""
    paths = tuple(uncertain(numbers))
    grids = {p: _grid(numbers.inputs[p]) for p in paths}
    starts = np.cumsum([1, *(len(grids[p]) for p in paths)])
    rows = {p: slice(int(a), int(a) + len(grids[p])) for p, a in zip(paths, starts, strict=False)}
    size = int(starts[-1])
    value, net, hurdle = (np.empty((len(field.entries), size)) for _ in range(3))
    for place in range(len(field.entries)):
        value[place], net[place], hurdle[place] = _outcomes(field, place, numbers, grids, rows, size)
    return WhatIf(paths, grids, rows, value, net, hurdle)


def _outcomes(
    field: Field,
    place: int,
    numbers: SampledNumbers,
    grids: dict[str, Floats],
    rows: dict[str, slice],
    size: int,
) -> tuple[Floats, Floats, Floats]:
    """Evaluates only the rows that touch the option; elsewhere its outcome is that of the first row."""
    entry = field.entries[place]
    touching = [p for p in grids if _touches(field, entry, p)]
    local: dict[str, tuple[slice, Floats]] = {}
    at = 1
    for path in touching:
        local[path] = (slice(at, at + len(grids[path])), grids[path])
        at += len(grids[path])
    table = TabledNumbers(numbers.inputs, at, local)
    weights = np.repeat(mean_weights(field.case)[:, None], at, axis=1)
    found = evaluate_option(field.case, entry.option, table, weights, cost_volatility=entry.cost_volatility)
    outcomes = (found.total, found.money.net_benefit, found.money.hurdle)
    spread = []
    for outcome in outcomes:
        full = np.full(size, outcome[0])
        for path in touching:
            full[rows[path]] = outcome[local[path][0]]
        spread.append(full)
    return spread[0], spread[1], spread[2]


def _touches(field: Field, entry: Evaluated, path: str) -> bool:
    """Whether an input can change the option: the service's, its providers' and its own can."""
    kind, _, rest = path.partition(".")
    if kind == "options":
        return rest.startswith(f"{entry.option.id}.")
    if kind != "providers":
        return True
    own = [p.provider.id for p in entry.money.work.parts]
    own += [p.id for p in field.case.providers if p.kind == "in_house"]
    return any(rest.startswith(f"{provider}.") for provider in own)


def _grid(item: ModelInput) -> Floats:
    """Low and high first, then even points as far as bounds allow."""
    pert = item.pert()
    width = pert.high - pert.low
    low, high = max(pert.floor, pert.low - REACH * width), min(pert.ceiling, pert.high + REACH * width)
    if item.is_unknown and item.quantity.plausible:
        low, high = item.quantity.plausible
    return np.concatenate([[pert.low, pert.high], np.linspace(low, high, POINTS)])


def tornado(field: Field, found: WhatIf, numbers: SampledNumbers) -> tuple[TornadoBar, ...]:
    """Net benefit of the leading option with one input at its 10th and 90th percentile, widest first."""
    place = field.leader if field.leader is not None else field.best
    bars = []
    for path in found.paths:
        item, net = numbers.inputs[path], found.of(path, found.net)[place]
        if net[0] != net[1]:
            bars.append(
                TornadoBar(
                    path=path,
                    label=item.quantity.label,
                    unit=item.quantity.unit,
                    low_input=float(found.grids[path][0]),
                    high_input=float(found.grids[path][1]),
                    at_low=float(net[0]),
                    at_high=float(net[1]),
                )
            )
    return tuple(sorted(bars, key=lambda b: (-abs(b.at_high - b.at_low), b.path))[:BARS])


def input_flips(field: Field, found: WhatIf, numbers: SampledNumbers) -> tuple[FlipPoint, ...]:
    """Where the best option, the leading outsourcing option or its saving changes."""
    flips: dict[tuple[str, str, str], FlipPoint] = {}
    for path in found.paths:
        for flip in _flips_of(field, found, numbers.inputs[path]):
            flips.setdefault((path, flip.from_option_id, flip.to_option_id), flip)
    return tuple(sorted(flips.values(), key=lambda f: (-f.share_beyond, f.path, f.to_option_id)))


def _flips_of(field: Field, found: WhatIf, item: ModelInput) -> list[FlipPoint]:
    grid = found.grids[item.path][2:]
    values = found.of(item.path, found.value)[:, 2:]
    flips = []
    passing = list(field.passing)
    races = [("best", passing)]
    outside = [i for i in passing if found_outside(field, i)]
    if field.leader in outside:
        races.append(("leader", outside))
    for what, racing in races:
        flips += _changes(field, item, grid, values, found.value[:, 0], racing, what)
    if field.leader is not None:
        above = found.of(item.path, found.net - found.hurdle)[field.leader, 2:]
        start = float(found.net[field.leader, 0] - found.hurdle[field.leader, 0])
        stay = field.place(field.stay.option.id)
        flips += _crossings(field, item, grid, above, start, (field.leader, stay), "saving")
    return flips


def found_outside(field: Field, place: int) -> bool:
    return bool(field.entries[place].money.work.parts)


def _changes(
    field: Field, item: ModelInput, grid: Floats, values: Floats, base: Floats, racing: list[int], what: str
) -> list[FlipPoint]:
    """For each rival the nearest point where it overtakes today's winner and nobody else is above it."""
    if len(racing) < 2:
        return []
    winner = max(racing, key=lambda i: (base[i], -i))
    flips = []
    for rival in racing:
        if rival == winner:
            continue
        lead, start = values[winner] - values[rival], float(base[winner] - base[rival])
        if start == 0 or not (lead * start < 0).any():
            continue
        others = [i for i in racing if i not in (winner, rival)]
        best = np.maximum(values[rival], values[winner])
        blocked = values[others].max(axis=0) > best if others else np.zeros(len(grid), bool)
        flips += _crossings(field, item, grid, lead, start, (winner, rival), what, blocked)
    return flips


def _crossings(
    field: Field,
    item: ModelInput,
    grid: Floats,
    lead: Floats,
    start: float,
    pair: tuple[int, int],
    what: str,
    blocked: np.ndarray[tuple[int], np.dtype[np.bool_]] | None = None,
) -> list[FlipPoint]:
    """The nearest change of sign of ``lead`` on each side of the mean, on straight lines."""
    if start == 0:
        return []
    turned = lead * start < 0
    if not turned.any():
        return []
    now = mean_of(item)
    flips = []
    for direction in ("above", "below"):
        side = grid > now if direction == "above" else grid < now
        hits = np.flatnonzero(turned & side)
        if not len(hits):
            continue
        at = int(hits[0] if direction == "above" else hits[-1])
        if blocked is not None and blocked[at]:
            continue
        before = at - 1 if direction == "above" else at + 1
        inner = 0 <= before < len(grid) and bool(side[before])
        x0, y0 = (float(grid[before]), float(lead[before])) if inner else (now, start)
        y1 = float(lead[at])
        flip = x0 + (float(grid[at]) - x0) * y0 / (y0 - y1)
        flips.append(_flip(field, item, flip, now, direction, pair if start > 0 else pair[::-1], what))
    return flips


def _flip(
    field: Field, item: ModelInput, at: float, now: float, direction: str, pair: tuple[int, int], what: str
) -> FlipPoint:
    below = float(item.pert().share_below(at))
    return FlipPoint(
        kind="input",
        path=item.path,
        label=item.quantity.label,
        unit=item.quantity.unit,
        current=now,
        flips_at=at,
        direction="above" if direction == "above" else "below",
        share_beyond=1 - below if direction == "above" else below,
        from_option_id=field.ids[pair[0]],
        to_option_id=field.ids[pair[1]],
        what="best" if what == "best" else "leader" if what == "leader" else "saving",
    )
