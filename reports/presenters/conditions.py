"""What must happen first, and what to do next."""

from dataclasses import dataclass

from reports.presenters import find_out
from reports.presenters.gates import gate_counts
from reports.presenters.reading import Reading
from reports.presenters.words import lowered, sentence, shortened, spelled
from scoring.decision import Condition

KIND_NAMES = {
    "gate": "Close a gate",
    "rate": "Negotiate",
    "fact": "Verify",
    "pilot": "Try out",
    "term": "Write into the contract",
}
_NEXT_QUESTIONS = 3
_TWO_LINES = 110


@dataclass(frozen=True)
class ConditionRow:
    number: int
    kind: str
    text: str
    short: str  # for page 1: without the reason
    gate: str


def present(reading: Reading) -> tuple[ConditionRow, ...]:
    conditions = reading.decision.verdict.conditions
    return tuple(_row(index, condition) for index, condition in enumerate(conditions, 1))


def none(reading: Reading) -> str:
    """What is said where there is no condition."""
    if reading.decision.verdict.kind != "no_go":
        return "Nothing is open: there is no condition to meet before signing."
    unmet = _unmet(reading)
    return f"The verdict is no-go, so there is nothing to sign{': ' if unmet else ''}{unmet}."


def next_steps(reading: Reading) -> tuple[str, ...]:
    """The steps after this decision, in order."""
    kind = reading.decision.verdict.kind
    steps = [step for step in (_questions_step(reading), *_steps_of(reading, kind)) if step]
    return tuple(map(sentence, steps))


def _unmet(reading: Reading) -> str:
    counts = gate_counts(reading.leader) if reading.leader else {}
    failed, unmet = counts.get("fail", 0), counts.get("open", 0)
    said = [lowered(spelled(failed, "gate")) + " failed"] if failed else []
    if unmet:
        more = (
            f"{spelled(unmet, 'more is', 'more are')}" if failed else spelled(unmet, "gate is", "gates are")
        )
        said.append(f"{lowered(more)} open")
    return " and ".join(said)


def _row(index: int, condition: Condition) -> ConditionRow:
    text = sentence(condition.text)
    return ConditionRow(index, KIND_NAMES[condition.kind], text, _short(text), condition.gate)


def _short(text: str) -> str:
    """Without what stands in brackets at the end, and at most about two lines."""
    head, bracket, _ = text.partition(" (")
    return sentence(shortened(head if bracket else text, _TWO_LINES))


def _questions_step(reading: Reading) -> str:
    rows = find_out.present(reading, _NEXT_QUESTIONS)
    if not rows:
        return ""
    first = rows[0]
    told = not first.whose or first.whose.rstrip("…") in first.question
    whose = "" if told else f" ({first.whose})"
    return f"Find out what is worth most: {first.question.rstrip('.')}{whose} Worth up to {first.worth}"


def _steps_of(reading: Reading, kind: str) -> tuple[str, ...]:
    leader = reading.option_name(reading.leader.option_id) if reading.leader else ""
    if kind == "no_go":
        best = reading.option_name(reading.best.option_id) if reading.best else "the service as it is"
        return (f"Carry on with {best}", "Decide again when one of the flip points of this report is reached")
    signing = (
        "Write price, service levels, audit rights and the way out into the contract before signing",
        "Keep the in-house nucleus and the contingency plan in place from the first day",
    )
    if kind == "conditional_go":
        return ("Give each condition an owner and a date, and decide again when all are met", *signing)
    return (f"Sign with {leader} on the terms that this report counts with", *signing)
