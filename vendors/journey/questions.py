"""Questions about providers, read from data files: text, why, unit, bounds. A key is a field of the case."""

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

FILE = Path(__file__).resolve().parent.parent / "data" / "vendor_questions.toml"

Kind = Literal[
    "estimate", "number", "yes_no", "choice", "text", "lines", "date", "country", "currency", "url"
]
ABOUT = "about."


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing that is asked. worse: the side of a claim that is unfavourable to the client."""

    sheet: str
    section: str
    key: str
    kind: Kind
    text: str
    why: str
    help: str = ""
    unit: str = ""
    minimum: float | None = None
    maximum: float | None = None
    worse: Literal["", "low", "high"] = ""
    choices: tuple[tuple[str, str], ...] = ()
    to_vendor: str = ""
    rows: tuple[str, ...] = ()

    @property
    def in_case(self) -> bool:
        return not self.key.startswith(ABOUT)

    @property
    def ask(self) -> bool:
        """Whether the vendor is asked it, too."""
        return bool(self.to_vendor)

    @property
    def name(self) -> str:
        """Of its field in a form; dots would need escaping in selectors."""
        return self.key.replace(".", "__")


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    sheet: str
    id: str
    title: str
    lead: str


@dataclass(frozen=True, slots=True)
class Sheets:
    sections: tuple[Section, ...]
    questions: tuple[Question, ...]

    def sections_of(self, sheet: str) -> tuple[Section, ...]:
        return tuple(section for section in self.sections if section.sheet == sheet)

    def of_sheet(self, sheet: str) -> MappingProxyType[str, Question]:
        return MappingProxyType({q.key: q for q in self.questions if q.sheet == sheet})

    def of_section(self, sheet: str, section: str) -> tuple[Question, ...]:
        return tuple(q for q in self.questions if (q.sheet, q.section) == (sheet, section))

    def asked_of_vendor(self, sheet: str) -> tuple[Question, ...]:
        return tuple(q for q in self.questions if q.sheet == sheet and q.ask)


@cache
def vendor_sheets() -> Sheets:
    return read(FILE)


def read(path: Path) -> Sheets:
    """Read and check a file. A fault raises ValueError with the key of the question."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    sections = tuple(Section(**entry) for entry in data["section"])
    known = {(section.sheet, section.id) for section in sections}
    questions = tuple(_question(entry) for entry in data["question"])
    seen: set[tuple[str, str]] = set()
    for question in questions:
        if (question.sheet, question.section) not in known:
            raise ValueError(f"{question.key}: its section does not exist")
        if (question.sheet, question.key) in seen:
            raise ValueError(f"{question.key}: asked twice")
        seen.add((question.sheet, question.key))
    return Sheets(sections, questions)


def _question(entry: dict[str, Any]) -> Question:
    if unknown := sorted(set(entry) - {field.name for field in fields(Question)}):
        raise ValueError(f"{entry.get('key', 'a question')}: {unknown[0]} is not a property of a question")
    values = {key: _frozen(value) for key, value in entry.items()}
    if entry["kind"] == "estimate":
        values = {"minimum": 0.0} | values
    return Question(**values)


def _frozen(value: Any) -> Any:
    return tuple(_frozen(item) for item in value) if isinstance(value, list) else value
