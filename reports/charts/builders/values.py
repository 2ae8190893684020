"""Charts of the value of options: by factor, by rank, and over the weight of one factor."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reports.charts.formats import points, share
from reports.charts.labels import clean
from reports.charts.palette import FACTORS, option_roles, ramp_role
from reports.charts.spec import ChartSpec, Reference, Series, Words


@dataclass(frozen=True)
class FactorBar:
    """One option: points 0–100 by factor (their sum is the total) and the 80 % interval of the total."""

    name: str
    points: Mapping[str, float]
    total: float
    low: float
    high: float


@dataclass(frozen=True)
class OptionLine:
    """Numbers of one option along months or weights, with an 80 % band where it is known."""

    name: str
    values: Sequence[float]
    low: Sequence[float] = ()
    high: Sequence[float] = ()


def value_by_factor(words: Words, options: Sequence[FactorBar], highlight: int | None = None) -> ChartSpec:
    """Stacked bar per option, points of value by factor, and the 80 % interval of the total."""
    factors = [
        Series(factor.capitalize(), tuple(option.points.get(factor, 0.0) for option in options), factor)
        for factor in FACTORS
    ]
    total = Series(
        name="Total",
        values=tuple(option.total for option in options),
        mark="interval",
        low=tuple(option.low for option in options),
        high=tuple(option.high for option in options),
    )
    return ChartSpec(
        kind="value_by_factor",
        words=words,
        value_axis="Overall value, 0–100",
        number=points(),
        row_name="Option",
        categories=tuple(clean(option.name) for option in options),
        series=(*factors, total),
        highlight=highlight,
    )


def rank_acceptability(
    words: Words, options: Sequence[tuple[str, Sequence[float]]], highlight: int | None = None
) -> ChartSpec:
    """Share of futures (0–1) in which each option comes first, second …; options are (name, shares)."""
    count = max((len(shares) for _, shares in options), default=0)
    ranks = [
        Series(
            name=_ordinal(rank + 1),
            values=tuple(shares[rank] if rank < len(shares) else 0.0 for _, shares in options),
            role=ramp_role(1 - 0.92 * rank / max(count - 1, 1)),
        )
        for rank in range(count)
    ]
    return ChartSpec(
        kind="rank_acceptability",
        words=words,
        value_axis="Share of futures",
        number=share(),
        row_name="Option",
        categories=tuple(clean(name) for name, _ in options),
        series=tuple(ranks),
        highlight=highlight,
    )


def weight_sensitivity(
    words: Words,
    factor: str,
    weights: Sequence[float],
    options: Sequence[OptionLine],
    current: float,
    crossings: Sequence[tuple[float, str]] = (),
    leader: int | None = None,
    inhouse: int | None = None,
) -> ChartSpec:
    """Value 0–100 of each option over the weight (0–1) of one factor.

    `crossings` are (weight, what happens there) where the first place changes hands.
    """
    marks = [Reference(at, clean(label), "nogo", "position", dash=True) for at, label in crossings]
    return ChartSpec(
        kind="weight_sensitivity",
        words=words,
        value_axis="Overall value, 0–100",
        number=points(),
        row_name=f"Weight on {factor}",
        positions=tuple(weights),
        position_number=share(),
        series=option_lines(options, leader, inhouse),
        references=(Reference(current, f"today {share().text(current)}", "ink-3", "position"), *marks),
    )


def option_lines(
    options: Sequence[OptionLine], leader: int | None, inhouse: int | None
) -> tuple[Series, ...]:
    """One line per option; the leader is stressed and keeps its band, in-house is dashed grey."""
    roles = option_roles(len(options), leader, inhouse)
    return tuple(
        Series(
            name=clean(option.name),
            values=tuple(option.values),
            role=roles[index],
            mark="line",
            low=tuple(option.low) if index == leader else (),
            high=tuple(option.high) if index == leader else (),
            dash=index == inhouse,
            emphasis=index == leader,
        )
        for index, option in enumerate(options)
    )


def _ordinal(rank: int) -> str:
    ending = "th" if 10 <= rank % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(rank % 10, "th")
    return f"{rank}{ending}"
