"""The charts of a decision: numbers and the sentence that each of them shows."""

from reports.charts.builders import answer, money, values
from reports.charts.spec import ChartSpec, Words
from reports.presenters import waterfall, week
from reports.presenters.numbers import in_hundred, percent
from reports.presenters.reading import FACTOR_NAMES, Reading
from reports.presenters.units import plain
from scoring.decision import Interval, OptionResult, TornadoBar

_LONGEST_LABEL = 44


def present(reading: Reading) -> dict[str, ChartSpec]:
    """All charts that this decision has numbers for, by key."""
    built = {
        "value": value_by_factor(reading),
        "waterfall": cost_waterfall(reading),
        "cash": cumulative_saving(reading),
        "distribution": saving_distribution(reading),
        "ranks": rank_acceptability(reading),
        "week": week.staffing(reading),
        "gates": gates_matrix(reading),
        "tornado": tornado(reading),
        **weight_sensitivity(reading),
    }
    return {key: spec for key, spec in built.items() if spec is not None and not spec.empty}


def value_by_factor(reading: Reading) -> ChartSpec | None:
    bars = [
        values.FactorBar(
            _label(reading, option),
            {result.factor: result.points for result in option.factors},
            option.value.mean,
            option.value.low,
            option.value.high,
        )
        for option in reading.decision.options
    ]
    best = reading.decision.options[0] if reading.decision.options else None
    title = f"{_label(reading, best)} has the highest value" if best else "Value by factor"
    words = Words(title, subtitle="Points of value 0–100, by what they come from; the line is the 80 % range")
    return values.value_by_factor(words, bars, _index(reading, reading.subject))


def cost_waterfall(reading: Reading) -> ChartSpec | None:
    option = reading.subject
    found = waterfall.present(reading, option) if option and option is not reading.in_house else None
    if found is None or option is None:
        return None
    change = found.end[1] - found.start[1]
    verb = "less" if change < 0 else "more"
    name = _label(reading, option)
    title = f"{name} costs {reading.numbers.money(abs(change))} {verb} than in-house over {reading.years}"
    words = Words(title, subtitle="Present value, from today's cost to the cost of the option")
    return money.cost_waterfall(words, found.start, found.steps, found.end, reading.numbers.symbol)


def cumulative_saving(reading: Reading) -> ChartSpec | None:
    moved = [option for option in reading.decision.options if option.model != "stay"]
    shown = [option for option in moved if option.money.cumulative_saving]
    if not shown:
        return None
    lead = shown.index(reading.subject) if reading.subject in shown else None
    lines = [_saving_line(reading, option) for option in shown]
    months = range(1, 1 + max(len(option.money.cumulative_saving) for option in shown))
    words = Words(
        _payback_title(reading), subtitle="Cumulative saving against in-house by month, not discounted"
    )
    return money.cost_over_time(
        words, tuple(months), lines, reading.numbers.symbol, lead, value_axis="Cumulative saving"
    )


def _saving_line(reading: Reading, option: OptionResult) -> values.OptionLine:
    months = option.money.cumulative_saving
    return values.OptionLine(
        _label(reading, option), _means(months), [m.low for m in months], [m.high for m in months]
    )


def _means(intervals: tuple[Interval, ...]) -> list[float]:
    return [interval.mean for interval in intervals]


def _payback_title(reading: Reading) -> str:
    option = reading.subject
    if option is None or option.model == "stay":
        return "How savings add up"
    month = option.money.payback_month
    name = _label(reading, option)
    if month is None:
        return f"{name} does not pay back within {reading.decision.horizon_months} months"
    return f"{name} has paid back after {month} months"


def saving_distribution(reading: Reading) -> ChartSpec | None:
    option = reading.subject
    if option is None or option.model == "stay" or not option.money.saving_histogram:
        return None
    result = option.money
    enough = "more than the hurdle" if result.hurdle > 0 else "money"
    title = f"{_label(reading, option)} saves {enough} in {in_hundred(option.p_saves)} of 100 futures"
    return money.saving_distribution(
        Words(title, subtitle=f"Net benefit over {reading.years} in {reading.decision.futures:,} futures"),
        result.saving_histogram,
        reading.numbers.symbol,
        result.hurdle or None,
        result.net_benefit.mean,
    )


def rank_acceptability(reading: Reading) -> ChartSpec | None:
    options = reading.decision.options
    ahead = max(options, key=lambda option: option.p_best.share, default=None)
    if ahead is None or len(options) < 2:
        return None
    title = f"{_label(reading, ahead)} comes first in {in_hundred(ahead.p_best)} of 100 futures"
    rows = [(_label(reading, option), option.rank_acceptability) for option in options]
    words = Words(title, subtitle="How often each option takes each place")
    return values.rank_acceptability(words, rows, _index(reading, reading.subject))


