"""Tables of a report in Word: heads that repeat, rows that stay whole, columns as wide as their text asks.

Their XML is written as such: python-docx takes ten times as long for a table of some hundred rows.
"""

import io
from collections.abc import Sequence
from copy import deepcopy
from functools import cache
from typing import Any

from docx.oxml.ns import nsmap as known_spaces
from docx.oxml.ns import qn
from docx.oxml.parser import oxml_parser
from docx.shared import Emu
from docx.text.paragraph import Paragraph

from reports.charts.labels import text_width as drawn_width
from reports.exports.document import Cell, Line, Row, Table
from reports.exports.painter import to_png
from reports.exports.texts import cell_text
from reports.exports.word.parts import say
from reports.exports.word.styles import TONES, edges, set_style, shading

_SPACE = {"w": known_spaces["w"]}
_SIZE = 8.0
_SIDE = 80  # room beside the text of a cell, in twentieths of a point
_PADDING = 11.0  # the same on both sides together, in points, and a little air
_TO_WRITE_ON = 62.0  # columns that wait for a hand
_ONE_PIECE = 14  # letters that are not broken
_WIDEST = 190.0
_TWENTIETHS = 20
_PLAIN = ("key-figures", "sign-lines")
_BAR = 0.7


def write_table(document: Any, table: Table, width: int) -> None:
    """`width` in EMU."""
    rows = (*table.heads, *table.rows)
    if not rows:
        return
    widths = _widths(rows, table.columns, width / 12_700, table.kind in _PLAIN)
    element = _made("tbl", _properties(table, widths), _grid(widths))
    for place, row in enumerate(rows):
        head = place < len(table.heads)
        element.append(_row(document, row, widths, _look(table.kind, row, head), head))
    end = document.add_paragraph()  # two tables without anything between become one
    set_style(end, "Table end")
    end._p.addprevious(element)


def _made(name: str, *children: Any, **values: object) -> Any:
    attributes = {_tag(key): str(value) for key, value in values.items()}
    element = oxml_parser.makeelement(_tag(name), attributes, _SPACE)
    element.extend(children)
    return element


@cache
def _tag(name: str) -> str:
    return str(qn(f"w:{name}"))


def _properties(table: Table, widths: Sequence[float]) -> Any:
    sides = (("top", 40), ("left", _SIDE), ("bottom", 40), ("right", _SIDE))
    return _made(
        "tblPr",
        _made("tblW", w=round(sum(widths) * _TWENTIETHS), type="dxa"),
        _made("tblInd", w=_SIDE, type="dxa"),
        _made("tblLayout", type="fixed"),
        _made("tblCellMar", *(_made(side, w=size, type="dxa") for side, size in sides)),
        *([_made("tblCaption", val=cell_text(table.caption))] if table.caption else []),
    )


def _grid(widths: Sequence[float]) -> Any:
    return _made("tblGrid", *(_made("gridCol", w=round(width * _TWENTIETHS)) for width in widths))


def _look(kind: str, row: Row, head: bool) -> str:
    if kind in _PLAIN:
        return kind
    return "head" if head else "group" if row.group else "leads" if row.leads else ""


def _row(document: Any, row: Row, widths: Sequence[float], look: str, head: bool) -> Any:
    """A head stands at the top of every page that the table reaches; no row is split between pages."""
    element = _made("tr", _made("trPr", _made("cantSplit"), *([_made("tblHeader")] if head else [])))
    at = 0
    for cell in row.cells:
        width = sum(widths[at : at + cell.columns])
        element.append(_cell(document, cell, width, look))
        at += cell.columns
    return element


def _cell(document: Any, cell: Cell, width: float, look: str) -> Any:
    properties = _made("tcPr", _made("tcW", w=round(width * _TWENTIETHS), type="dxa"))
    if cell.columns > 1:
        properties.append(_made("gridSpan", val=cell.columns))
    properties.append(_edges(look, bool(cell.text)))
    if look in ("head", "group", "leads"):
        properties.append(shading("wash"))
    bold = look in ("head", "group") or (cell.head and look == "leads")
    element = _made("tc", properties)
    for number, line in enumerate(cell.lines or (Line(()),)):
        style = "Figurevalue" if look == "key-figures" and number == 0 else "Tabletext"
        element.append(_line(line, style, cell.right, bold, look in ("head", "group")))
    if cell.drawing:
        _draw(Paragraph(element[1], document._body), cell)
    return element


