"""A report as HTML for print, with everything inside that it needs."""

import base64
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string

from reports.charts.to_rows import describe
from reports.charts.to_svg import to_svg
from reports.pdf.characters import static_file, stylesheet, with_drawable, without_idle_fonts
from reports.presenters.edition import Edition
from reports.presenters.numbering import Figure
from reports.presenters.options import OptionRow
from reports.presenters.plan.parts import CHART_KEY
from reports.presenters.plan.referring import reference
from reports.presenters.report import ReportView
from reports.press.job import Sheet

TEMPLATE = "reports/print/report.html"
NOTICE = (
    "The part that writes PDFs (Pango) is missing on this machine, so this is the same report as a page:"
    " use your browser's print command. It carries no data and cannot be verified."
)
CARRIER = "the PDF of this report"
_MM = 96 / 25.4
_TEXT_WIDTH = {"A4": 174 * _MM, "Letter": 179.9 * _MM}
_SMALLER = 1.15  # charts are drawn for a wider sheet, so that two fit a page and letters are as in tables
_BAR = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="13" viewBox="0 0 100 9"'
    ' preserveAspectRatio="none"><rect width="100" height="9" fill="#eef2f6"/>{}</svg>'
)
_FONTS = re.compile(r'font-family="[^"]*"')
_OWN_FONTS = (
    'font-family="Inter,Inter Ext,Inter Cyrillic,Inter Greek,Inter Vietnamese,'
    'Print Hebrew,Print Arabic,Print Math,Print Symbols"'
)
_COLOUR = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)
_LOGO = re.compile(r"data:image/(png|jpeg);base64,[A-Za-z0-9+/=]+")


@dataclass(frozen=True)
class Picture:
    key: str
    label: str
    spec: Any
    picture: str
    alt: str


def sheet_of(report: ReportView) -> Sheet:
    html = with_drawable(render_to_string(TEMPLATE, _context(report)))
    static = Path(static_file("css/print.css")).parent.parent
    css = without_idle_fonts(css_of(report.edition), html + _chart_text(report))
    return Sheet(html=html, css=css, static=str(static), title=report.title)


def _chart_text(report: ReportView) -> str:
    """Every text in the pictures, which the document holds encoded."""
    return "".join(repr(figure.spec) for figure in report.figures.values())


def print_page(report: ReportView, css_url: str, notice: str = NOTICE) -> str:
    """The same report as a page of its own, for machines without the PDF engine and for other files.

    Such a page carries nothing: what the report says of its own file is said of the PDF.
    """
    told = {"css_url": css_url, "notice": notice, "carrier": CARRIER}
    return render_to_string(TEMPLATE, {**_context(report), **told})


def _context(report: ReportView) -> dict[str, Any]:
    figures = {key: picture_of(figure, report.edition) for key, figure in report.figures.items()}
    return {
        **report.content,
        "report": report,
        "vendors": _numbered(report),
        "plan": _numbered_plan(report),
        "glance": [_with_bar(row) for row in report.content["glance"]],
        "figures": figures,
        "contents_halves": _halves(report.sections),
        "glossary_halves": _halves(report.content["glossary"]),
        "weight_figures": [figure for key, figure in figures.items() if key.startswith("weight_")],
        "logo": logo_of(report.edition),
        "printed_at": f"{report.date}T00:00:00Z",
    }


def _numbered(report: ReportView) -> list[dict[str, Any]]:
    """The providers, each with the number of its table."""
    pages = enumerate(report.content["vendors"], 1)
    return [{**asdict(page), "table": report.tables.get(f"vendor_{number}", "")} for number, page in pages]


def _numbered_plan(report: ReportView) -> list[dict[str, Any]]:
    """The chapters of the deal plan, each with its numbered tables and the sentence that refers to them."""
    parts = [asdict(part) for part in report.content["plan"]]
    tables = (table for part in parts for table in part["tables"])
    for number, table in enumerate(tables, 1):
        table["label"] = report.tables.get(f"plan_{number}", "")
    for part in parts:
        figure = report.figures.get(CHART_KEY) if part["chart"] else None
        shown = [(figure.label, figure.spec.words.title)] if figure else []
        shown += [(table["label"], table["title"]) for table in part["tables"]]
        part["reference"] = reference(part["title"], shown)
    return parts


def _halves(items: Sequence[Any]) -> tuple[Sequence[Any], Sequence[Any]]:
    """For two lists side by side: columns of the engine's own take it five times as long."""
    middle = (len(items) + 1) // 2
    return items[:middle], items[middle:]


def _with_bar(row: OptionRow) -> dict[str, Any]:
    parts = "".join(
        f'<rect x="{part.start}" width="{part.width}" height="9" fill="{part.colour}"/>'
        for part in row.segments
    )
    words = f"{row.value} of 100: " + ", ".join(f"{part.name} {part.points}" for part in row.segments)
    return {**asdict(row), "bar": _address(_BAR.format(parts)), "bar_words": words}


def _address(svg: str) -> str:
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()


def picture_of(figure: Figure, edition: Edition) -> Picture:
    drawn = to_svg(figure.spec, _TEXT_WIDTH[edition.paper] * _SMALLER, letter_by_letter=True)
    svg = with_drawable(_FONTS.sub(_OWN_FONTS, drawn, count=1))
    return Picture(figure.key, figure.label, figure.spec, _address(svg), describe(figure.spec))


def logo_of(edition: Edition) -> str:
    """Only what a checked picture looks like reaches the page."""
    return edition.logo if _LOGO.fullmatch(edition.logo) else ""


def css_of(edition: Edition) -> str:
    """The print style, with the paper and the client's own colour."""
    css = stylesheet().replace("size: A4;", f"size: {edition.paper};", 1)
    if _COLOUR.fullmatch(edition.colour):
        css += f".masthead {{ border-bottom-color: {edition.colour}; }}"
        css += f"h1, .question {{ color: {edition.colour}; }}"
    return css
