"""Robustness: how often an option leads, what would change that, and what is worth finding out."""

from .acceptability import (
    acceptability_under,
    acceptability_under_any_weights,
    central_weights,
    confidence_factors,
    first_shares,
    pairwise_winning,
    rank_acceptability,
)
from .information import FlipPoint, evpi, evppi, flip_points
from .regret import dominance, expected_regret, max_regret, stochastic_dominance
from .sensitivity import Upset, WeightFlip, smallest_upset, weight_flip

__all__ = [
    "FlipPoint",
    "Upset",
    "WeightFlip",
    "acceptability_under",
    "acceptability_under_any_weights",
    "central_weights",
    "confidence_factors",
    "dominance",
    "evpi",
    "evppi",
    "expected_regret",
    "first_shares",
    "flip_points",
    "max_regret",
    "pairwise_winning",
    "rank_acceptability",
    "smallest_upset",
    "stochastic_dominance",
    "weight_flip",
]
