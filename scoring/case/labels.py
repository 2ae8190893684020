"""What an answer of the case is called, by its path."""

from __future__ import annotations

import typing
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from scoring.case.document import Case


def model_label(path: str) -> str:
    """The label of the quantity at a path, else the field's name in words."""
    words = path.split(".")
    return _labels().get(words[-1]) or words[-1].replace("_", " ").capitalize()


@cache
def _labels() -> dict[str, str]:
    """Field name to label; every quantity of the contract has one."""
    found: dict[str, str] = {}
    _collect(Case, found, set())
    return found


def _collect(cls: type[Any], found: dict[str, str], seen: set[type[Any]]) -> None:
    if cls in seen:
        return
    seen.add(cls)
    hints = typing.get_type_hints(cls)
    for field in fields(cls):
        if what := field.metadata.get("quantity"):
            found.setdefault(field.name, what.label)
        for part in (hints[field.name], *typing.get_args(hints[field.name])):
            if isinstance(part, type) and is_dataclass(part):
                _collect(part, found, seen)