def _line(line: Line, style: str, right: bool, bold: bool, with_next: bool) -> Any:
    """`with_next`: not alone at the foot of a page."""
    properties = _made("pPr", _made("pStyle", val=style))
    properties.extend([_made("keepNext")] if with_next else [])
    properties.extend([_made("jc", val="right")] if right else [])
    return _made("p", properties, *runs_of(line, bold))


def runs_of(line: Line, bold: bool = False) -> list[Any]:
    found = []
    for run in line.runs:
        look = []
        if bold or run.bold:
            look.append(_made("b"))
        role = run.tone if run.tone in TONES else "ink-2" if run.quiet else ""
        if role:
            look.append(_made("color", val=TONES[role].lstrip("#")))
        text = _made("t")
        text.set(qn("xml:space"), "preserve")
        text.text = cell_text(run.text)
        found.append(_made("r", *([_made("rPr", *look)] if look else []), text))
    return found


def _draw(paragraph: Paragraph, cell: Cell) -> None:
    if cell.drawing is None:
        return
    data, width, height = to_png(cell.drawing.svg)
    room = [Emu(int(size * _BAR * 9525)) for size in (width, height)]
    say(paragraph.add_run().add_picture(io.BytesIO(data), *room), "", cell.drawing.words)


def _edges(look: str, has_text: bool) -> Any:
    return deepcopy(_edges_once(look, has_text))


@cache
def _edges_once(look: str, has_text: bool) -> Any:
    if look == "key-figures":
        return edges("tcBorders", left=("line-2", 0.75))
    if look == "sign-lines":
        return edges("tcBorders", top=("ink-2", 0.75)) if has_text else edges("tcBorders")
    return edges("tcBorders", bottom=("ink", 0.75) if look == "head" else ("line-2", 0.5))


def _widths(rows: Sequence[Row], columns: int, room: float, plain: bool) -> list[float]:
    """Points per column: each gets what its longest word needs, the rest goes where the text is long."""
    if plain:
        return [room / columns] * columns
    least, wished = [_PADDING + 12.0] * columns, [_PADDING + 12.0] * columns
    for row in rows:
        at = 0
        for cell in row.cells:
            if cell.columns == 1:
                least[at] = max(least[at], _least(cell))
                wished[at] = max(wished[at], _wished(cell))
            at += cell.columns
    for column in _empty(rows, columns):
        least[column] = wished[column] = _TO_WRITE_ON
    return _shared(least, wished, room)


def _empty(rows: Sequence[Row], columns: int) -> list[int]:
    """Columns with a head and nothing below it."""
    filled = {
        place
        for row in rows
        for place, cell in enumerate(row.cells)
        if not row.group and (cell.drawing or cell.text) and not _is_head(row)
    }
    return [column for column in range(columns) if column not in filled] if len(rows) > 1 else []


def _is_head(row: Row) -> bool:
    return all(cell.head for cell in row.cells)


def _shared(least: list[float], wished: list[float], room: float) -> list[float]:
    if sum(least) >= room:
        return [width * room / sum(least) for width in least]
    spare, wants = room - sum(least), [max(w - n, 0.0) for w, n in zip(wished, least, strict=True)]
    whole = sum(wants) or 1.0
    if whole <= spare:  # all fits: what is left goes to the columns by their width
        full = sum(wished)
        return [width * room / full for width in wished]
    return [n + w * spare / whole for n, w in zip(least, wants, strict=True)]


def _least(cell: Cell) -> float:
    if cell.drawing:
        return 115.0
    pieces = (
        piece
        for line in cell.lines
        for piece in ([line.text] if len(line.text) <= _ONE_PIECE else line.text.split(" "))
    )
    longest = max((_points(piece) for piece in pieces), default=0.0)
    return min(longest, 80.0) + _PADDING


def _wished(cell: Cell) -> float:
    """A long text wants room with its root: twice the text, not twice the width."""
    longest = max((_points(line.text) for line in cell.lines), default=0.0)
    if longest > _WIDEST:
        longest = _WIDEST * (longest / _WIDEST) ** 0.5
    return longest + _PADDING


def _points(text: str) -> float:
    return drawn_width(text, _SIZE, bold=True)
