"""Scenarios side by side as pictures: small multiples, and what changes against the first."""

from collections.abc import Sequence

from reports.charts.builders.scenarios import Measure, scenario_comparison, scenario_differences
from reports.charts.formats import NumberFormat
from reports.charts.spec import ChartSpec, Words
from reports.presenters.comparison import Compared, verdict_sentence
from reports.presenters.numbers import in_hundred
from scoring.decision import Interval, OptionResult

SHARE = NumberFormat(suffix="\u00a0%", scale=100)
POINTS = NumberFormat(decimals=1)
LINES = 4


def small_multiples(items: Sequence[Compared]) -> ChartSpec:
    subjects = [item.reading.subject for item in items]
    measures = [
        _interval("Value, 0–100", POINTS, [o.value if o else None for o in subjects], (0.0, 100.0)),
        Measure("Saves in", SHARE, [o.p_saves.share if o else None for o in subjects], within=(0.0, 1.0)),
    ]
    if one_currency(items):
        savings = [o.money.net_benefit if o else None for o in subjects]
        number = items[0].reading.numbers.money_format
        measures.insert(0, _interval("Expected saving", number, savings))
    words = Words(
        verdict_sentence(items).rstrip("."),
        subtitle="The leading option of each scenario; the line is the range that holds in 80 of 100 futures",
    )
    return scenario_comparison(words, [item.name for item in items], measures)


def net_benefit_differences(items: Sequence[Compared]) -> ChartSpec | None:
    """Change of the net benefit of each option that all have, against the first scenario."""
    if not one_currency(items):
        return None
    first = items[0]
    common = [o for o in first.options.values() if o.is_outsourcing and _in_all(o, items)][:LINES]
    if not common or len(items) < 2:
        return None
    number = first.reading.numbers.money_format
    measures = [
        Measure(option.name, number, [_net(item, option) - _net(first, option) for item in items[1:]])
        for option in common
    ]
    words = Words(_finding(items, common[0]), subtitle=f"Change of the net benefit against “{first.name}”")
    names = [item.name for item in items[1:]]
    return scenario_differences(words, names, measures, "Change of net benefit", first.name)


def one_currency(items: Sequence[Compared]) -> bool:
    return len({item.reading.decision.currency for item in items}) == 1


def _finding(items: Sequence[Compared], option: OptionResult) -> str:
    first = items[0]
    moved = max(items[1:], key=lambda item: abs(_net(item, option) - _net(first, option)))
    change = _net(moved, option) - _net(first, option)
    amount = first.reading.numbers.money(abs(change))
    return f"“{moved.name}” moves {option.name} most: {amount} {'more' if change > 0 else 'less'}"


def _in_all(option: OptionResult, items: Sequence[Compared]) -> bool:
    return all(option.option_id in item.options for item in items)


def _net(item: Compared, option: OptionResult) -> float:
    return item.options[option.option_id].money.net_benefit.mean


def _interval(
    name: str,
    number: NumberFormat,
    found: Sequence[Interval | None],
    within: tuple[float, float] | None = None,
) -> Measure:
    return Measure(
        name,
        number,
        [interval.mean if interval else None for interval in found],
        [interval.low if interval else None for interval in found],
        [interval.high if interval else None for interval in found],
        within,
    )


def chance_words(item: Compared) -> str:
    subject = item.reading.subject
    return f"saves in {in_hundred(subject.p_saves)} of 100" if subject else ""
