"""Between plain JSON and the frozen dataclasses, by their type hints, naming the path of every fault."""

import hashlib
import json
import math
import types
import typing
from collections.abc import Iterator
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from functools import cache
from typing import Any, Literal, TypeVar

from scoring.case.estimate import Estimate, Quantity

T = TypeVar("T")
_PLAIN = frozenset({str, int, float, bool, type(None)})


@dataclass(frozen=True, slots=True)
class CaseInput:
    """One uncertain number of a case. block groups inputs that are sampled together."""

    path: str
    block: str
    quantity: Quantity
    estimate: Estimate


def to_plain(value: Any) -> Any:
    """Dataclasses, tuples and mappings as dicts and lists, every field written out."""
    kind: Any = type(value)
    if kind in _PLAIN:
        return value
    if hasattr(kind, "__dataclass_fields__"):
        return {f.name: to_plain(getattr(value, f.name)) for f in _fields(kind)}
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: to_plain(item) for key, item in sorted(value.items())}
    return value


def case_sha256(case: Any) -> str:
    """Hash of the canonical JSON of a case: sorted keys, no spaces, UTF-8."""
    text = json.dumps(
        to_plain(case), sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )
    return hashlib.sha256(text.encode()).hexdigest()


def from_plain(cls: type[T], data: Any, path: str = "") -> T:
    """Build a dataclass from a dict; a fault raises ValueError with its path and what would do."""
    if not isinstance(data, dict):
        raise ValueError(f"{path or 'case'}: expected an object, got {_name(data)}")
    hints, known = _hints(cls), {f.name: f for f in fields(cls)}  # type: ignore[arg-type]
    if extra := sorted(set(data) - set(known)):
        raise ValueError(f"{_at(path, extra[0])}: not a field of {cls.__name__}; it has {', '.join(known)}")
    values = {}
    for name, field in known.items():
        if name in data:
            values[name] = _read(hints[name], data[name], _at(path, name), field)
        elif field.default is MISSING and field.default_factory is MISSING:
            raise ValueError(f"{_at(path, name)}: missing")
    return cls(**values)


def case_inputs(case: Any) -> tuple[CaseInput, ...]:
    """Every estimate of a case with its path, sampling block and quantity, in the order of the document."""
    return tuple(_walk(case, "", "service"))


@cache
def _fields(kind: Any) -> tuple[Field[Any], ...]:
    """``dataclasses.fields`` looks anew at every call."""
    return fields(kind)


def _walk(value: Any, path: str, block: str) -> Iterator[CaseInput]:
    of: Any = type(value)
    for field in _fields(of):
        item, here = getattr(value, field.name), _at(path, field.name)
        kind = type(item)
        if kind in _PLAIN:
            continue
        if kind is Estimate:
            if what := field.metadata.get("quantity") or _shared_quantity(field.name):
                yield CaseInput(here, block, what, item)
        elif is_dataclass(kind):
            yield from _walk(item, here, block)
        elif isinstance(item, tuple):
            for part in item:
                if is_dataclass(part) and (key := getattr(part, "id", None)):
                    named = {"providers": f"provider:{key}", "options": f"option:{key}"}.get(
                        field.name, block
                    )
                    yield from _walk(part, f"{here}.{key}", named)


@cache
def _shared_quantity(name: str) -> Quantity | None:
    """The quantity of an optional override (a stream's own figure) is that of the service's field."""
    from scoring.case.service import Service

    for field in fields(Service):
        if field.name == name:
            found: Quantity | None = field.metadata.get("quantity")
            return found
    return None


@cache
def _hints(cls: type) -> dict[str, Any]:
    return typing.get_type_hints(cls)


def _read(hint: Any, data: Any, path: str, field: Field[Any] | None = None) -> Any:
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        if data is None and type(None) in args:
            return None
        return _read(next(a for a in args if a is not type(None)), data, path, field)
    if origin is Literal:
        return _choice(args, data, path)
    if origin is tuple:
        if not isinstance(data, list | tuple):
            raise ValueError(f"{path}: expected a list, got {_name(data)}")
        kinds = [args[0]] * len(data) if args[-1] is Ellipsis else list(args)
        if len(kinds) != len(data):
            raise ValueError(f"{path}: expected {len(kinds)} items, got {len(data)}")
        return tuple(
            _read(k, item, f"{path}[{i}]") for i, (k, item) in enumerate(zip(kinds, data, strict=True))
        )
    if origin is dict:
        if not isinstance(data, dict):
            raise ValueError(f"{path}: expected an object, got {_name(data)}")
        return {str(k): _read(args[1], v, _at(path, str(k))) for k, v in sorted(data.items())}
    if hint is Any:
        return data
    if hint is Estimate:
        return _estimate(data, path, field)
    if is_dataclass(hint):
        return from_plain(typing.cast(type[Any], hint), data, path)
    return _scalar(hint, data, path)


def _choice(allowed: tuple[Any, ...], data: Any, path: str) -> Any:
    if data not in allowed:
        raise ValueError(f"{path}: {data!r} is not known; allowed are {', '.join(map(str, allowed))}")
    return data


def _scalar(hint: type, data: Any, path: str) -> Any:
    if hint is float and isinstance(data, int) and not isinstance(data, bool):
        data = float(data)
    if not isinstance(data, hint) or (hint is int and isinstance(data, bool)):
        raise ValueError(f"{path}: expected {hint.__name__}, got {_name(data)}")
    if isinstance(data, float) and not math.isfinite(data):
        raise ValueError(f"{path}: must be a finite number")
    return data


def _estimate(data: Any, path: str, field: Field[Any] | None) -> Estimate:
    estimate = from_plain(Estimate, data, path)
    triple = (estimate.low, estimate.likely, estimate.high)
    if estimate.evidence == "unknown" or estimate.likely is None:
        if any(v is not None for v in triple) or estimate.evidence != "unknown":
            raise ValueError(
                f"{path}: an unknown estimate has no numbers, a known one has three and a grade A to E"
            )
        return estimate
    if estimate.low is None or estimate.high is None or not estimate.low <= estimate.likely <= estimate.high:
        raise ValueError(f"{path}: needs low ≤ likely ≤ high, got {triple}")
    what = (field.metadata.get("quantity") if field else None) or (field and _shared_quantity(field.name))
    if what and what.minimum is not None and estimate.low < what.minimum:
        raise ValueError(f"{path}: {estimate.low} is below {what.minimum:g}")
    if what and what.maximum is not None and estimate.high > what.maximum:
        hint = "; shares are written as fractions, 0.35 for 35 %" if what.maximum == 1 else ""
        raise ValueError(f"{path}: {estimate.high} is above {what.maximum:g}{hint}")
    return estimate


def _at(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _name(value: Any) -> str:
    return "nothing" if value is None else type(value).__name__
