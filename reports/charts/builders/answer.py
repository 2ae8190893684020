"""Charts of what holds or changes the answer: the tornado and the gates."""

from collections.abc import Sequence
from dataclasses import dataclass

from reports.charts.formats import NumberFormat, quantity
from reports.charts.labels import clean
from reports.charts.spec import ChartSpec, Reference, Series, Words

GATE_STATES = ("pass", "open", "fail", "waived", "not_applicable")
GATE_WORDS = {
    "pass": "pass",
    "open": "open",
    "fail": "fails",
    "waived": "waived",
    "not_applicable": "not needed",
}


@dataclass(frozen=True)
class TornadoInput:
    """One input: the result with it at its low and its high end, and how both ends are written."""

    label: str
    at_low: float
    at_high: float
    low_label: str
    high_label: str


def tornado(
    words: Words,
    inputs: Sequence[TornadoInput],
    base: float,
    number: NumberFormat,
    value_axis: str,
    base_label: str = "Expected",
) -> ChartSpec:
    """How far each input alone moves the result, widest first; `base` is the result with all at likely."""
    ordered = sorted(inputs, key=lambda i: -abs(i.at_high - i.at_low))
    return ChartSpec(
        kind="tornado",
        words=words,
        value_axis=value_axis,
        number=number,
        row_name="What changes",
        categories=tuple(clean(i.label) for i in ordered),
        series=(
            Series(
                "At its low end",
                tuple(i.at_low for i in ordered),
                "conditional",
                hatch=True,
                labels=tuple(clean(i.low_label) for i in ordered),
            ),
            Series(
                "At its high end",
                tuple(i.at_high for i in ordered),
                "link",
                labels=tuple(clean(i.high_label) for i in ordered),
            ),
        ),
        references=(Reference(base, f"{base_label} {number.text(base)}"),),
    )


def gates_matrix(
    words: Words,
    options: Sequence[str],
    gates: Sequence[tuple[str, Sequence[str]]],
    highlight: int | None = None,
) -> ChartSpec:
    """Gates by option: gates are (name, state per option), states as in GATE_STATES."""
    rows = [
        Series(
            name=clean(name),
            values=tuple(float(GATE_STATES.index(state)) for state in states),
            labels=tuple(GATE_WORDS[state] for state in states),
        )
        for name, states in gates
    ]
    return ChartSpec(
        kind="gates_matrix",
        words=words,
        value_axis="",
        number=quantity(),
        row_name="Must",
        categories=tuple(clean(name) for name in options),
        series=tuple(rows),
        highlight=highlight,
    )
