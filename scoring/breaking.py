"""The smallest plausible combination of surprises that turns the verdict (rule M36)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from scoring.case import Case, Estimate

from .decision import VerdictKind
from .draws import ModelInput, SampledNumbers
from .engine.labels import owner_of
from .errors import Floats
from .evaluation import Evaluated
from .glance import Glance, Prepared, field_of, glance, prepare
from .special import ndtr, ndtri

MOST_INPUTS = 4
MOST_PLAUSIBLE = 1.645  # normal scores: one time in twenty on that side
LONGEST_SEARCH = 16  # looks at the whole case
STEPS = 4
ROOM = 1.1


@dataclass(frozen=True, slots=True)
class Surprise:
    """An input that turns out otherwise than expected. ``current`` is its mean, ``turns_out`` what it is."""

    path: str
    label: str
    owner: str  # provider, option or stream that it belongs to; empty for the service
    unit: str
    current: float
    turns_out: float
    chance: float  # that it is this far or farther, in the share of futures


@dataclass(frozen=True, slots=True)
class Break:
    """``surprises`` together turn the verdict on ``option_id`` from one kind to the other.

    ``chance`` is the share of futures in which all of them come at least that far.
    """

    option_id: str
    before: VerdictKind
    after: VerdictKind
    leader_after: str | None
    surprises: tuple[Surprise, ...]
    chance: float


def break_verdict(case: Case, futures: int = 1024, seed: int = 1) -> Break | None:
    """The fewest, then the least far-fetched surprises after which the verdict is another one.

    Candidates are ranked by how far each moves what the verdict rests on: the chance of a saving, of a
    value above in-house, of being best. With the fewest inputs that can suffice, each no farther than
    its 5th or 95th percentile, all are moved in proportion to what they move, and the whole case is
    looked at again; the distance is then halved down to the least that still turns the verdict. None
    when no four inputs can turn it, as when a gate decides or nothing is outsourced. Raises InputError
    as ``decide``.
    """
    prepared = prepare(case, futures, seed)
    start = glance(prepared)
    if start.leading is None:
        return None
    looks = 0
    for slopes in _directions(prepared, start):
        for count in range(1, MOST_INPUTS + 1):
            if looks >= LONGEST_SEARCH:
                return None
            chosen = dict(sorted(slopes.items(), key=lambda item: -abs(item[1]))[:count])
            if not _may_suffice(prepared, start, chosen):
                continue
            looks += 1
            far = _moved(prepared, chosen, MOST_PLAUSIBLE)
            if _verdict_after(prepared, far).verdict != start.verdict:
                return _least(prepared, start, chosen)
    return None


def _directions(prepared: Prepared, start: Glance) -> Iterator[dict[str, float]]:
    """What each input moves of a margin that the verdict rests on, by its path: first the nearest margin."""
    margins = sorted(_margins(prepared, start), key=lambda margin: abs(_distance(margin)))
    for margin in margins:
        sign = -1.0 if margin.mean() > 0 else 1.0
        yield {path: sign * slope for path, slope in _slopes(prepared.numbers, margin).items()}


def _margins(prepared: Prepared, start: Glance) -> list[Floats]:
    """By future: saving above the hurdle, value above in-house, value above the best other option."""
    field = field_of(prepared)
    lead = _entry(prepared, start.leading or "")
    others = [e.total for i, e in enumerate(field.entries) if i in field.passing and e.option != lead.option]
    margins = [lead.money.net_benefit - lead.money.hurdle, lead.total - field.stay.total]
    if start.verdict == "go" and others:
        margins.append(lead.total - np.max(others, axis=0))
    return [margin for margin in margins if margin.std() > 0]


def _slopes(numbers: SampledNumbers, margin: Floats) -> dict[str, float]:
    """Change of the mean margin per standard deviation of each input, by regression on its normal score."""
    found = {}
    for path, item in numbers.inputs.items():
        if path in numbers.used and not item.pert().is_constant:
            scores = numbers.scores(path)
            found[path] = float(np.mean((scores - scores.mean()) * margin))
    return found


def _distance(margin: Floats) -> float:
    return float(margin.mean() / margin.std())


def _may_suffice(prepared: Prepared, start: Glance, chosen: dict[str, float]) -> bool:
    """Whether the moved inputs can carry a margin as far as half its spread past a threshold of the rule."""
    reach = MOST_PLAUSIBLE * sum(abs(slope) for slope in chosen.values())
    return any(reach >= _needed(prepared, start, margin) for margin in _margins(prepared, start))


def _needed(prepared: Prepared, start: Glance, margin: Floats) -> float:
    """How far the mean of a margin is from where its chance would cross the nearest threshold."""
    method = prepared.case.method
    wanted = {
        "go": method.go_probability_value,
        "conditional_go": method.no_go_probability,
        "no_go": method.no_go_probability,
    }[start.verdict]
    return float(abs(margin.mean() - ndtri(wanted) * margin.std())) / ROOM


def _moved(prepared: Prepared, chosen: dict[str, float], reach: float) -> dict[str, float]:
    """Normal scores of the chosen inputs: the one that moves most goes to ``reach``, the others less."""
    top = max(abs(slope) for slope in chosen.values())
    return {path: reach * slope / top for path, slope in chosen.items()}


def _least(prepared: Prepared, start: Glance, chosen: dict[str, float]) -> Break:
    """Halves the distance: ``far`` turns the verdict, ``near`` does not."""
    near, far = 0.0, MOST_PLAUSIBLE
    for _ in range(STEPS):
        middle = (near + far) / 2
        found = _verdict_after(prepared, _moved(prepared, chosen, middle))
        near, far = (near, middle) if found.verdict != start.verdict else (middle, far)
    scores = _moved(prepared, chosen, far)
    after = _verdict_after(prepared, scores)
    return Break(
        option_id=start.leading or "",
        before=start.verdict,
        after=after.verdict,
        leader_after=after.leading,
        surprises=tuple(_surprise(prepared, path, score) for path, score in scores.items()),
        chance=float(np.prod([ndtr(-abs(score)) for score in scores.values()])),
    )


def _verdict_after(prepared: Prepared, scores: dict[str, float]) -> Glance:
    known = {path: _certain(prepared.numbers.inputs[path], score) for path, score in scores.items()}
    return glance(prepare(prepared.case, prepared.numbers.size, prepared.seed, known=known))


def _certain(item: ModelInput, score: float) -> ModelInput:
    value = float(item.pert().from_scores(np.array([score]))[0])
    return replace(item, estimate=Estimate.constant(value))


def _surprise(prepared: Prepared, path: str, score: float) -> Surprise:
    item = prepared.numbers.inputs[path]
    return Surprise(
        path=path,
        label=item.quantity.label,
        owner=owner_of(prepared.case, path),
        unit=item.quantity.unit,
        current=float(prepared.numbers(path).mean()),
        turns_out=float(item.pert().from_scores(np.array([score]))[0]),
        chance=float(ndtr(-abs(score))),
    )


def _entry(prepared: Prepared, option_id: str) -> Evaluated:
    return next(e for e in prepared.entries if e.option.id == option_id)
