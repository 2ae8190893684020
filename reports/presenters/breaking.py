"""The smallest break told as a question that a board would ask."""

from dataclasses import dataclass

from reports.presenters.numbers import Numbers, in_hundred
from reports.presenters.reading import Reading
from reports.presenters.units import written
from reports.presenters.words import joined, lowered
from scoring.breaking import Break, Surprise
from ui.words import VERDICTS


@dataclass(frozen=True)
class SurpriseRow:
    label: str
    owner: str
    now: str
    then: str
    chance: str


@dataclass(frozen=True)
class BreakView:
    """rows are empty where nothing plausible turns the verdict."""

    question: str
    answer: str
    rows: tuple[SurpriseRow, ...]
    after: str = ""


def present(found: Break | None, reading: Reading) -> BreakView:
    if found is None:
        return BreakView(_asked(reading), _unbroken(reading), ())
    parts = [_part(surprise, reading.numbers) for surprise in found.surprises]
    return BreakView(
        question=f"What if {joined(parts)}?",
        answer=_answer(found, reading),
        rows=tuple(_row(surprise, reading.numbers) for surprise in found.surprises),
        after=found.after,
    )


def _part(surprise: Surprise, numbers: Numbers) -> str:
    owner = f" ({surprise.owner})" if surprise.owner else ""
    then = written(surprise.turns_out, surprise.unit, numbers)
    now = written(surprise.current, surprise.unit, numbers)
    return f"“{lowered(surprise.label)}”{owner} turns out to be {then} rather than {now}"


def _answer(found: Break, reading: Reading) -> str:
    name = reading.option_name(found.option_id)
    kind = VERDICTS[found.after].lower()
    other = ""
    if found.leader_after and found.leader_after != found.option_id:
        other = f", and {reading.option_name(found.leader_after)} leads instead"
    each = "each comes at least that far" if len(found.surprises) > 1 else "it comes at least that far"
    return (
        f"Then the verdict on {name} is no longer {VERDICTS[found.before].lower()} but {kind}{other}. "
        f"In {in_hundred(found.chance)} of 100 futures {each}."
    )


def _asked(reading: Reading) -> str:
    if reading.decision.verdict.kind == "no_go":
        return "What would make it a go?"
    return "What would have to go wrong?"


def _unbroken(reading: Reading) -> str:
    leader = reading.leader
    if leader is None:
        return "None of the options gives work away, so there is nothing to break."
    barred = [gate for gate in leader.gates if gate.state == "fail" and not gate.curable]
    if barred:
        gates = joined([f"{gate.gate} {lowered(gate.name)}" for gate in barred])
        return f"No surprise in the figures changes this verdict: {gates} decides it."
    return "No four surprises within their plausible ranges turn this verdict. It stands."


def _row(surprise: Surprise, numbers: Numbers) -> SurpriseRow:
    return SurpriseRow(
        label=surprise.label,
        owner=surprise.owner,
        now=written(surprise.current, surprise.unit, numbers),
        then=written(surprise.turns_out, surprise.unit, numbers),
        chance=f"in {in_hundred(surprise.chance)} of 100",
    )
