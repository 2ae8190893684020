"""Rows of the database as lines of JSON, the same on SQLite and PostgreSQL."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import IO, Any

from django.apps import apps
from django.core.management.color import no_style
from django.core.serializers import python
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.db.models import Model, QuerySet

APPS = ("clients", "vendors", "assessments", "jobs", "reports", "account", "mfa")


class Exact(DjangoJSONEncoder):
    """Django cuts times to milliseconds, which would break the seals of the record."""

    def default(self, o: Any) -> Any:
        return o.isoformat() if isinstance(o, dt.datetime) else super().default(o)


def kept_models(*, with_links: bool = False) -> list[type[Model]]:
    """Sessions, caches and the queue's own tables are left: jobs are put into the queue again.

    with_links: also the tables that Django makes for many-to-many relations, whose rows travel with one side.
    """
    found = (apps.get_app_config(name).get_models(include_auto_created=with_links) for name in APPS)
    return [model for models in found for model in models]


def dump(queries: Iterable[QuerySet[Any]]) -> Iterator[str]:
    return dump_rows(row for query in queries for row in query.order_by("pk").iterator(chunk_size=500))


def dump_rows(rows: Iterable[Model]) -> Iterator[str]:
    serializer = python.Serializer()
    for row in rows:
        (plain,) = serializer.serialize([row])
        yield json.dumps(plain, cls=Exact, ensure_ascii=False) + "\n"


def fingerprint() -> str:
    """Of all rows, the same on SQLite and PostgreSQL: order of keys and writing of numbers do not count."""
    lines = (json.dumps(_canonical(json.loads(line)), sort_keys=True) for line in dump(all_rows()))
    found = sorted(hashlib.sha256(line.encode()).digest() for line in lines)
    return hashlib.sha256(b"".join(found)).hexdigest()


def _canonical(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _canonical(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_canonical(part) for part in value]
    return value + 0.0 if isinstance(value, float) or type(value) is int else value


def all_rows() -> list[QuerySet[Any]]:
    return [model._base_manager.all() for model in kept_models()]


@transaction.atomic
def load(lines: IO[bytes]) -> int:
    """All or nothing; links between rows are checked at the end."""
    count = 0
    for found in python.Deserializer(json.loads(line) for line in lines):
        found.save(force_insert=True)
        count += 1
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), kept_models()):
            cursor.execute(statement)
    return count
