"""How every figure of an option was computed, as a tree from the figure down to the answers."""

from dataclasses import replace

from reports.presenters import explanation_money
from reports.presenters.explanation_node import Node, inputs_of, sentence
from reports.presenters.numbers import in_hundred, percent, points, points_range, range_words
from reports.presenters.reading import FACTOR_NAMES, Reading
from reports.presenters.units import written
from scoring.decision import CriterionResult, Interval, OptionResult

SERVICE = (
    ("satisfaction", "Customers satisfied", "Q2"),
    ("resolution", "Settled at the first contact", "Q1"),
)


def present(reading: Reading, option: OptionResult, figure: str = "") -> tuple[Node, ...]:
    """figure: the key of the one that is asked for; it and what it belongs to stand open."""
    nodes = (
        _value(reading, option),
        *explanation_money.present(reading, option),
        *_service(reading, option),
        *_chances(reading, option),
    )
    return tuple(_opened(node, figure) for node in nodes) if figure else nodes


def _opened(node: Node, figure: str) -> Node:
    children = tuple(_opened(child, figure) for child in node.children)
    is_open = node.key == figure or any(child.open for child in children)
    return replace(node, children=children, open=is_open)


def _value(reading: Reading, option: OptionResult) -> Node:
    return Node(
        label="Value",
        value=f"{points(option.value.mean, 1)} of 100 ({range_words(points_range(option.value, 1))})",
        how="Weight times value of each factor, added up in every future; the figure is the mean.",
        key="value",
        children=tuple(_factor(reading, option, result.factor) for result in option.factors),
    )


def _factor(reading: Reading, option: OptionResult, factor: str) -> Node:
    result = next(found for found in option.factors if found.factor == factor)
    rows = tuple(_criterion(reading, c) for c in option.criteria if c.factor == factor)
    return Node(
        label=FACTOR_NAMES.get(factor, factor),
        value=f"{points(result.points, 1)} points",
        how=f"Weight {percent(result.weight, 1)} × value {points(result.value.mean, 1)} of 100.",
        children=rows,
    )


def _criterion(reading: Reading, result: CriterionResult) -> Node:
    numbers = reading.numbers
    level = written(result.level.mean, result.unit, numbers)
    worst, best = (written(end, result.unit, numbers) for end in (result.worst, result.best))
    weighs = f"It weighs {percent(result.weight, 1)} of the whole."
    return Node(
        label=f"{result.id} {result.name}",
        value=f"{level} → {points(result.value.mean)}",
        how=f"{sentence(result.explanation)} {worst} earns 0, {best} 100. {weighs}",
        children=inputs_of(reading, result.inputs),
    )


def _service(reading: Reading, option: OptionResult) -> tuple[Node, ...]:
    """What customers get, with the answers behind it."""
    levels = {"Q1": option.first_contact_resolution, "Q2": option.satisfaction}
    found = {criterion.id: criterion for criterion in option.criteria}
    return tuple(
        _level(reading, key, name, levels[row], found[row]) for key, name, row in SERVICE if row in found
    )


def _level(reading: Reading, key: str, name: str, level: Interval, criterion: CriterionResult) -> Node:
    around = range_words(f"{points(100 * level.low)}–{percent(level.high)}")
    return Node(
        label=name,
        value=f"{percent(level.mean)} ({around})",
        how=sentence(criterion.explanation),
        children=inputs_of(reading, criterion.inputs),
        key=key,
    )


def _chances(reading: Reading, option: OptionResult) -> tuple[Node, ...]:
    futures, numbers = f"{reading.decision.futures:,}", reading.numbers
    hurdle = numbers.money(option.money.hurdle)
    return (
        Node(
            "Chance of a saving",
            f"in {in_hundred(option.p_saves)} of 100 futures",
            f"The share of {futures} futures in which the net benefit is above {hurdle},"
            " the least that counts.",
            key="saves",
        ),
        Node(
            "Chance of being better than in-house",
            f"in {in_hundred(option.p_value_above_in_house)} of 100 futures",
            f"The share of {futures} futures in which its value is above that of staying as is.",
            key="better",
        ),
        Node(
            "Chance of being best",
            f"in {in_hundred(option.p_best)} of 100 futures",
            f"The share of {futures} futures in which it comes first of all that fail no gate.",
            key="best",
        ),
    )
