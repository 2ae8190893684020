"""What a person may do at a client."""

from django.db import models


class Role(models.TextChoices):
    VIEWER = "viewer", "Executive: reads, downloads and signs off"
    EDITOR = "editor", "Manager: answers and issues reports"
    OWNER = "owner", "Owner: manages people, options and the client"

    def includes(self, other: "Role") -> bool:
        """Whether this role may do all that the other may."""
        order = list(Role)
        return order.index(self) >= order.index(other)
