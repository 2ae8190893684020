"""Move a weight or an answer and see what becomes of the decision: what can be moved, and the effect."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assessments.choices import Factor
from assessments.journey.levers import Lever, levers_of
from reports.presenters.numbers import Numbers, in_hundred, points
from reports.presenters.reading import Reading
from reports.presenters.words import sentence
from scoring.glance import Glance, Standing
from ui.measures import Measure
from ui.words import VERDICTS

MOST_INPUTS = 8
REACH = 0.5  # how far the slider goes beyond the usual range, in its widths
STEPS = 100
PERCENT = Measure("percent")


@dataclass(frozen=True)
class Movable:
    """Something that can be moved. least, most and step are as typed: percent for shares."""

    name: str
    label: str
    group: str
    measure: Measure
    base: str
    text: str
    least: str
    most: str
    step: str
    factor: str = ""


@dataclass(frozen=True)
class EffectRow:
    option: str
    value: str
    change: str
    direction: str  # up, down or same
    saving: str
    saves: str
    above: str
    best: str
    leads: bool
    fails: bool
    width: float


@dataclass(frozen=True)
class Effect:
    verdict: str
    verdict_before: str
    sentence: str
    rows: tuple[EffectRow, ...]
    moved: bool


def weights_to_move(factors: Mapping[str, float], typed: Mapping[str, str]) -> tuple[Movable, ...]:
    return tuple(_weight(factor, factors.get(factor.value, 0.0), typed) for factor in Factor)


def inputs_to_move(reading: Reading, typed: Mapping[str, str]) -> tuple[Movable, ...]:
    """The answers that matter most, as far as they can be changed."""
    levers = {lever.path: lever for lever in levers_of(reading.case)}
    used = {item.path: item for item in reading.decision.inputs}
    paths = [path for path in _by_weight(reading) if path in levers and path in used]
    return tuple(_input(levers[path], used[path].low, used[path].high, typed) for path in paths[:MOST_INPUTS])


def effect(base: Glance, now: Glance, numbers: Numbers, *, moved: bool) -> Effect:
    return Effect(
        verdict=now.verdict,
        verdict_before=base.verdict,
        sentence=_sentence(base, now, moved),
        rows=tuple(_row(option, base, now, numbers) for option in now.options),
        moved=moved,
    )


def _by_weight(reading: Reading) -> list[str]:
    """What moves the money most, then what turns the answer, then what is worth finding out."""
    decision = reading.decision
    paths: Sequence[str] = [
        *(bar.path for bar in decision.tornado[:5]),
        *(flip.path for flip in decision.flips if flip.kind == "input"),
        *(question.path for question in decision.find_out),
        *(bar.path for bar in decision.tornado[5:]),
    ]
    return list(dict.fromkeys(paths))


def _weight(factor: Factor, base: float, typed: Mapping[str, str]) -> Movable:
    text = PERCENT.text(base)
    name = f"weight_{factor.value}"
    return Movable(
        name=name,
        label=factor.label,
        group="weights",
        measure=PERCENT,
        base=f"{text} %",
        text=typed.get(name, text),
        least="0",
        most="100",
        step="1",
        factor=factor.value,
    )


def _input(lever: Lever, low: float, high: float, typed: Mapping[str, str]) -> Movable:
    measure = lever.measure
    width = (high - low) or abs(high) or 1.0
    least, most = low - REACH * width, high + REACH * width
    least = least if measure.least is None else max(least, measure.least)
    most = most if measure.upper is None else min(most, measure.upper)
    owner = lever.group.partition(": ")[2]
    name = input_name(lever.path)
    return Movable(
        name=name,
        label=f"{owner}: {lever.label.lower()}" if owner else lever.label,
        group="inputs",
        measure=measure,
        base=lever.written(lever.base),
        text=typed.get(name, lever.typed(lever.base)),
        least=_plain(least * measure.scale),
        most=_plain(most * measure.scale),
        step=_plain((most - least) * measure.scale / STEPS),
    )


def input_name(path: str) -> str:
    return "input_" + path.replace(".", "__")


def _row(option: Standing, base: Glance, now: Glance, numbers: Numbers) -> EffectRow:
    before = base.of(option.option_id)
    change = option.value.mean - before.value.mean if before else 0.0
    return EffectRow(
        option=option.name,
        value=points(option.value.mean, 1),
        change=points(change, 1, signed=True) if abs(change) >= 0.05 else "",
        direction="up" if change >= 0.05 else "down" if change <= -0.05 else "same",
        saving=numbers.money(option.net_benefit),
        saves=in_hundred(option.p_saves),
        above=in_hundred(option.p_value_above_in_house),
        best=in_hundred(option.p_best),
        leads=option.option_id == now.leading,
        fails=any(gate.state == "fail" for gate in option.gates),
        width=round(max(0.0, min(100.0, option.value.mean)), 1),
    )


def _sentence(base: Glance, now: Glance, moved: bool) -> str:
    kind, before = VERDICTS[now.verdict].lower(), VERDICTS[base.verdict].lower()
    lead, lead_before = now.of(now.leading), base.of(base.leading)
    if not moved:
        return "Move something and see what it does. Nothing is saved."
    if lead and lead_before and lead.option_id != lead_before.option_id:
        turns = f", and the verdict turns from {before} to {kind}" if kind != before else f"; it stays {kind}"
        return sentence(f"{lead.name} leads instead of {lead_before.name}{turns}")
    if kind != before:
        return sentence(f"The verdict turns from {before} to {kind}")
    return sentence(f"The verdict stays {kind}")


def _plain(number: float) -> str:
    """For the attributes of a slider."""
    return f"{number:.6g}"
