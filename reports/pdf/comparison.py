"""Scenarios side by side on paper, with the case of each inside."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string

from reports.charts.spec import ChartSpec
from reports.pdf import evidence
from reports.pdf.characters import static_file, with_drawable, without_idle_fonts
from reports.pdf.drawing import Attached
from reports.pdf.layout import printed_with
from reports.pdf.sheet import Sheet, css_of, logo_of, picture_of
from reports.pdf.whole import Job
from reports.presenters import comparison, comparison_charts, comparison_inputs
from reports.presenters.causes import CausesView
from reports.presenters.comparison import Compared
from reports.presenters.edition import Edition, running_head
from reports.presenters.numbering import Figure
from scoring.case import Case

TEMPLATE = "reports/print/comparison.html"


@dataclass(frozen=True)
class CausesOf:
    name: str
    causes: CausesView


def prepare_comparison(items: Sequence[Compared], causes: Sequence[CausesOf], edition: Edition) -> Job:
    """edition.date: ISO, of the day of issue. The same scenarios and edition give the same bytes."""
    date = edition.date
    specs = _specs(items)
    rows, inputs = comparison.regret(items), comparison_inputs.differences(items)
    tables = _tables(bool(rows), len(causes), bool(inputs.rows))
    context = {
        "title": f"Scenarios side by side – {items[0].group}",
        "head": running_head(edition, date),
        "client": items[0].reading.client,
        "foot": items[0].group,
        "logo": logo_of(edition),
        "printed_at": f"{date}T00:00:00Z",
        "paper": edition.paper,
        "items": items,
        "headline": comparison.verdict_sentence(items),
        "robust": comparison.regret_sentence(rows),
        "lines": comparison.lines(items),
        "regret": rows,
        "inputs": inputs,
        "causes": [
            {"name": one.name, "causes": one.causes, "table": tables[f"causes_{number}"]}
            for number, one in enumerate(causes)
        ],
        "tables": tables,
        "figures": [
            picture_of(Figure(f"compare-{number}", f"Figure\u00a0{number}", spec), edition)
            for number, spec in enumerate(specs, 1)
        ],
    }
    html = with_drawable(render_to_string(TEMPLATE, context))
    css = without_idle_fonts(css_of(edition), html + "".join(repr(spec) for spec in specs))
    static = Path(static_file("css/print.css")).parent.parent
    sheet = Sheet(html=html, css=css, static=str(static), title=f"Scenarios side by side – {items[0].group}")
    return Job(sheet, _attachments(items, edition), date)


def _tables(regret: bool, causes: int, inputs: bool) -> dict[str, str]:
    """Numbers in the order in which the tables stand; those of causes are `causes_0` and so on."""
    split = [f"causes_{number}" for number in range(causes)]
    order = ["results", *(["regret"] if regret else []), *split, *(["inputs"] if inputs else []), "proof"]
    return {key: f"Table\u00a0{number}" for number, key in enumerate(order, 1)}


def _specs(items: Sequence[Compared]) -> list[ChartSpec]:
    found = (comparison_charts.small_multiples(items), comparison_charts.net_benefit_differences(items))
    return [spec for spec in found if spec is not None and not spec.empty]


def causes_of(
    items: Sequence[Compared], between: Callable[[Case, Case], CausesView | None]
) -> list[CausesOf]:
    """Of those that share the answers of the first one, against the first one."""
    first = items[0]
    same = [item for item in items[1:] if item.group == first.group]
    found = ((item.name, between(first.reading.case, item.reading.case)) for item in same)
    return [CausesOf(name, view) for name, view in found if view]


def case_name(number: int) -> str:
    return f"case-{number}.json"


def decision_name(number: int) -> str:
    return f"decision-{number}.json"


def _attachments(items: Sequence[Compared], edition: Edition) -> tuple[Attached, ...]:
    """All that is needed to compute and draw it again."""
    columns = [{"name": item.name, "group": item.group} for item in items]
    prints: dict[str, Any] = {
        case_name(number): evidence.fingerprints(item.reading.stored[0].to_dict())
        for number, item in enumerate(items, 1)
    }
    return (
        *(file for number, item in enumerate(items, 1) for file in _of_column(number, item)),
        Attached(
            evidence.EDITION,
            "Number, date and names",
            evidence.plain_json(asdict(edition) | {"columns": columns}),
            "Supplement",
        ),
        Attached(
            evidence.FINGERPRINTS,
            "A fingerprint of every value of the cases",
            evidence.plain_json(prints | {"printed_with": printed_with()}),
            "Supplement",
        ),
    )


def _of_column(number: int, item: Compared) -> tuple[Attached, Attached]:
    case, decision = (document.to_dict() for document in item.reading.stored)
    return (
        Attached(
            case_name(number),
            f"Everything that went into “{item.name}”",
            evidence.plain_json(case),
            "Source",
        ),
        Attached(
            decision_name(number),
            f"The decision on “{item.name}”, unrounded",
            evidence.plain_json(decision),
            "Data",
        ),
    )
