"""Rows of a client are only reached inside a scope: `with django_scopes.scope(client=client): …`."""

import copy
from typing import Any, Self, TypeVar

from django.db import models
from django_scopes.manager import DisabledQuerySet
from django_scopes.state import get_scope

Row = TypeVar("Row", bound=models.Model)


class ClientManager(models.Manager[Row]):
    """As django_scopes.ScopedManager, with a class that types can be checked by.

    The model says in `client_path` how its client is reached. Without an active scope every query raises
    django_scopes.exceptions.ScopeError.
    """

    everywhere = False

    def with_scopes_disabled(self) -> Self:
        """For the few selectors that look across clients and filter by person, and for checks."""
        manager = copy.copy(self)
        manager.everywhere = True
        return manager

    def get_queryset(self) -> models.QuerySet[Row]:
        scope = get_scope()
        if self.everywhere or not scope.get("_enabled", True):
            return super().get_queryset()
        if "client" not in scope:
            disabled: models.QuerySet[Row] = DisabledQuerySet(
                self.model, using=self._db, missing_scopes={"client"}
            )
            return disabled
        client, path = scope["client"], getattr(self.model, "client_path", "client")
        several = isinstance(client, list | tuple)
        return super().get_queryset().filter(**{f"{path}__in" if several else path: client})

    def all(self) -> Any:
        """What was prefetched is returned as it is; without a scope already asking for all is refused."""
        rows = super().all()
        return rows.all() if isinstance(rows, DisabledQuerySet) else rows
