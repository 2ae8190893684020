"""What a vendor is asked through its link: fewer questions, in words for the vendor, one number each."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from vendors.choices import FactHolder
from vendors.journey.questions import Question, Section, vendor_sheets
from vendors.models import VendorLink
from vendors.selectors.claims import claim
from vendors.services.facts import UNKNOWN

ROWS: Final = {"sites": "rows.sites", "languages": "rows.languages", "security": "rows.certifications"}
PROFILE, QUOTE = "vendor", "offer"


@dataclass(frozen=True, slots=True)
class Step:
    """A page of the vendor. rows: kind of rows that are asked on it."""

    id: str
    holder: str
    title: str
    questions: tuple[Question, ...]
    rows: str = ""

    @property
    def keys(self) -> list[tuple[str, str]]:
        own = [(self.holder, question.key) for question in self.questions]
        return [*own, (self.holder, f"rows.{self.rows}")] if self.rows else own


def steps_of(link: VendorLink) -> tuple[Step, ...]:
    steps = [_step("vendor", section, PROFILE) for section in vendor_sheets().sections_of("vendor")]
    if link.offer_id:
        for sheet in ("quote", "offer"):
            steps += [_step(sheet, section, QUOTE) for section in vendor_sheets().sections_of(sheet)]
    return tuple(step for step in steps if step.questions or step.rows)


def _step(sheet: str, section: Section, holder: str) -> Step:
    asked = (q for q in vendor_sheets().of_section(sheet, section.id) if q.ask)
    rows = ROWS.get(section.id, "").removeprefix("rows.") if holder == PROFILE else ""
    return Step(section.id, holder, section.title, tuple(for_vendor(q) for q in asked), rows)


def for_vendor(question: Question) -> Question:
    """In its own words, and an estimate as one number: the range is ours."""
    kind = "number" if question.kind == "estimate" else question.kind
    return replace(question, kind=kind, text=question.to_vendor, why="", help="")


def question_for(holder: str, key: str) -> Question | None:
    """The question as the client knows it."""
    sheets = ("vendor",) if holder == FactHolder.VENDOR else ("quote", "offer")
    return next((q for s in sheets for k, q in vendor_sheets().of_sheet(s).items() if k == key), None)


def content_of_claim(question: Question, value: Any) -> Any:
    """What an accepted answer of the vendor counts as: an estimate of grade C, or the plain value."""
    if value == UNKNOWN or question.kind != "estimate":
        return value
    return claim(float(value), question.worse, least=question.minimum, most=question.maximum)


def plain_rows(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows as JSON holds them; keys of our own database stay out."""
    left_out = ("pk", "site", "covers_site_and_scope")
    return [{name: _plain(value) for name, value in row.items() if name not in left_out} for row in rows]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
