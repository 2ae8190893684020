"""What the engine says to input that it cannot use."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


class InputError(ValueError):
    """A refusal that names the argument (or the path in a case) and the reason."""

    def __init__(self, argument: str, reason: str) -> None:
        super().__init__(f"{argument}: {reason}")
        self.argument = argument
        self.reason = reason


def array(
    argument: str,
    values: Any,
    *,
    dimensions: int | None = None,
    at_least: float | None = None,
    above: float | None = None,
    at_most: float | None = None,
) -> Floats:
    """``values`` as a finite, non-empty float array within the bounds, or an InputError."""
    try:
        given = np.asarray(values)
        if given.dtype.kind not in "iufO":
            raise TypeError
        checked = np.asarray(given, dtype=np.float64)
    except (TypeError, ValueError):
        raise InputError(argument, "must be numbers, in rows of equal length") from None
    if dimensions is not None and checked.ndim != dimensions:
        raise InputError(argument, f"must have {dimensions} dimension(s), has {checked.ndim}")
    if checked.size == 0:
        raise InputError(argument, "must not be empty")
    if not np.isfinite(checked).all():
        raise InputError(argument, "must be finite, without missing values")
    if at_least is not None and checked.min() < at_least:
        raise InputError(argument, f"must be {at_least:g} or more, is {checked.min():g}")
    if above is not None and checked.min() <= above:
        raise InputError(argument, f"must be above {above:g}, is {checked.min():g}")
    if at_most is not None and checked.max() > at_most:
        raise InputError(argument, f"must be {at_most:g} or less, is {checked.max():g}")
    return checked


def number(argument: str, value: Any, **bounds: float | None) -> float:
    """``value`` as one finite float within the bounds that ``array`` knows, or an InputError."""
    checked = array(argument, value, **bounds)  # type: ignore[arg-type]
    if checked.ndim:
        raise InputError(argument, "must be one number, not several")
    return float(checked)


def shares(argument: str, values: Any) -> Floats:
    """Shares between 0 and 1. A percentage (87) is refused, never guessed at."""
    checked = array(argument, values)
    if checked.min() < 0 or checked.max() > 1:
        worst = checked.max() if checked.max() > 1 else checked.min()
        raise InputError(argument, f"must be a share from 0 to 1 (87 % is 0.87), is {worst:g}")
    return checked


def share(argument: str, value: Any) -> float:
    """One share between 0 and 1."""
    return float(shares(argument, number(argument, value)))


def choice(argument: str, value: Any, known: Iterable[str]) -> str:
    """One of the known names, or an InputError that lists them."""
    names = list(known)
    if not isinstance(value, str) or value not in names:
        raise InputError(argument, f"must be one of {', '.join(names)}, is {value!r}")
    return value


def whole(argument: str, value: Any, *, at_least: int = 0, at_most: int | None = None) -> int:
    """A whole number within the bounds; 3.0 counts as 3, 3.5 and True do not."""
    checked = number(argument, value, at_least=at_least, at_most=at_most)
    if checked != int(checked):
        raise InputError(argument, f"must be a whole number, is {checked:g}")
    return int(value)
