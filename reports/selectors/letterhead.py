"""The head of a client's reports. Call inside the client's scope."""

from clients.models import Client
from reports.models import Letterhead


def letterhead_of(client: Client) -> Letterhead:
    """The client's, or a plain one that is not stored."""
    return Letterhead.objects.filter(client=client).first() or Letterhead(client=client)
