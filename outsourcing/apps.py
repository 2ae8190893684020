from typing import Any

from django.apps import AppConfig, apps
from django.core.management import call_command
from django.db.models.signals import post_migrate


class OutsourcingConfig(AppConfig):
    name = "outsourcing"

    def ready(self) -> None:
        from outsourcing import sign_in_log  # noqa: F401 (it listens from now on)

        # Django tells only apps with models that the database was migrated, and this one has none.
        post_migrate.connect(_create_cache_table, sender=apps.get_app_config("jobs"))


def _create_cache_table(using: str, verbosity: int, **kwargs: Any) -> None:
    """The limits on sign-in live in a cache table: nobody should have to think of a second command."""
    call_command("createcachetable", database=using, verbosity=0)
