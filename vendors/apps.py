from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class VendorsConfig(AppConfig):
    name = "vendors"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        post_migrate.connect(_load_reference, sender=self)


def _load_reference(using: str, **kwargs: Any) -> None:
    """An installation always has the reference data of its version, without a second command."""
    from vendors.services.reference import load_reference

    if using == "default" and "vendors_referenceedition" in connections[using].introspection.table_names():
        load_reference()
