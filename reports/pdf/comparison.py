"""Scenarios side by side on paper, with the case of each inside."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.template.loader import render_to_string

from reports.charts.spec import ChartSpec
from reports.pdf.characters import static_file, with_drawable, without_idle_fonts
from reports.pdf.drawing import Attached
from reports.pdf.sheet import Sheet, css_of, picture_of
from reports.pdf.whole import Job
from reports.presenters import comparison, comparison_charts, comparison_inputs
from reports.presenters.causes import CausesView
from reports.presenters.comparison import Compared
from reports.presenters.edition import Edition
from reports.presenters.numbers import date_words
from reports.presenters.report import Figure

TEMPLATE = "reports/print/comparison.html"


@dataclass(frozen=True)
class CausesOf:
    name: str
    causes: CausesView


def prepare_comparison(items: Sequence[Compared], causes: Sequence[CausesOf], date: str) -> Job:
    """date: ISO, of the day of print. The same scenarios on the same day give the same bytes."""
    edition = Edition()
    specs = _specs(items)
    rows = comparison.regret(items)
    context = {
        "title": f"Scenarios side by side – {items[0].group}",
        "head": f"{items[0].group} · {date_words(date)}",
        "printed_at": f"{date}T00:00:00Z",
        "paper": edition.paper,
        "items": items,
        "headline": comparison.verdict_sentence(items),
        "robust": comparison.regret_sentence(rows),
        "lines": comparison.lines(items),
        "regret": rows,
        "inputs": comparison_inputs.differences(items),
        "causes": causes,
        "figures": [
            picture_of(Figure(f"compare-{number}", f"Figure {number}", spec), edition)
            for number, spec in enumerate(specs, 1)
        ],
    }
    html = with_drawable(render_to_string(TEMPLATE, context))
    css = without_idle_fonts(css_of(edition), html + "".join(repr(spec) for spec in specs))
    static = Path(static_file("css/print.css")).parent.parent
    return Job(Sheet(html=html, css=css, static=str(static), title=context["title"]), _cases(items), date)  # type: ignore[arg-type]


def _specs(items: Sequence[Compared]) -> list[ChartSpec]:
    found = (comparison_charts.small_multiples(items), comparison_charts.net_benefit_differences(items))
    return [spec for spec in found if spec is not None and not spec.empty]


def _cases(items: Sequence[Compared]) -> tuple[Attached, ...]:
    return tuple(
        Attached(
            f"case-{number}.json",
            f"Everything that went into “{item.name}”",
            json.dumps(item.reading.case.to_dict(), ensure_ascii=False, sort_keys=True).encode(),
            "Source",
        )
        for number, item in enumerate(items, 1)
    )
