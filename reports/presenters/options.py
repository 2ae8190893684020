"""The options side by side: value by factor, money, how often each is best, gates."""

from dataclasses import dataclass, replace

from reports.charts.palette import COLOURS
from reports.presenters import gates
from reports.presenters.numbers import in_hundred, percent, points, points_range
from reports.presenters.reading import FACTOR_NAMES, MODEL_NAMES, Reading
from reports.presenters.verdict import SIGNS, TONES, WORDS
from reports.presenters.words import joined
from scoring.decision import Interval, OptionResult

_CERTAIN = 1.96  # standard errors that a share of futures must lie from one half


@dataclass(frozen=True)
class Segment:
    factor: str
    name: str
    points: str
    start: float  # where it begins on the whole bar of 100 points
    width: float
    colour: str  # as in every chart


@dataclass(frozen=True)
class OptionRow:
    id: str
    name: str
    model: str
    leads: bool
    in_house: bool
    segments: tuple[Segment, ...]
    value: str
    value_range: str
    cost: str
    cost_range: str
    saving: str
    saving_range: str
    best_in: str
    saves_in: str
    moved: str  # share of contacts; empty where all work stays
    badge: gates.GateBadge
    verdict: str
    verdict_sign: str
    verdict_tone: str


@dataclass(frozen=True)
class FactorCell:
    value: str
    range: str
    best: bool


@dataclass(frozen=True)
class FactorRow:
    """Value of one factor for each option, in the order of the options."""

    factor: str
    name: str
    weight: str
    cells: tuple[FactorCell, ...]


@dataclass(frozen=True)
class FactorBlock:
    """As many options as fit side by side."""

    names: tuple[str, ...]
    rows: tuple[FactorRow, ...]


def present(reading: Reading) -> tuple[OptionRow, ...]:
    return tuple(_row(reading, option) for option in reading.decision.options)


def glance(reading: Reading, most: int) -> tuple[OptionRow, ...]:
    """At most so many options: the best ones, the leading one and in-house wherever they stand."""
    rows = present(reading)
    needed = [row for row in rows if row.in_house or row.leads]
    others = [row for row in rows if row not in needed][: most - len(needed)]
    return tuple(row for row in rows if row in needed or row in others)


def factor_rows(reading: Reading) -> tuple[FactorRow, ...]:
    return tuple(_factor_row(reading, factor) for factor in FACTOR_NAMES)


def factor_blocks(reading: Reading, abreast: int) -> tuple[FactorBlock, ...]:
    names = [reading.option_name(option.option_id) for option in reading.decision.options]
    rows = factor_rows(reading)
    return tuple(
        FactorBlock(
            tuple(names[first : first + abreast]),
            tuple(replace(row, cells=row.cells[first : first + abreast]) for row in rows),
        )
        for first in range(0, len(names), abreast)
    )


def segments(option: OptionResult) -> tuple[Segment, ...]:
    by_factor = {result.factor: max(result.points, 0.0) for result in option.factors}
    found, start = [], 0.0
    for factor, name in FACTOR_NAMES.items():
        width, colour = by_factor.get(factor, 0.0), COLOURS["light"][factor]
        found.append(Segment(factor, name, points(width, 1), round(start, 2), round(width, 2), colour))
        start += width
    return tuple(found)


def comparisons(reading: Reading) -> tuple[str, ...]:
    """Sentences that say which option beats which; a tie is called a tie."""
    lead = reading.subject
    if lead is None:
        return ()
    others = [option for option in reading.decision.options if option.option_id != lead.option_id]
    return tuple(_comparison(reading, lead, other) for other in others)


def dominated(reading: Reading) -> tuple[str, ...]:
    return tuple(
        f"{joined(reading.option_name(other) for other in option.dominated_by)}: at least as good as"
        f" {reading.option_name(option.option_id)} on every factor, and better on one or more."
        for option in reading.decision.options
        if option.dominated_by
    )


def _row(reading: Reading, option: OptionResult) -> OptionRow:
    money, numbers = option.money, reading.numbers
    verdict = option.verdict
    stays = option.model == "stay"
    return OptionRow(
        id=option.option_id,
        name=reading.option_name(option.option_id),
        model=MODEL_NAMES.get(option.model, option.model),
        leads=reading.subject is not None and option.option_id == reading.subject.option_id,
        in_house=stays,
        segments=segments(option),
        value=points(option.value.mean),
        value_range=points_range(option.value),
        cost=numbers.money(money.present_cost.mean),
        cost_range=numbers.money_range(money.present_cost.low, money.present_cost.high),
        saving="–" if stays else numbers.money(money.net_benefit.mean),
        saving_range="" if stays else numbers.money_range(money.net_benefit.low, money.net_benefit.high),
        best_in=percent(option.p_best.share),
        saves_in="–" if stays else percent(option.p_saves.share),
        moved=percent(option.moved_share) if option.moved_share else "",
        badge=gates.badge(option),
        verdict=WORDS[verdict] if verdict else "–",
        verdict_sign=SIGNS[verdict] if verdict else "",
        verdict_tone=TONES[verdict] if verdict else "none",
    )


def _factor_row(reading: Reading, factor: str) -> FactorRow:
    found = [
        next((result.value for result in option.factors if result.factor == factor), None)
        for option in reading.decision.options
    ]
    top = max((round(value.mean) for value in found if value), default=None)
    return FactorRow(
        factor=factor,
        name=FACTOR_NAMES[factor],
        weight=percent(reading.decision.factor_weights.get(factor)),
        cells=tuple(_factor_cell(value, top) for value in found),
    )


def _factor_cell(value: Interval | None, top: int | None) -> FactorCell:
    if value is None:
        return FactorCell(points(None), "", False)
    return FactorCell(points(value.mean), points_range(value), round(value.mean) == top)


def _comparison(reading: Reading, lead: OptionResult, other: OptionResult) -> str:
    share = reading.decision.pairwise_winning.get(lead.option_id, {}).get(other.option_id)
    ours, theirs = reading.option_name(lead.option_id), reading.option_name(other.option_id)
    if share is None:
        return f"{ours} was not compared with {theirs}."
    error = (share * (1 - share) / reading.decision.futures) ** 0.5
    if abs(share - 0.5) <= _CERTAIN * error:
        return f"{ours} and {theirs} cannot be told apart: each is ahead in about half of the futures."
    winner, loser, in_favour = (ours, theirs, share) if share > 0.5 else (theirs, ours, 1 - share)
    interval = (
        f"{100 * max(in_favour - _CERTAIN * error, 0):.0f}–{percent(min(in_favour + _CERTAIN * error, 1))}"
    )
    return f"{winner} beats {loser} in {in_hundred(in_favour)} of 100 futures (95 % interval {interval})."
