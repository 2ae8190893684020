"""Charts that set scenarios side by side."""

from collections.abc import Sequence
from dataclasses import dataclass

from reports.charts.formats import NumberFormat
from reports.charts.labels import clean
from reports.charts.palette import option_roles
from reports.charts.spec import ChartSpec, Reference, Series, Words


@dataclass(frozen=True)
class Measure:
    """One number per scenario (None where there is none), with its 80 % interval where it is known."""

    name: str
    number: NumberFormat
    values: Sequence[float | None]
    low: Sequence[float | None] = ()
    high: Sequence[float | None] = ()
    within: tuple[float, float] | None = None  # what it cannot pass


def scenario_comparison(
    words: Words, scenarios: Sequence[str], measures: Sequence[Measure], highlight: int | None = None
) -> ChartSpec:
    """Small multiples: one panel per measure, each with its own unit, one row per scenario."""
    return ChartSpec(
        kind="scenario_comparison",
        words=words,
        value_axis="",
        number=NumberFormat(),
        row_name="Scenario",
        categories=tuple(clean(name) for name in scenarios),
        series=tuple(_interval(measure, "link") for measure in measures),
        highlight=highlight,
    )


def scenario_differences(
    words: Words, scenarios: Sequence[str], measures: Sequence[Measure], value_axis: str, base: str
) -> ChartSpec:
    """Dot plot of differences against `base` (a scenario's name): measures share the first one's unit."""
    roles = option_roles(len(measures), 0, None)
    return ChartSpec(
        kind="scenario_differences",
        words=words,
        value_axis=value_axis,
        number=measures[0].number if measures else NumberFormat(),
        row_name="Scenario",
        categories=tuple(clean(name) for name in scenarios),
        series=tuple(_interval(measure, role) for measure, role in zip(measures, roles, strict=True)),
        references=(Reference(0.0, f"Same as {clean(base)}"),),
    )


def _interval(measure: Measure, role: str) -> Series:
    return Series(
        name=clean(measure.name),
        values=tuple(measure.values),
        role=role,
        mark="interval",
        low=tuple(measure.low),
        high=tuple(measure.high),
        number=measure.number,
        within=measure.within,
    )
