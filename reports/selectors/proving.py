"""Which reports a file is. Call inside the client's scope."""

from django.db.models import QuerySet

from clients.models import Client
from reports.models import Report


def reports_with_bytes(client: Client, sha256: str) -> QuerySet[Report]:
    """Those of the client that were frozen with exactly these bytes."""
    found = Report.objects.filter(client=client, file__sha256=sha256)
    return found.select_related("assessment", "decision", "created_by", "client")
