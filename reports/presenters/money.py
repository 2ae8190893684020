"""Money of an option: the lines with formula and source, the sums, and how they differ from in-house."""

from dataclasses import dataclass

from reports.charts.formats import MISSING
from reports.presenters.numbers import in_hundred, percent
from reports.presenters.reading import Reading
from reports.presenters.units import PRICE_BASES
from reports.presenters.words import NO_BREAK, counted
from scoring.decision import MoneyLineResult, OptionResult

GROUP_NAMES = {
    "in_house": "In-house team",
    "stranded": "Costs that do not stop",
    "vendor": "Vendor",
    "own_centre": "Own centre abroad",
    "one_off": "One-off",
    "exit": "Expected cost of leaving early",
    "customers": "Customers lost or won",
}


@dataclass(frozen=True)
class MoneyRow:
    id: str
    name: str
    present_value: str
    range: str
    first_year: str
    steady_year: str
    formula: str
    inputs: str  # the assumptions that were used, by their words


@dataclass(frozen=True)
class MoneyGroup:
    id: str
    name: str
    total: str
    rows: tuple[MoneyRow, ...]


@dataclass(frozen=True)
class Sum:
    """figure: its name in the explanation."""

    name: str
    value: str
    range: str
    note: str
    figure: str


@dataclass(frozen=True)
class MoneyView:
    option: str
    groups: tuple[MoneyGroup, ...]
    sums: tuple[Sum, ...]
    discount: str


def present(reading: Reading, option: OptionResult) -> MoneyView:
    lines = [line for line in option.money.lines if _is_shown(line)]
    groups = {line.group: [other for other in lines if other.group == line.group] for line in lines}
    return MoneyView(
        option=reading.option_name(option.option_id),
        groups=tuple(_group(reading, group, groups[group]) for group in GROUP_NAMES if group in groups),
        sums=_sums(reading, option),
        discount=percent(reading.case.method.discount_rate_per_year, 1),
    )


def _is_shown(line: MoneyLineResult) -> bool:
    """A line that is nothing in every future says nothing."""
    return any((line.present_value.mean, line.present_value.low, line.present_value.high, line.first_year))


def _group(reading: Reading, group: str, lines: list[MoneyLineResult]) -> MoneyGroup:
    total = sum(line.present_value.mean for line in lines)
    rows = tuple(_row(reading, line) for line in lines)
    return MoneyGroup(group, GROUP_NAMES[group], reading.numbers.money(total), rows)


def _row(reading: Reading, line: MoneyLineResult) -> MoneyRow:
    numbers, value = reading.numbers, line.present_value
    return MoneyRow(
        id=line.id,
        name=line.name,
        present_value=numbers.money(value.mean),
        range=numbers.money_range(value.low, value.high),
        first_year=numbers.money(line.first_year),
        steady_year=numbers.money(line.steady_year),
        formula=line.formula,
        inputs=_input_words(reading, line.inputs),
    )


def _input_words(reading: Reading, paths: tuple[str, ...]) -> str:
    labels = {used.path: used.label for used in reading.decision.inputs}
    return "; ".join(dict.fromkeys(labels[path] for path in paths if path in labels))


def _sums(reading: Reading, option: OptionResult) -> tuple[Sum, ...]:
    money, numbers, stay = option.money, reading.numbers, reading.in_house
    in_house = stay.money.present_cost if stay else None
    found = [
        ("today", "Cost in-house as is", in_house, f"present value over {reading.years}"),
        ("cost", "Cost of this option", money.present_cost, f"present value over {reading.years}"),
        ("before_customers", "Saving before customers", money.saving, ""),
        ("customers", "Customers lost or won", money.customer_value_change, "margin, present value"),
        (
            "saving",
            "Expected saving",
            money.net_benefit,
            f"hurdle {numbers.money(money.hurdle)}" if money.hurdle else "",
        ),
        ("one_off", "One-off cost", money.one_off, "paid before and during the move"),
    ]
    rows = [
        Sum(
            name, numbers.money(interval.mean), numbers.money_range(interval.low, interval.high), note, figure
        )
        for figure, name, interval, note in found
        if interval is not None
    ]
    return (*rows, *_other_sums(reading, option))


def _other_sums(reading: Reading, option: OptionResult) -> tuple[Sum, ...]:
    money, numbers = option.money, reading.numbers
    contact = money.cost_per_resolved_contact
    return (
        Sum(
            "Cash needed in the first year",
            numbers.money(money.first_year_cost_p90),
            "",
            "enough in 90 of 100 futures",
            "first_year",
        ),
        Sum(
            "Pays back",
            payback_words(reading, option),
            "",
            f"in {in_hundred(money.payback_share)} of 100 futures",
            "payback",
        ),
        Sum(
            "Cost per settled contact",
            numbers.price(contact.mean),
            f"{numbers.price(contact.low)} to {numbers.price(contact.high)}",
            "",
            "contact",
        ),
        *_break_even(reading, option),
    )


def _break_even(reading: Reading, option: OptionResult) -> tuple[Sum, ...]:
    price = option.money.break_even_price
    if price is None:
        return ()
    path = quote_of(reading, option)
    basis = PRICE_BASES[reading.price_basis(path)]
    text = reading.numbers_at(path).price(price)
    return (Sum("Highest price worth paying", text, "", f"{basis}; above it the hurdle is missed", "price"),)


def quote_of(reading: Reading, option: OptionResult) -> str:
    """The path of the price that the break-even price stands for: only one vendor has one."""
    quoted = (key for key in option.providers if (found := reading.providers.get(key)) and found.offer)
    return f"providers.{next(quoted)}.offer.price"


def payback_words(reading: Reading, option: OptionResult) -> str:
    month = option.money.payback_month
    if option.model == "stay":
        return MISSING
    if month is None:
        return f"not within {reading.decision.horizon_months}{NO_BREAK}months"
    return f"after {counted(month, 'month')}"