def gates_matrix(reading: Reading) -> ChartSpec | None:
    options = reading.decision.options
    names = {gate.gate: gate.name for option in options for gate in option.gates}
    if not names:
        return None
    states = {option.option_id: {gate.gate: gate.state for gate in option.gates} for option in options}
    rows = [
        (name, [states[option.option_id].get(gate, "not_applicable") for option in options])
        for gate, name in sorted(names.items())
    ]
    unmet = sum(any(state in ("open", "fail") for state in row) for _, row in rows)
    title = f"{unmet} of {len(rows)} gates are open or fail for at least one option"
    names_of = [_label(reading, option) for option in options]
    return answer.gates_matrix(Words(title), names_of, rows, _index(reading, reading.subject))


def tornado(reading: Reading, most: int = 10) -> ChartSpec | None:
    bars = sorted(reading.decision.tornado, key=lambda bar: -abs(bar.at_high - bar.at_low))[:most]
    option = reading.subject
    if not bars or option is None:
        return None
    top = tornado_label(reading, bars[0])
    words = Words(
        f"{top} matters most",
        subtitle=f"Net benefit over {reading.years} with one figure at its low and high end",
    )
    rows = [_tornado_input(reading, bar) for bar in bars]
    numbers = reading.numbers
    return answer.tornado(words, rows, option.money.net_benefit.mean, numbers.money_format, "Net benefit")


def _tornado_input(reading: Reading, bar: TornadoBar) -> answer.TornadoInput:
    basis, numbers = reading.price_basis(bar.path), reading.numbers_at(bar.path)
    low, high = (plain(value, bar.unit, numbers, basis) for value in (bar.low_input, bar.high_input))
    return answer.TornadoInput(tornado_label(reading, bar), bar.at_low, bar.at_high, low, high)


def tornado_label(reading: Reading, bar: TornadoBar) -> str:
    owner = reading.owner_of(bar.path)
    return f"{bar.label}, {owner}" if owner and owner not in bar.label else bar.label


def weight_sensitivity(reading: Reading, most: int = 1) -> dict[str, ChartSpec]:
    """One chart per factor, those first whose weight can change the winner: `weight_cost` …"""
    flips = [flip for flip in reading.decision.flips if flip.kind == "weight"]
    nearest = sorted(flips, key=lambda flip: abs(flip.flips_at - flip.current))
    factors = dict.fromkeys([flip.path for flip in nearest] + list(FACTOR_NAMES))
    drawn = {line.factor for line in reading.decision.weight_lines}
    chosen = [factor for factor in factors if factor in drawn][:most]
    return {f"weight_{factor}": _weight_chart(reading, factor) for factor in chosen}


def _weight_chart(reading: Reading, factor: str) -> ChartSpec:
    decision = reading.decision
    lines = {line.option_id: line for line in decision.weight_lines if line.factor == factor}
    shown = [option for option in decision.options if option.option_id in lines]
    crossings = [
        (flip.flips_at, f"{reading.option_name(flip.to_option_id, 30)} from {percent(flip.flips_at)}")
        for flip in decision.flips
        if flip.kind == "weight" and flip.path == factor
    ]
    weights = next(iter(lines.values())).weights
    rows = [values.OptionLine(_label(reading, option), lines[option.option_id].values) for option in shown]
    return values.weight_sensitivity(
        Words(
            _weight_title(reading, factor, bool(crossings)),
            subtitle="The other weights keep their proportions",
        ),
        FACTOR_NAMES[factor].lower(),
        weights,
        rows,
        decision.factor_weights.get(factor, 0.0),
        crossings,
        shown.index(reading.subject) if reading.subject in shown else None,
        shown.index(reading.in_house) if reading.in_house in shown else None,
    )


def _weight_title(reading: Reading, factor: str, crosses: bool) -> str:
    name = FACTOR_NAMES[factor].lower()
    if not crosses:
        return f"No weight on {name} changes the winner"
    flip = next(f for f in reading.decision.flips if f.kind == "weight" and f.path == factor)
    side = "above" if flip.direction == "above" else "below"
    return f"With the weight on {name} {side} {percent(flip.flips_at)}, the winner changes"


def _label(reading: Reading, option: OptionResult | None) -> str:
    return reading.option_name(option.option_id if option else None, _LONGEST_LABEL)


def _index(reading: Reading, option: OptionResult | None) -> int | None:
    options = reading.decision.options
    return next((i for i, other in enumerate(options) if other is option), None)
