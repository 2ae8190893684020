"""A case with some of its inputs changed: what a scenario is."""

from collections.abc import Mapping
from typing import Any

from scoring.case import Case

ESTIMATE = {"low", "likely", "high", "evidence", "source"}


def with_changes(case: Case, changes: Mapping[str, Any], *, scenario: str = "") -> Case:
    """changes: path of an input (service.agents_fte, providers.x.offer.price, weights.factors.cost) → value.

    An estimate may be replaced by a whole estimate or by one number, which then is certain. Lists of things
    with an id are entered by it. ValueError names a path that the case does not have.
    """
    plain = case.to_dict()
    for path, value in sorted(changes.items()):
        _replace(plain, path, value)
    return Case.from_dict({**plain, "scenario": scenario or case.scenario})


def _replace(plain: dict[str, Any], path: str, value: Any) -> None:
    *way, last = path.split(".")
    place: Any = plain
    for name in way:
        place = _enter(place, name, path)
    if not isinstance(place, dict) or (last not in place and not _is_open(way)):
        raise ValueError(f"{path}: not an input of this case")
    place[last] = _certain(value) if _is_estimate(place.get(last)) else value


def _enter(place: Any, name: str, path: str) -> Any:
    if isinstance(place, dict) and name in place:
        return place[name]
    if isinstance(place, list):
        for item in place:
            if isinstance(item, dict) and item.get("id", item.get("iso3")) == name:
                return item
    raise ValueError(f"{path}: this case has no {name}")


def _is_open(way: list[str]) -> bool:
    """Weights are a table of names rather than fixed fields."""
    return way[:1] == ["weights"] and len(way) > 1


def _is_estimate(value: Any) -> bool:
    return isinstance(value, dict) and set(value) == ESTIMATE


def _certain(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    source = "assumed in this scenario"
    return {"low": value, "likely": value, "high": value, "evidence": "A", "source": source}
