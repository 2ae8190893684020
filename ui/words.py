"""The words and tones for verdicts, gates and evidence: one place, so that page, PDF and files agree."""

from typing import Final

FACTORS: Final = {
    "cost": "Cost",
    "quality": "Quality",
    "language": "Language",
    "trust": "Trust",
    "legal": "Legal",
    "reputation": "Reputation",
}

VERDICTS: Final = {
    "go": "Go",
    "conditional_go": "Conditional go",
    "no_go": "No-go",
    "unclear": "Not clear yet",
}

GATES: Final = {
    "pass": "pass",
    "open": "open",
    "fail": "fails",
    "waived": "waived",
}

TONES: Final = {
    "go": "go",
    "pass": "go",
    "conditional_go": "conditional",
    "open": "conditional",
    "no_go": "nogo",
    "fail": "nogo",
}

EVIDENCE: Final = {
    "A": "Measured in records",
    "B": "Independently checked",
    "C": "Quoted or in a contract",
    "D": "Estimate",
    "E": "Guess",
    "unknown": "I don't know",
}

EVIDENCE_SHORT: Final = {
    "A": "Measured",
    "B": "Checked",
    "C": "Quoted",
    "D": "Estimate",
    "E": "Guess",
    "unknown": "Not known",
}


def tone(kind: object) -> str:
    """go, conditional, nogo or unclear, for any verdict kind or gate status."""
    return TONES.get(str(kind), "unclear")


def verdict_words(kind: object) -> str:
    return VERDICTS.get(str(kind), VERDICTS["unclear"])


def gate_words(status: object) -> str:
    return GATES.get(str(status), "not asked yet")


def evidence_words(grade: object) -> str:
    return EVIDENCE_SHORT.get(str(grade), EVIDENCE_SHORT["unknown"])
