"""What a chart says: data and meaning, the same for the browser, the print and the table."""

from dataclasses import dataclass, field
from typing import Literal

from reports.charts.formats import NumberFormat

Kind = Literal[
    "value_by_factor",
    "rank_acceptability",
    "cost_over_time",
    "weight_sensitivity",
    "cost_waterfall",
    "saving_distribution",
    "tornado",
    "gates_matrix",
    "scenario_comparison",
    "scenario_differences",
    "staffing_week",
    "exit_plan",
]
Mark = Literal["bar", "line", "interval"]


@dataclass(frozen=True)
class Series:
    """Numbers that belong together: one per category or position, None where there is none.

    `role` names a colour of the palette. `low` and `high` bound the 80 % interval. `labels` are words on
    the marks. `hatch` tells a fill apart without colour. `number` replaces the chart's own number format.
    `within` are ends that no axis passes, such as 0 and 1 of a share.
    """

    name: str
    values: tuple[float | None, ...]
    role: str = "ink"
    mark: Mark = "bar"
    low: tuple[float | None, ...] = ()
    high: tuple[float | None, ...] = ()
    labels: tuple[str, ...] = ()
    dash: bool = False
    hatch: bool = False
    emphasis: bool = False
    number: NumberFormat | None = None
    within: tuple[float, float] | None = None


@dataclass(frozen=True)
class Reference:
    """A value that the reader should hold the marks against, with its words."""

    value: float
    label: str
    role: str = "ink"
    axis: Literal["value", "position"] = "value"
    dash: bool = False


@dataclass(frozen=True)
class Words:
    """The sentences around a chart. The title states the finding."""

    title: str
    subtitle: str = ""
    note: str = ""
    source: str = ""


@dataclass(frozen=True)
class ChartSpec:
    """One chart. `categories` name rows or columns; `positions` place values on a number line instead.

    `row_name` says what a category or position is ("Option", "Month"); `highlight` is the category to stress.
    """

    kind: Kind
    words: Words
    value_axis: str
    number: NumberFormat
    categories: tuple[str, ...] = ()
    positions: tuple[float, ...] = ()
    row_name: str = ""
    position_number: NumberFormat = field(default_factory=NumberFormat)
    series: tuple[Series, ...] = ()
    references: tuple[Reference, ...] = ()
    highlight: int | None = None

    def marked(self, mark: Mark) -> tuple[Series, ...]:
        """The series that are drawn with this mark."""
        return tuple(series for series in self.series if series.mark == mark)

    @property
    def empty(self) -> bool:
        """True when there is nothing to draw."""
        return not any(value is not None for series in self.series for value in series.values)

    def written(self, series: Series, value: float | None, signed: bool = False) -> str:
        """A value of a series as people read it."""
        return (series.number or self.number).text(value, signed)
