"""The printed report, read as blocks: one report, whatever file it goes into.

The print templates are where parts, tables and figures are put in order, so their HTML is read instead of
being written a second time for each kind of file. What a part adds there is in every file at once.
"""

import base64
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, TypeAlias

from lxml import html

from reports.charts.palette import FACTORS
from reports.charts.to_rows import describe
from reports.exports.document import (
    Block,
    Cell,
    Document,
    Drawing,
    Figure,
    Heading,
    Item,
    Line,
    Paragraph,
    Row,
    Run,
    Section,
    Table,
)
from reports.pdf.comparison_page import ComparisonPage
from reports.pdf.sheet import CARRIER, print_page
from reports.presenters.numbering import Figure as Numbered
from reports.presenters.report import ReportView

_LEFT_OUT = ("running-foot", "running-head", "running-facts", "contents", "masthead")
_QUIET = ("range", "counsel")
_TONES = {"go", "conditional", "nogo", *FACTORS}
_SVG = "data:image/svg+xml;base64,"
_USUAL = Run("")
Element: TypeAlias = Any  # lxml does not describe its types


def read_report(report: ReportView) -> Document:
    figures = _figures(report.figures.values())
    return Document(
        title=report.title,
        client=report.client,
        subject=report.content["verdict"].headline,
        head=report.head,
        foot=report.foot,
        date=report.date,
        edition=report.edition,
        sections=_sections(print_page(report, "", ""), figures),
        figures=tuple(figures.values()),
    )


def read_comparison(page: ComparisonPage) -> Document:
    figures = _figures(page.figures)
    return Document(
        title=page.title,
        client=page.client,
        subject=page.headline,
        head=page.head,
        foot=page.foot,
        date=page.edition.date,
        edition=page.edition,
        sections=_sections(page.html(CARRIER), figures),
        figures=tuple(figures.values()),
        kind="Scenarios side by side",
    )


def _figures(numbered: Iterable[Numbered]) -> dict[str, Figure]:
    return {
        figure.key: Figure(figure.key, figure.label, figure.spec, describe(figure.spec))
        for figure in numbered
    }


def _sections(page: str, figures: dict[str, Figure]) -> tuple[Section, ...]:
    reader = _Reader(figures)
    body = html.document_fromstring(page).body
    return tuple(reader.section(element) for element in body if element.tag == "section")


class _Reader:
    def __init__(self, figures: dict[str, Figure]) -> None:
        self._figures = figures

    def section(self, element: Element) -> Section:
        key = element.get("id") or _first_class(element)
        blocks = tuple(self._blocks(element, key, ""))
        titles = [b.line.text for b in blocks if isinstance(b, Heading)]
        return Section(
            key, titles[0] if titles else "", blocks, "new-page" in element.get("class", "").split()
        )

    def _blocks(self, parent: Element, section: str, boxed: str) -> Iterator[Block]:
        for element in parent:
            if not isinstance(element.tag, str) or _first_class(element) in _LEFT_OUT:
                continue
            yield from self._block(element, section, boxed)

    def _block(self, element: Element, section: str, boxed: str) -> Iterator[Block]:
        tag, classes = element.tag, element.get("class", "").split()
        if tag in ("h1", "h2", "h3"):
            yield Heading(3 if "run-in" in classes else int(tag[1]), _line(element))
        elif tag == "p":
            yield from _paragraph(element, boxed)
        elif tag in ("ul", "ol"):
            for place, item in enumerate(element.iterchildren("li"), 1):
                yield Item(_line(item), place if tag == "ol" else 0)
        elif tag == "table":
            yield _table(element, section)
        elif tag == "figure":
            yield self._figures[element.get("id", "").removeprefix("figure-")]
        else:
            tone = (
                next((name for name in classes if name != "banner"), "plain") if "banner" in classes else ""
            )
            yield from self._blocks(element, section, tone or boxed)


