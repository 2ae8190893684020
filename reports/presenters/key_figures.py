"""The four figures under the verdict, each with its range."""

from dataclasses import dataclass

from reports.charts.formats import MISSING
from reports.presenters.gates import gate_counts, gates_in_words
from reports.presenters.numbers import in_hundred, number, percent, range_words
from reports.presenters.reading import Reading
from reports.presenters.words import NO_BREAK, counted
from scoring.decision import OptionResult


@dataclass(frozen=True)
class KeyFigure:
    id: str
    value: str
    caption: str
    range: str  # the interval or the share of futures beside the main figure

    @property
    def label(self) -> str:
        return f"{self.caption} ({self.range})"


def present(reading: Reading) -> tuple[KeyFigure, ...]:
    option = reading.subject
    if option is None:
        return ()
    stays = option.model == "stay"  # nothing is saved and nothing is to pay back
    return (
        _cost(reading, option) if stays else _saving(reading, option),
        _per_contact(reading, option) if stays else _payback(reading, option),
        _satisfaction(reading, option),
        _gates(option),
    )


def _saving(reading: Reading, option: OptionResult) -> KeyFigure:
    money, numbers = option.money, reading.numbers
    benefit = money.net_benefit
    counts_customers = abs(money.customer_value_change.mean) >= 1
    caption = f"expected {reading.horizon} saving"
    if counts_customers:
        caption += ", lost customers counted"
    if benefit.mean < 0:
        caption += ": it costs more"
    return KeyFigure(
        "saving",
        numbers.money(benefit.mean),
        caption,
        range_words(numbers.money_range(benefit.low, benefit.high)),
    )


def _cost(reading: Reading, option: OptionResult) -> KeyFigure:
    cost, numbers = option.money.present_cost, reading.numbers
    spread = range_words(numbers.money_range(cost.low, cost.high))
    return KeyFigure("cost", numbers.money(cost.mean), f"expected {reading.horizon} cost", spread)


def _per_contact(reading: Reading, option: OptionResult) -> KeyFigure:
    cost, numbers = option.money.cost_per_resolved_contact, reading.numbers
    spread = range_words(f"{numbers.price(cost.low)} to {numbers.price(cost.high)}")
    return KeyFigure("contact", numbers.price(cost.mean), "for each settled contact", spread)


def _payback(reading: Reading, option: OptionResult) -> KeyFigure:
    month, one_off = option.money.payback_month, option.money.one_off.mean
    never = month is None
    return KeyFigure(
        "payback",
        f"not in {reading.decision.horizon_months}{NO_BREAK}months"
        if never
        else counted(month or 0, "month"),
        f"to pay back {reading.numbers.money(one_off)} of one-off cost",
        f"{in_hundred(option.money.payback_share)} of 100 futures pay back in {reading.years}",
    )


def _satisfaction(reading: Reading, option: OptionResult) -> KeyFigure:
    after, stay = option.satisfaction, reading.in_house
    before = stay.satisfaction.mean if stay else None
    change = number(100 * (after.mean - before), 1, signed=True) if before is not None else MISSING
    start = f" from {percent(before)} today" if before is not None else ""
    return KeyFigure(
        "satisfaction",
        f"{change}{NO_BREAK}pts",
        f"customers satisfied,{start}" if start else "customers satisfied",
        range_words(f"{100 * after.low:.0f} to {percent(after.high)}"),
    )


def _gates(option: OptionResult) -> KeyFigure:
    counts = gate_counts(option)
    if counts["fail"]:
        value = f"{counts['fail']}{NO_BREAK}failed"
    else:
        value = f"{counts['open']}{NO_BREAK}open"
    asked = sum(counts.values()) - counts["not_applicable"]
    return KeyFigure("gates", value, f"of {counted(asked, 'gate')}", gates_in_words(option))
