"""What belongs to one client: its rows, the people that they name, and its files."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import ForeignKey, Model, QuerySet

from clients.models import Client, User
from outsourcing.backups import rows

CHUNK = 500
NAMES_OF_FILES = ("path", "faults_path")
FOLDERS_BY_CLIENT = ("reports", "contacts")


@dataclass
class Held:
    """Keys by model, the keys of the people named in these rows, and paths below the folder of files."""

    own: dict[type[Model], set[Any]] = field(default_factory=lambda: defaultdict(set))
    people: set[Any] = field(default_factory=set)
    paths: set[str] = field(default_factory=set)

    @property
    def count(self) -> int:
        return sum(map(len, self.own.values()))


def held_by(client: Client) -> Held:
    held = Held()
    for model in rows.kept_models():
        if path := path_to_client(model):
            found = model._base_manager.filter(**{path: client.pk}).values_list("pk", flat=True)
            held.own[model] = set(found)
    for row in own_rows(held):
        held.paths |= {getattr(row, name, "") for name in NAMES_OF_FILES} - {""}
        held.people |= {getattr(row, link.attname) for link in links_of(row) if link.related_model is User}
    held.people.discard(None)
    return held


def path_to_client(model: type[Model]) -> str:
    """How the client of a row is reached; empty for what belongs to no client."""
    if model is Client:
        return "pk"
    direct = any(one.name == "client" for one in model._meta.concrete_fields)
    return str(getattr(model, "client_path", "client" if direct else ""))


def links_of(row: Model | type[Model]) -> list[Any]:
    return [one for one in row._meta.concrete_fields if isinstance(one, ForeignKey)]


def own_rows(held: Held) -> Iterator[Model]:
    for model, keys in held.own.items():
        for some in in_chunks(model, keys):
            yield from some


def in_chunks(model: type[Model], keys: set[Any]) -> Iterator[QuerySet[Any]]:
    """In the order of their keys, in portions that any database takes as one list."""
    ordered = sorted(keys, key=str)
    for start in range(0, len(ordered), CHUNK):
        yield model._base_manager.filter(pk__in=ordered[start : start + CHUNK]).order_by("pk")


def files_of(held: Held) -> list[Path]:
    place = Path(settings.MEDIA_ROOT)
    return [place / path for path in sorted(held.paths) if (place / path).is_file()]


def folders_of(client: Client) -> list[Path]:
    """Where whatever is written for this client lands, also what no row names yet."""
    return [Path(settings.MEDIA_ROOT) / folder / str(client.pk) for folder in FOLDERS_BY_CLIENT]
