"""Charts of people at work: through the week, and while the work is taken back."""

from collections.abc import Sequence

from reports.charts.formats import clock, quantity, share
from reports.charts.spec import ChartSpec, Reference, Series, Words

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def staffing_week(
    words: Words, starts: Sequence[float], agents_by_day: Sequence[tuple[str, Sequence[float]]]
) -> ChartSpec:
    """Agents needed by weekday and interval: `starts` in hours after midnight, evenly spaced.

    `agents_by_day` holds (day, agents per interval); WEEKDAYS has the names.
    """
    return ChartSpec(
        kind="staffing_week",
        words=words,
        value_axis="Agents needed",
        number=quantity(),
        row_name="From",
        positions=tuple(starts),
        position_number=clock(),
        series=tuple(Series(day, tuple(agents)) for day, agents in agents_by_day),
    )


def exit_plan(
    words: Words,
    months: Sequence[float],
    inhouse: Sequence[float],
    vendor: Sequence[float],
    service_level: Sequence[float | None] = (),
    target: float | None = None,
) -> ChartSpec:
    """People in-house and at the vendor by month (whole numbers from 1), and the service level (0–1)."""
    level = Series("Service level", tuple(service_level), "ink", "line", emphasis=True, number=share())
    marks = (
        () if target is None else (Reference(target, f"Target {share().text(target)}", "ink-3", dash=True),)
    )
    return ChartSpec(
        kind="exit_plan",
        words=words,
        value_axis="People",
        number=quantity(),
        row_name="Month",
        positions=tuple(months),
        position_number=quantity(),
        series=(
            Series("In-house", tuple(inhouse), "inhouse"),
            Series("Vendor", tuple(vendor), "link"),
            *((level,) if service_level else ()),
        ),
        references=marks if service_level else (),
    )
