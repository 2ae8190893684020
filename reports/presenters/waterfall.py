"""From in-house cost to the cost of an option, in a few named steps that add up."""

from dataclasses import dataclass

from reports.presenters.money import GROUP_NAMES
from reports.presenters.reading import Reading
from scoring.decision import OptionResult

_STEP_NAMES = {
    "in_house": "In-house cost that stops",
    "stranded": "Cost that does not stop",
    "vendor": "Vendor",
    "own_centre": "Own centre",
    "one_off": "One-off",
    "exit": "Risk of leaving early",
}


@dataclass(frozen=True)
class Waterfall:
    start: tuple[str, float]
    steps: tuple[tuple[str, float], ...]
    end: tuple[str, float]


def present(reading: Reading, option: OptionResult) -> Waterfall | None:
    """None where the lines miss the option's cost by half a per cent: nothing is bent to fit."""
    stay = reading.in_house
    if stay is None:
        return None
    before, after = _by_group(stay), _by_group(option)
    start, end = stay.money.present_cost.mean, option.money.present_cost.mean
    steps = tuple(
        (_STEP_NAMES.get(group, GROUP_NAMES[group]), after.get(group, 0.0) - before.get(group, 0.0))
        for group in _STEP_NAMES
        if abs(after.get(group, 0.0) - before.get(group, 0.0)) >= 0.001 * max(abs(start), 1)
    )
    if abs(start + sum(change for _, change in steps) - end) > 0.005 * max(abs(start), abs(end), 1):
        return None
    return Waterfall(("In-house as is", start), steps, (reading.option_name(option.option_id, 40), end))


def _by_group(option: OptionResult) -> dict[str, float]:
    sums: dict[str, float] = {}
    for line in option.money.lines:
        if line.group != "customers":
            sums[line.group] = sums.get(line.group, 0.0) + line.present_value.mean
    return sums
