"""The 30 criteria as data: names, units, fixed anchors, default weights (scoring/data/criteria.toml)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from scoring.case import Weights

from ..errors import Floats, InputError
from ..values import category

FACTORS = ("cost", "quality", "language", "trust", "legal", "reputation")

_FILE = Path(__file__).parent.parent / "data" / "criteria.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """A measured part of a factor. ``worst`` earns 0, ``best`` earns 100, both in ``unit``."""

    id: str
    factor: str
    name: str
    unit: str
    shape: str
    worst: float
    best: float
    weight: float
    question: str
    values: tuple[float, ...] = ()
    in_house: str = ""
    own_centre: str = ""

    def value(self, level: Floats) -> Floats:
        """Value 0-100 of a level, any shape, between the fixed anchors (rule M23)."""
        if self.shape == "category":
            return np.asarray(category(np.clip(level, self.worst, self.best), self.values))
        way = (level - self.worst) * (100.0 / (self.best - self.worst))
        return np.asarray(np.minimum(np.maximum(way, 0.0), 100.0))


@cache
def criteria() -> tuple[Criterion, ...]:
    """All criteria, factor by factor."""
    with _FILE.open("rb") as file:
        rows = tomllib.load(file)["criteria"]
    found = [_criterion(row) for row in rows]
    return tuple(sorted(found, key=lambda c: (FACTORS.index(c.factor), c.id)))


def _criterion(row: dict[str, Any]) -> Criterion:
    return Criterion(**{**row, "values": tuple(row.get("values", ()))})


def within_factor(weights: Weights) -> dict[str, float]:
    """Share of each criterion in its factor; a factor without own weights takes the defaults."""
    shares: dict[str, float] = {}
    for factor in FACTORS:
        members = [c for c in criteria() if c.factor == factor]
        own = {c.id: weights.criteria[c.id] for c in members if c.id in weights.criteria}
        given = own or {c.id: c.weight for c in members}
        total = sum(given.values())
        if total <= 0:
            raise InputError("weights.criteria", f"the weights within {factor} must not all be 0")
        shares |= {c.id: given.get(c.id, 0.0) / total for c in members}
    return shares
