"""The figures of a decision as they are stored, unrounded, for programs that compute on."""

from reports.presenters.evidence import grade_words
from reports.presenters.reading import MODEL_NAMES, Reading
from scoring.decision import Interval, OptionResult

Value = str | float | int | None
OPTION_HEADS = (
    "Rank", "Option", "Kind", "Value", "Value, low", "Value, high", "Cost", "Cost, low", "Cost, high",
    "Saving", "Saving, low", "Saving, high", "Customers", "Customers, low", "Customers, high",
    "Expected saving", "Expected saving, low", "Expected saving, high", "Hurdle", "Saves enough",
    "Better than in-house", "Comes first", "Pays back in month", "Customers satisfied",
    "Settled at first contact", "Contacts that move", "Jobs released", "Gates open", "Gates failed",
)  # fmt: skip
INPUT_HEADS = ("Figure", "Whose", "Unit", "Low", "Likely", "High", "Known how", "Source", "Path")
LINE_HEADS = (
    "Option",
    "Line",
    "Group",
    "Present value",
    "Low",
    "High",
    "First year",
    "Later years",
    "Formula",
)


def options_table(reading: Reading) -> list[list[Value]]:
    return [[*OPTION_HEADS], *([*_option(option)] for option in reading.decision.options)]


def inputs_table(reading: Reading) -> list[list[Value]]:
    rows: list[list[Value]] = [[*INPUT_HEADS]]
    for used in reading.decision.inputs:
        known = (used.low, used.likely, used.high)
        owner = reading.owner_of(used.path) or "own service"
        words = (grade_words(used.evidence), used.source, used.path)
        rows.append([used.label, owner, used.unit, *known, *words])
    return rows


def money_table(reading: Reading) -> list[list[Value]]:
    rows: list[list[Value]] = [[*LINE_HEADS]]
    for option in reading.decision.options:
        for line in option.money.lines:
            years = (line.first_year, line.steady_year)
            rows.append(
                [option.name, line.name, line.group, *_three(line.present_value), *years, line.formula]
            )
    return rows


def _option(option: OptionResult) -> list[Value]:
    money, states = option.money, [gate.state for gate in option.gates]
    return [
        option.rank,
        option.name,
        MODEL_NAMES.get(option.model, option.model),
        *_three(option.value),
        *_three(money.present_cost),
        *_three(money.saving),
        *_three(money.customer_value_change),
        *_three(money.net_benefit),
        money.hurdle,
        option.p_saves.share,
        option.p_value_above_in_house.share,
        option.p_best.share,
        money.payback_month,
        option.satisfaction.mean,
        option.first_contact_resolution.mean,
        option.moved_share,
        option.released_fte.mean,
        states.count("open"),
        states.count("fail"),
    ]


def _three(interval: Interval) -> tuple[float, float, float]:
    return interval.mean, interval.low, interval.high
