"""Other methods on the same numbers, only to see whether they agree."""

from .agreement import kendall_tau
from .distance import topsis, weighted_sum
from .promethee import Flows, promethee_ii

__all__ = ["Flows", "kendall_tau", "promethee_ii", "topsis", "weighted_sum"]
