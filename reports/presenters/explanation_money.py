"""How the money of an option was computed: the sums, their lines, and the answers behind each."""

from collections.abc import Collection

from reports.presenters.explanation_node import Node, inputs_of, sentence
from reports.presenters.money import payback_words, quote_of
from reports.presenters.numbers import in_hundred, money_interval, range_words
from reports.presenters.reading import Reading
from scoring.decision import MoneyLineResult, OptionResult

CUSTOMERS = frozenset({"customers"})
ONE_OFF = frozenset({"one_off"})
TO_OTHERS = frozenset({"one_off", "vendor", "own_centre"})


def present(reading: Reading, option: OptionResult) -> tuple[Node, ...]:
    nodes = (_expected(reading, option), _one_off(reading, option), _first_year(reading, option))
    moved = () if option.model == "stay" else (_payback(reading, option),)
    return (*nodes, *moved, _per_contact(reading, option), *_break_even(reading, option))


def _expected(reading: Reading, option: OptionResult) -> Node:
    money = option.money
    return Node(
        label="Expected saving",
        value=money_interval(reading.numbers, money.net_benefit),
        how="The saving before customers, and the margin of customers won or lost.",
        children=(_before_customers(reading, option), *_customers(reading, option)),
        key="saving",
    )


def _before_customers(reading: Reading, option: OptionResult) -> Node:
    stay = reading.in_house
    today = () if stay is None or stay is option else (_cost(reading, stay, "today"),)
    return Node(
        label="Saving before customers",
        value=money_interval(reading.numbers, option.money.saving),
        how="Whole-life cost of staying as is, less that of the option, in every future.",
        children=(*today, _cost(reading, option, "cost")),
        key="before_customers",
    )


def _cost(reading: Reading, option: OptionResult, key: str) -> Node:
    return Node(
        label=f"Whole-life cost of {option.name}",
        value=money_interval(reading.numbers, option.money.present_cost),
        how="The sum of its lines in today's value.",
        children=_lines(reading, option, but=CUSTOMERS),
        key=key,
    )


def _customers(reading: Reading, option: OptionResult) -> tuple[Node, ...]:
    lines = _lines(reading, option, only=CUSTOMERS)
    if not lines:
        return ()
    return (
        Node(
            label="Customers lost or won",
            value=money_interval(reading.numbers, option.money.customer_value_change),
            how="Their margin in today's value: a minus is lost. Its lines count it as a cost.",
            children=lines,
            key="customers",
        ),
    )


def _one_off(reading: Reading, option: OptionResult) -> Node:
    return Node(
        label="One-off cost",
        value=money_interval(reading.numbers, option.money.one_off),
        how="Paid before and during the move: the sum of its lines.",
        children=_lines(reading, option, only=ONE_OFF),
        key="one_off",
    )


def _first_year(reading: Reading, option: OptionResult) -> Node:
    lines = [line for line in option.money.lines if line.group in TO_OTHERS and line.first_year]
    return Node(
        label="Cash needed in the first year",
        value=reading.numbers.money(option.money.first_year_cost_p90),
        how="One-off cost and what others are paid in the first year. It suffices in 90 of 100 futures; its"
        " lines show the mean, so they come to less.",
        children=tuple(
            Node(line.name, reading.numbers.money(line.first_year), sentence(line.formula)) for line in lines
        ),
        key="first_year",
    )


def _payback(reading: Reading, option: OptionResult) -> Node:
    return Node(
        label="Pays back",
        value=payback_words(reading, option),
        how="The month from which the saving so far, not discounted and with the one-off cost, stays above"
        f" nothing, in the middle of all futures. In {in_hundred(option.money.payback_share)} of 100 futures"
        f" that happens within {reading.years}.",
        key="payback",
    )


def _per_contact(reading: Reading, option: OptionResult) -> Node:
    contact, numbers = option.money.cost_per_resolved_contact, reading.numbers
    around = range_words(f"{numbers.price(contact.low)} to {numbers.price(contact.high)}")
    return Node(
        label="Cost per settled contact",
        value=f"{numbers.price(contact.mean)} ({around})",
        how="What the work costs in the last twelve months, divided by the contacts settled at once in them.",
        key="contact",
    )


def _break_even(reading: Reading, option: OptionResult) -> tuple[Node, ...]:
    price = option.money.break_even_price
    if price is None:
        return ()
    quoted = tuple(f"providers.{key}.offer.price" for key in option.providers)
    return (
        Node(
            label="Highest price worth paying",
            value=reading.numbers_at(quote_of(reading, option)).price(price),
            how="The price at which the expected saving is exactly the least that counts,"
            f" {reading.numbers.money(option.money.hurdle)}, with all else as it is.",
            children=inputs_of(reading, quoted),
            key="price",
        ),
    )


def _lines(
    reading: Reading, option: OptionResult, only: Collection[str] = (), but: Collection[str] = ()
) -> tuple[Node, ...]:
    """The largest first."""
    lines = [
        line for line in option.money.lines if line.group not in but and (not only or line.group in only)
    ]
    return tuple(_line(reading, line) for line in sorted(lines, key=_size))


def _line(reading: Reading, line: MoneyLineResult) -> Node:
    return Node(
        label=line.name,
        value=money_interval(reading.numbers, line.present_value),
        how=sentence(line.formula),
        children=inputs_of(reading, line.inputs),
    )


def _size(line: MoneyLineResult) -> float:
    return -abs(line.present_value.mean)
