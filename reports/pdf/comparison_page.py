"""Scenarios side by side as HTML for print, with its tables and figures numbered."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string

from reports.charts.spec import ChartSpec
from reports.pdf.sheet import logo_of, picture_of
from reports.presenters import comparison, comparison_charts, comparison_inputs
from reports.presenters.causes import CausesView
from reports.presenters.comparison import Compared
from reports.presenters.edition import Edition, running_head
from reports.presenters.numbering import Figure

TEMPLATE = "reports/print/comparison.html"


@dataclass(frozen=True)
class CausesOf:
    name: str
    causes: CausesView


@dataclass(frozen=True)
class ComparisonPage:
    client: str
    title: str
    headline: str
    head: str
    foot: str
    edition: Edition
    figures: tuple[Figure, ...]
    content: dict[str, Any]

    def html(self, carrier: str = "") -> str:
        """carrier: what carries the cases, where it is not the file that this becomes."""
        return render_to_string(TEMPLATE, {**self.content, "carrier": carrier})


def page_of(items: Sequence[Compared], causes: Sequence[CausesOf], edition: Edition) -> ComparisonPage:
    """edition.date: ISO, of the day of issue."""
    figures = tuple(
        Figure(f"compare-{number}", f"Figure\u00a0{number}", spec)
        for number, spec in enumerate(_specs(items), 1)
    )
    first = items[0]
    frame = {
        "client": first.reading.client,
        "title": f"Scenarios side by side – {first.group}",
        "headline": comparison.verdict_sentence(items),
        "head": running_head(edition, edition.date),
        "foot": first.group,
    }
    content = {**frame, **_content(items, causes), **_looks(edition, figures)}
    return ComparisonPage(**frame, edition=edition, figures=figures, content=content)


def _looks(edition: Edition, figures: Sequence[Figure]) -> dict[str, Any]:
    return {
        "logo": logo_of(edition),
        "printed_at": f"{edition.date}T00:00:00Z",
        "paper": edition.paper,
        "figures": [picture_of(figure, edition) for figure in figures],
    }


def _content(items: Sequence[Compared], causes: Sequence[CausesOf]) -> dict[str, Any]:
    rows, inputs = comparison.regret(items), comparison_inputs.differences(items)
    tables = _tables(bool(rows), len(causes), bool(inputs.rows))
    return {
        "items": items,
        "robust": comparison.regret_sentence(rows),
        "lines": comparison.lines(items),
        "regret": rows,
        "inputs": inputs,
        "causes": [
            {"name": one.name, "causes": one.causes, "table": tables[f"causes_{number}"]}
            for number, one in enumerate(causes)
        ],
        "tables": tables,
    }


def _tables(regret: bool, causes: int, inputs: bool) -> dict[str, str]:
    """Numbers in the order in which the tables stand; those of causes are `causes_0` and so on."""
    split = [f"causes_{number}" for number in range(causes)]
    order = ["results", *(["regret"] if regret else []), *split, *(["inputs"] if inputs else []), "proof"]
    return {key: f"Table\u00a0{number}" for number, key in enumerate(order, 1)}


def _specs(items: Sequence[Compared]) -> list[ChartSpec]:
    found = (comparison_charts.small_multiples(items), comparison_charts.net_benefit_differences(items))
    return [spec for spec in found if spec is not None and not spec.empty]
