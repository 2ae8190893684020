"""What a vendor says of itself, and what it counts once another client of the vendor confirms it.

A claim is grade C with its unfavourable side twice as wide; confirmed by a reference that we spoke to
ourselves it is grade B, narrowed on both sides and no longer doubled.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from ui.estimates import SPREADS, Estimate, bounded, make_estimate
from vendors.models import Reference

CLAIMED, CONFIRMED = "C", "B"
NARROWER: Final = SPREADS[CONFIRMED] / SPREADS[CLAIMED]
DOUBLED: Final = {
    "low": "the vendor's own claim, low side doubled until confirmed",
    "high": "the vendor's own claim, high side doubled until confirmed",
    "": "the vendor's own claim",
}


def claim(
    likely: float, worse: str = "", *, least: float | None = None, most: float | None = None
) -> Estimate:
    """worse: the side that is unfavourable to the client: low, high or neither."""
    estimate = make_estimate(likely, CLAIMED, source=DOUBLED[worse], least=least, most=most)
    width = abs(likely) * SPREADS[CLAIMED] * 2
    if worse == "low":
        estimate["low"] = min(bounded(likely - width, least, most), likely)
    if worse == "high":
        estimate["high"] = max(bounded(likely + width, least, most), likely)
    return estimate


def heard_of(references: Iterable[Reference]) -> dict[str, list[str]]:
    """Companies that confirm a fact, by its key; only those that we spoke to ourselves."""
    heard: dict[str, list[str]] = {}
    for reference in references:
        for key in reference.confirms_facts if reference.verified else ():
            heard.setdefault(key, []).append(reference.company)
    return heard


def confirmed(facts: Mapping[str, Any], references: Iterable[Reference]) -> dict[str, Any]:
    """Facts by key, those of grade C that a verified reference confirms raised to grade B."""
    heard = heard_of(references)
    return {key: raised(content, heard.get(key, [])) for key, content in facts.items()}


def raised(content: Any, companies: list[str]) -> Any:
    if not companies or not isinstance(content, dict) or content.get("evidence") != CLAIMED:
        return content
    worse = next((side for side, words in DOUBLED.items() if side and content["source"] == words), "")
    likely = content["likely"]
    factors = {side: NARROWER / (2 if side == worse else 1) for side in ("low", "high")}
    said = f"confirmed by {', '.join(sorted(companies))}"
    source = DOUBLED[""] if worse else content["source"]
    return {
        "low": likely - (likely - content["low"]) * factors["low"],
        "likely": likely,
        "high": likely + (content["high"] - likely) * factors["high"],
        "evidence": CONFIRMED,
        "source": f"{source}; {said}" if source else said,
    }
