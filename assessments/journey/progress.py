"""What is done, what is missing, how long the rest takes, and what comes next."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from assessments.journey.questions import Page, Question, Section, questionnaire

State = Literal["done", "started", "todo"]
LIVE = ("phone", "chat")


@dataclass(frozen=True, slots=True)
class Given:
    """All that was answered. contents by question id; rows: values by field, one mapping per row."""

    contents: Mapping[str, Any]
    streams: Sequence[Mapping[str, Any]] = ()
    cost_lines: Sequence[Mapping[str, Any]] = ()

    def rows(self, table: str) -> Sequence[Mapping[str, Any]]:
        return self.streams if table == "streams" else self.cost_lines

    def circumstances(self) -> set[str]:
        """What decides whether a question applies. With no channel named yet, all of them may be there."""
        named = set(_listed(self.contents.get("about.channels")))
        named |= {channel for row in self.streams for channel in row.get("channels") or ()}
        return named or set(LIVE)


@dataclass(frozen=True, slots=True)
class Count:
    answered: int = 0
    asked: int = 0

    @property
    def state(self) -> State:
        return "todo" if not self.answered else "done" if self.answered >= self.asked else "started"

    def __add__(self, other: "Count") -> "Count":
        return Count(self.answered + other.answered, self.asked + other.asked)


@dataclass(frozen=True, slots=True)
class SectionProgress:
    section: Section
    count: Count
    pages: tuple[tuple[Page, Count], ...] = field(default=())

    @property
    def state(self) -> State:
        return self.count.state

    @property
    def minutes_left(self) -> float:
        asked = max(self.count.asked, 1)
        return self.section.minutes * (1 - min(self.count.answered / asked, 1))


def applies(question: Question, given: Given, row: Mapping[str, Any] | None = None) -> bool:
    if not question.applies_when:
        return True
    there = set((row or {}).get("channels") or ()) or given.circumstances()
    return bool(set(question.applies_when) & there)


def asked_on(page: Page, given: Given) -> tuple[Question, ...]:
    """The questions of a page that matter here, without those of the rows of a table."""
    questions = questionnaire().of_page(page)
    return tuple(q for q in questions if not q.table and applies(q, given))


def progress(given: Given) -> tuple[SectionProgress, ...]:
    return tuple(section_progress(section, given) for section in questionnaire().sections)


def section_progress(section: Section, given: Given) -> SectionProgress:
    pages = tuple((page, page_count(page, given)) for page in section.pages)
    return SectionProgress(section, sum((count for _, count in pages), Count()), pages)


def page_count(page: Page, given: Given) -> Count:
    if page.kind == "questions":
        questions = [q for q in asked_on(page, given) if not q.optional]
        return Count(sum(is_answered(given.contents.get(q.id)) for q in questions), len(questions))
    table = "cost_lines" if page.kind == "cost_lines" else "streams"
    rows = given.rows(table)
    counts = [row_count(questionnaire().of_page(page), row, given) for row in rows]
    return sum(counts, Count()) if rows else Count(0, 1)


def row_count(questions: Iterable[Question], row: Mapping[str, Any], given: Given) -> Count:
    needed = [q for q in questions if q.table and not q.optional and applies(q, given, row)]
    return Count(sum(is_answered(row.get(q.field)) for q in needed), len(needed))


def is_answered(content: Any) -> bool:
    """An empty list is an answer (none of these); an empty text is not."""
    return content is not None and content != ""


def minutes_left(sections: Iterable[SectionProgress]) -> int:
    return math.ceil(sum(section.minutes_left for section in sections))


def next_page(page: Page) -> Page | None:
    pages = questionnaire().pages()
    at = pages.index(page)
    return pages[at + 1] if at + 1 < len(pages) else None


def first_missing(given: Given) -> Page | None:
    """Where to go on: the first page with something left to answer."""
    for page in questionnaire().pages():
        if page_count(page, given).state != "done":
            return page
    return None


def _listed(content: Any) -> list[str]:
    return list(content) if isinstance(content, list) else []
