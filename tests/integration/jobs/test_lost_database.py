"""A database that is lost is told as Django tells it, whichever library noticed."""

from typing import Any

import pytest
from django.conf import settings
from django.db import OperationalError

from jobs import services
from jobs.models import Job

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(settings.ON_SQLITE, reason="procrastinate is PostgreSQL's"),
]


def test_a_job_that_cannot_be_announced_does_not_exist(monkeypatch: pytest.MonkeyPatch) -> None:
    from procrastinate.exceptions import ConnectorException

    from jobs.engines import postgres

    def lost(*arguments: Any, **named: Any) -> Any:
        raise ConnectorException

    monkeypatch.setattr(postgres.app, "configure_task", lost)
    with pytest.raises(OperationalError):
        services.enqueue(kind="add", params={"a": 1, "b": 2})
    assert not Job.objects.exists()
