"""What counts besides money: 30 criteria, their levels and their values."""

from .catalogue import FACTORS, Criterion, criteria, within_factor
from .levels import applies, duties_of, forbids, moved_categories
from .options import LATER, Measured, measure

__all__ = [
    "FACTORS",
    "LATER",
    "Criterion",
    "Measured",
    "applies",
    "criteria",
    "duties_of",
    "forbids",
    "measure",
    "moved_categories",
    "within_factor",
]
