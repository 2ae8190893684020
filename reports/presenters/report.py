"""The whole report: every section that its parts ask for, with figures and tables numbered in their order."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from reports.charts.spec import ChartSpec
from reports.presenters import (
    assumptions,
    changes,
    charts,
    conditions,
    criteria,
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
from reports.presenters.numbers import month_words
from reports.presenters.plan import Plan
from reports.presenters.plan.parts import chart_of
from reports.presenters.reading import Reading
from reports.presenters.words import paragraph, shortened, width

MOST_ON_PAGE_1 = 6
ABREAST = 6
ROOMY = 23  # lines of text that page 1 takes at its usual size
DENSE = 34
LONGEST_REASONS = 600
MOST_FLIPS = 10
MOST_QUESTIONS = 8
MOST_VENDOR_PAGES = 12
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
    "assumptions": "Assumptions and where they come from",
    "method": "Method and reproducibility",
    "glossary": "Words used",
}
_FIGURES = {
    "options": ("value", "ranks"),
    "money": ("waterfall", "cash", "distribution"),
    "gates": ("gates",),
    "changes": ("tornado", "weight_"),
    "plan": ("plan_",),
}
_TABLES = {
    "decision": ("glance",),
    "conditions": ("conditions",),
    "options": ("options", "factors"),
    "money": ("sums", "lines"),
    "service": ("service", "streams", "criteria"),
    "gates": ("gate_list", "laws"),
    "changes": ("flips", "crosschecks"),
    "find_out": ("questions",),
    "assumptions": ("grades", "assumptions"),
    "method": ("settings", "errors", "proof"),
}


@dataclass(frozen=True)
class Section:
    key: str
    title: str

    @property
    def template(self) -> str:
        return f"reports/print/{self.key}.html"


@dataclass(frozen=True)
class Figure:
    key: str
    label: str  # `Figure 3`
    spec: ChartSpec


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
        lines = _lines_of_page_1(self.title, self.content)
        return "" if lines <= ROOMY else "dense" if lines <= DENSE else "dense crowded"


CONTENT: dict[str, Callable[[Reading], Any]] = {
    "verdict": verdict.present,
    "key_figures": key_figures.present,
    "why": lambda reading: shortened(paragraph(reading.decision.verdict.reasons), LONGEST_REASONS),
    "conditions": conditions.present,
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
    "waived": gates.waived,
    "laws": gates.laws,
    "what_would_change": changes.summary,
    "flips": lambda reading: changes.present(reading, MOST_FLIPS),
    "upset": changes.upset,
    "crosschecks": changes.crosschecks,
    "crosscheck_words": changes.crosscheck_words,
    "questions": lambda reading: find_out.present(reading, MOST_QUESTIONS),
    "questions_total": find_out.total,
    "questions_note": lambda _: find_out.MONEY_NOTE,
    "vendors": lambda reading: vendors.present(reading)[:MOST_VENDOR_PAGES],
    "assumptions": assumptions.present,
    "assumptions_summary": assumptions.summary,
    "grades": lambda _: evidence.grade_rows(),
    "method": method.present,
    "glossary": lambda _: glossary.TERMS,
}


def present(reading: Reading, edition: Edition | None = None, plan: Plan = ()) -> ReportView:
    """`plan` is the deal plan, where one was made."""
    edition = edition or Edition()
    keys = tuple(key for key in edition.sections if key != "plan" or plan)
    return ReportView(
        client=reading.client,
        title=f"Should {reading.client} outsource customer service?",
        subtitle=_subtitle(reading),
        head=running_head(edition, reading.case.as_of),
        foot=" · ".join(filter(None, (reading.client, reading.case.title))),
        date=edition.date or reading.case.as_of,
        edition=edition,
        sections=tuple(Section(key, TITLES[key]) for key in keys),
        figures=_numbered_figures({**charts.present(reading), **chart_of(plan)}, keys),
        tables=_numbered_tables(keys),
        content={"plan": plan, **{name: make(reading) for name, make in CONTENT.items()}},
    )


def _lines_of_page_1(title: str, content: dict[str, Any]) -> int:
    """About how many lines of text the first page has to take."""
    banner = content["verdict"]
    head = _lines(title, 36) + _lines(banner.headline, 46) + _lines(banner.sentence, 92)
    left = _lines(content["why"], 52) + _lines(content["what_would_change"], 52)
    right = sum(_lines(row.short, 48) for row in content["conditions"][:3])
    glance = sum(1 + _lines(row.name, 28) for row in content["glance"])
    return head + _lines(banner.caution, 92) + max(left, right) + glance


def _lines(text: str, letters: int) -> int:
    """Lines that a text takes where so many letters of usual width fit in one."""
    return math.ceil(width(text) / letters) if text else 0


def _subtitle(reading: Reading) -> str:
    horizon = f"decision for {reading.years} from {month_words(reading.case.as_of)}"
    scenario = reading.case.scenario
    said = (service.today_words(reading), horizon, f"scenario {scenario}" if scenario else "")
    return ", ".join(part for part in said if part)


def _numbered_figures(specs: dict[str, ChartSpec], keys: tuple[str, ...]) -> dict[str, Figure]:
    """`weight_` stands for all charts over the weight of a factor."""
    wanted = [name for key in keys for name in _FIGURES.get(key, ())]
    order = [key for name in wanted for key in specs if _is_called(key, name)]
    return {key: Figure(key, f"Figure\u00a0{number}", specs[key]) for number, key in enumerate(order, 1)}


def _is_called(key: str, name: str) -> bool:
    return key == name or (name.endswith("_") and key.startswith(name))


def _numbered_tables(keys: tuple[str, ...]) -> dict[str, str]:
    order = [table for key in keys for table in _TABLES.get(key, ())]
    return {table: f"Table\u00a0{number}" for number, table in enumerate(order, 1)}
