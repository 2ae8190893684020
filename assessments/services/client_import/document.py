"""The document as it comes: JSON that is understood, or refused with every fault named."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from assessments.choices import Factor
from vendors.models import Country, DataCategory, LegalRule

LARGEST_BYTES: Final = 5_000_000
NEEDED: Final = ("id", "title", "sector", "company", "baseline", "processes", "options")
KNOWN: Final = {
    *NEEDED, "fictional", "goals", "non_negotiable", "legal_ids", "grounding", "assumptions", "customers",
    "readiness", "weights", "expected", "as_of", "currency",
}  # fmt: skip
MODELS: Final = ("in_house", "outsource_onshore", "outsource_nearshore", "outsource_offshore", "captive")
CHANNELS: Final = ("phone", "chat", "email", "ticket", "social", "portal", "back_office")
PROCESS_NEEDS: Final = ("process", "share_of_contacts", "channel", "aht_seconds")
OPTION_NEEDS: Final = ("id", "name", "model", "country_iso3", "share_of_volume")
SHARES_MAY_MISS: Final = 0.005
Document = dict[str, Any]


class ImportRefused(Exception):
    """faults: what is wrong, a sentence each."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


def read_document(path: Path) -> Document:
    """The document of a file; ImportRefused says why it cannot be read."""
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise ImportRefused([f"{path.name} is larger than {LARGEST_BYTES // 1_000_000} MB."])
        document = json.loads(path.read_text(encoding="utf-8"), parse_constant=_no_constant)
    except (OSError, UnicodeDecodeError) as error:
        raise ImportRefused([f"{path.name} cannot be read: {error}."]) from error
    except (ValueError, RecursionError) as error:
        raise ImportRefused([f"{path.name} is not a JSON document: {error}."]) from error
    if not isinstance(document, dict):
        raise ImportRefused([f"{path.name} holds no client document: an object is expected."])
    return document


def check_document(document: Document) -> None:
    """ImportRefused with every fault of the document."""
    missing = [f"{name}: missing." for name in NEEDED if name not in document]
    if missing:
        raise ImportRefused(missing)
    if faults := [*_shape(document)]:
        raise ImportRefused(faults)
    if faults := [*_processes(document), *_options(document), *_laws(document), *_weights(document)]:
        raise ImportRefused(faults)


def not_read(document: Document) -> list[str]:
    """Parts of the document that the import does not know, for a notice."""
    return [
        f"{name} was not read: it is not part of a client document." for name in sorted(set(document) - KNOWN)
    ]


def _shape(document: Document) -> Iterator[str]:
    kinds = {"company": dict, "baseline": dict, "processes": list, "options": list}
    optional = {"customers": dict, "readiness": dict, "weights": dict, "goals": list, "legal_ids": list}
    for name, kind in {**kinds, **{n: k for n, k in optional.items() if n in document}}.items():
        if not isinstance(document[name], kind):
            yield f"{name}: expected {'an object' if kind is dict else 'a list'}."
    for name in ("processes", "options"):
        rows = document[name] if isinstance(document[name], list) else []
        if not all(isinstance(row, dict) for row in rows):
            yield f"{name}: every row is an object."
    if isinstance(document["company"], dict) and not document["company"].get("name"):
        yield "company.name: missing."


def _processes(document: Document) -> Iterator[str]:
    known = set(DataCategory.objects.values_list("pk", flat=True))
    total = 0.0
    for number, row in enumerate(document["processes"]):
        at = f"processes[{number}]"
        yield from _missing(row, PROCESS_NEEDS, at)
        yield from _unknown(row.get("data_categories") or [], known, f"{at}.data_categories")
        yield from _unknown(str(row.get("channel", "")).split("+"), CHANNELS, f"{at}.channel")
        share = row.get("share_of_contacts")
        total += share if _is_number(share) else 0
    if document["processes"] and abs(total - 1) > SHARES_MAY_MISS:
        yield f"processes: the shares of contacts add up to {total:.3f}, not to 1."


def _options(document: Document) -> Iterator[str]:
    countries = set(Country.objects.values_list("pk", flat=True))
    for number, row in enumerate(document["options"]):
        at = f"options[{number}]"
        yield from _missing(row, OPTION_NEEDS, at)
        yield from _unknown([row.get("model")], MODELS, f"{at}.model")
        yield from _unknown([row.get("country_iso3")], countries, f"{at}.country_iso3")
        share = row.get("share_of_volume")
        if not _is_number(share) or not 0 <= share <= 1:
            yield f"{at}.share_of_volume: a fraction from 0 to 1 is expected, {share!r} was given."
    ids = [row.get("id") for row in document["options"]]
    yield from (
        f"options: the id {key!r} is given twice." for key in sorted({i for i in ids if ids.count(i) > 1})
    )


def _laws(document: Document) -> Iterator[str]:
    known = set(LegalRule.objects.values_list("pk", flat=True))
    yield from _unknown(document.get("legal_ids", []), known, "legal_ids")


def _weights(document: Document) -> Iterator[str]:
    weights = document.get("weights", {})
    yield from _unknown(weights, Factor.values, "weights")
    if weights and (not all(_is_number(w) and w >= 0 for w in weights.values()) or not sum(weights.values())):
        yield "weights: points of 0 or more are expected, not all of them 0."


def _missing(row: Document, needed: Iterable[str], at: str) -> Iterator[str]:
    yield from (f"{at}.{name}: missing." for name in needed if name not in row)


def _unknown(given: Iterable[Any], allowed: Iterable[str], at: str) -> Iterator[str]:
    allowed = sorted(allowed)
    for value in given:
        if value not in allowed:
            yield f"{at}: {value!r} is not known. Allowed are {', '.join(allowed)}."


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not a number that can be used")
