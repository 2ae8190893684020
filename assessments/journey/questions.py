"""The questions of the guided assessment, read from assessments/data/questions.toml and held by the case."""

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from scoring.case import CostLine, Customers, Quantity, Readiness, Service, Stream

FILE = Path(__file__).resolve().parent.parent / "data" / "questions.toml"

Kind = Literal[
    "estimate",
    "number",
    "text",
    "lines",
    "choice",
    "multi",
    "yes_no_unknown",
    "date",
    "languages",
    "months",
]
PageKind = Literal["questions", "streams", "cost_lines", "stream_data"]
HOLDERS: dict[str, type] = {
    "service.streams": Stream,
    "service.cost_lines": CostLine,
    "service": Service,
    "customers": Customers,
    "readiness": Readiness,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing that is asked. Unit, bounds and plausible range are the case's where the file is silent."""

    id: str
    section: str
    page: str
    rows: tuple[str, ...]
    kind: Kind
    text: str
    why: str
    help: str = ""
    table: str = ""
    unit: str = ""
    minimum: float | None = None
    maximum: float | None = None
    plausible: tuple[float, float] | None = None
    default: float | None = None
    optional: bool = False
    choices: str | tuple[tuple[str, str], ...] = ()
    references: tuple[str, ...] = ()
    who: tuple[str, ...] = ()
    applies_when: tuple[str, ...] = ()

    @property
    def field(self) -> str:
        """Name of the field in its holder, e.g. agent_wage_per_hour."""
        return self.id.rpartition(".")[2]

    @property
    def in_case(self) -> bool:
        return not self.id.startswith("about.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    id: str
    title: str
    section: str
    kind: PageKind = "questions"

    @property
    def key(self) -> tuple[str, str]:
        return (self.section, self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    id: str
    group: str
    title: str
    lead: str
    minutes: float
    pages: tuple[Page, ...]


@dataclass(frozen=True, slots=True)
class Questionnaire:
    sections: tuple[Section, ...]
    questions: MappingProxyType[str, Question]
    choices: MappingProxyType[str, tuple[tuple[str, str], ...]]

    def __getitem__(self, question_id: str) -> Question:
        return self.questions[question_id]

    def section(self, section_id: str) -> Section:
        return next(s for s in self.sections if s.id == section_id)

    def pages(self) -> tuple[Page, ...]:
        return tuple(page for section in self.sections for page in section.pages)

    def of_page(self, page: Page) -> tuple[Question, ...]:
        return tuple(q for q in self.questions.values() if (q.section, q.page) == page.key)

    def of_table(self, table: str) -> tuple[Question, ...]:
        return tuple(q for q in self.questions.values() if q.table == table)

    def of_section(self, section_id: str) -> tuple[Question, ...]:
        """Questions asked once, without those of the rows of a table."""
        return tuple(q for q in self.questions.values() if q.section == section_id and not q.table)

    def page_of(self, question: Question) -> Page:
        return next(p for p in self.section(question.section).pages if p.id == question.page)


@cache
def questionnaire() -> Questionnaire:
    return read(FILE)


def read(path: Path) -> Questionnaire:
    """Read and check the file. A fault raises ValueError with the id of the question or section."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    sections = tuple(_section(entry) for entry in data["section"])
    questions: dict[str, Question] = {}
    for entry in data["question"]:
        question = _question(entry)
        if question.id in questions:
            raise ValueError(f"{question.id}: asked twice")
        questions[question.id] = question
    pages = {page.key for section in sections for page in section.pages}
    if lost := [q.id for q in questions.values() if (q.section, q.page) not in pages]:
        raise ValueError(f"{lost[0]}: its page does not exist")
    choices = {name: _frozen(pairs) for name, pairs in data["choices"].items()}
    return Questionnaire(sections, MappingProxyType(questions), MappingProxyType(choices))


def quantity_of(question_id: str) -> Quantity | None:
    """What the case says about the unit and the bounds of this input; None for what is not an estimate."""
    holder = holder_of(question_id)
    name = question_id.rpartition(".")[2]
    for owner in (holder, Service) if holder else ():
        for field in fields(owner):
            if field.name == name and (found := field.metadata.get("quantity")):
                return found  # type: ignore[no-any-return]
    return None


def holder_of(question_id: str) -> type | None:
    """The dataclass of the case that has the input; None for what is not part of the case."""
    prefix, _, name = question_id.rpartition(".")
    holder = HOLDERS.get(prefix)
    if holder is None:
        return None
    return holder if name in {f.name for f in fields(holder)} else None


def _section(entry: dict[str, Any]) -> Section:
    pages = tuple(Page(section=entry["id"], **page) for page in entry["pages"])
    return Section(**{**entry, "pages": pages})


def _question(entry: dict[str, Any]) -> Question:
    known = {f.name for f in fields(Question)}
    if unknown := sorted(set(entry) - known):
        raise ValueError(f"{entry.get('id', 'a question')}: {unknown[0]} is not a property of a question")
    values = {key: _frozen(value) for key, value in entry.items()}
    question_id = entry["id"]
    if holder_of(question_id) is None and not question_id.startswith("about."):
        raise ValueError(f"{question_id}: not an input of the case")
    if entry["kind"] == "estimate":
        values = _of_quantity(question_id) | values
    return Question(**values)


def _of_quantity(question_id: str) -> dict[str, Any]:
    what = quantity_of(question_id)
    if what is None:
        raise ValueError(f"{question_id}: the case holds no estimate here")
    keys = ("unit", "minimum", "maximum", "plausible")
    return {key: getattr(what, key) for key in keys}


def _frozen(value: Any) -> Any:
    return tuple(_frozen(item) for item in value) if isinstance(value, list) else value
