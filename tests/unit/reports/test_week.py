"""Agents through the week: only where it was measured when contacts come."""

from dataclasses import replace

import pytest

from reports.presenters import charts, read, report
from reports.presenters.edition import Edition
from reports.presenters.reading import Reading
from scoring.case import Estimate
from scoring.staffing import agents_required
from tests.reports_examples import example_case, example_decision

TEN_ON_MONDAY = 20  # half hours after Monday 00:00


def reading(at: dict[int, float], target: float | None = 20.0) -> Reading:
    """The calls of complaints alone, at these half hours of the week."""
    case = example_case()
    shape = tuple(at.get(slot, 0.0) for slot in range(336)) if at else ()
    streams = tuple(
        replace(s, arrival_profile=shape, handle_seconds=Estimate.constant(300.0))
        if s.id == "complaints"
        else s
        for s in case.service.streams
    )
    service = replace(
        case.service,
        streams=streams,
        service_level=Estimate.constant(0.8),
        service_level_target_seconds=target,
    )
    case = replace(case, service=service)
    return read(example_decision(case), case)


def test_the_busiest_half_hour_is_named_with_its_agents() -> None:
    found = reading({TEN_ON_MONDAY: 2.0, TEN_ON_MONDAY + 1: 1.0, 48 + TEN_ON_MONDAY: 1.0})
    spec = charts.present(found)["week"]
    stream = found.streams["complaints"]
    a_week = (stream.contacts_per_month.likely or 0) * 12 * 7 / 365.25
    needed = float(agents_required(a_week * 2 / 4 * 2, 300.0, 20.0, 0.8))
    assert [series.name for series in spec.series] == ["Monday", "Tuesday"]
    assert spec.series[0].values[0] == needed
    assert spec.positions == (10.0, 10.5)
    assert spec.words.title.startswith("Monday at 10:00 needs most people: ")


@pytest.mark.parametrize("found", [reading({}), reading({TEN_ON_MONDAY: 1.0}, target=None)])
def test_without_times_or_a_target_there_is_no_picture(found: Reading) -> None:
    assert "week" not in charts.present(found)


def test_the_picture_stands_in_the_report_before_the_gates() -> None:
    view = report.present(reading({TEN_ON_MONDAY: 1.0}), Edition())
    keys = list(view.figures)
    assert keys.index("week") + 1 == keys.index("gates")
