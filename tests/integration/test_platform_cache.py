"""The cache lives in a table that no migration makes."""

from typing import Any

import pytest
from django.core.cache import cache
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection

CACHE = {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "outsourcing_cache"}


@pytest.mark.django_db
def test_migrating_makes_the_cache_table(settings: Any) -> None:
    settings.CACHES = {"default": CACHE}
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS outsourcing_cache")
    emit_post_migrate_signal(verbosity=0, interactive=False, db=connection.alias)
    cache.set("kept", 1)
    assert cache.get("kept") == 1
