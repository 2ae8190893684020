"""All tables of a report as CSV files in one ZIP: as printed, and the figures behind it in full."""

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence

from reports.charts.to_rows import to_rows
from reports.exports.document import Document, Table
from reports.exports.results import inputs_table, money_table, options_table
from reports.exports.texts import cell_text, file_part, guarded
from reports.presenters.reading import Reading

Value = str | float | int | None
Rows = Sequence[Sequence[Value]]
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # no clock: the same report gives the same bytes


def tables_archive(reading: Reading, document: Document) -> bytes:
    return _archive([*_in_full(reading), *_printed(document)])


def tables_of_several(readings: Sequence[tuple[str, Reading]], document: Document) -> bytes:
    """The printed tables and charts first; then each scenario in full, with its name."""
    full = ((f"{part}, {name}", rows) for name, reading in readings for part, rows in _in_full(reading))
    return _archive([*_printed(document), *full])


def _archive(tables: Sequence[tuple[str, Rows]]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for place, (name, rows) in enumerate(tables, 1):
            entry = zipfile.ZipInfo(f"{place:02}-{file_part(name) or 'table'}.csv", _FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, to_csv(rows))
    return file.getvalue()


def to_csv(rows: Rows) -> bytes:
    """UTF-8 with the mark that spreadsheets look for. Text that looks like a formula is guarded."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    for row in rows:
        writer.writerow([_written(value) for value in row])
    return file.getvalue().encode("utf-8-sig")


def table_rows(table: Table) -> list[list[str]]:
    """The table as printed; cells that span columns are filled up with empty ones."""
    found = []
    for row in (*table.heads, *table.rows):
        cells: list[str] = []
        for cell in row.cells:
            cells += [cell.text, *[""] * (cell.columns - 1)]
        found.append(cells)
    return found


def _in_full(reading: Reading) -> Iterator[tuple[str, Rows]]:
    yield "results", options_table(reading)
    yield "inputs", inputs_table(reading)
    yield "lines of cost", money_table(reading)


def _printed(document: Document) -> Iterator[tuple[str, Rows]]:
    for table in document.tables:
        yield table.caption, table_rows(table)
    for figure in document.figures:
        heads, rows = to_rows(figure.spec)
        yield f"{figure.label} {figure.spec.words.title}", [heads, *rows]


def _written(value: Value) -> Value:
    if isinstance(value, str):
        return guarded(cell_text(value))
    return repr(value) if isinstance(value, float) else value
