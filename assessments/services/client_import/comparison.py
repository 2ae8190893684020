"""What a document works out itself, beside what the engine finds from the same figures."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from assessments.models import Assessment
from assessments.services.client_import.document import Document
from assessments.services.deciding import decide_assessment
from scoring.decision import Decision, OptionResult
from ui.formats import money_text

ONCE = ("one_off", "exit", "customers")
MONTHS = 36


@dataclass(frozen=True, slots=True)
class Compared:
    """theirs: as written in the document · ours: mean of the decision, undiscounted."""

    what: str
    theirs: float
    ours: float
    currency: str

    @property
    def text(self) -> str:
        theirs, ours = money_text(self.theirs, self.currency), money_text(self.ours, self.currency)
        gap = f", {self.ours / self.theirs - 1:+.0%}" if self.theirs else ""
        return f"{self.what}: document {theirs}, here {ours}{gap}"


def compare(document: Document, assessment: Assessment) -> list[Compared]:
    """Yearly cost, stranded cost and savings, as far as the document gives them."""
    computed = Decision.from_dict(decide_assessment(assessment).decision)
    found = {option.option_id: option for option in computed.options}
    stay = next(option for option in computed.options if option.model == "stay")
    currency = assessment.client.currency
    lines = [*_baseline(document, stay)]
    for row in document["options"]:
        option = found.get("improve" if row["id"] == "stay" else row["id"])
        lines += _option(row, stay, option) if option else []
    return [Compared(what, theirs, ours, currency) for what, theirs, ours in lines]


def _baseline(document: Document, stay: OptionResult) -> Iterator[tuple[str, float, float]]:
    total = document["baseline"].get("annual_cost_total_usd")
    if total:
        yield "Yearly cost of today's service", total, sum(line.first_year for line in stay.money.lines)


def _option(row: Document, stay: OptionResult, option: OptionResult) -> Iterator[tuple[str, float, float]]:
    ours = {
        "saving_usd_per_year_steady": ("saving a year", _steady(stay) - _steady(option)),
        "saving_3_years_usd": ("saving in three years", _saved(option)),
        "stranded_cost_usd": ("cost that does not stop", _steady_of(option, "stranded")),
        "contract_usd_per_year": ("fees a year", _steady_of(option, "vendor")),
    }
    for key, (words, figure) in ours.items():
        if (theirs := row.get(key)) is not None:
            yield f"{row['name']}, {words}", theirs, figure


def _steady(option: OptionResult) -> float:
    return sum(line.steady_year for line in option.money.lines if line.group not in ONCE)


def _saved(option: OptionResult) -> float:
    months: Any = option.money.cumulative_saving
    return float(months[min(MONTHS, len(months)) - 1].mean)


def _steady_of(option: OptionResult, group: str) -> float:
    return sum(line.steady_year for line in option.money.lines if line.group == group)
