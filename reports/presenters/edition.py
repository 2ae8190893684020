"""What is said about a report itself: number, version, date, mark, paper, parts."""

from dataclasses import dataclass
from typing import Literal

from reports.presenters.numbers import date_words

Parts = Literal["memo", "full", "annex", "whole", "plan"]
Paper = Literal["A4", "Letter"]

MEMO = ("decision", "conditions")
ANNEX = ("assumptions", "method", "glossary")
BODY = ("options", "money", "service", "gates", "changes", "find_out", "vendors", "plan")
PARTS: dict[str, tuple[str, ...]] = {
    "memo": MEMO,
    "full": MEMO + BODY + ANNEX,
    "annex": ANNEX,
    "whole": MEMO + BODY + ANNEX,
    "plan": ("plan",),
}


@dataclass(frozen=True)
class Edition:
    """Stands in the report and, as edition.json, inside its PDF; no clock is asked when it is printed."""

    number: str = ""
    version: int = 1
    date: str = ""  # ISO date of issue; empty: the date of the case
    mark: str = "Confidential"
    paper: Paper = "A4"
    parts: Parts = "full"
    colour: str = ""  # the client's own, #rrggbb
    logo: str = ""  # data: address of a checked PNG or JPEG
    changes: tuple[str, ...] = ()  # since the version before
    stamp: str = ""  # said across the head of a refused or superseded report

    @property
    def sections(self) -> tuple[str, ...]:
        return PARTS[self.parts]


def running_head(edition: Edition, as_of: str) -> str:
    """`21 November 2026 · report 12 · version 3 · confidential`."""
    number = f"report {edition.number}" if edition.number else ""
    said = (date_words(edition.date or as_of), number, f"version {edition.version}", edition.mark.lower())
    return " · ".join(part for part in said if part)
