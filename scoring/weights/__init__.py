"""Weights: from judgements, from several people, and drawn once per future."""

from .draws import CONFIDENCE, draw_any_weights, draw_ordered_weights, draw_weights
from .group import consensus, draw_participants, geometric_mean_of
from .judgements import (
    RANDOM_INDEX,
    ahp_weights,
    most_inconsistent_pair,
    rank_order_centroid,
    rank_weights,
    swing_weights,
)

__all__ = [
    "CONFIDENCE",
    "RANDOM_INDEX",
    "ahp_weights",
    "consensus",
    "draw_any_weights",
    "draw_ordered_weights",
    "draw_participants",
    "draw_weights",
    "geometric_mean_of",
    "most_inconsistent_pair",
    "rank_order_centroid",
    "rank_weights",
    "swing_weights",
]
