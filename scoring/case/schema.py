"""The JSON Schema of a case, made from the dataclasses.

python -m scoring.case.schema > docs/case.schema.json
"""

from __future__ import annotations

import json
import sys
import types
import typing
from dataclasses import MISSING, Field, fields, is_dataclass
from typing import Any, Literal

from scoring.case.codec import to_plain
from scoring.case.document import SCHEMA, Case
from scoring.case.estimate import Estimate, Quantity

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_SCALARS = {str: "string", float: "number", int: "integer", bool: "boolean"}


def case_schema() -> dict[str, Any]:
    """The published schema (draft 2020-12); every class of the case is a definition."""
    definitions: dict[str, Any] = {}
    top = _object(Case, definitions)
    top["properties"]["schema"] = {"const": SCHEMA}
    return {
        "$schema": DIALECT,
        "$id": SCHEMA,
        "title": "A case of Outsourcing Advisor",
        "description": "Estimates have a 10th percentile (low), a mode (likely), a 90th percentile (high) "
        "and a grade of evidence; with evidence unknown the three are null. Shares are fractions.",
        **top,
        "$defs": dict(sorted(definitions.items())),
    }


def _object(cls: type[Any], definitions: dict[str, Any]) -> dict[str, Any]:
    hints = typing.get_type_hints(cls)
    described = {f.name: _described(f, _type(hints[f.name], definitions)) for f in fields(cls)}
    required = [f.name for f in fields(cls) if f.default is MISSING and f.default_factory is MISSING]
    text = (cls.__doc__ or "").strip().split("\n\n")[0].replace("\n", " ")
    found = {
        "description": " ".join(text.split()),
        "type": "object",
        "properties": described,
        "additionalProperties": False,
    }
    return {**found, "required": required} if required else found


def _described(field: Field[Any], schema: dict[str, Any]) -> dict[str, Any]:
    """Label, unit and bounds of a quantity, and the value that stands when the field is left out."""
    what: Quantity | None = field.metadata.get("quantity")
    if what is not None:
        plausible = list(what.plausible) if what.plausible else None
        found = {
            "title": what.label,
            "x-unit": what.unit,
            "x-minimum": what.minimum,
            "x-maximum": what.maximum,
            "x-plausible": plausible,
        }
        schema = {**schema, **{key: value for key, value in found.items() if value is not None}}
    if field.default is not MISSING and not (
        isinstance(field.default, Estimate) and field.default.is_unknown
    ):
        schema = {**schema, "default": to_plain(field.default)}
    return schema


def _type(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        inner = [_type(a, definitions) for a in args if a is not type(None)]
        return {"anyOf": [*inner, {"type": "null"}]}
    if origin is Literal:
        return {"enum": list(args)}
    if origin is tuple:
        return {"type": "array", "items": _type(args[0], definitions)}
    if origin is dict:
        return {"type": "object", "additionalProperties": _type(args[1], definitions)}
    if is_dataclass(hint):
        name = typing.cast(type[Any], hint).__name__
        if name not in definitions:
            definitions[name] = {}
            definitions[name] = _object(typing.cast(type[Any], hint), definitions)
        return {"$ref": f"#/$defs/{name}"}
    return {"type": _SCALARS[hint]}


def as_text() -> str:
    return json.dumps(case_schema(), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.write(as_text())
