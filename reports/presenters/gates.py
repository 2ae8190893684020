"""Gates: what holds, what is open and what closes it, what fails, and the law behind it."""

from dataclasses import dataclass

from reports.charts.builders.answer import GATE_WORDS
from reports.presenters.reading import Reading
from reports.presenters.words import sentence
from scoring.case import LegalRule
from scoring.decision import GateResult, OptionResult

STATE_SIGNS = {"pass": "●", "open": "◐", "fail": "■", "waived": "◐", "not_applicable": "–"}
STATE_TONES = {
    "pass": "go",
    "open": "conditional",
    "fail": "nogo",
    "waived": "conditional",
    "not_applicable": "none",
}
CHECK_WITH_COUNSEL = "check with counsel"
_SETTLED = ("pass", "not_applicable")
_ORDER = ("fail", "open", "waived", "pass", "not_applicable")


@dataclass(frozen=True)
class GateRow:
    id: str
    name: str
    state: str
    word: str
    sign: str
    tone: str
    reason: str
    closing: str  # what closes it, or why it cannot be cured; empty when it is met
    citations: tuple[str, ...]
    waiver: str


@dataclass(frozen=True)
class GateBadge:
    text: str
    sign: str
    tone: str


@dataclass(frozen=True)
class LawRow:
    regime: str
    requirement: str
    effect: str
    citation: str
    status: str
    closing: str
    note: str  # "check with counsel" where the text was not read


def present(reading: Reading, option: OptionResult | None = None) -> tuple[GateRow, ...]:
    """The gates of an option (the leading one unless given), the unmet first."""
    option = option or reading.subject
    gates = sorted(option.gates if option else (), key=lambda gate: (_ORDER.index(gate.state), gate.gate))
    return tuple(_row(reading, gate) for gate in gates)


def unmet(reading: Reading) -> tuple[GateRow, ...]:
    return tuple(row for row in present(reading) if row.state not in _SETTLED)


def met(reading: Reading) -> tuple[GateRow, ...]:
    return tuple(row for row in present(reading) if row.state in _SETTLED)


def waived(reading: Reading) -> tuple[GateRow, ...]:
    return tuple(row for row in present(reading) if row.state == "waived")


def badge(option: OptionResult) -> GateBadge:
    """`2 open`, `fails 1`, `pass`."""
    counts = gate_counts(option)
    if counts["fail"]:
        return GateBadge(f"fails {counts['fail']}", STATE_SIGNS["fail"], "nogo")
    if counts["open"]:
        return GateBadge(f"{counts['open']} open", STATE_SIGNS["open"], "conditional")
    if counts["waived"]:
        return GateBadge(f"{counts['waived']} waived", STATE_SIGNS["waived"], "conditional")
    return GateBadge("pass", STATE_SIGNS["pass"], "go")


def gate_counts(option: OptionResult) -> dict[str, int]:
    return {state: sum(gate.state == state for gate in option.gates) for state in _ORDER}


def gates_in_words(option: OptionResult) -> str:
    counts = gate_counts(option)
    failed, unmet = counts["fail"], counts["open"]
    said = []
    if failed:
        said.append(f"{unmet} more open" if unmet else "none else open")
    else:
        said.append("none failed")
    if counts["waived"]:
        said.append(f"{counts['waived']} waived")
    return ", ".join(said)


def laws(reading: Reading) -> tuple[LawRow, ...]:
    return tuple(_law(rule) for rule in reading.case.laws)


def _row(reading: Reading, gate: GateResult) -> GateRow:
    return GateRow(
        id=gate.gate,
        name=gate.name,
        state=gate.state,
        word=GATE_WORDS[gate.state],
        sign=STATE_SIGNS[gate.state],
        tone=STATE_TONES[gate.state],
        reason=sentence(gate.reason.replace(".;", ";")),
        closing=_closing(gate),
        citations=tuple(_citation(reading, text) for text in gate.citations),
        waiver=_waiver(gate),
    )


def _closing(gate: GateResult) -> str:
    if gate.state in ("pass", "not_applicable"):
        return ""
    if gate.state == "fail" and not gate.curable:
        return sentence(f"This cannot be cured. {gate.closes_with}".strip())
    return sentence(gate.closes_with)


def _waiver(gate: GateResult) -> str:
    if gate.state != "waived":
        return ""
    return sentence(f"Waived by {gate.waived_by} on {gate.waived_on}: {gate.waived_reason}")


def _citation(reading: Reading, text: str) -> str:
    """A citation, marked where nobody has read the text of the rule that it names."""
    unread = any(
        not rule.text_read and text in (rule.id, rule.citation, rule.regime) for rule in reading.case.laws
    )
    named = next((rule.citation for rule in reading.case.laws if rule.id == text), text)
    return f"{named} ({CHECK_WITH_COUNSEL})" if unread and CHECK_WITH_COUNSEL not in named else named


def _law(rule: LegalRule) -> LawRow:
    return LawRow(
        regime=rule.regime,
        requirement=sentence(rule.requirement),
        effect=rule.effect,
        citation=rule.citation,
        status=rule.status,
        closing=sentence(rule.closes_with),
        note="" if rule.text_read else CHECK_WITH_COUNSEL,
    )
