"""Agents needed through the week, where it was measured when contacts come."""

import numpy as np

from reports.charts.builders.work import WEEKDAYS, staffing_week
from reports.charts.formats import clock
from reports.charts.spec import ChartSpec, Words
from reports.presenters.numbers import number, percent
from reports.presenters.reading import Reading
from scoring.costs.crews import live_share
from scoring.staffing import agents_required

HALF_HOURS, WEEK = 48, 336
WEEKS_A_MONTH = 365.25 / 7 / 12


def staffing(reading: Reading) -> ChartSpec | None:
    """Of all live contacts as one queue, at today's answering target. None where nothing was measured."""
    service = reading.case.service
    target, level = service.service_level_target_seconds, service.service_level.likely
    arrivals, seconds = _arrivals(reading)
    if target is None or level is None or not 0 < level < 1 or not seconds:
        return None
    agents = agents_required(2 * arrivals, seconds, target, level).reshape(7, HALF_HOURS)
    open_ = np.flatnonzero(agents.sum(axis=0))
    hours = range(int(open_[0]), int(open_[-1]) + 1)
    days = [(day, agents[place, hours].tolist()) for place, day in enumerate(WEEKDAYS) if agents[place].any()]
    day, slot = divmod(int(agents.argmax()), HALF_HOURS)
    words = Words(
        f"{WEEKDAYS[day]} at {clock().text(slot / 2)} needs most people: {number(float(agents.max()))}",
        subtitle=f"Agents at work to answer {percent(level)} within {number(target)} seconds, by half hour",
    )
    return staffing_week(words, [hour / 2 for hour in hours], days)


def _arrivals(reading: Reading) -> tuple[np.ndarray, float]:
    """Live contacts per half hour of a usual week, and their handling time in seconds; 0 for none."""
    contacts, work = np.zeros(WEEK), 0.0
    for stream in reading.case.service.streams:
        a_month, seconds = stream.contacts_per_month.likely, stream.handle_seconds.likely
        shape = np.array(stream.arrival_profile)
        if len(shape) != WEEK or shape.sum() <= 0 or not (a_month and seconds):
            continue
        a_week = a_month / WEEKS_A_MONTH * live_share(stream)
        contacts += a_week * shape / shape.sum()
        work += a_week * seconds / stream.concurrency
    return contacts, work / contacts.sum() if contacts.sum() else 0.0
