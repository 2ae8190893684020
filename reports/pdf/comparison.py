"""Scenarios side by side on paper, with the case of each inside."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from reports.pdf import evidence
from reports.pdf.characters import static_file, with_drawable, without_idle_fonts
from reports.pdf.comparison_page import CausesOf, page_of
from reports.pdf.layout import printed_with
from reports.pdf.sheet import css_of
from reports.presenters.causes import CausesView
from reports.presenters.comparison import Compared
from reports.presenters.edition import Edition
from reports.press.drawing import Attached
from reports.press.job import Job, Sheet
from scoring.case import Case


def prepare_comparison(items: Sequence[Compared], causes: Sequence[CausesOf], edition: Edition) -> Job:
    """edition.date: ISO, of the day of issue. The same scenarios and edition give the same bytes."""
    page = page_of(items, causes, edition)
    html = with_drawable(page.html())
    css = without_idle_fonts(css_of(edition), html + "".join(repr(figure.spec) for figure in page.figures))
    static = Path(static_file("css/print.css")).parent.parent
    sheet = Sheet(html=html, css=css, static=str(static), title=page.title)
    return Job(sheet, _attachments(items, edition), edition.date)


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
