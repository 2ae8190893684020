"""Charts of money: over time, from in-house cost to an option's cost, and the spread of the saving."""

from collections.abc import Sequence

from reports.charts.builders.values import OptionLine, option_lines
from reports.charts.formats import money, quantity, share
from reports.charts.labels import clean
from reports.charts.spec import ChartSpec, Reference, Series, Words


def cost_over_time(
    words: Words,
    months: Sequence[float],
    options: Sequence[OptionLine],
    currency: str,
    leader: int | None = None,
    inhouse: int | None = None,
    value_axis: str = "Cumulative cost",
    references: Sequence[Reference] = (),
) -> ChartSpec:
    """Cumulative money by month (0 = start) of each option, with the 80 % band of the leader.

    `currency` is the symbol that stands in front. For cumulative savings pass another `value_axis`.
    """
    return ChartSpec(
        kind="cost_over_time",
        words=words,
        value_axis=value_axis,
        number=money(currency),
        row_name="Month",
        positions=tuple(months),
        position_number=quantity(),
        series=option_lines(options, leader, inhouse),
        references=tuple(references),
    )


def cost_waterfall(
    words: Words,
    start: tuple[str, float],
    steps: Sequence[tuple[str, float]],
    end: tuple[str, float],
    currency: str,
) -> ChartSpec:
    """From one cost to another: (label, amount) for both ends, (label, change) for the steps between.

    The steps must add up to the difference; what is missing (rounding) is refused above 0.5 %.
    """
    gap = abs(start[1] + sum(change for _, change in steps) - end[1])
    if gap > 0.005 * max(abs(start[1]), abs(end[1]), 1):
        raise ValueError(f"steps: they miss the end of the waterfall by {gap:,.2f}")
    blank = (None,) * len(steps)
    changes = [change for _, change in steps]
    return ChartSpec(
        kind="cost_waterfall",
        words=words,
        value_axis="Cost over the whole horizon",
        number=money(currency),
        row_name="Step",
        categories=tuple(clean(label) for label, _ in (start, *steps, end)),
        series=(
            Series("Cost", (start[1], *blank, end[1]), "ink-3"),
            Series("Adds cost", (None, *(c if c > 0 else None for c in changes), None), "nogo", hatch=True),
            Series("Saves cost", (None, *(c if c <= 0 else None for c in changes), None), "go"),
        ),
    )


def saving_distribution(
    words: Words,
    bins: Sequence[tuple[float, float, float]],
    currency: str,
    hurdle: float | None = None,
    expected: float | None = None,
    value_axis: str = "Net benefit over the horizon",
) -> ChartSpec:
    """Histogram of the saving: bins are (from, to, number of futures) side by side, in money.

    Zero is always marked; the hurdle and the expected value where they are given.
    """
    kept = [(low, high, count) for low, high, count in bins if high > low]
    total = sum(count for *_, count in kept) or 1
    edges = tuple(low for low, *_ in kept) + ((kept[-1][1],) if kept else ())
    marks = [Reference(0.0, "Zero", "ink", "position")]
    if hurdle:
        marks.append(
            Reference(hurdle, f"Hurdle {money(currency).text(hurdle)}", "ink", "position", dash=True)
        )
    if expected is not None:
        label = f"Expected {money(currency).text(expected)}"
        marks.append(Reference(expected, label, "link", "position"))
    return ChartSpec(
        kind="saving_distribution",
        words=words,
        value_axis="Share of futures",
        number=share(1),
        row_name=value_axis,
        positions=edges,
        position_number=money(currency),
        series=_zones(kept, total, hurdle or 0.0) if kept else (),
        references=tuple(marks),
    )


def _zones(bins: list[tuple[float, float, float]], total: float, hurdle: float) -> tuple[Series, ...]:
    """The bins by what they mean: loss, too little, enough. A bin belongs where its middle lies."""
    middles = [(low + high) / 2 for low, high, _ in bins]
    shares = [count / total for *_, count in bins]

    def zone(name: str, role: str, above: float, below: float) -> Series:
        inside = (s if above <= m < below else None for s, m in zip(shares, middles, strict=True))
        return Series(name, tuple(inside), role, hatch=role == "nogo")

    far = float("inf")
    loss = zone("Costs more than in-house", "nogo", -far, min(0.0, hurdle))
    little = zone("Saves less than the hurdle", "conditional", 0.0, hurdle)
    enough = zone("Saves more than the hurdle" if hurdle else "Saves", "go", max(hurdle, 0.0), far)
    return (loss, little, enough) if hurdle > 0 else (loss, enough)
