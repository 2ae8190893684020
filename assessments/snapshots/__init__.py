"""From rows to the case: the only place that reads rows for scoring."""

from assessments.snapshots.assembly import build_case
from assessments.snapshots.changes import with_changes

__all__ = ["build_case", "with_changes"]
