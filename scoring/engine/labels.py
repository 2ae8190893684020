"""How an input is called and asked about."""

from __future__ import annotations

from scoring.case import Case

from ..decision import InputUsed
from ..draws import ModelInput


def input_used(item: ModelInput) -> InputUsed:
    """A line of the assumptions table; an unknown shows the range that stood in for it."""
    pert, known = item.pert(), item.estimate
    return InputUsed(
        path=item.path,
        label=item.quantity.label,
        unit=item.quantity.unit,
        low=pert.low,
        likely=pert.likely,
        high=pert.high,
        evidence=known.evidence,
        source=known.source,
    )


def question_of(case: Case, item: ModelInput) -> str:
    """The question that a person would be asked, with whom or what it concerns."""
    asked = item.quantity.question or f"What is the figure for “{item.quantity.label}”, and how do you know?"
    owner = owner_of(case, item.path)
    return f"{owner}: {asked}" if owner else asked


def owner_of(case: Case, path: str) -> str:
    """Name of the provider, option, stream or cost line that the input belongs to."""
    parts = path.split(".")
    lists = {
        "providers": case.providers,
        "options": case.options,
        "streams": case.service.streams,
        "cost_lines": case.service.cost_lines,
    }
    for place, word in enumerate(parts[:-1]):
        if word in lists:
            return next((item.name for item in lists[word] if item.id == parts[place + 1]), "")  # type: ignore[attr-defined]
    return ""
