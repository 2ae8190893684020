"""The numbers of a chart as a table: for those who cannot see it, and for the spreadsheet."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reports.charts.formats import MISSING, NumberFormat
from reports.charts.spec import ChartSpec, Series

Cell = str | float | None
_SAID_IN_FULL = 14


@dataclass(frozen=True)
class Column:
    """A column of the table: its head, how its numbers are written, and the cells."""

    head: str
    number: NumberFormat | None
    cells: tuple[Cell, ...]


def to_rows(spec: ChartSpec) -> tuple[tuple[str, ...], tuple[tuple[Cell, ...], ...]]:
    """Heads and rows with the numbers as they are (shares as 0–1), for a spreadsheet."""
    columns = tuple(_columns(spec))
    return tuple(c.head for c in columns), tuple(zip(*(c.cells for c in columns), strict=True))


def to_text_rows(spec: ChartSpec) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Heads and rows as people read them: whole amounts, per cent, a dash where there is no number."""
    columns = tuple(_columns(spec))
    written = (tuple(_written(column, cell) for cell in column.cells) for column in columns)
    return tuple(c.head for c in columns), tuple(zip(*written, strict=True))


def describe(spec: ChartSpec, longest: int = 1200) -> str:
    """The chart in words, for a screen reader: a short table in full, of a long one ends and middle."""
    if spec.empty:
        return "No data yet."
    heads, rows = to_text_rows(spec)
    if len(rows) > _SAID_IN_FULL and spec.positions:
        rows = (rows[0], rows[len(rows) // 2], rows[-1])
    said = [f"{row[0]}: " + ", ".join(_cells(heads, row)) for row in rows]
    marks = [f"Marked: {', '.join(marked_values(spec))}"] if spec.references else []
    text = "; ".join([*marks, *said])
    return text if len(text) <= longest else text[:longest].rsplit(";", 1)[0] + "; more in the table."


def _cells(heads: tuple[str, ...], row: tuple[str, ...]) -> list[str]:
    return [f"{head} {cell}" for head, cell in zip(heads[1:], row[1:], strict=True) if cell != MISSING]


def marked_values(spec: ChartSpec) -> tuple[str, ...]:
    """The reference lines in words."""
    return tuple(mark.label for mark in spec.references)


def _written(column: Column, cell: Cell) -> str:
    if isinstance(cell, str):
        return cell
    number = column.number or NumberFormat()
    return number.in_full(cell)


def _columns(spec: ChartSpec) -> Iterator[Column]:
    special = _SPECIAL.get(spec.kind)
    if special:
        yield from special(spec)
        return
    yield _items(spec)
    for series in spec.series:
        yield from _of_series(spec, series)


def _items(spec: ChartSpec) -> Column:
    if spec.categories:
        return Column(spec.row_name, None, spec.categories)
    return Column(spec.row_name, spec.position_number, spec.positions)


def _of_series(spec: ChartSpec, series: Series) -> Iterator[Column]:
    number = series.number or spec.number
    if series.labels:
        yield Column(f"{series.name}: input", None, series.labels)
    yield Column(series.name, number, series.values)
    if series.low:
        yield Column(f"{series.name}, low", number, series.low)
        yield Column(f"{series.name}, high", number, series.high)


def _gates(spec: ChartSpec) -> Iterator[Column]:
    yield Column(spec.row_name, None, tuple(series.name for series in spec.series))
    for item, option in enumerate(spec.categories):
        yield Column(option, None, tuple(series.labels[item] for series in spec.series))


def _bins(spec: ChartSpec) -> Iterator[Column]:
    yield Column("From", spec.position_number, spec.positions[:-1])
    yield Column("To", spec.position_number, spec.positions[1:])
    for series in spec.series:
        yield Column(series.name, spec.number, series.values)


_SPECIAL: dict[str, Callable[[ChartSpec], Iterator[Column]]] = {
    "gates_matrix": _gates,
    "saving_distribution": _bins,
}
