"""One chart of every kind, with numbers that differ from each other so that a mix-up shows."""

from collections.abc import Callable

import pytest

from reports.charts.builders import answer, money, scenarios, values, work
from reports.charts.formats import money as money_format
from reports.charts.formats import points, share
from reports.charts.palette import FACTORS
from reports.charts.spec import ChartSpec, Words

OPTIONS = ("Carolina Contact, part", "Stay in-house", "Meridian, Manila")
MONTHS = tuple(range(13))


def words(kind: str) -> Words:
    return Words(f"What {kind} finds", "A subtitle", "A note", "A source, 2024")


def leader_and_inhouse(names: tuple[str, ...]) -> tuple[int | None, int | None]:
    return 0 if names else None, 1 if len(names) > 1 else None


def value_by_factor(names: tuple[str, ...] = OPTIONS) -> ChartSpec:
    points_of = [[20.5 - i, 17.1, 10.2 + i, 11.3, 9.4, 7.6 - i] for i in range(len(names))]
    bars = [
        values.FactorBar(name, dict(zip(FACTORS, row, strict=True)), sum(row), sum(row) - 6.5, sum(row) + 7.5)
        for name, row in zip(names, points_of, strict=True)
    ]
    return values.value_by_factor(words("value"), bars, 0)


def rank_acceptability(names: tuple[str, ...] = OPTIONS) -> ChartSpec:
    rows = ((0.61, 0.28, 0.11), (0.24, 0.5, 0.26), (0.15, 0.22, 0.63))
    pairs = [(name, rows[i % 3]) for i, name in enumerate(names)]
    return values.rank_acceptability(words("rank"), pairs, 0)


def lines(names: tuple[str, ...], steps: int) -> list[values.OptionLine]:
    return [
        values.OptionLine(
            name,
            [(40_000 + 7_000 * i) * s + 90_000 * i for s in range(steps)],
            [(36_000 + 7_000 * i) * s + 80_000 * i for s in range(steps)],
            [(45_000 + 7_000 * i) * s + 99_000 * i for s in range(steps)],
        )
        for i, name in enumerate(names)
    ]


def cost_over_time(names: tuple[str, ...] = OPTIONS) -> ChartSpec:
    return money.cost_over_time(words("time"), MONTHS, lines(names, 13), "$", *leader_and_inhouse(names))


def weight_sensitivity(names: tuple[str, ...] = OPTIONS) -> ChartSpec:
    weights = [step / 10 for step in range(11)]
    rows = [
        values.OptionLine(name, [60 + i + (20 - 15 * i) * weight for weight in weights])
        for i, name in enumerate(names)
    ]
    crossings = [(0.17, "17 %: in-house wins below")]
    return values.weight_sensitivity(
        words("weight"), "cost", weights, rows, 0.3, crossings, *leader_and_inhouse(names)
    )


def cost_waterfall(names: tuple[str, ...] = OPTIONS) -> ChartSpec:
    steps = [("Pay", -4_600_000.0), ("Vendor fees", 3_500_000.0), ("Transition", 640_000.0)]
    ends = (names[-1], 12_300_000.0), (names[0], 11_840_000.0)
    return money.cost_waterfall(words("waterfall"), ends[0], steps, ends[1], "$")


def saving_distribution(names: tuple[str, ...] = OPTIONS) -> ChartSpec:
    counts = (3, 9, 21, 40, 61, 44, 19, 4)
    bins = [((i - 2) * 5e5, (i - 1) * 5e5, count) for i, count in enumerate(counts)]
    return money.saving_distribution(words("spread"), bins, "$", hurdle=5e5, expected=1.1e6)


def tornado(names: tuple[str, ...] = OPTIONS) -> ChartSpec:
    inputs = [
        answer.TornadoInput(name, 2.9e6 - 1e5 * i, 2e5 + 1e5 * i, f"${24 + i}", f"${33 + i}")
        for i, name in enumerate(names)
    ]
    inputs.append(answer.TornadoInput("Both ends worse", 1.2e6, 1.6e6, "2 months", "9 months"))
    return answer.tornado(words("tornado"), inputs, 1.9e6, money_format("$"), "Net benefit")


def gates_matrix(names: tuple[str, ...] = OPTIONS) -> ChartSpec:
    states = answer.GATE_STATES
    rows = [(f"Gate {g}", [states[(g + i) % len(states)] for i in range(len(names))]) for g in range(5)]
    return answer.gates_matrix(words("gates"), names, rows, 0)


def scenario_comparison(names: tuple[str, ...] = OPTIONS) -> ChartSpec:
    count = len(names)
    saving = [1.9e6 - 7e5 * i for i in range(count)]
    measures = [
        scenarios.Measure(
            "Saving", money_format("$"), saving, [v - 4e5 for v in saving], [v + 5e5 for v in saving]
        ),
        scenarios.Measure("Value", points(), [70.0 - i for i in range(count)]),
        scenarios.Measure("Chance", share(), [0.81 - 0.05 * i for i in range(count - 1)] + [None]),
    ]
    return scenarios.scenario_comparison(words("scenarios"), names, measures, 0)


def scenario_differences(names: tuple[str, ...] = OPTIONS) -> ChartSpec:
    change = [3e5 - 4e5 * i for i in range(len(names))]
    low, high = [v - 1e5 for v in change], [v + 2e5 for v in change]
    measure = scenarios.Measure("Saving", money_format("$"), change, low, high)
    return scenarios.scenario_differences(words("differences"), names, [measure], "Change", "Base case")


def staffing_week(names: tuple[str, ...] = OPTIONS) -> ChartSpec:
    days = [(day, [i + 3 * hour for hour in range(10)]) for i, day in enumerate(work.WEEKDAYS)]
    return work.staffing_week(words("week"), list(range(8, 18)), days)


def exit_plan(names: tuple[str, ...] = OPTIONS) -> ChartSpec:
    months = range(1, 7)
    level = [0.82 - 0.01 * month for month in months]
    inhouse, vendor = [8 * month for month in months], [43 - 7 * month for month in months]
    return work.exit_plan(words("exit"), tuple(months), inhouse, vendor, level, 0.8)


KINDS: dict[str, Callable[..., ChartSpec]] = {
    builder.__name__: builder
    for builder in (
        value_by_factor,
        rank_acceptability,
        cost_over_time,
        weight_sensitivity,
        cost_waterfall,
        saving_distribution,
        tornado,
        gates_matrix,
        scenario_comparison,
        scenario_differences,
        staffing_week,
        exit_plan,
    )
}


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    """The name of each kind in turn."""
    return str(request.param)


@pytest.fixture
def build(kind: str) -> Callable[..., ChartSpec]:
    """The builder of each kind in turn; takes the names of options."""
    return KINDS[kind]


@pytest.fixture
def spec(build: Callable[..., ChartSpec]) -> ChartSpec:
    """A chart of each kind in turn."""
    return build()


@pytest.fixture
def charts() -> dict[str, Callable[..., ChartSpec]]:
    """All builders by kind."""
    return KINDS
