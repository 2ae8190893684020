"""What a line of the money model is, before the months are added up."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from ..errors import Floats

Group = Literal["in_house", "stranded", "vendor", "own_centre", "one_off", "exit", "customers"]


@dataclass(frozen=True, slots=True)
class Lump:
    """A sum that falls due once, ``month`` months after signing (scalar or per future)."""

    amount: Floats
    month: float | Floats


@dataclass(frozen=True, slots=True)
class Line:
    """A cost: monthly amounts (n) times the factor of a profile, and sums that fall due once."""

    id: str
    name: str
    group: Group
    formula: str
    inputs: tuple[str, ...]
    terms: tuple[tuple[str, Floats], ...] = ()
    lumps: tuple[Lump, ...] = field(default=())


NEW_MONEY: tuple[Group, ...] = ("vendor", "own_centre", "one_off")
"""Groups that somebody must newly pay for: what a budget for the change must hold (K14)."""
