"""Tables of a report in Word: heads that repeat, rows that stay whole, columns as wide as their text asks."""

import io
from collections.abc import Sequence
from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Pt

from reports.charts.labels import text_width as drawn_width
from reports.exports.document import Cell, Line, Row, Table
from reports.exports.painter import to_png
from reports.exports.texts import cell_text
from reports.exports.word.parts import keep_whole, repeat_as_head, say
from reports.exports.word.styles import TONES, colour, edges, set_style, shade

_SIZE = 8.0
_SIDE = 80  # room beside the text of a cell, in twentieths of a point
_PADDING = 11.0  # the same on both sides together, in points, and a little air
_TO_WRITE_ON = 62.0  # columns that wait for a hand
_ONE_PIECE = 14  # letters that are not broken
_WIDEST = 190.0
_PLAIN = ("key-figures", "sign-lines")


def write_table(document: Any, table: Table, width: int) -> None:
    """`width` in EMU."""
    rows = (*table.heads, *table.rows)
    if not rows:
        return
    drawn = document.add_table(rows=0, cols=table.columns)
    drawn.alignment, drawn.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    plain = table.kind in _PLAIN
    widths = _widths(rows, table.columns, width / 12_700, plain)
    _frame(drawn, [*widths])
    for place, row in enumerate(rows):
        head = place < len(table.heads)
        written = drawn.add_row()
        keep_whole(written)
        if head:
            repeat_as_head(written)
        _row(written, row, widths, _look(table.kind, row, head, place == len(rows) - 1))
    set_style(document.add_paragraph(), "Table end")  # two tables without anything between become one


def _look(kind: str, row: Row, head: bool, last: bool) -> str:
    if kind in _PLAIN:
        return kind
    return "head" if head else "group" if row.group else "leads" if row.leads else "last" if last else ""


def _row(written: Any, row: Row, widths: Sequence[float], look: str) -> None:
    at, places = 0, written.cells
    for cell in row.cells:
        place = places[at]
        if cell.columns > 1:
            place = place.merge(places[at + cell.columns - 1])
        place.width = Pt(sum(widths[at : at + cell.columns]))
        _cell(place, cell, look)
        at += cell.columns


def _cell(place: Any, cell: Cell, look: str) -> None:
    properties = place._tc.get_or_add_tcPr()
    _lines_of(properties, look, bool(cell.text))
    if look in ("head", "group", "leads"):
        shade(properties, "wash")
    paragraph = place.paragraphs[0]
    set_style(paragraph, "Table text")
    for number, line in enumerate(cell.lines or (Line(()),)):
        if number:
            paragraph = place.add_paragraph()
            set_style(paragraph, "Table text")
        if cell.right:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        if look == "key-figures" and number == 0:
            set_style(paragraph, "Figure value")
        write_line(paragraph, line, bold=look in ("head", "group") or (cell.head and look == "leads"))
    if cell.drawing:
        _draw(place.paragraphs[0], cell)


def _draw(paragraph: Any, cell: Cell) -> None:
    if cell.drawing is None:
        return
    data, width, height = to_png(cell.drawing.svg)
    room = Emu(int(width * 0.7 * 9525))
    inline = paragraph.add_run().add_picture(io.BytesIO(data), room, Emu(int(height * 0.7 * 9525)))
    say(inline, "", cell.drawing.words)


def write_line(paragraph: Any, line: Line, bold: bool = False) -> None:
    for run in line.runs:
        written = paragraph.add_run(cell_text(run.text))
        written.bold = True if bold or run.bold else None
        if run.quiet:
            written.font.color.rgb = colour("ink-2")
        if run.tone in TONES:
            written.font.color.rgb = colour(run.tone)


def _lines_of(properties: Any, look: str, has_text: bool) -> None:
    if look == "key-figures":
        box = edges("tcBorders", left=("line-2", 0.75))
    elif look == "sign-lines":
        box = edges("tcBorders", top=("ink-2", 0.75)) if has_text else edges("tcBorders")
    elif look == "head":
        box = edges("tcBorders", bottom=("ink", 0.75))
    else:
        box = edges("tcBorders", bottom=("line-2", 0.5))
    properties.append(box)


def _frame(drawn: Any, widths: Sequence[float]) -> None:
    properties = drawn._tbl.tblPr
    fixed = OxmlElement("w:tblLayout")
    fixed.set(qn("w:type"), "fixed")
    properties.append(fixed)
    indent = OxmlElement("w:tblInd")
    indent.set(qn("w:w"), str(_SIDE))
    indent.set(qn("w:type"), "dxa")
    properties.append(indent)
    margins = OxmlElement("w:tblCellMar")
    room = (("top", 40), ("left", _SIDE), ("bottom", 40), ("right", _SIDE))
    for side, size in room:
        element = OxmlElement(f"w:{side}")
        element.set(qn("w:w"), str(size))
        element.set(qn("w:type"), "dxa")
        margins.append(element)
    properties.append(margins)
    for column, width in zip(drawn.columns, widths, strict=True):
        column.width = Pt(width)


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
