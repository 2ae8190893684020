"""A drawing that waits to be done, and the finished PDF."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from reports.press import drawing


@dataclass(frozen=True)
class Sheet:
    """All that drawing needs; plain values, so that another process can do it."""

    html: str
    css: str
    static: str
    title: str


@dataclass(frozen=True)
class Pdf:
    data: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True)
class Job:
    """A sheet with the files that go into the PDF. `date` is an ISO date."""

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


def carry_out(job: Job) -> Pdf:
    """Raises Unavailable where the PDF engine cannot be loaded."""
    from reports.press.marks import with_accessibility_mark

    sheet = job.sheet
    return Pdf(
        with_accessibility_mark(drawing.write(sheet.html, sheet.css, Path(sheet.static), job.files, job.date))
    )
