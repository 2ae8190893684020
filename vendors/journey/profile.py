"""A vendor's profile as people read it: section by section, with evidence and what is still missing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from vendors.choices import VendorKind
from vendors.journey.questions import Question, Section, vendor_sheets
from vendors.journey.wording import evidence_of, is_known, source_of, words_of
from vendors.models import Certification, Vendor
from vendors.selectors.claims import heard_of, raised
from vendors.selectors.vendors import CURRENT, ELSEWHERE, EXPIRED, UNSEEN, assurance_of
from vendors.services.vendors import profile_of

NOT_FOR_OWN_CENTRE = ("company",)
ROWS_OF = {"sites": "sites", "languages": "languages", "security": "certifications"}
ASSURANCE = {
    CURRENT: ("pass", "counts as proof"),
    EXPIRED: ("fail", "expired: no proof"),
    ELSEWHERE: ("fail", "other site or work: no proof"),
    UNSEEN: ("open", "not checked yet: no proof"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One fact. was: how it stood before a reference confirmed it."""

    key: str
    label: str
    value: str
    evidence: str = ""
    source: str = ""
    known: bool = True
    was: str = ""
    confirmed_by: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    section: Section
    lines: tuple[Line, ...]
    rows: int = 0

    @property
    def answered(self) -> int:
        return sum(line.known for line in self.lines)

    @property
    def state(self) -> str:
        has_rows = self.section.id not in ROWS_OF or self.rows > 0
        if not self.answered and not self.rows:
            return "todo"
        return "done" if self.answered == len(self.lines) and has_rows else "started"

    @property
    def missing(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if not line.known)


@dataclass(frozen=True, slots=True)
class Certificate:
    name: str
    scope: str
    until: date | None
    site: str
    state: str
    words: str


def sections_for(vendor: Vendor) -> tuple[Section, ...]:
    left_out = NOT_FOR_OWN_CENTRE if vendor.kind == VendorKind.OWN_CENTRE else ()
    return tuple(s for s in vendor_sheets().sections_of("vendor") if s.id not in left_out)


def profile(vendor: Vendor) -> tuple[Part, ...]:
    contents, heard = profile_of(vendor), heard_of(vendor.references.all())
    currency = vendor.client.currency
    return tuple(_part(vendor, section, contents, heard, currency) for section in sections_for(vendor))


def _part(
    vendor: Vendor,
    section: Section,
    contents: Mapping[str, Any],
    heard: Mapping[str, list[str]],
    currency: str,
) -> Part:
    questions = vendor_sheets().of_section("vendor", section.id)
    lines = tuple(line_of(q, contents.get(q.key), currency, heard.get(q.key, [])) for q in questions)
    kind = ROWS_OF.get(section.id)
    return Part(section, lines, len(getattr(vendor, kind).all()) if kind else 0)


def line_of(question: Question, content: Any, currency: str, companies: list[str]) -> Line:
    counted = raised(content, companies)
    rose = counted is not content
    return Line(
        key=question.key,
        label=question.text,
        value=words_of(question, counted, currency),
        evidence=evidence_of(counted),
        source=source_of(counted),
        known=is_known(content),
        was=words_of(question, content, currency) if rose else "",
        confirmed_by=", ".join(sorted(companies)) if rose else "",
    )


def certificates(rows: Iterable[Certification], today: date) -> tuple[Certificate, ...]:
    return tuple(_certificate(row, today) for row in rows)


def _certificate(row: Certification, today: date) -> Certificate:
    state, words = ASSURANCE[assurance_of(row, today)]
    return Certificate(row.name, row.scope, row.expires, str(row.site or ""), state, words)


def missing(parts: Iterable[Part]) -> int:
    return sum(len(part.missing) for part in parts)
