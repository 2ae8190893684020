"""A finished PDF."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from reports.pdf import drawing, evidence
from reports.pdf.sheet import Sheet, sheet_of
from reports.presenters import read
from reports.presenters.edition import Edition
from reports.presenters.plan import Plan
from reports.presenters.report import present
from scoring.case import Case
from scoring.decision import Decision


@dataclass(frozen=True)
class Pdf:
    data: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True)
class Job:
    """A drawing that waits to be done; plain values, so that another process can do it."""

    sheet: Sheet
    files: tuple[drawing.Attached, ...]
    date: str

    @property
    def content_hash(self) -> str:
        """The same for the same report: what was drawn once need not be drawn again."""
        digest = hashlib.sha256()
        for part in (self.sheet.html, self.sheet.css, self.date):
            digest.update(part.encode())
        for file in self.files:
            digest.update(file.data)
        return digest.hexdigest()


def prepare(case: Case, decision: Decision, edition: Edition | None = None, plan: Plan = ()) -> Job:
    edition = edition or Edition()
    report = present(read(decision, case), edition, plan)
    return Job(sheet_of(report), evidence.attachments(case, decision, edition, plan), report.date)


def carry_out(job: Job) -> Pdf:
    from reports.pdf.marks import with_accessibility_mark

    sheet = job.sheet
    return Pdf(
        with_accessibility_mark(drawing.write(sheet.html, sheet.css, Path(sheet.static), job.files, job.date))
    )


def draw(case: Case, decision: Decision, edition: Edition | None = None, plan: Plan = ()) -> Pdf:
    """Raises Unavailable where the PDF engine cannot be loaded."""
    return carry_out(prepare(case, decision, edition, plan))