def _paragraph(element: Element, boxed: str) -> Iterator[Paragraph]:
    line = _line(element)
    if line.text:
        yield Paragraph(line, _first_class(element), boxed)


def _table(element: Element, section: str) -> Table:
    caption = element.find("caption")
    heads = tuple(_row(row) for row in element.iterfind("thead/tr"))
    rows = tuple(_row(row) for body in element.iterfind("tbody") for row in body.iterfind("tr"))
    words = "" if caption is None else _line(caption).text
    return Table(_first_class(element), words, heads, rows, section)


def _row(element: Element) -> Row:
    classes = element.get("class", "").split()
    cells = tuple(_cell(cell) for cell in element if cell.tag in ("th", "td"))
    return Row(cells, group="group-head" in classes, leads="leads" in classes)


def _cell(element: Element) -> Cell:
    classes = element.get("class", "").split()
    return Cell(
        lines=tuple(_lines(element)),
        head=element.tag == "th",
        right="n" in classes,
        columns=int(element.get("colspan", "1")),
        drawing=_drawing(element.find("img")),
    )


def _drawing(image: Element | None) -> Drawing | None:
    address = "" if image is None else image.get("src", "")
    if image is None or not address.startswith(_SVG):
        return None
    svg = base64.b64decode(address.removeprefix(_SVG)).decode()
    return Drawing(svg, image.get("alt", ""))


def _lines(element: Element) -> Iterator[Line]:
    """What stands below each other in a cell: paragraphs, and ranges that are not in line."""
    paragraphs = element.findall("p")
    if paragraphs:
        for paragraph in paragraphs:
            yield from _lines(paragraph)
        return
    found: list[list[Run]] = [[]]
    for run, starts_line in _runs(element):
        if starts_line:
            found.append([])
        found[-1].append(run)
    for runs in found:
        line = _tidy(runs)
        if line.text:
            yield line


def _line(element: Element) -> Line:
    return _tidy([run for run, _ in _runs(element)])


def _runs(element: Element, look: Run = _USUAL) -> Iterator[tuple[Run, bool]]:
    """Text with its look; and whether it begins a line of its own."""
    if element.text:
        yield replace(look, text=element.text), False
    for child in element:
        own_line = False
        if isinstance(child.tag, str):
            inner, own_line = _look_of(child, look)
            for place, (run, starts) in enumerate(_runs(child, inner)):
                yield run, starts or (own_line and place == 0)
        if child.tail:
            yield replace(look, text=child.tail), own_line


def _look_of(element: Element, look: Run) -> tuple[Run, bool]:
    """The look inside an element, and whether the element stands below what came before."""
    classes = element.get("class", "").split()
    quiet = any(name in _QUIET for name in classes)
    tone = next((name for name in classes if name in _TONES), look.tone)
    bold = look.bold or element.tag in ("b", "strong")
    return Run("", bold, look.quiet or quiet, tone), quiet and not look.quiet and "inline" not in classes


def _tidy(runs: list[Run]) -> Line:
    """Spaces as HTML counts them: several are one, none at the ends."""
    kept: list[Run] = []
    for run in runs:
        text = _spaced(run.text)
        if text.startswith(" ") and (not kept or kept[-1].text.endswith(" ")):
            text = text[1:]
        if text:
            kept.append(replace(run, text=text))
    if kept:
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip(" "))
    return Line(tuple(run for run in kept if run.text))


def _spaced(text: str) -> str:
    parts = [part for part in text.replace("\t", " ").replace("\n", " ").split(" ") if part]
    found = " ".join(parts)
    if not found:
        return " " if text else ""
    ends = (text[0] in " \n\t", text[-1] in " \n\t")
    return f"{' ' if ends[0] else ''}{found}{' ' if ends[1] else ''}"


def _first_class(element: Element) -> str:
    classes: list[str] = element.get("class", "").split()
    return classes[0] if classes else ""
