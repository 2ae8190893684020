"""What came against what was expected, month by month."""

from collections.abc import Sequence

from reports.charts.formats import NumberFormat, quantity
from reports.charts.spec import ChartSpec, Series, Words


def actual_and_expected(
    words: Words,
    expected: Sequence[tuple[float, float, float]],
    actual: Sequence[float | None],
    number: NumberFormat,
    value_axis: str,
) -> ChartSpec:
    """By month of the deal from 1. `expected`: low, mean and high of the 80 % band; None: not known yet."""
    lows, means, highs = zip(*expected, strict=True)
    return ChartSpec(
        kind="cost_over_time",
        words=words,
        value_axis=value_axis,
        number=number,
        row_name="Month of the deal",
        positions=tuple(float(month) for month in range(1, len(expected) + 1)),
        position_number=quantity(),
        series=(
            Series("Expected", means, "inhouse", "line", low=lows, high=highs, dash=True),
            Series("Actual", tuple(actual), "link", "line", emphasis=True),
        ),
    )
