"""What it costs to split a contact stream: smaller crews need more idle time for the same service."""

from collections.abc import Iterable, Mapping

import numpy as np

from scoring.case import Case
from scoring.costs.crews import WEEKS_A_MONTH, crew_growth, crew_table, live_share

SECONDS = 3600.0


def split_loss(case: Case, shares: Mapping[str, Iterable[float]]) -> dict[str, float]:
    """shares: what each provider gets of a stream, by its id. Extra agent time of the stream as a fraction.

    What is left stays in-house as a crew of its own. Streams without volume, and those that can wait, lose
    nothing; without opening hours and an answering target nothing can be sized and the result is empty.
    """
    table = crew_table(case)
    if table is None:
        return {}
    lost = {}
    for stream in case.service.streams:
        parts = [share for share in shares.get(stream.id, ()) if share > 0]
        contacts, seconds = stream.contacts_per_month.likely, stream.handle_seconds.likely
        if not parts or not contacts or not seconds:
            continue
        crews = [*parts, max(0.0, 1.0 - sum(parts))]
        hours = np.array([contacts * seconds / SECONDS / WEEKS_A_MONTH])
        live = live_share(stream)
        lost[stream.id] = sum(
            share * float(crew_growth(table, hours, share, live)[0] - 1) for share in crews if share > 0
        )
    return lost
