"""A stored decision as presenters read it: a tenth of a second to build, so the last ones are kept."""

from collections import OrderedDict
from threading import Lock
from typing import Final

from assessments.models import Decision
from reports.presenters.reading import Reading, read
from scoring.case import Case
from scoring.decision import Decision as Result

KEPT: Final = 12
Key = tuple[str, int, int, str]

_kept: OrderedDict[Key, Reading] = OrderedDict()
_lock = Lock()


def reading_of(stored: Decision) -> Reading:
    """The same case, seed, futures and engine give the same decision, and nobody edits a stored one."""
    key = (stored.case_sha256, stored.seed, stored.futures, stored.engine_version)
    with _lock:
        found = _kept.get(key)
        if found is not None:
            _kept.move_to_end(key)
            return found
    made = read(Result.from_dict(stored.decision), Case.from_dict(stored.case))
    with _lock:
        _kept[key] = made
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return made
