"""The whole report: every section that its parts ask for, with figures and tables numbered in their order."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from reports.presenters import (
    assumptions,
    changes,
    charts,
    conditions,
    criteria,
    density,
    evidence,
    find_out,
    gates,
    glossary,
    key_figures,
    method,
    money,
    options,
    scope,
    service,
    vendors,
    verdict,
)
from reports.presenters.edition import Edition, running_head
from reports.presenters.numbering import Figure, numbered_figures, numbered_tables
from reports.presenters.numbers import month_words
from reports.presenters.plan import Plan
from reports.presenters.plan.parts import chart_of
from reports.presenters.reading import Reading
from reports.presenters.words import cleaned, paragraph, shortened

MOST_ON_PAGE_1 = 6
ABREAST = 6
LONGEST_REASONS = 600
MOST_FLIPS = 8
MOST_QUESTIONS = 8
MOST_WEIGHTY = 14
MOST_VENDOR_PAGES = 12
MOST_ASSUMPTIONS = 600
MOST_LAWS = 60
TITLES = {
    "decision": "The decision",
    "conditions": "Conditions, next steps and sign-off",
    "options": "The options compared",
    "money": "Money",
    "service": "Service and customers",
    "gates": "Gates and law",
    "changes": "What would change the answer",
    "find_out": "What to find out",
    "vendors": "Providers",
    "plan": "The deal plan",
    "basis": "What the figures rest on",
    "cost_lines": "Every line of cost",
    "measured": "What was measured",
    "laws": "Gates that are met, and the law",
    "assumptions": "Assumptions and where they come from",
    "method": "Method and reproducibility",
    "glossary": "Words used",
}


@dataclass(frozen=True)
class Section:
    key: str
    title: str

    @property
    def template(self) -> str:
        return f"reports/print/{self.key}.html"


@dataclass(frozen=True)
class ReportView:
    """The frame of a report; what stands in its sections is in `content`, by the names of CONTENT."""

    client: str
    title: str
    subtitle: str
    head: str
    foot: str
    date: str  # ISO date of issue
    edition: Edition
    sections: tuple[Section, ...]
    figures: dict[str, Figure]
    tables: dict[str, str]
    content: dict[str, Any]

    @property
    def density(self) -> str:
        """How tightly page 1 has to be set: nothing, `dense` or `dense crowded`."""
        return density.of_page_1(self.title, self.content)

    @property
    def density_2(self) -> str:
        """The same for page 2, the conditions: the memo ends there."""
        return density.of_page_2(self.content, self.edition)


CONTENT: dict[str, Callable[[Reading], Any]] = {
    "verdict": verdict.present,
    "key_figures": key_figures.present,
    "why": lambda reading: shortened(paragraph(reading.decision.verdict.reasons), LONGEST_REASONS),
    "conditions": conditions.present,
    "no_condition": conditions.none,
    "next_steps": conditions.next_steps,
    "options": options.present,
    "glance": lambda reading: options.glance(reading, MOST_ON_PAGE_1),
    "factor_rows": options.factor_rows,
    "factor_blocks": lambda reading: options.factor_blocks(reading, ABREAST),
    "more_options": lambda reading: max(len(reading.decision.options) - MOST_ON_PAGE_1, 0),
    "horizon": lambda reading: reading.horizon,
    "report_years": lambda reading: reading.years,
    "currency": lambda reading: reading.decision.currency,
    "engine_version": lambda reading: reading.decision.engine_version,
    "comparisons": lambda reading: options.comparisons(reading) + options.dominated(reading),
    "subject": lambda reading: reading.option_name(reading.subject.option_id) if reading.subject else "",
    "money": lambda reading: money.present(reading, reading.subject) if reading.subject else None,
    "service": service.present,
    "streams": lambda reading: scope.stream_rows(reading, reading.subject),
    "criteria": lambda reading: criteria.present(reading, reading.subject),
    "gates": gates.present,
    "gates_unmet": gates.unmet,
    "gates_met": gates.met,
    "waived": gates.waived,
    "laws": lambda reading: gates.laws(reading)[:MOST_LAWS],
    "laws_left_out": lambda reading: max(len(reading.case.laws) - MOST_LAWS, 0),
    "what_would_change": changes.summary,
    "flips": lambda reading: changes.present(reading, MOST_FLIPS),
    "upset": changes.upset,
    "crosschecks": changes.crosschecks,
    "crosscheck_words": changes.crosscheck_words,
    "questions": lambda reading: find_out.present(reading, MOST_QUESTIONS),
    "questions_total": find_out.total,
    "questions_note": lambda _: find_out.MONEY_NOTE,
    "vendors": lambda reading: vendors.present(reading)[:MOST_VENDOR_PAGES],
    "assumptions": lambda reading: assumptions.present(reading, MOST_ASSUMPTIONS),
    "assumptions_left_out": lambda reading: max(len(reading.decision.inputs) - MOST_ASSUMPTIONS, 0),
    "assumptions_summary": assumptions.summary,
    "weightiest": lambda reading: assumptions.weightiest(reading, MOST_WEIGHTY),
    "grades": lambda _: evidence.grade_rows(),
    "method": method.present,
    "glossary": lambda _: cleaned(glossary.TERMS),
}


def present(reading: Reading, edition: Edition | None = None, plan: Plan = ()) -> ReportView:
    """`plan` is the deal plan, where one was made."""
    edition = edition or Edition()
    keys = tuple(key for key in edition.sections if key != "plan" or plan)
    content = {"plan": plan, **{name: make(reading) for name, make in CONTENT.items()}}
    return ReportView(
        client=reading.client,
        title=f"Should {reading.client} outsource customer service?",
        subtitle=_subtitle(reading),
        head=running_head(edition, reading.case.as_of),
        foot=" · ".join(filter(None, (reading.client, reading.case.title))),
        date=edition.date or reading.case.as_of,
        edition=edition,
        sections=tuple(Section(key, TITLES[key]) for key in keys),
        figures=numbered_figures({**charts.present(reading), **chart_of(plan)}, keys),
        tables=numbered_tables(keys, content),
        content=content,
    )


def _subtitle(reading: Reading) -> str:
    horizon = f"decision for {reading.years} from {month_words(reading.case.as_of)}"
    scenario = reading.case.scenario
    said = (service.today_words(reading), horizon, f"scenario {scenario}" if scenario else "")
    return ", ".join(part for part in said if part)
