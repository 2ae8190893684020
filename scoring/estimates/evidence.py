"""How far an estimate spreads when a person gives only its likely value."""

from __future__ import annotations

from typing import Literal

from ..errors import InputError, choice, number

Grade = Literal["A", "B", "C", "D", "E"]

EVIDENCE_SPREAD: dict[str, float] = {"A": 0.03, "B": 0.08, "C": 0.15, "D": 0.25, "E": 0.50}
"""Relative spread by evidence: A measured, B verified, C quoted, D estimated, E guessed (defaults)."""


def spread(
    likely: float,
    evidence: str,
    claim_direction: Literal["higher", "lower"] | None = None,
) -> tuple[float, float]:
    """The 10th and 90th percentile (low, high) around ``likely``, in its unit.

    ``claim_direction`` marks a vendor's claim about itself that no reference confirms and says which
    way is good: the grade is then C at best, and the spread on the unfavourable side is doubled. A
    likely value of 0 has no relative spread: (0, 0). Bounds of the quantity are not applied here.

    Raises InputError for a number that is not finite, an unknown grade (an answer that is missing is
    an estimate over the criterion's whole range, see ``Pert.over``) or another direction.
    """
    likely = number("likely", likely)
    choice("evidence", evidence, EVIDENCE_SPREAD)
    if claim_direction not in (None, "higher", "lower"):
        raise InputError("claim_direction", f"must be 'higher', 'lower' or None, is {claim_direction!r}")
    share = EVIDENCE_SPREAD[evidence]
    if claim_direction is not None:
        share = max(share, EVIDENCE_SPREAD["C"])
    below = above = abs(likely) * share
    if claim_direction == "higher":
        below *= 2
    elif claim_direction == "lower":
        above *= 2
    return likely - below, likely + above
