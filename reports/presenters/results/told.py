"""Results of a deal in sentences and tables."""

import datetime as dt
from collections.abc import Sequence

from reports.models import MonthResult
from reports.presenters.numbers import Numbers, month_words, percent
from reports.presenters.plan import wording
from reports.presenters.plan.parts import PlanTable
from reports.presenters.results.entered import measures
from reports.presenters.results.expected import Expected, Place, place_of
from reports.presenters.results.settled import YEAR, MonthPay, Step, YearPay
from reports.presenters.words import counted, joined, lowered

PLACES = {
    "inside": "inside what the report expected",
    "above": "outside, above",
    "below": "outside, below",
    None: "the report does not look this far",
}
STATES = {"met": "Met", "near": "Close", "not": "Not met", "unknown": "Not known yet"}
TONES = {"met": "fail", "near": "open", "not": "pass", "unknown": ""}


def name_of(month: dt.date) -> str:
    return month_words(month.isoformat())


def net_words(numbers: Numbers, net: float) -> str:
    """`$680 bonus`, `$1,200 malus`."""
    if round(net, 2) == 0:
        return "neither"
    return f"{numbers.amount(abs(net))} {'bonus' if net > 0 else 'malus'}"


def working_table(pay: MonthPay, numbers: Numbers) -> PlanTable:
    """How bonus and malus of a month came about: result, targets, part, share of the fee, money."""
    titles = {row["id"]: row["title"] for row in wording.incentives()["metric"]}
    metrics = {metric.key: metric for metric in pay.scheme.metrics}
    heads = ("Metric", "Result", "All of the malus at", "Target", "All of the bonus at")
    rows = []
    for period in pay.periods:
        for one in period.settled.reached:
            metric = metrics[one.key]
            title = titles[one.key] + (f", {period.name}" if period.name else "")
            ends = (percent(end, 1) for end in (one.result, metric.floor, metric.target, metric.stretch))
            cap = pay.scheme.bonus_cap if one.points > 0 else pay.scheme.malus_cap
            worked = f"{percent(one.points, 0, signed=True)} × {percent(metric.weight)} × {percent(cap, 1)}"
            money = numbers.price(period.fee * one.share) if one.share else numbers.price(0.0)
            rows.append((title, *ends, worked, percent(one.share, 2, signed=True), money))
    end = ("Reached × part × most", "Share of the fee", "Bonus or malus (−)")
    return PlanTable(f"How {name_of(pay.row.month)} was worked out", (*heads, *end), tuple(rows))


def working_words(pay: MonthPay, numbers: Numbers) -> str:
    fee = numbers.amount(float(pay.row.fee))
    weeks = len(pay.periods)
    parts = f", {counted(weeks, 'week')} of {numbers.amount(pay.periods[0].fee)}" if weeks > 1 else ""
    missed = "".join(f" {sentence}" for sentence in _lost(pay))
    unmeasured = _unmeasured(pay)
    left = f" Not measured, so neither bonus nor malus: {lowered(joined(unmeasured))}." if unmeasured else ""
    return f"Of the fee of {fee}{parts}: {net_words(numbers, pay.net)}.{missed}{left}"


def year_table(years: Sequence[YearPay], numbers: Numbers) -> PlanTable:
    heads = (
        "Year of the deal",
        "Months entered",
        "Fees",
        "Bonus",
        "Bonus at most",
        "Malus",
        "Malus at most",
        "Bonus less malus",
    )
    rows = [
        (
            f"Year {year.number}",
            str(year.months),
            *(
                numbers.amount(value)
                for value in (
                    *(year.fees, year.bonus, year.most_bonus),
                    *(year.malus, year.most_malus, year.net),
                )
            ),
        )
        for year in years
    ]
    return PlanTable("Bonus and malus so far, with what the caps allow", heads, tuple(rows))


def step_words(step: Step) -> str:
    titles = {row["id"]: row["title"].split(":")[0].lower() for row in wording.incentives()["metric"]}
    missed = [
        f"{titles[one.key]} ({percent(one.mean, 1) if one.mean is not None else 'not measured'}"
        f" against {percent(one.target, 1)})"
        for one in step.averages
        if not one.met
    ]
    better = "the provider may ask for better terms"
    better = f"the price rises by {percent(step.rise, 1)} and {better}" if step.rise else better
    if step.reached:
        return f"Reached: every target was met on average in the first year; {better}."
    if step.reached is False:
        return f"Not reached: on average over the first year these targets were missed: {joined(missed)}."
    so_far = f"After {counted(step.months, 'month')} of {YEAR}"
    if step.on_course:
        return f"{so_far}, every target is met on average; should it stay so, {better}."
    return f"{so_far}, these targets are missed on average: {joined(missed)}."


def against(row: MonthResult, place: int, expected: Expected) -> str:
    """Fee and contacts of a month against the report, in a few words."""
    found = _places(row, place, expected)
    if found[0] == found[1]:
        return PLACES[found[0]].capitalize()
    return f"Fee {PLACES[found[0]]}; contacts {PLACES[found[1]]}"


def results_words(row: MonthResult) -> dict[str, str]:
    """Each figure of a month in a word, with its mean."""
    return {
        measure.label.split(":")[0]: percent(_mean(row, measure.key), 1) for measure in measures(row.terms)
    }


def is_inside(row: MonthResult, place: int, expected: Expected) -> bool:
    """Fee and contacts, as far as the report expected anything of them."""
    return all(one in ("inside", None) for one in _places(row, place, expected))


def happened_words(row: MonthResult) -> str:
    """`2 serious incidents, 1 bad story`, nothing in a quiet month."""
    missed = [title for key, title, _ in row.terms["basics"] if row.missed.get(key)]
    said = [f"missed: {lowered(joined(missed))}"] if missed else []
    said += [counted(row.incidents, "serious incident")] if row.incidents else []
    said += [counted(row.stories, "bad story", "bad stories")] if row.stories else []
    return ", ".join(said)


def _places(row: MonthResult, place: int, expected: Expected) -> tuple[Place | None, Place | None]:
    return place_of(float(row.fee), expected.fees, place), place_of(row.contacts, expected.contacts, place)


def _mean(row: MonthResult, key: str) -> float | None:
    known = [value for value in row.measured.get(key, ()) if value is not None]
    return sum(known) / len(known) if known else None


def _lost(pay: MonthPay) -> list[str]:
    """Which requirement took the bonus of which period."""
    found = []
    for place, period in enumerate(pay.periods):
        if period.settled.basics_met:
            continue
        row = pay.row
        titles = [lowered(title) for key, title, _ in row.terms["basics"] if place in row.missed.get(key, ())]
        least = [f"satisfaction of at least {percent(least, 1)}" for _, least in pay.scheme.basics]
        missed = joined(titles or least)
        found.append(f"No bonus for {period.name or 'the month'}, a basic requirement was missed: {missed}.")
    return found


def _unmeasured(pay: MonthPay) -> list[str]:
    titles = {row["id"]: row["title"] for row in wording.incentives()["metric"]}
    reached = {one.key for period in pay.periods for one in period.settled.reached}
    return [titles[metric.key] for metric in pay.scheme.metrics if metric.key not in reached]
