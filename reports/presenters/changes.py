"""What would change the answer: flip points in plain words and in their own units."""

from dataclasses import dataclass
from typing import Any

from reports.presenters.numbers import in_hundred, percent, points
from reports.presenters.reading import FACTOR_NAMES, Reading
from reports.presenters.units import plain, written
from reports.presenters.words import joined, lowered, paragraph
from scoring.decision import FlipPoint


@dataclass(frozen=True)
class Flip:
    subject: str  # `Quoted price, Carolina Contact`
    movement: str  # `rises above`
    flips_at: str
    current: str
    now: str
    then: str  # what is so there
    beyond: str  # how likely
    sentence: str


@dataclass(frozen=True)
class CrosscheckRow:
    method: str
    order: str
    agreement: str
    agrees: bool


def present(reading: Reading, most: int | None = None) -> tuple[Flip, ...]:
    """The likeliest flips first."""
    found = sorted(reading.decision.flips, key=lambda flip: (-flip.share_beyond, flip.path))
    return tuple(_flip(reading, flip) for flip in found[:most])


def summary(reading: Reading, most: int = 2) -> str:
    flips = present(reading, most)
    if not flips:
        return "No single figure, moved alone within its plausible range, changes the answer."
    return paragraph(flip.sentence for flip in flips)


def upset(reading: Reading) -> str:
    """The smallest change of weights that unseats the winner."""
    found: dict[str, Any] | None = reading.decision.smallest_upset
    if not found or not found.get("weights"):
        return "No set of weights on the factors puts another option first."
    weights = {name: float(value) for name, value in found["weights"].items() if name in FACTOR_NAMES}
    now = reading.decision.factor_weights
    moved = sorted(weights, key=lambda name: -abs(weights[name] - now.get(name, 0.0)))
    changed = [name for name in moved if abs(weights[name] - now.get(name, 0.0)) >= 0.005][:3]
    changes = joined(
        f"{lowered(FACTOR_NAMES[name])} from {percent(now.get(name, 0.0))} to {percent(weights[name])}"
        for name in changed
    )
    winner = reading.option_name(str(found.get("option_id", "")))
    if not changed:
        return f"The weights are at the edge: {winner} is level."
    return f"The smallest change of weights that puts {winner} first: {changes}."


def crosschecks(reading: Reading) -> tuple[CrosscheckRow, ...]:
    return tuple(
        CrosscheckRow(
            method=check.method,
            order=" › ".join(reading.option_name(option, 40) for option in check.order),
            agreement=points(check.kendall_tau, 2),
            agrees=check.agrees_on_winner,
        )
        for check in reading.decision.crosschecks
    )


def crosscheck_words(reading: Reading) -> str:
    checks = reading.decision.crosschecks
    if not checks:
        return ""
    against = [check.method for check in checks if not check.agrees_on_winner]
    if not against:
        return "Other published ways of adding up the same values put the same option first."
    return (
        f"{joined(against)} put another option first on the same values: the order depends on how strengths"
        " and weaknesses are added up, so read the factors one by one before signing."
    )


def _flip(reading: Reading, flip: FlipPoint) -> Flip:
    subject = _subject(reading, flip)
    unit, basis = ("share", "") if flip.kind == "weight" else (flip.unit, reading.price_basis(flip.path))
    numbers = reading.numbers_at(flip.path)
    at, now = (written(value, unit, numbers, basis) for value in (flip.flips_at, flip.current))
    bare = plain(flip.current, unit, numbers, basis)
    movement = "rises above" if flip.direction == "above" else "falls below"
    chance = in_hundred(flip.share_beyond)
    beyond = "" if flip.kind == "weight" and not flip.share_beyond else f"{chance} of 100 futures"
    return Flip(
        subject=subject,
        movement=movement,
        flips_at=at,
        current=f"you gave it {now}" if flip.kind == "weight" else f"now {now}",
        now=bare,
        then=_then(reading, flip),
        beyond=beyond,
        sentence=f"If {lowered(subject)} {movement} {at} (now {now}), {_then(reading, flip)}",
    )


def _then(reading: Reading, flip: FlipPoint) -> str:
    """What happens beyond the flip point: to the best option, the leading move, or its saving."""
    winner = reading.option_name(flip.to_option_id)
    if flip.what == "leader":
        return f"{winner} leads the ways to outsource"
    if flip.what == "saving":
        stays = reading.in_house is not None and flip.to_option_id == reading.in_house.option_id
        mover = reading.option_name(flip.from_option_id) if stays else winner
        return f"{mover} {'no longer ' if stays else ''}saves more than the hurdle"
    return f"{winner} comes first"


def _subject(reading: Reading, flip: FlipPoint) -> str:
    if flip.kind == "weight":
        return f"Weight on {FACTOR_NAMES.get(flip.path, flip.label).lower()}"
    owner = reading.owner_of(flip.path)
    return f"{flip.label}, {owner}" if owner and owner not in flip.label else flip.label
