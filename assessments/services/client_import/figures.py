"""Numbers of a document as estimates: a triple as given, a bare number with the spread of its grade."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, Final

from assessments.services.client_import.document import ImportRefused
from scoring.case import Quantity, Service
from ui.estimates import GRADES, Estimate, fault_of, make_estimate, unknown_estimate
from vendors.models import Benchmark

MEASURED: Final = "client's own measurement"
OWN_ASSUMPTION: Final = "client's assumption"
OWN_ESTIMATE: Final = "client's own estimate"
QUOTE: Final = "vendor's quote"
CLAIM: Final = "vendor's statement"


def estimate(
    holder: type, name: str, raw: Any, grade: str, source: str, *, at: str = "", scale: float = 1.0
) -> Estimate:
    """The estimate for a field of the case; ImportRefused names what cannot be one.

    at: where it stands in the document · scale: 0.01 where the document writes percent
    """
    at = at or name
    if raw is None:
        return unknown_estimate()
    what = quantity_of(holder, name)
    if isinstance(raw, Mapping):
        found = _triple(raw, source, scale, at)
    else:
        number = _scaled(raw, scale, at)
        found = make_estimate(number, grade, source=source, least=what.minimum, most=what.maximum)
    _check_bounds(found, what, at)
    return found


def is_estimate(content: Any) -> bool:
    return isinstance(content, dict) and content.get("evidence") in GRADES


def certain(value: float, grade: str = "A", source: str = "") -> Estimate:
    return make_estimate(float(value), grade, low=float(value), high=float(value), source=source)


def from_benchmark(benchmark_id: str, grade: str, scale: float = 1.0) -> Estimate:
    """A published figure with its own range where it has one; unknown where there is none."""
    row = Benchmark.objects.filter(pk=benchmark_id).first()
    if row is None or row.value is None:
        return unknown_estimate()
    ranged = row.low is not None and row.high is not None and row.low <= row.value <= row.high
    low, high = (row.low * scale, row.high * scale) if ranged else (None, None)  # type: ignore[operator]
    return make_estimate(row.value * scale, grade, low=low, high=high, source=cited(row))


def cited(row: Benchmark) -> str:
    return row.source if row.year in row.source else f"{row.source}, {row.year}"


def quantity_of(holder: type, name: str) -> Quantity:
    """Bounds of the field; an optional override has those of the service's field of the same name."""
    for owner in (holder, Service):
        for field in fields(owner):
            if field.name == name and "quantity" in field.metadata:
                return field.metadata["quantity"]  # type: ignore[no-any-return]
    raise LookupError(f"{holder.__name__}.{name} is not an estimate")


def _triple(raw: Mapping[str, Any], source: str, scale: float, at: str) -> Estimate:
    names = ("low", "likely", "high")
    low, likely, high = (_scaled(raw.get(name), scale, f"{at}.{name}") for name in names)
    found: Estimate = {
        "low": low, "likely": likely, "high": high,
        "evidence": str(raw.get("evidence", "")), "source": str(raw.get("source", source)),
    }  # fmt: skip
    if fault := fault_of(found):
        raise ImportRefused([f"{at}: {fault}"])
    return found


def _scaled(raw: Any, scale: float, at: str) -> float:
    """82 % is 0.82, not 0.8200000000000001."""
    return round(_number(raw, at) * scale, 12)


def _number(raw: Any, at: str) -> float:
    if isinstance(raw, bool) or not isinstance(raw, int | float) or abs(raw) > 1e15:
        raise ImportRefused([f"{at}: a number is expected, {raw!r} was given."])
    return float(raw)


def _check_bounds(found: Estimate, what: Quantity, at: str) -> None:
    if found["low"] is None or found["high"] is None:
        return
    if what.minimum is not None and found["low"] < what.minimum:
        raise ImportRefused([f"{at}: {found['low']:g} is below {what.minimum:g}."])
    if what.maximum is not None and found["high"] > what.maximum:
        hint = " Shares are written as fractions, 0.35 for 35 %." if what.maximum == 1 else ""
        raise ImportRefused([f"{at}: {found['high']:g} is above {what.maximum:g}.{hint}"])
