"""What is said about a report itself: number, version, date, mark, paper, parts."""

from dataclasses import dataclass
from typing import Literal

from reports.presenters.numbers import date_words

Parts = Literal["memo", "full", "annex", "whole", "plan"]
Paper = Literal["A4", "Letter"]

MEMO = ("decision", "conditions")
BODY = ("options", "money", "service", "gates", "changes", "find_out", "vendors", "plan")
BASIS = ("basis",)  # the annex in short, where the annex itself is not bound in
ANNEX = ("cost_lines", "measured", "laws", "assumptions", "method", "glossary")
PARTS: dict[str, tuple[str, ...]] = {
    "memo": MEMO,
    "full": MEMO + BODY + BASIS,
    "annex": ANNEX,
    "whole": MEMO + BODY + ANNEX,
    "plan": ("plan",),
}


@dataclass(frozen=True)
class Edition:
    """Stands in the report and, as edition.json, inside its PDF; no clock is asked when it is printed."""

    number: str = ""
    version: int = 1  # 0: there are no versions
    date: str = ""  # ISO date of issue; empty: the date of the case
    mark: str = "Confidential"
    paper: Paper = "A4"
    parts: Parts = "full"
    colour: str = ""  # the client's own, #rrggbb
    logo: str = ""  # data: address of a checked PNG or JPEG
    changes: tuple[str, ...] = ()  # since the version before

    @property
    def sections(self) -> tuple[str, ...]:
        return PARTS[self.parts]


def running_head(edition: Edition, as_of: str) -> str:
    """`21 November 2026 · report 12 · version 3 · confidential`."""
    number = f"report {edition.number}" if edition.number else ""
    version = f"version {edition.version}" if edition.version else ""
    said = (date_words(edition.date or as_of), number, version, edition.mark.lower())
    return " · ".join(part for part in said if part)
