"""How every figure of an option was computed, as a tree from the figure down to the answers."""

from dataclasses import dataclass

from reports.presenters.numbers import in_hundred, money_interval, percent, points, points_range, range_words
from reports.presenters.reading import FACTOR_NAMES, Reading
from reports.presenters.units import span, written
from scoring.decision import CriterionResult, InputUsed, MoneyLineResult, OptionResult
from ui.words import evidence_words


@dataclass(frozen=True)
class Node:
    """A figure, how it came about, and the figures that it was made of."""

    label: str
    value: str
    how: str = ""
    source: str = ""
    children: tuple["Node", ...] = ()


def present(reading: Reading, option: OptionResult) -> tuple[Node, ...]:
    return (_value(reading, option), _saving(reading, option), *_chances(reading, option))


def _value(reading: Reading, option: OptionResult) -> Node:
    return Node(
        label="Value",
        value=f"{points(option.value.mean, 1)} of 100 ({range_words(points_range(option.value, 1))})",
        how="Weight times value of each factor, added up in every future; the figure is the mean.",
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
        how=f"{_sentence(result.explanation)} {worst} earns 0, {best} 100. {weighs}",
        children=_inputs(reading, result.inputs),
    )


def _saving(reading: Reading, option: OptionResult) -> Node:
    money, numbers = option.money, reading.numbers
    groups = tuple(_line(reading, line) for line in sorted(money.lines, key=_size))
    own = Node(
        label=f"Whole-life cost of {option.name}",
        value=numbers.money(money.present_cost.mean),
        how="The sum of its lines in today's value.",
        children=groups,
    )
    stay = reading.in_house
    today = () if stay is None or stay is option else (_cost(reading, stay),)
    return Node(
        label="Saving",
        value=money_interval(numbers, money.saving),
        how="Whole-life cost of staying as is, less that of the option, in every future.",
        children=(*today, own),
    )


def _cost(reading: Reading, option: OptionResult) -> Node:
    lines = sorted(option.money.lines, key=_size)
    return Node(
        label=f"Whole-life cost of {option.name}",
        value=reading.numbers.money(option.money.present_cost.mean),
        how="The sum of its lines in today's value.",
        children=tuple(_line(reading, line) for line in lines),
    )


def _line(reading: Reading, line: MoneyLineResult) -> Node:
    return Node(
        label=line.name,
        value=money_interval(reading.numbers, line.present_value),
        how=_sentence(line.formula),
        children=_inputs(reading, line.inputs),
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
        ),
        Node(
            "Chance of being better than in-house",
            f"in {in_hundred(option.p_value_above_in_house)} of 100 futures",
            f"The share of {futures} futures in which its value is above that of staying as is.",
        ),
        Node(
            "Chance of being best",
            f"in {in_hundred(option.p_best)} of 100 futures",
            f"The share of {futures} futures in which it comes first of all that fail no gate.",
        ),
    )


def _inputs(reading: Reading, paths: tuple[str, ...]) -> tuple[Node, ...]:
    used = {item.path: item for item in reading.decision.inputs}
    return tuple(_input(reading, used[path]) for path in paths if path in used)


def _input(reading: Reading, item: InputUsed) -> Node:
    numbers = reading.numbers
    likely = written(item.likely, item.unit, numbers)
    around = span(item.low, item.high, item.unit, numbers)
    return Node(
        label=item.label,
        value=likely if item.low == item.high else f"{likely} ({around})",
        how=f"{evidence_words(item.evidence)}.",
        source=item.source,
    )


def _size(line: MoneyLineResult) -> float:
    return -abs(line.present_value.mean)


def _sentence(text: str) -> str:
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!")) else ".") if text else ""
