"""Whether the file of a report is the one that was issued, and says what its own case gives."""

import hashlib

from reports import verification
from reports.models import Report


def faults_of_file(report: Report, *, quick: bool = False) -> list[str]:
    """quick: only whether the file is the one that was drawn; otherwise its decision is computed again."""
    if report.file is None:
        return []
    if not report.file.location.is_file():
        return ["its file is missing"]
    data = report.file.location.read_bytes()
    if hashlib.sha256(data).hexdigest() != report.file.sha256:
        return ["its file is not the one that was drawn"]
    if quick:
        return []
    try:
        return list(verification.verify(data).differences)
    except verification.NotAReport as fault:
        return [str(fault)]
