"""What other clients of a vendor confirm counts for more than what the vendor says of itself."""

from collections.abc import Iterable
from typing import Any

from ui.estimates import SPREADS
from vendors.models import Reference

NARROWER = SPREADS["B"] / SPREADS["C"]


def confirmed(facts: dict[str, Any], references: Iterable[Reference]) -> dict[str, Any]:
    """Claims of grade C that a verified reference confirms become grade B, with their range narrowed."""
    heard: dict[str, list[str]] = {}
    for reference in references:
        for key in reference.confirms_facts if reference.verified else ():
            heard.setdefault(key, []).append(reference.company)
    return {key: _raised(content, heard.get(key, [])) for key, content in facts.items()}


def _raised(content: Any, companies: list[str]) -> Any:
    if not companies or not isinstance(content, dict) or content.get("evidence") != "C":
        return content
    likely = content["likely"]
    said = f"confirmed by {', '.join(sorted(companies))}"
    return {
        "low": likely - (likely - content["low"]) * NARROWER,
        "likely": likely,
        "high": likely + (content["high"] - likely) * NARROWER,
        "evidence": "B",
        "source": f"{content['source']}; {said}" if content["source"] else said,
    }
